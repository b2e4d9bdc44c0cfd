"""What a picture says of its panels: a lesson's words, or what differs; and the text of a lesson's step."""

import re

import pytest
from each import each
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from exports.differing import differing
from exports.options import Options
from exports.passage import height_of, lines, pieces
from exports.sheet import Sheet
from exports.take import take_of
from lessons import LESSONS
from races import RaceSpec

TEXTS = [
    pytest.param(step.text, id=f"{name}-{k}") for name, one in LESSONS.items() for k, step in enumerate(one.steps, 1)
]


def written(take, **options):
    return [drawn.get_text() for drawn in Sheet(take, Options(**options)).figure.artists if isinstance(drawn, Text)]


@each("name", LESSONS)
def test_every_step_with_several_panels_says_what_each_is(name):
    for scene, captions in LESSONS[name].shown:
        take = take_of(scene)
        if len(scene.panels) > 1:
            assert len(set(take.notes)) == len(scene.panels), take.notes
        assert take.notes == captions or not captions


def test_a_picture_has_the_captions_of_its_lesson():
    scene, captions = LESSONS["momentum"].shown[3]
    assert set(captions) <= set(written(take_of(scene)))
    assert "μ = 0.5: little help" in captions


def test_what_differs_is_said_where_no_lesson_does():
    one = RaceSpec("beale", {"sgd": {"learning_rate": 2 / 11}, "adam": {}}, steps=50)
    other = RaceSpec("beale", {"sgd": {"learning_rate": 0.01}, "adam": {"bias_correction": 0.0}}, steps=50)
    assert differing([one, other]) == (("Adam b.c. on", "SGD α = 0.1818"), ("Adam b.c. off", "SGD α = 0.01"))
    assert "Adam b.c. on · SGD α = 0.1818" in written(take_of([one, other]))
    assert differing([one]) == ((),)
    assert differing([one, one]) == ((), ())
    ravines = [RaceSpec("rotated_quadratic", {"sgd": {}}, surface_parameters={"angle": angle}) for angle in (0, 45)]
    assert differing(ravines) == (("φ = 0",), ("φ = 45",))
    noisy = RaceSpec("sphere", {"sgd": {}}, noise="additive", noise_parameters={"sigma": 2.0}, seed=3)
    words, others = differing([noisy, RaceSpec("sphere", {"sgd": {}})])
    assert words[0] == "noise: additive"
    assert others == ("noise: none",)


@each("text", TEXTS)
def test_every_formula_of_a_lesson_can_be_set(text):
    parser = MathTextParser("agg")
    for piece in pieces(text):
        if piece.is_formula:
            parser.parse(piece.text)
    assert "".join(piece.text for piece in pieces(text) if not piece.is_formula) == re.sub(r"\$[^$]*\$|\s", "", text)
    for line in lines(text, 17.0, 1252.0):
        x, last = line[-1]
        assert x + last.width(17.0) <= 1252.0
    assert height_of(text, 17.0, 1252.0) < 150


def test_the_text_of_the_step_is_an_option():
    take = take_of(LESSONS["momentum"].shown[1][0])
    assert take.text == LESSONS["momentum"].steps[1].text
    plain, told = written(take), written(take, text="on")
    assert "terminal" in told
    assert "terminal" not in plain
    assert "$\\mu = 0.9$" in told
    heights = [Sheet(take, Options(text=text)).parts[0].cell.surface[3] for text in ("off", "on")]
    assert heights[1] < heights[0] - 20


def test_a_function_is_its_own_title_and_a_long_one_its_beginning():
    assert "f = x/10" in written(take_of(LESSONS["momentum"].shown[0][0]))
    long = RaceSpec("own", {"sgd": {}}, expression="x^2 + y^2 + 0.001 x^4 + 0.001 y^4 + 0.1 x y")
    assert long.bound_surface.label == "f = x^2 + y^2 + 0.001 x^4 …"
    planes = [spec for lesson in LESSONS.values() for step in lesson.steps for spec in step.specs if spec.expression]
    assert len(planes) > 10
    assert all(spec.bound_surface.label.startswith("f = ") for spec in planes)
