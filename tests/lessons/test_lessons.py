"""Every lesson has what a lesson has, and its races and links work."""

import re
from dataclasses import replace

import pytest
from each import each

from components.plain import plain, together
from components.story import told
from lessons import LESSONS, Lesson, Step, answer
from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.query import scene_from_query

EVERY = [pytest.param(lesson, id=name) for name, lesson in LESSONS.items()]
TEXTS = [
    pytest.param(text, id=f"{name}-{k}")
    for name, one in LESSONS.items()
    for k, text in enumerate((*(step.text for step in one.steps), one.question, one.answer), 1)
]


@each("lesson", EVERY)
def test_a_lesson_is_complete(lesson):
    assert 3 <= len(lesson.steps) <= 6
    assert lesson.title
    assert lesson.line
    assert lesson.question.endswith("?")
    assert len(lesson.answer) > 40
    assert len(lesson.shown) == len(lesson.steps)


SAID = re.compile(r"(?<!/)([αβ₂μρεκ]+|c₂) = (-?\d+(?:\.\d+)?(?:/\d+)?)(?=$|[ ,:;])")


@each("name", LESSONS)
def test_a_caption_says_the_numbers_of_its_race(name):
    for scene, captions in (*LESSONS[name].shown, LESSONS[name].shown_with_question):
        for panel, caption in zip(scene.panels, captions, strict=False):
            spec = panel.spec
            known = [
                (declared.symbol, settings[key])
                for racer, settings in spec.optimizers.items()
                for key, declared in OPTIMIZERS[racer].hyperparameters.items()
            ]
            known += [("κ", value) for key, value in spec.surface_parameters.items() if key == "condition_number"]
            for symbol, text in SAID.findall(caption):
                mine = [value for each, value in known if each == symbol]
                above, _, below = text.partition("/")
                said = float(above) / float(below or 1)
                assert not mine or any(value == pytest.approx(said, rel=0.01) for value in mine), (caption, mine)


def test_lessons_of_a_group_stand_together():
    groups = [lesson.group for lesson in LESSONS.values()]
    assert sorted(groups, key=groups.index) == groups


@each("name", LESSONS)
def test_no_line_begins_with_the_stop_after_a_formula(name):
    """A browser may break a line behind a formula, but not within it."""
    said = told(name, 0, "/")
    for text in (said["answer"], *(stop["text"] for stop in said["stops"])):
        assert not re.search(r"\$[.,;:]", re.sub(r"\$[^$]*\$", "$", text))
    assert together(r"with $A = XX^\top$. At $x$, $y$") == r"with $A = XX^\top{.}$ At $x{,}$ $y$"


@each("text", TEXTS)
def test_a_text_is_short_and_its_formulas_are_closed(text):
    assert len(re.sub(r"\$[^$]*\$", "formula", text).split()) <= 48
    assert text.count("$") % 2 == 0
    for formula in re.findall(r"\$([^$]*)\$", text):
        assert formula
        assert formula == formula.strip()  # or Markdown does not take it for one
        assert formula.count("{") == formula.count("}")
        assert not re.search(r"[^\x00-\x7f]", formula)
    assert not re.search(r"\\|[_^]\{", re.sub(r"\$[^$]*\$", "", text))  # LaTeX only between dollars


@each("text", TEXTS)
def test_a_text_is_read_before_its_formulas_are_typeset(text):
    said = plain(text)
    assert not re.search(r"[\\{}$^]", said)
    assert len(said.split()) >= len(re.sub(r"\$[^$]*\$", "", text).split())


@pytest.mark.parametrize(
    ("latex", "letters"),
    [
        (r"\alpha\, \hat m_t/(\sqrt{\hat v_t} + \epsilon)", "α m̂ₜ/(√(v̂ₜ) + ε)"),
        (r"\left(\frac{\kappa-1}{\kappa+1}\right)^2", "((κ-1)/(κ+1))²"),
        (r"p_t^\top H\, p_{t-1} = 0", "pₜᵀ H pₜ₋₁ = 0"),
        (r"\max(u_{t-1}, |g_t|) < \infty", "max(uₜ₋₁, |gₜ|) < ∞"),
    ],
)
def test_a_formula_in_plain_letters(latex, letters):
    assert plain(f"so ${latex}$.") == f"so {letters}."


@each("lesson", EVERY)
def test_its_races_run_and_its_links_read_back_the_same(lesson):
    for scene, captions in (*lesson.shown, lesson.shown_with_question):
        assert scene_from_query(scene.to_query()) == (scene, [])
        assert len(captions) in (0, len(scene.panels))
        for panel in scene.panels:
            result = race(panel.spec)
            assert all(len(trajectory.losses) == panel.spec.steps + 1 for trajectory in result.values())
        longest = max(panel.spec.steps for panel in scene.panels)
        assert (scene.view["step"] or 0) <= longest


@each("lesson", EVERY)
def test_who_is_highlighted_races(lesson):
    for step, (scene, _) in zip(lesson.steps, lesson.shown, strict=True):
        assert step.highlight is None or any(step.highlight in panel.spec.optimizers for panel in scene.panels)


def test_a_step_without_a_race_keeps_the_one_before():
    spec = RaceSpec()
    lesson = Lesson("t", "g", "l", [Step("a", [spec], ["c"], {"speed": 2.0}), Step("b", view={"step": 3})], "q?", "a")
    (first, captions), (second, same) = lesson.shown
    assert second.panels == first.panels
    assert captions == same == ("c",)
    assert (second.view["speed"], second.view["step"]) == (2.0, 3)
    assert first.view["step"] is None
    assert lesson.shown_with_question == lesson.shown[-1]


#: Whose answer is no race that could be seen.
IN_WORDS = {"delta_bar_delta", "adamax", "batch_normalization", "weight_decay"}


@each("name", sorted(set(LESSONS) - IN_WORDS))
def test_a_question_is_answered_by_running_what_stands_beside_it(name):
    scene, _ = LESSONS[name].shown_with_question
    assert LESSONS[name].asked.predict
    assert scene.view["predict"] == "on"
    assert scene.view["step"] is None


@each("name", sorted(set(LESSONS) - IN_WORDS))
def test_what_is_run_beside_a_question_shows_the_answer(name):
    asked = LESSONS[name].asked
    assert asked.shows, "shows: declare what is seen of the answer, with what lessons/answer.py has"
    races = [race(spec) for spec in asked.specs]
    assert [each.words for each in asked.shows if not each.holds(races)] == []


def test_what_is_seen_of_another_race_is_no_answer():
    """Each word of lessons/answer.py says no where it is not so."""
    spec = RaceSpec("sphere", {"sgd": {"learning_rate": 0.1}, "momentum": {"learning_rate": 0.1}}, steps=60)
    races = [race(spec), race(replace(spec, optimizers={"sgd": {"learning_rate": 2.5}, "momentum": {}}))]
    sgd, momentum, far = (0, "sgd"), (0, "momentum"), (1, "sgd")
    moons = [race(RaceSpec("noisy_moons", {name: {"learning_rate": 0.1} for name in ("sgd", "momentum")}, steps=30))]
    no = [  # of what these races do not show
        answer.ahead(momentum, sgd), answer.ahead(sgd, momentum, 1e30), answer.level(sgd, far, 2),
        answer.same(sgd, far),
        answer.differ(sgd, sgd, 0.1), answer.arrives(far, 60), answer.arrives(sgd, 2), answer.fades(sgd, 1e30),
        answer.step_length(sgd, 1, 5), answer.settles(far, 1), answer.never(sgd), answer.gone(sgd),
        answer.rests(sgd, 1),
        answer.longer(sgd, momentum, 1), answer.thrown(sgd, momentum, 5, 1), answer.falls_after(far, 30, 1),
        answer.reaches(sgd, 1.0, 30), answer.lowest(momentum),
        answer.stays(far, (0, 0), 1), answer.lower_at(20, momentum, sgd, 1), answer.under(sgd, 1e-3, 50),
        answer.same_race(sgd, far, 1e-3),
    ]  # fmt: skip
    assert [each.words for each in no if each.holds(races)] == []
    yes = [answer.ahead(sgd, momentum), answer.gone(far), answer.never(far), answer.lowest(sgd),
           answer.stays(sgd, (0, 0), 0.1), answer.lower_at(40, sgd, momentum, 2),
           answer.same_race(sgd, sgd, 0)]  # fmt: skip
    assert all(each.holds(races) for each in yes)
    assert not answer.two_orders(0).holds(moons)


def test_a_question_hides_what_is_to_come_of_its_own_race():
    spec = RaceSpec()
    asked = Step("", [spec], predict=True)
    lesson = Lesson("t", "g", "l", [Step("a", [spec], view={"step": 3})], "q?", "a", asked)
    assert [scene.view["predict"] for scene, _ in (*lesson.shown, lesson.shown_with_question)] == ["off", "on"]
    assert lesson.shown_with_question[0].view["step"] is None
    assert [stop["view"]["predict"] for stop in told("nesterov", 0, "/")["stops"]] == ["off"] * 4 + ["on"]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Step("a", view={"zap": 1}), "zap; allowed: step, speed"),
        (lambda: Step("a", [RaceSpec()] * 5), "5 panels"),
        (lambda: Step("a", [RaceSpec()], ["one", "two"]), "1 panels with 2 captions"),
        (lambda: Lesson("Empty", "g", "l", [Step("a")], "q?", "a"), "Empty: the first step must have a race"),
    ],
)
def test_what_is_no_lesson_is_told(make, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        make()


def test_the_page_is_told_the_texts_in_plain_letters():
    lesson = LESSONS["momentum"]
    texts = [*(step.text for step in lesson.steps), lesson.question]
    assert [stop["plain"] for stop in told("momentum", 1, "/")["stops"]] == [plain(text) for text in texts]
