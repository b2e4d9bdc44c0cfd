"""The programs of methods, losses and schedules do what their rules say."""

import gzip
import random
from typing import Annotated

import numpy as np
import pytest
from each import each

from hyperparameters import Hyperparameter
from optimizers import OPTIMIZERS, Block, Elementwise
from optimizers.elementwise import elementwise, sqrt, where
from races.floats import run_floats
from races.lanes import run_lanes
from races.own_noise import own_noise
from races.programs import script, untraced
from schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.program import COUNTS, on_floats
from tracing import TraceError

RULES = {name: method for name, method in OPTIMIZERS.items() if isinstance(method, Elementwise)}


def drawn(declared, place):
    """A value of each hyperparameter: its default, an end of its range, or any."""
    pick = [lambda p: p.default, lambda p: p.minimum, lambda p: p.maximum, lambda p: p.value_at(place.random())]
    return {name: float(place.choice(pick)(parameter)) for name, parameter in declared.items()}


def test_all_have_a_program_but_surfaces_that_say_why_not():
    assert {"logistic_regression", "noisy_moons"} <= set(untraced()) <= set(SURFACES), untraced()
    said = untraced()["noisy_moons"]
    assert said.startswith("value (surfaces/noisy_moons.py, line ")
    assert "cannot be traced: moons (surfaces/datasets.py, line " in said
    with pytest.raises(TraceError, match="noisy_moons"):
        script(losses=["noisy_moons"])


@each("name", [name for name in SURFACES if name not in untraced()])
def test_the_program_of_a_loss_is_its_formulas(name):
    place = random.Random(name)
    for _ in range(12):
        surface = SURFACES[name].bind(**drawn(SURFACES[name].hyperparameters, place))
        plain, exact = on_floats(surface)
        for _ in range(8):
            at = [place.uniform(*side) for side in surface.domain]
            for formula in COUNTS:
                written = np.atleast_1d(getattr(surface, formula)(*at))
                size = 1 + np.abs(written).max()
                np.testing.assert_allclose(getattr(plain, formula)(*at), written, rtol=1e-12, atol=1e-13 * size)
                assert getattr(plain, formula)(*at) == getattr(exact, formula)(*at)


@each("name", SCHEDULES)
def test_the_program_of_a_schedule_is_its_formula(name):
    place = random.Random(name)
    for _ in range(12):
        parameters, steps = drawn(SCHEDULES[name].hyperparameters, place), place.randint(1, 300)
        factor = SCHEDULES[name].over(steps, parameters)
        for t in (1, 2, place.randint(1, steps), steps):
            assert factor(t) == pytest.approx(SCHEDULES[name].factor(t, steps, **parameters), rel=1e-12)


# Whole races

STEPS = 8
FAR = 1e6
UNIT = 1 + 2.0**-52


def by_rule(method, surface, settings, start):
    """The positions of a race of the rule and the formulas as they are written, on floats, as far as they go."""
    if isinstance(method, Block):
        return by_block(method, surface, settings, start)
    rule, look_ahead, probe = method.bound(dict(settings))
    rows = [(coordinate, *method.initial_states(settings)) for coordinate in start]
    points = [start]
    try:
        for t in range(1, STEPS + 1):
            at = [look_ahead(*row) for row in rows] if look_ahead else [row[0] for row in rows]
            near = [probe(row[0], 0.0, *row[1:]) if probe else row[0] for row in rows]
            supplies = {"g": surface.gradient(*at), "t": (t, t), "h": surface.hessian(*at)[::2]}
            supplies |= {"f": (surface.value(*(row[0] for row in rows)),) * 2, "p": surface.gradient(*near)}
            supplies |= {"w": surface.gradient(*near), "n": own_noise(settings.get("seed", 0), t)}
            asked = [[float(supplies[name][i]) for name in method.supplied[1:]] for i in (0, 1)]
            rows = [rule(row[0], *told, *row[1:]) for row, told in zip(rows, asked, strict=True)]
            points.append(tuple(row[0] for row in rows))
    except (ArithmeticError, ValueError):
        pass
    return within(points)


def by_block(method, surface, settings, start):
    """The same of a rule that sees both coordinates, on an array of them."""
    rule, look_ahead, probe = method.bound(dict(settings))
    x = np.array(start)
    states = method.states_at(x, settings)
    points = [start]
    for t in range(1, STEPS + 1):
        with np.errstate(all="ignore"):
            at = look_ahead(x, *states) if look_ahead else x
            supplies = {"x": x, "g": np.array(surface.gradient(*at)), "t": t, "h": np.array(surface.hessian(*at)[::2])}
            supplies |= {
                "f": surface.value(*x),
                "p": probe and np.array(surface.gradient(*probe(x, supplies["g"], *states))),
            }
            x, *states = rule(*(supplies[name] for name in method.supplied), *states)
        points.append(tuple(x))
    return within(points)


def within(points):
    """Those before the first that is far away, or no number."""
    positions = np.array(points)
    return positions[: int((np.abs(positions) <= FAR).all(axis=1).cumprod().sum())]


@each("name", RULES)
def test_a_race_of_the_program_is_one_of_the_rule(name):
    """On every surface, at settings anywhere in their ranges and at the ends: to 1e-12, or a thousand times what a unit
    in the last place of the start and the settings makes of the rule's own race."""
    method, place = RULES[name], random.Random(name)
    for surface in SURFACES.values():
        start = tuple(place.uniform(*side) for side in surface.domain)
        settings = drawn(method.hyperparameters, place)
        expected = by_rule(method, surface, settings, start)
        found = run_floats(method, surface, settings, start, STEPS).positions[: len(expected)]
        nudged = {key: value * UNIT for key, value in settings.items()}
        moved = by_rule(method, surface, nudged, tuple(np.multiply(start, UNIT).tolist()))[: len(expected)]
        chaos = np.abs(moved - expected[: len(moved)]).max(axis=1).cumsum()
        rounding = 1e-7 if name == "barzilai_borwein" else 1e-12  # it lives on differences of nearly equal gradients
        allowed = rounding * (1 + np.abs(expected[: len(moved)]).max(axis=1)) + 1000 * chaos
        assert (np.abs(found - expected).max(axis=1)[: len(moved)] <= allowed).all(), (surface.label, settings)


@elementwise(label="Wary", source="Toy", formula="x", watch="A toy: what it does not choose divides by zero.")
def wary(x, g, *, learning_rate: Annotated[float, Hyperparameter("α", 0.1, 1)] = 0.5):
    return (x - learning_rate * where(g > 0, g / (g - g), sqrt(-abs(g)) * 0 + g),)


def test_where_floats_raise_a_step_is_done_as_arrays_do_it():
    """The root of a negative number and a division by zero are nan and infinity: what is not chosen does no harm."""
    for start, gone in (((1.0, 1.0), 1), ((-1.0, -1.0), 1)):
        run = run_floats(wary, SURFACES["sphere"], {"learning_rate": 0.5}, start, 5)
        lanes, diverged_at = run_lanes(wary, SURFACES["sphere"], {"learning_rate": 0.5}, np.array([start]).T, 5)
        assert run.diverged_at == diverged_at[0] == gone
        np.testing.assert_array_equal(run.positions, lanes[:, :, 0])


@elementwise(label="Picky", source="Toy", formula="x", watch="A toy whose two branches are both computed.")
def picky(x, g, *, learning_rate: Annotated[float, Hyperparameter("α", 0.1, 1)] = 0.5):
    raised = 1 / (learning_rate - learning_rate) + g
    return (x - where(abs(raised) < 1, raised, learning_rate * g),)


def test_a_division_by_zero_that_is_not_chosen_ends_no_race():
    run = run_floats(picky, SURFACES["sphere"], {"learning_rate": 0.5}, (4.0, -2.0), 3)
    assert run.positions.tolist() == [[4.0, -2.0], [2.0, -1.0], [1.0, -0.5], [0.5, -0.25]]
    assert run.diverged_at is None


@elementwise(label="Late", source="Toy", formula="x", watch="A toy that counts its steps, and raises at each.")
def late(x, g, t, seen=0.0, *, learning_rate: Annotated[float, Hyperparameter("α", 0.1, 1)] = 0.5):
    raised = g / (learning_rate - learning_rate)
    return (x - where(abs(raised) < 1, raised, learning_rate * g / t), seen + t**2)


def test_a_step_that_is_done_again_has_the_number_and_the_rate_of_the_step():
    given = late, SURFACES["sphere"], {"learning_rate": 0.5}
    run = run_floats(*given, (4.0, -2.0), 4, lambda t: 1 / t)
    lanes, _ = run_lanes(*given, np.array([[4.0], [-2.0]]), 4, lambda t: 1 / t)
    np.testing.assert_allclose(run.positions, lanes[:, :, 0], rtol=1e-15)
    assert run.states["seen"][:, 0].tolist() == [0, 1, 5, 14, 30]


# The module


def test_the_module_is_small():
    assert len(gzip.compress(script().encode())) <= 10_000


def test_a_part_of_the_module_has_what_was_named():
    text = script(["adam"], ["beale"], [])
    assert "adam:{" in text
    assert "beale:{" in text
    assert "sgd" not in text
    assert "sin" not in text
