"""Other units, other scales, other axes: which methods notice, and which do not."""

import math

import numpy as np
import pytest
from runner import EXPONENTS, FIRST_ORDER, RULES, SCALE_FREE, SIGNS, Problem, largest, on, path, rated

from races.tuning import tuned
from surfaces import SURFACES

START = np.array([-0.5, 1.0])


def test_every_method_is_of_one_kind():
    assert EXPONENTS.keys() == RULES.keys()


@pytest.mark.parametrize(("name", "exponent"), EXPONENTS.items())
@pytest.mark.parametrize("k", [0.01, 3.0, 1000.0])
def test_the_unit_of_the_step(name, exponent, k):
    """For x = k z the gradient in z is k times that in x, the curvature k² times; the first step, back in x, changes by
    the factor kᵖ."""

    def first_step(k):
        bowl = Problem(lambda z: k * (7e3 + 1e7 * k * z), curvature=lambda z: 1e7 * k * k)
        steps = np.diff(path(name, bowl, 15, **rated(name, 0.1)))
        return steps[steps != 0][0]

    assert first_step(k) * k / first_step(1.0) == pytest.approx(k**exponent, rel=1e-6)


@pytest.mark.parametrize("name", SCALE_FREE)
@pytest.mark.parametrize(("factors", "tolerance"), [((2.0**-9, 2.0**20), 0), ((1e-3, 7e5), 1e-12), ((3.0, 0.1), 1e-12)])
def test_rescaling_the_gradient_of_each_coordinate_changes_nothing(name, factors, tolerance):
    expected = path(name, on("himmelblau"), 100, START, learning_rate=0.02)
    actual = path(name, on("himmelblau", factors), 100, START, learning_rate=0.02)
    if name == "rmsprop_centered":
        tolerance *= 1e4  # its variance is a difference of nearly equal numbers
    assert largest(actual - expected) <= (0 if name in SIGNS else tolerance)
    assert largest(expected - START) > 0.1


@pytest.mark.parametrize(("name", "given"), [("vsgd", {"h_min": 1e-12}), ("newton_diagonal", {})])
@pytest.mark.parametrize("c", [2.0**-9, 2.0**20])
def test_a_steeper_surface_changes_nothing_where_the_curvature_counts(name, given, c):
    """vSGD-fd is not among them: its probe lies at another distance."""
    expected, actual = (path(name, on("styblinski_tang", factor), 60, START, **given) for factor in (1.0, c))
    assert largest(actual - expected) == 0
    assert largest(expected - START) > 0.1


@pytest.mark.parametrize(
    ("name", "rate"), [*((name, 0.001) for name in EXPONENTS if EXPONENTS[name] == 2), ("adadelta", 10)]
)
def test_rescaling_the_gradient_changes_the_others(name, rate):
    expected = path(name, on("himmelblau"), 100, START, learning_rate=rate)
    assert largest(path(name, on("himmelblau", 1e-3), 100, START, learning_rate=rate) - expected) > 1e-2


@pytest.mark.parametrize("name", [name for name in EXPONENTS if EXPONENTS[name] == 2])
@pytest.mark.parametrize(("c", "tolerance"), [(4.0, 0), (0.037, 1e-12), (12.3, 1e-12)])
def test_a_steeper_surface_is_a_larger_learning_rate(name, c, tolerance):
    start, rate = np.array([1.0, 1.5]), 0.0002
    steeper = path(name, on("beale", c), 100, start, learning_rate=rate / c)
    assert largest(steeper - path(name, on("beale"), 100, start, learning_rate=rate)) <= tolerance


def turned(name, steps=50, angle=0.7, **given):
    """How far the path on Rosenbrock turned by an angle is from the turned path on Rosenbrock."""
    c, s = math.cos(angle), math.sin(angle)
    rotation, start, rosenbrock = np.array([[c, -s], [s, c]]), np.array([-1.2, 1.0]), on("rosenbrock")

    def curvature(point):
        xx, xy, yy = SURFACES["rosenbrock"].hessian(*(rotation.T @ point))
        return np.diag(rotation @ np.array([[xx, xy], [xy, yy]]) @ rotation.T)

    onto = Problem(
        gradient=lambda point: rotation @ rosenbrock.gradient(rotation.T @ point),
        loss=lambda point: rosenbrock.loss(rotation.T @ point),
        curvature=curvature,
    )
    paths = path(name, rosenbrock, steps, start, **given), path(name, onto, steps, rotation @ start, **given)
    return largest(paths[1] - paths[0] @ rotation.T)


@pytest.mark.parametrize("name", FIRST_ORDER)
def test_equivariant_under_rotation(name):
    assert turned(name, learning_rate=0.0005) < 1e-10


@pytest.mark.parametrize("name", [name for name in RULES if name not in FIRST_ORDER])
def test_not_equivariant_under_rotation(name):
    rates = tuned("rosenbrock")["learning_rates"]
    assert turned(name, **({"learning_rate": rates[name]} if name in rates else {})) > 1e-2
