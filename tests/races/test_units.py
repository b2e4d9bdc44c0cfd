"""Units: a race in other units, and who takes the same path."""

from dataclasses import replace

import numpy as np
import pytest
from each import each

from components.units import EXAMPLE
from optimizers import OPTIMIZERS, Elementwise
from races import RaceSpec, race
from races.units import unit_reports
from surfaces import SURFACES

RULES = {name: method for name, method in OPTIMIZERS.items() if isinstance(method, Elementwise)}
FIRST = [name for name, rule in RULES.items() if rule.measure == "gradient"]
UNRATED = {name for name, rule in RULES.items() if "learning_rate" not in rule.hyperparameters}
FREE_OF_F = [name for name, rule in RULES.items() if rule.measure == "rate" and rule.rescales]


def path(name, units, surface="rosenbrock", steps=40, **given):
    cold = {"temperature": 0} if "temperature" in OPTIMIZERS[name].hyperparameters else {}
    return race(RaceSpec(surface, {name: cold | given}, steps=steps, units=units))[name].positions


@each("surface", SURFACES)
def test_a_rescaled_surface_is_the_surface_in_other_coordinates(surface):
    bound = SURFACES[surface]
    other = bound.rescaled(4.0, 0.5, 3.0)
    (x_min, x_max), (y_min, y_max) = bound.domain
    x, y = np.random.default_rng(2).uniform((x_min, y_min), (x_max, y_max), (9, 2)).T
    u, v = x / 4.0, y / 0.5
    np.testing.assert_allclose(other.value(u, v), 3 * bound.value(x, y))
    f_x, f_y = bound.gradient(x, y)
    np.testing.assert_allclose(np.broadcast_arrays(*other.gradient(u, v)), np.broadcast_arrays(12 * f_x, 1.5 * f_y))
    f_xx, f_xy, f_yy = bound.hessian(x, y)
    wanted = np.broadcast_arrays(48 * f_xx, 6 * f_xy, 0.75 * f_yy)
    np.testing.assert_allclose(np.broadcast_arrays(*other.hessian(u, v)), wanted)
    if bound.residuals:
        total = sum(np.asarray(r) ** 2 for r, _, _ in other.residuals(u, v))
        np.testing.assert_allclose(total, other.value(u, v))
    assert other.start == pytest.approx((bound.start[0] / 4, bound.start[1] / 0.5))


@each("name", FREE_OF_F)
def test_who_divides_by_the_gradients_size_does_not_mind_the_loss_s_unit(name):
    given = ({} if name in UNRATED else {"learning_rate": 0.01}) | (
        {"epsilon": 1e-12} if "epsilon" in RULES[name].hyperparameters else {}
    )
    np.testing.assert_allclose(path(name, (1, 1, 1e3), **given), path(name, (1, 1, 1), **given), atol=1e-6)


@each("name", FIRST)
def test_for_the_others_a_larger_loss_is_a_larger_learning_rate(name):
    np.testing.assert_allclose(
        path(name, (1, 1, 4.0), learning_rate=1e-4), path(name, (1, 1, 1), learning_rate=4e-4), rtol=1e-9
    )
    assert np.abs(path(name, (1, 1, 4.0), learning_rate=1e-4) - path(name, (1, 1, 1), learning_rate=1e-4)).max() > 1e-3


def test_newton_does_not_mind_any_unit():
    np.testing.assert_allclose(path("newton", (30.0, 0.2, 7.0)), path("newton", (1, 1, 1)), atol=1e-7)


@each("name", [*FIRST, *FREE_OF_F])
def test_the_others_mind_the_unit_of_x(name):
    given = {} if name in UNRATED else {"learning_rate": 1e-4 if name in FIRST else 0.01}
    assert np.abs(path(name, (3.0, 1, 1), **given) - path(name, (1, 1, 1), **given)).max() > 1e-3


# ---- reports ----

EXPONENTS = {  # mathematics of the update's unit: x, f
    **dict.fromkeys(FIRST, (2, 1)),
    **dict.fromkeys(FREE_OF_F, (1, 0)),
    **dict.fromkeys(("newton", "vsgd"), (0, 0)),
}


@each("name", EXPONENTS)
def test_the_exponents_of_the_table(name):

    spec = RaceSpec("rotated_quadratic", {name: {}}, steps=60, units=(2.0, 2.0, 1.0))
    report = unit_reports(spec)[name]
    assert (report.exponent, report.exponent_f) == pytest.approx(EXPONENTS[name], abs=0.05)
    assert report.same == (name in ("newton", "vsgd"))


def test_the_dialog_says_what_its_numbers_mean():
    """In a unit of x and y 100 times as large the first step is 10 000 times, 100 times and as long; a loss 100 times
    as large is one."""
    spec = RaceSpec("sphere", {"sgd": {}, "adam": {}, "newton": {}}, steps=1)
    paths = {units: race(replace(spec, units=units)) for units in ((1, 1, 1), (100, 100, 1))}
    longer = {
        name: np.hypot(*np.diff(paths[100, 100, 1][name].positions, axis=0)[0])
        / np.hypot(*np.diff(paths[1, 1, 1][name].positions, axis=0)[0])
        for name in spec.optimizers
    }
    assert longer == pytest.approx({"sgd": 10_000, "adam": 100, "newton": 1}, rel=1e-6)
    for words in ("100² = 10 000 times as long", "Adam’s 100 times", "Newton’s the same"):
        assert words in EXAMPLE
    louder = spec.bound_surface.rescaled(1, 1, 100)
    assert louder.value(1.0, 2.0) == 100 * spec.bound_surface.value(1.0, 2.0)
