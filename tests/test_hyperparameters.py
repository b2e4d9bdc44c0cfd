"""Hyperparameters: what a signature declares, and what follows from it."""

import math
from dataclasses import replace
from typing import Annotated

import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperparameters import SCALES, Hyperparameter, bind, hyperparameters_of, parse_all, shown
from optimizers import OPTIMIZERS
from races.noise import NOISES
from schedules import SCHEDULES
from surfaces import SURFACES

EVERY = [
    pytest.param(parameter, id=f"{owner}-{name}")
    for table in (OPTIMIZERS, SURFACES, SCHEDULES, NOISES)
    for owner, entry in table.items()
    for name, parameter in entry.hyperparameters.items()
]
#: One of each range and scale: many methods have a learning rate from 1e-6 to 10.
KINDS = {(case.values[0].minimum, case.values[0].maximum, case.values[0].scale): case for case in EVERY}
RANGES = list(KINDS.values())
SLIDERS = [case for case in RANGES if case.values[0].scale not in ("switch", "whole")]
RATE = Hyperparameter("α", 1e-6, 10, scale="log", name="learning_rate", default=0.01)
SWITCH = Hyperparameter("b", 0, 1, scale="switch", name="on_off")


# Declarations


@each("parameter", EVERY)
def test_the_declaration_is_sound(parameter):
    assert parameter.scale in SCALES
    assert parameter.minimum < parameter.maximum
    assert parameter.parse(parameter.default) == parameter.default
    assert parameter.paper is None or parameter.minimum <= parameter.paper <= parameter.maximum
    assert parameter.symbol
    assert 0 < len(parameter.help) <= 60
    assert parameter.minimum > 0 or parameter.scale != "log"
    assert 0 <= parameter.minimum < parameter.maximum < 1 or parameter.scale != "memory"
    assert (parameter.minimum, parameter.maximum) == (0, 1) or parameter.scale != "switch"


# Sliders


@each("parameter", SLIDERS)
@settings(max_examples=20)
@given(data=st.data())
def test_position_and_value_are_inverse(parameter, data):
    position = data.draw(st.floats(0, 1))
    assert parameter.position(parameter.value_at(position)) == pytest.approx(position, abs=1e-9)
    value = data.draw(st.floats(parameter.minimum, parameter.maximum))
    assert parameter.value_at(parameter.position(value)) == pytest.approx(value, rel=1e-9, abs=1e-15)


@each("parameter", RANGES)
@settings(max_examples=20)
@given(positions=st.lists(st.floats(-2, 3), min_size=2).map(sorted))
def test_values_rise_with_the_position_and_stay_in_the_range(parameter, positions):
    values = [parameter.value_at(position) for position in positions]
    assert values == sorted(values)
    assert parameter.minimum <= values[0] <= values[-1] <= parameter.maximum


@each("parameter", RANGES)
def test_the_ends_of_the_slider_are_the_ends_of_the_range(parameter):
    for position, end in ((0, parameter.minimum), (1, parameter.maximum)):
        assert parameter.value_at(position) == pytest.approx(end, rel=1e-12)
        assert parameter.position(end) == position
    assert (parameter.position(parameter.minimum - 1), parameter.position(parameter.maximum + 1)) == (0, 1)
    assert (parameter.value_at(-1e9), parameter.value_at(1e9)) == (parameter.value_at(0), parameter.value_at(1))


@pytest.mark.parametrize(
    ("scale", "low", "high", "middle"),
    [("linear", 1, 2, 1.5), ("log", 1e-4, 1, 1e-2), ("memory", 0, 0.9999, 0.99), ("memory", 0.9, 0.999, 0.99)],
)
def test_the_middle_of_each_scale(scale, low, high, middle):
    parameter = Hyperparameter("p", low, high, scale=scale)
    assert parameter.value_at(0.5) == pytest.approx(middle, rel=1e-12)
    assert parameter.position(middle) == pytest.approx(0.5, rel=1e-12)


def test_a_switch_has_two_positions():
    assert [SWITCH.value_at(position) for position in (-1, 0, 0.4, 0.6, 1, 2)] == [0, 0, 0, 1, 1, 1]


# Parsing


@each("given", [0.5, "0.5", " .5 ", "5e-1", "0.50"])
def test_numbers_and_text_are_parsed(given):
    assert RATE.parse(given) == 0.5
    assert type(RATE.parse(1)) is float


@each("given", ["on", "On", "TRUE", "1", 1, 1.0, True])
def test_a_switch_is_turned_on(given):
    off = {"on": "off", "On": "Off", "TRUE": "FALSE", "1": "0", 1: 0}[given]
    assert (SWITCH.parse(given), SWITCH.parse(off)) == (1, 0)


@each(
    "parameter, given, message",
    [
        (RATE, "fast", "learning_rate: 'fast' is not a number; allowed: 1e-6 to 10"),
        (RATE, None, "learning_rate: None is not a number; allowed: 1e-6 to 10"),
        (RATE, "on", "learning_rate: 'on' is not a number; allowed: 1e-6 to 10"),
        (RATE, [0.1], "learning_rate: [0.1] is not a number; allowed: 1e-6 to 10"),
        (RATE, 11, "learning_rate: 11 is out of range; allowed: 1e-6 to 10"),
        (RATE, "-0.1", "learning_rate: '-0.1' is out of range; allowed: 1e-6 to 10"),
        (RATE, math.nan, "learning_rate: nan is out of range; allowed: 1e-6 to 10"),
        (RATE, math.inf, "learning_rate: inf is out of range; allowed: 1e-6 to 10"),
        (SWITCH, 0.5, "on_off: 0.5 is out of range; allowed: on or off"),
        (SWITCH, "yes", "on_off: 'yes' is not a number; allowed: on or off"),
    ],
)
def test_the_message_names_what_was_given_and_what_is_allowed(parameter, given, message):
    with pytest.raises(ValueError, match="allowed") as caught:
        parameter.parse(given)
    assert str(caught.value) == message


@given(st.floats() | st.text() | st.integers() | st.none() | st.booleans() | st.binary() | st.complex_numbers())
def test_parsing_gives_an_allowed_value_or_a_message(junk):
    for parameter in (RATE, SWITCH):
        try:
            assert parameter.minimum <= parameter.parse(junk) <= parameter.maximum
        except ValueError:
            with pytest.raises(ValueError, match=rf"^{parameter.name}: (.|\n)*; allowed: {parameter.allowed}$"):
                parameter.parse(junk)


def test_label_and_clip():
    assert RATE.label == "learning rate"
    assert [RATE.clip(value) for value in (0, 0.5, 11)] == [1e-6, 0.5, 10]


def test_all_values_are_parsed_and_all_problems_listed():
    declared = {"learning_rate": RATE, "on_off": SWITCH}
    values, problems = parse_all({"learning_rate": "1", "speed": 3, "on_off": "maybe"}, declared, "toy")
    assert values == {"learning_rate": 1, "on_off": 0}
    assert problems == [
        "toy: unknown hyperparameter 'speed'; allowed: learning_rate, on_off",
        "toy: on_off: 'maybe' is not a number; allowed: on or off",
    ]
    assert parse_all({"speed": 3}, {}, "toy") == ({}, ["toy: unknown hyperparameter 'speed'; allowed: none"])
    assert parse_all({}, declared, "toy") == ({"learning_rate": 0.01, "on_off": 0}, [])


@pytest.mark.parametrize(("given", "text"), [("a", "'a'"), (1.5, "1.5"), ("x" * 99, "'" + "x" * 38 + "…")])
def test_what_was_given_is_shown_in_short(given, text):
    assert shown(given) == text
    assert len(text) <= 40


def test_even_an_integer_too_long_to_print_is_shown():
    huge = 10**5000
    assert shown(huge) == shown([huge]) == "a very large integer"
    with pytest.raises(ValueError, match=r"^learning_rate: a very large integer is not a number; allowed: 1e-6 to 10$"):
        RATE.parse(huge)


# Signatures


def toy(x, y=2, *, a: Annotated[float, RATE] = 1, b: float = 5.0, c: Annotated[float, "no", SWITCH] = True):
    """A toy."""
    return x, y, a, b, c


def test_a_signature_declares_its_keywords_in_order():
    found = hyperparameters_of(toy)
    assert list(found) == ["a", "c"]
    assert found["a"] == replace(RATE, name="a", default=1)
    assert [type(parameter.default) for parameter in found.values()] == [float, float]
    assert hyperparameters_of(lambda x: x) == {}


def test_bind_fixes_keywords_and_sees_later_changes():
    values = {"a": 7.0}
    bound = bind(toy, values)
    assert bound(1, 2) == (1, 2, 7, 5, True)
    values["a"] = 8.0
    assert bound(1, 2) == (1, 2, 8, 5, True)
    assert bound(1, 2, a=9.0)[2] == 9
    assert toy(1) == (1, 2, 1, 5, True)
    assert bind(toy, {})(1, 2) == (1, 2, 1, 5, True)
    assert (bound.__name__, bound.__doc__) == ("toy", "A toy.")


def test_bind_keeps_the_closure():
    outside = 3

    def inner(x, *, k=1):
        return outside * x + k

    assert bind(inner, {"k": 10})(2) == 16


@pytest.mark.parametrize("name", ["x", "y", "d"])
def test_bind_refuses_what_is_not_a_keyword(name):
    with pytest.raises(TypeError, match=rf"^toy\(\) has no hyperparameter '{name}'$"):
        bind(toy, {name: 1})
