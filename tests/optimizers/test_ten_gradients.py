"""The lecture's counter-example, nine small gradients and one large; and what one outlier does."""

import math

import numpy as np
import pytest
from each import each
from runner import largest, path, steps_of

CYCLE = [0.1] * 9 + [-0.9]
FIXED = {"eta_plus": 1, "eta_minus": 1}


@each(
    "name, given, after_nine, after_ten",
    [
        ("sgd", {}, -0.9, 0),
        ("manhattan", {}, -9, -8),
        ("rprop", FIXED, -9, -8),
        ("rprop", {}, -20.79890176, -18.64899328),
        ("rprop_plus", {}, -20.79890176, -16.49908480),
        ("irprop_minus", {}, -20.79890176, -20.79890176),
        ("rmsprop", {"rho": 0.9}, None, -13.0335),
        ("rmsprop", {"rho": 0.99}, None, -37.905),
        ("adam", {}, None, -8.8219),
        ("adamax", {}, None, -8.9405),
        ("adagrad", {}, None, -3.7561),
    ],
)
def test_nine_small_gradients_and_one_large_from_a_cold_start(name, given, after_nine, after_ten):
    points = path(name, CYCLE, 10, learning_rate=1, **given)
    assert after_nine is None or points[9] == pytest.approx(after_nine, rel=1e-12)
    assert points[10] == pytest.approx(after_ten, rel=2e-5 if after_nine is None else 1e-12, abs=1e-14)


@each(
    "name, given, cycles, drift, tolerance",
    [
        ("sgd", {}, 300, 0, 1e-12),
        ("momentum", {}, 300, 0, 1e-12),
        ("nesterov", {}, 300, 0, 1e-12),
        ("manhattan", {}, 300, -8, 1e-9),
        ("rprop", FIXED, 300, -8, 1e-9),
        ("rmsprop", {"rho": 0.9}, 300, -0.6795, 5e-5),
        ("rmsprop", {"rho": 0.99}, 1000, -0.0667, 5e-5),
        ("rmsprop", {"rho": 0.999}, 2000, -0.00667, 5e-6),
        ("adam", {}, 2000, -0.001265, 5e-7),
        ("adamax", {}, 2000, -0.00095, 5e-6),
        ("adagrad", {}, 2000, 0, 1e-5),
    ],
)
def test_nine_small_gradients_and_one_large_in_the_long_run(name, given, cycles, drift, tolerance):
    points = path(name, CYCLE * cycles, 10 * cycles, learning_rate=1, **given)
    assert points[-1] - points[-11] == pytest.approx(drift, abs=tolerance)


# One outlier

OUTLIER = 50.0


@pytest.mark.parametrize(
    ("name", "given", "at_once", "in_total"),
    [
        ("sgd", {}, 1, 1),
        ("momentum", {"momentum": 0.9}, 1, 10),
        ("nesterov", {"momentum": 0.9}, 1, 10),
        ("momentum", {"momentum": 0.9, "learning_rate": 0.01}, 0.1, 1),  # at equal effective rate it damps
    ],
)
def test_one_outlier_on_level_ground(name, given, at_once, in_total):
    points = path(name, [OUTLIER] + [0.0] * 400, 401, **({"learning_rate": 0.1} | given))
    assert points[1] == pytest.approx(-0.1 * OUTLIER * at_once)
    assert points[-1] == pytest.approx(-0.1 * OUTLIER * in_total)


@pytest.mark.parametrize(
    ("name", "rate", "excursion"), [("sgd", 0.1, 5.0), ("momentum", 0.01, 2.772), ("momentum", 0.1, 12.96)]
)
def test_one_outlier_in_a_bowl(name, rate, excursion):
    noise = iter([OUTLIER] + [0.0] * 99)
    points = path(name, lambda x: x + next(noise), 100, learning_rate=rate)
    assert largest(points) == pytest.approx(excursion, abs=5e-3)


def test_an_outlier_freezes_adagrad_but_rmsprop_recovers():
    gradients = [1.0] * 19 + [500.0] + [1.0] * 200
    lengths = {name: -steps_of(name, gradients, learning_rate=0.1) for name in ("adagrad", "rmsprop", "adamax")}
    assert lengths["adagrad"][[19, 20]] == pytest.approx([0.1, 0.0002], abs=1e-5)
    assert lengths["adagrad"][18] == pytest.approx(0.1 / math.sqrt(19))
    assert lengths["adagrad"][-1] < 2.1e-4
    assert lengths["rmsprop"][20] < 1e-3
    assert lengths["rmsprop"][-1] == pytest.approx(0.1, rel=1e-3)
    assert lengths["adamax"][-1] < 1e-3  # it remembers for ln(500) / (1 − β₂), some six thousand steps


def test_a_step_of_signs_is_the_same_for_an_outlier():
    ordinary, outlier = ([1.0] * 9 + [last] for last in (1.0, 500.0))
    for name in ("manhattan", "rprop", "rprop_plus", "irprop_minus", "irprop_plus", "lion"):
        np.testing.assert_array_equal(*(steps_of(name, g, learning_rate=0.1) for g in (ordinary, outlier)))
