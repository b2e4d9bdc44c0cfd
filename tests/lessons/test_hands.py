"""What a reader moves at a step is of that step, crosses what its text claims, and is seen to move."""

import re
from dataclasses import replace

import pytest
from each import each
from seen import seen

from components.story import told
from lessons import LESSONS, Hand, Lesson, Step
from lessons.hand import slider
from races import RaceSpec, race
from races.query import Panel, Scene

STOPS = [
    pytest.param(name, place, id=f"{name}-{place + 1}")
    for name, lesson in LESSONS.items()
    for place in range(len(lesson.hands))
]


def at(name, place):
    """The hand of a stop, and its scene."""
    lesson = LESSONS[name]
    return lesson.hands[place], (*lesson.shown, lesson.shown_with_question)[place][0]


@each("name, place", STOPS)
def test_what_is_moved_is_of_its_step_and_is_seen_to_move(name, place):
    hand, scene = at(name, place)
    assert hand, "declare what the reader moves: hand=slider(...), or Hand() for the start"
    if hand.is_start:
        return
    specs = [panel.spec for panel in scene.panels]
    assert hand.low <= hand.value_in(specs) <= hand.high
    low, high = hand.moved(specs, hand.low), hand.moved(specs, hand.high)
    for name in hand.names:
        alone = replace(hand, names=(name,))
        assert alone.moved(specs, hand.low) != alone.moved(specs, hand.high)
    moved = {index for index, (a, b) in enumerate(zip(low, high, strict=True)) if a != b}
    assert hand.panels is None or moved == set(hand.panels)
    view = {**scene.view, "step": None}
    clear = [
        each.clear
        for a, b, panel in zip(low, high, scene.panels, strict=True)
        if a != b
        for each in seen(Scene([Panel(a, panel.zoom), Panel(b, panel.zoom)], view))
        if each.courses[0][0] != each.courses[1][0]
    ]
    assert max(clear) >= 1


@each("name, place", STOPS)
def test_the_page_and_the_stage_are_told(name, place):
    hand, scene = at(name, place)
    stop = told(name, 0, "/")["stops"][place]
    assert stop["hand"]["names"] == hand.names
    assert re.match(r"Drag the ring|\w", stop["hand"]["label"])
    assert (stop["hand"]["parameter"] is None) == hand.is_start
    assert set(hand.pins) <= set(scene.view["pins"]) or len(scene.view["pins"]) == 2


@each("name", LESSONS)
def test_each_step_names_the_sources_of_its_methods(name):
    for stop in told(name, 0, "/")["stops"]:
        racing = {racer for panel in stop["panels"] for racer in panel["spec"]["optimizers"]}
        assert {each["name"] for each in stop["sources"]} == racing
        assert all(re.search(r" \d{4}$", each["words"]) for each in stop["sources"])


@each("name", LESSONS)
def test_no_mark_gives_the_answer_away(name):
    asked = LESSONS[name].asked
    assert asked is None or asked.hand is None or asked.hand.across is None


def test_a_step_has_the_hand_of_the_one_before_unless_it_has_other_races():
    spec = RaceSpec(optimizers={"sgd": {}})
    hand = slider("sgd.learning_rate", over=(0.001, 1))
    steps = [Step("a", [spec], hand=hand), Step("b", view={"step": 3}), Step("c", [spec])]
    lesson = Lesson("t", "g", "l", steps, "q?", "a")
    assert lesson.hands == (hand, hand, None, None)
    assert [scene.view["pins"] for scene, _ in lesson.shown] == [("sgd.learning_rate",)] * 2 + [()]


def test_a_hand_moves_what_it_names_where_it_is_told_to():
    spec = RaceSpec("rotated_quadratic", {"sgd": {}, "momentum": {}}, steps=3)
    both = slider("sgd.learning_rate", "momentum.learning_rate", over=(0.001, 1), panels=(1,))
    first, second = both.moved([spec, spec], 0.5)
    assert first == spec
    assert {settings["learning_rate"] for settings in second.optimizers.values()} == {0.5}
    (steep,) = slider("rotated_quadratic.condition_number", over=(1, 10)).moved([spec], 3.0)
    assert steep.surface_parameters["condition_number"] == 3
    (wide,) = slider("unit.weights", over=(0.1, 10)).moved([spec], 3.0)
    assert wide.units == (3, 3, 1)
    assert slider("unit.loss", over=(0.1, 10)).moved([wide], 2.0)[0].units == (3, 3, 2)
    assert race(second)["sgd"].losses[-1] != race(first)["sgd"].losses[-1]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: slider("sgd.zap", over=(0, 1)), "'sgd.zap' is none; allowed: start, unit.weights"),
        (lambda: slider("sgd.learning_rate", over=(0, 1)), "sgd.learning_rate: 0 to 1; allowed: 1e-6 to 10"),
        (lambda: slider("sgd.learning_rate", over=(0.1, 1), across=2), "2 is not crossed between 0.1 and 1"),
        (lambda: Hand(("momentum.momentum",), 0, 0.9).value_in([RaceSpec()]), "momentum.momentum: no panel has it"),
    ],
)
def test_what_cannot_be_moved_is_told(make, problem):
    with pytest.raises(ValueError, match=re.escape(problem)):
        make()
