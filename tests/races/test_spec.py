"""RaceSpec: it completes what is left out, and refuses what cannot be run with all the reasons at once."""

import re
from dataclasses import FrozenInstanceError, replace

import pytest
from each import each
from hypothesis import given, settings
from strategies import specs

from optimizers import OPTIMIZERS
from races import MAX_STEPS, RaceSpec, SpecError
from races.spec import NETWORK
from schedules import SCHEDULES
from surfaces import OWN, SURFACES

METHODS = ", ".join(OPTIMIZERS)
HUGE = 10**5000  # more digits than Python prints


def problems_of(**given):
    with pytest.raises(SpecError) as caught:
        RaceSpec(**given)
    assert str(caught.value) == "; ".join(caught.value.problems)
    return caught.value.problems


def nested(depth):
    junk = []
    for _ in range(depth):
        junk = [junk]
    return junk


# What is left out


def test_the_defaults():
    spec = RaceSpec()
    assert (spec.surface, spec.start, spec.steps, spec.schedule) == ("beale", SURFACES["beale"].start, 200, "constant")
    assert spec.optimizers == {"sgd": {"learning_rate": 0.01}}
    assert spec.surface_parameters == spec.schedule_parameters == {}


@each("name", OPTIMIZERS)
def test_an_optimizer_takes_its_declared_defaults(name):
    declared = OPTIMIZERS[name].hyperparameters
    one = {first: declared[first].default for first in [*declared][:1]}
    for settings_given in ({}, None, one):
        spec = RaceSpec(optimizers={name: settings_given})
        assert spec.optimizers[name] == {key: parameter.default for key, parameter in declared.items()}


@pytest.mark.parametrize("table", [SURFACES, SCHEDULES], ids=["surface", "schedule"])
def test_surfaces_and_schedules_take_their_declared_defaults(table):
    part = "surface" if table is SURFACES else "schedule"
    for name, entry in table.items():
        expected = {key: parameter.default for key, parameter in entry.hyperparameters.items()}
        assert getattr(RaceSpec(**{part: name}), f"{part}_parameters") == expected


def test_the_start_is_the_surfaces_own():
    assert [RaceSpec(surface=name).start for name in SURFACES] == [surface.start for surface in SURFACES.values()]


def test_racers_and_settings_stand_in_the_order_of_the_contents_page():
    spec = RaceSpec(optimizers={"adam": {"beta2": 0.9, "learning_rate": 1}, "sgd": {}})
    assert list(spec.optimizers) == ["sgd", "adam"]
    assert list(spec.optimizers["adam"]) == list(OPTIMIZERS["adam"].hyperparameters)


def test_numbers_may_come_as_text():
    text = RaceSpec(steps="30", start=["1", "1.5"], optimizers={"adam": {"beta1": "0.5", "bias_correction": "off"}})
    same = RaceSpec(steps=30.0, start=(1, 1.5), optimizers={"adam": {"beta1": 0.5, "bias_correction": False}})
    assert text == same
    assert (type(text.steps), type(same.start[0])) == (int, float)


# What is wrong

RATES = [  # given as SGD's learning rate
    *(
        (given, f"{given!r} is out of range")
        for given in (1e308, 0, -1, 0.0, float("nan"), float("inf"), "1e999", "11")
    ),
    *(
        (given, f"{given!r} is not a number")
        for given in (None, "", "fast", "0,1,2", "-inf", [], [[0.1]], {}, {"a": {"b": 1}})
    ),
    (10**30, f"{10**30!r} is out of range"),
    (10**400, "10000"),
    (HUGE, "a very large integer is not a number"),
    ("9" * 9999, "'99999"),
    (1j, "1j is not a number"),
    (object, "<class 'object'> is not a number"),
]


@each("value, said", RATES)
def test_a_bad_hyperparameter(value, said):
    (problem,) = problems_of(optimizers={"sgd": {"learning_rate": value}})
    assert problem.startswith(f"sgd: learning_rate: {said}")
    assert problem.endswith("; allowed: 1e-6 to 10")
    assert len(problem) < 120


@each("value", [-0.5, 0.5, 2, "maybe", float("nan")])
def test_a_switch_is_on_or_off(value):
    (problem,) = problems_of(optimizers={"adam": {"bias_correction": value}})
    assert problem.startswith(f"adam: bias_correction: {value!r} is ")
    assert problem.endswith("; allowed: on or off")


STEPS = [10_000_000, MAX_STEPS + 1, 0, -1, 1.5, True, False, None, "", "many", "1.5", "1e4", [5], {}, float("nan")]
STEPS += [float("-inf"), HUGE, "9" * 9999, 10**400]


@each("value", STEPS)
def test_bad_steps(value):
    (problem,) = problems_of(steps=value)
    assert problem.startswith("steps: ")
    assert problem.endswith(f"; allowed: a whole number from 1 to {MAX_STEPS}")
    assert repr(value)[:30] in problem if value != HUGE else "a very large integer" in problem


DOMAIN = "allowed on beale: x -4.5 to 4.5, y -4.5 to 4.5"


@each("value", [(4.6, 0), (0, -4.6), (1e308, 1), (float("nan"), 0), (0, float("inf")), ("9", "9")])
def test_a_start_outside_the_domain(value):
    x, y = map(float, value)
    assert problems_of(start=value) == [f"start: ({x:g}, {y:g}) is outside the domain; {DOMAIN}"]


@each("value", [(), (1,), (1, 2, 3), 5, (None, 1), ("a", "b"), [[1], [2]], {}, "1", "1,2", "left"])
def test_a_start_that_is_not_a_pair(value):
    assert problems_of(start=value) == [f"start: {value!r} is not a pair of numbers; {DOMAIN}"]


@pytest.mark.parametrize("value", ["12", {1: "x", 2: "y"}], ids=str)
def test_two_digits_or_a_dictionary_are_not_a_pair(value):
    assert problems_of(start=value) == [f"start: {value!r} is not a pair of numbers; {DOMAIN}"]


def test_a_start_too_large_for_a_float():
    assert problems_of(start=(HUGE, 0)) == [f"start: a very large integer is not a pair of numbers; {DOMAIN}"]


@each("surface", SURFACES)
def test_the_whole_domain_is_allowed(surface):
    (x_min, x_max), (y_min, y_max) = SURFACES[surface].domain
    for corner in ((x_min, y_min), (x_max, y_max)):
        assert RaceSpec(surface=surface, start=corner).start == corner
    (problem,) = problems_of(surface=surface, start=(x_max + 1, y_min))
    assert f"allowed on {surface}: x {x_min:g} to {x_max:g}, y {y_min:g} to {y_max:g}" in problem


@each("name", ["", "Beale", "sphere ", None, 5, ["beale"], {}, ("beale",), 1.5, "x" * 1000])
def test_unknown_names(name):
    shown = repr(name) if len(repr(name)) <= 40 else repr(name)[:39] + "…"
    (problem,) = problems_of(surface=name)
    near = re.fullmatch(r"unknown surface (.*); (.*)allowed: (\d+) names, all in the page’s lists.*", problem)
    assert (near[1], int(near[3])) == (shown, len({*SURFACES, OWN, NETWORK}))
    assert near[2] == {"sphere ": "did you mean sphere? ", "Beale": "did you mean beale? "}.get(str(name), "")
    assert problems_of(schedule=name) == [f"unknown schedule {shown}; allowed: {', '.join(SCHEDULES)}"]
    if not isinstance(name, (list, dict)):
        assert f"unknown optimizer {shown}; " in problems_of(optimizers={name: {}})[0]


@each(
    "given, problem",
    [
        ({"optimizers": {"sgd": {"momentum": 0.9}}}, "sgd: unknown hyperparameter 'momentum'; allowed: learning_rate"),
        ({"optimizers": {"sgd": 0.1}}, "sgd: 0.1 is not a mapping of names to values"),
        ({"optimizers": ["sgd"]}, "optimizers: ['sgd'] is not a mapping of names to values"),
        ({"optimizers": "sgd"}, "optimizers: 'sgd' is not a mapping of names to values"),
        ({"surface_parameters": {"b": 3}}, "beale: unknown hyperparameter 'b'; allowed: none"),
        ({"surface_parameters": 3}, "surface_parameters: 3 is not a mapping of names to values"),
        ({"schedule_parameters": {"decay": 0.1}}, "constant: unknown hyperparameter 'decay'; allowed: none"),
        (
            {"schedule": "exponential", "schedule_parameters": {"ratio": 2}},
            "exponential: ratio: 2 is out of range; allowed: 0.9 to 1",
        ),
        (
            {"surface": "rotated_quadratic", "surface_parameters": {"angle": "steep"}},
            "rotated_quadratic: angle: 'steep' is not a number; allowed: 0 to 90",
        ),
    ],
)
def test_the_message_names_what_was_given_and_what_is_allowed(given, problem):
    assert problems_of(**given) == [problem]


@each("depth", [10, 300])
@each("part", list(RaceSpec.__dataclass_fields__))
def test_nested_junk_is_refused_like_any_other(part, depth):
    assert problems_of(**{part: nested(depth)})
    assert problems_of(optimizers={"sgd": {"learning_rate": nested(depth)}})


def test_even_junk_nested_too_deep_to_print_is_refused():
    assert problems_of(steps=nested(100_000))
    assert problems_of(optimizers={"sgd": {"learning_rate": nested(100_000)}})


def test_every_problem_is_listed_at_once():
    problems = problems_of(
        surface="rosenbrock",
        surface_parameters={"b": 0, "c": 1},
        optimizers={"sgd": {"learning_rate": -1, "rate": 1}, "adam": {"beta1": 2, "beta2": None}, "sdg": {}},
        start=(50, 0),
        steps=0,
        schedule="cosine",
        schedule_parameters={"final": 7},
    )
    begin = ("sgd: learning_rate", "sgd: unknown", "adam: beta1", "adam: beta2", "unknown optimizer 'sdg'")
    begin += ("start: (50, 0)", "steps: 0", "rosenbrock: b", "rosenbrock: unknown", "cosine: final")
    assert len(problems) == len(begin)
    assert all(any(problem.startswith(words) for problem in problems) for words in begin)


# With defaults in place of what is wrong


def test_lenient_keeps_what_is_right_and_lists_what_is_wrong():
    good = {"surface": "sphere", "steps": 50, "optimizers": {"adam": {"beta1": 0.5}}}
    bad = {"start": (99, 0), "colour": "red", "schedule": "lunar", "schedule_parameters": {"phase": 1}}
    spec, problems = RaceSpec.lenient(good | bad)
    assert spec == RaceSpec(**good)
    assert [problem.split()[0] for problem in problems] == ["unknown", "start:", "unknown"]


@each("bad", [{"surface": "moon"}, {"surface": None}, {"steps": 0}, {"start": "here"}, {"schedule": 7}])
def test_lenient_puts_the_default_in_place_of_a_bad_part(bad):
    spec, problems = RaceSpec.lenient(bad)
    assert spec == RaceSpec()
    assert len(problems) == 1


def test_lenient_drops_what_belonged_to_a_surface_that_does_not_exist():
    spec, problems = RaceSpec.lenient({"surface": "moon", "surface_parameters": {"craters": 5}, "start": (900, 900)})
    assert spec.start == SURFACES[spec.surface].start
    assert len(problems) == 1


# As a value


@settings(max_examples=50)
@given(specs())
def test_there_and_back_as_a_dictionary(spec):
    again = RaceSpec(**spec.to_dict())
    assert again == spec
    assert hash(again) == hash(spec)
    assert RaceSpec.lenient(spec.to_dict()) == (spec, [])


def test_specs_that_mean_the_same_race_are_equal():
    short = RaceSpec(surface="rosenbrock", optimizers={"sgd": {}, "adam": {"learning_rate": 0.1}})
    full = RaceSpec(
        surface="rosenbrock",
        surface_parameters={"b": "100"},
        start=[-1.2, 1],
        steps=200.0,
        optimizers={"adam": {"bias_correction": "on"}, "sgd": {"learning_rate": 0.01}},
        schedule_parameters=None,
    )
    assert short == full
    assert len({short, full}) == 1
    assert short != replace(full, steps=199)
    assert {short: "found"}[full] == "found"


def test_equal_specs_have_equal_hashes():
    plus, minus = (RaceSpec(surface="sphere", start=(zero, 1)) for zero in (0.0, -0.0))
    assert plus == minus
    assert hash(plus) == hash(minus)


def test_a_spec_cannot_be_changed():
    given = {"sgd": {"learning_rate": 0.5}}
    spec = RaceSpec(surface="rosenbrock", optimizers=given)
    given["sgd"]["learning_rate"] = 7
    assert spec.optimizers["sgd"]["learning_rate"] == 0.5
    with pytest.raises(FrozenInstanceError):
        spec.steps = 5
    for part in (spec.optimizers, spec.optimizers["sgd"], spec.surface_parameters, spec.schedule_parameters):
        with pytest.raises(TypeError):
            part["b"] = 1


def test_to_dict_is_plain_and_its_own():
    spec = RaceSpec(surface="rosenbrock")
    plain = spec.to_dict()
    plain["optimizers"]["sgd"]["learning_rate"] = 7
    plain["start"][0] = 0
    assert plain["optimizers"] != spec.optimizers
    assert spec == RaceSpec(surface="rosenbrock")
    assert {type(part) for part in plain.values()} == {str, dict, list, int, float, type(None)}


def test_the_bound_surface_has_the_specs_parameters():
    spec = RaceSpec(surface="rosenbrock", surface_parameters={"b": 7})
    assert spec.bound_surface.value(0.0, 1.0) == 8
    assert SURFACES["rosenbrock"].value(0.0, 1.0) == 101
