"""The two engines, plain floats and arrays of lanes, against each other: they must tell the same story."""

import math
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from each import each

from optimizers import OPTIMIZERS, Elementwise
from races.engines import BOX
from races.floats import run_floats
from races.lanes import run_lanes
from races.tuning import tuned
from schedules import SCHEDULES
from surfaces import SURFACES

RULES = {name: optimizer for name, optimizer in OPTIMIZERS.items() if isinstance(optimizer, Elementwise)}
RPROP = [
    {"eta_plus": 1.0, "eta_minus": 1.0},
    {"eta_plus": 1.5, "eta_minus": 0.3, "step_min": 1e-3, "step_max": 0.1},
]
UNUSUAL = {
    "momentum": [{"momentum": 0.0}, {"momentum": 0.99}],
    "nesterov": [{"momentum": 0.0}, {"momentum": 0.99}],
    "delta_bar_delta": [{"kappa": 0.0, "phi": 0.0}, {"kappa": 0.3, "phi": 0.5, "theta": 0.0}],
    "local_gains": [{"momentum": 0.0}, {"gain_plus": 0.2, "gain_minus": 0.8, "gain_min": 0.01, "gain_max": 2.0}],
    "rprop": RPROP,
    "rprop_plus": RPROP,
    "irprop_minus": RPROP,
    "irprop_plus": RPROP,
    "adagrad": [{"epsilon": 1.0}],
    "rmsprop": [{"rho": 0.0}, {"rho": 0.999, "epsilon": 0.1}],
    "rmsprop_centered": [{"rho": 0.99, "epsilon": 0.1}],
    "vsgd": [{"samples": 1.0, "slow_start": 1.0}, {"samples": 30.0, "slow_start": 10.0, "h_min": 0.1}],
    "vsgd_fd": [{"samples": 3.0, "delta": 1.0}, {"samples": 30.0, "slow_start": 10.0, "h_min": 0.1}],
    "adadelta": [{"rho": 0.0}, {"rho": 0.99, "epsilon": 1e-3}],
    "adam": [
        {"beta1": 0.0, "beta2": 0.0},
        {"beta1": 0.99, "beta2": 0.9},
        {"beta2": 0.99, "bias_correction": 0.0},
        {"beta1_decay": 0.9, "epsilon": 1.0},
    ],
    "adamax": [{"beta1": 0.0, "beta2": 0.0}, {"beta1": 0.99, "beta2": 0.9}],
    "adamw": [{"beta2": 0.9, "weight_decay": 0.5}],
    "amsgrad": [{"beta2": 0.9}, {"bias_correction": 0.0}],
    "nadam": [{"beta1": 0.0}, {"beta2": 0.99, "momentum_decay": 1.0}],
    "radam": [{"beta2": 0.9}, {"beta2": 0.5}, {"momentum_start": 1.0}],
    "adabelief": [{"beta2": 0.9, "epsilon": 1e-3}],
    "yogi": [{"beta2": 0.9, "epsilon": 1.0}],
    "lion": [{"beta1": 0.5, "weight_decay": 0.5}],
    "newton_diagonal": [{"damping": 10.0}],
}


#: Surfaces that nobody is thrown off: their slope grows slowly or not at all. Far away the waves of some make of the
#: last digit, in which the sines of floats and of arrays differ, another path.
WAVES = {"griewank", "ackley", "easom", "michalewicz"}
GENTLE = WAVES | {"logistic_regression", "noisy_moons", "batch_norm_neuron"}


def settings(name, learning_rate=None, **given):
    """The defaults with what is given; a learning rate only for the methods that have one."""
    values = {key: parameter.default for key, parameter in OPTIMIZERS[name].hyperparameters.items()} | given
    return values | (
        {"learning_rate": learning_rate} if learning_rate is not None and "learning_rate" in values else {}
    )


def tame(surface, name):
    """Half the tuned rate: the whole rate leads RMSProp on Himmelblau into a dance that magnifies rounding."""
    return tuned(surface)["learning_rates"].get(name, 0) / 2


def assert_same(optimizer, surface, given, steps=100, factor=None, start=None):
    """One start in both engines: the same path and the same end; returns the step at which it diverged."""
    start = start or surface.start
    run = run_floats(optimizer, surface, given, start, steps, factor)
    positions, diverged_at = run_lanes(optimizer, surface, given, np.array(start)[:, None], steps, factor)
    assert positions.shape == (steps + 1, 2, 1)
    assert (int(diverged_at[0]) or None) == run.diverged_at
    np.testing.assert_allclose(positions[:, :, 0], run.positions, rtol=1e-9, atol=1e-9)
    return run.diverged_at


#: Every method on four surfaces, and four methods on every surface.
FOUR = ("rotated_quadratic", "rosenbrock", "beale", "himmelblau")
CASES = [(name, unusual, surface) for name in RULES for unusual in ({}, *UNUSUAL.get(name, ())) for surface in FOUR]
CASES += [(n, {}, s) for n in ("nesterov", "irprop_plus", "vsgd_fd", "adam") for s in SURFACES if s not in FOUR]


@each("name, unusual, surface", [pytest.param(*case, id=" ".join([case[0], *case[1], case[2]])) for case in CASES])
def test_floats_and_lanes_agree(name, unusual, surface):
    given = settings(name, tame(surface, name), **unusual)
    assert_same(OPTIMIZERS[name], SURFACES[surface], given)


@each("schedule", SCHEDULES)
@each("name", RULES)
def test_floats_and_lanes_agree_under_a_schedule(name, schedule):
    given = settings(name, learning_rate=tame("rosenbrock", name))
    assert_same(OPTIMIZERS[name], SURFACES["rosenbrock"], given, factor=partial(SCHEDULES[schedule].factor, steps=100))


@each("name", RULES)
def test_lanes_with_their_own_starts_and_settings_are_so_many_single_runs(name):
    optimizer, surface, lanes = OPTIMIZERS[name], SURFACES["beale"], 5
    random = np.random.default_rng(1)
    starts = random.uniform(-1, 1, (2, lanes))
    given = settings(name, tame("beale", name) * random.uniform(0.1, 1, lanes))
    for key, parameter in optimizer.hyperparameters.items():
        if key != "learning_rate":
            given[key] = np.array([parameter.value_at(position) for position in random.uniform(0, 1, lanes)])
    positions, diverged_at = run_lanes(optimizer, surface, given, starts, 60)
    for lane in range(lanes):
        own = {key: float(np.broadcast_to(value, lanes)[lane]) for key, value in given.items()}
        run = run_floats(optimizer, surface, own, tuple(starts[:, lane]), 60)
        np.testing.assert_allclose(positions[:, :, lane], run.positions, rtol=1e-9, atol=1e-9)
        assert diverged_at[lane] == (run.diverged_at or 0)


# Diverging


def assert_stopped_well(run, surface):
    """The last point taken is inside the box, and it is repeated to the end."""
    assert (np.abs(run.positions) <= BOX * surface.diagonal).all()
    assert (run.positions[run.diverged_at - 1 :] == run.positions[run.diverged_at - 1]).all()
    for state in run.states.values():
        assert np.isfinite(state).all()


@each("surface", SURFACES)
@each("name", ["sgd", "momentum", "nesterov", "adadelta"])
def test_lanes_diverge_at_the_same_step_and_keep_the_same_point(name, surface):
    optimizer, bound = OPTIMIZERS[name], SURFACES[surface]
    rates = np.array([bound.learning_rate / 10, 0.3, 3.0, 10.0]) * (100 if name == "adadelta" else 1)
    starts = np.repeat(np.array(bound.start)[:, None], len(rates), axis=1)
    positions, diverged_at = run_lanes(optimizer, bound, settings(name, learning_rate=rates), starts, 150)
    for lane, rate in enumerate(rates[:1] if surface in WAVES else rates):
        run = run_floats(optimizer, bound, settings(name, learning_rate=float(rate)), bound.start, 150)
        assert diverged_at[lane] == (run.diverged_at or 0)
        if run.diverged_at:
            assert_stopped_well(run, bound)
            np.testing.assert_allclose(positions[:, :, lane], run.positions, rtol=1e-9)
    if name != "adadelta" and surface not in GENTLE:
        assert diverged_at[-1] > 0 == diverged_at[0]  # a lane that leaves does not disturb the others


BROKEN = {  # gradients on which floats raise and arrays have inf or nan
    "overflows": lambda x, y: (x**700, y),
    "divides by zero": lambda x, y: (1 / (x - 3), y),
    "divides zero by zero": lambda x, y: (x, (x - 3) / (x - 3)),
    "is infinite": lambda x, y: (x, y * 1e308 * 10),
    "is undefined": lambda x, y: (x, y * 1e308 * 10 - y * 1e308 * 10),
}


@each("broken", BROKEN)
@each("name", RULES)
def test_a_gradient_that_is_not_finite_ends_the_race_in_both(name, broken):
    surface = replace(SURFACES["sphere"], gradient=BROKEN[broken])
    assert assert_same(OPTIMIZERS[name], surface, settings(name), 10, start=(3.0, 2.0)) == 1


@each("name", RULES)
def test_a_racer_may_meet_such_a_gradient_later(name):
    """A cliff: beyond x = 2 the gradient overflows."""
    cliff = replace(SURFACES["sphere"], gradient=lambda x, y: (-1 + 0 * 1e300 ** (1 + (x > 2)), 0 * y))
    given = settings(name, 20.0 if name == "adadelta" else 0.05)
    diverged_at = assert_same(OPTIMIZERS[name], cliff, given, 300, start=(1.5, 0.0))
    assert 2 <= diverged_at <= 300


# The record


@each("name", RULES)
def test_the_states_are_recorded_from_before_the_first_step(name):
    optimizer = OPTIMIZERS[name]
    given = settings(name, learning_rate=0.02)
    run = run_floats(optimizer, SURFACES["beale"], given, (1.0, 1.5), 10)
    assert list(run.states) == list(optimizer.states)
    for (key, record), initial in zip(run.states.items(), optimizer.initial_states(given), strict=True):
        assert record.shape == (11, 2)
        assert (record[0] == initial).all()
        if key != "beta1_product":
            assert (record[-1] != initial).all()


def test_rprop_begins_with_the_learning_rate_as_its_step():
    assert OPTIMIZERS["rprop"].initial_states({"learning_rate": 0.25}) == (0.25, 0.0)


@pytest.mark.parametrize("start", [(1, 1.5), (np.float64(1), np.float64(1.5)), [1.0, 1.5]])
def test_any_pair_of_numbers_is_a_start(start):
    run = run_floats(OPTIMIZERS["sgd"], SURFACES["beale"], settings("sgd"), start, 5)
    assert run.positions[0].tolist() == [1, 1.5]
    assert math.isfinite(run.positions.sum())
