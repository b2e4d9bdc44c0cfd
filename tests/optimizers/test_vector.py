"""The vector methods: what they do to quadratics of n weights, and what they never do on any surface."""

from itertools import islice

import numpy as np
import pytest

from optimizers.bfgs import bfgs
from optimizers.conjugate_gradient import conjugate_gradient
from optimizers.hessian_free import hessian_free
from optimizers.line_search import Point, strong_wolfe
from optimizers.newton import newton
from optimizers.scaled_conjugate_gradient import scaled_conjugate_gradient
from races.engines import run_vector
from surfaces import SURFACES

METHODS = {m.name: m for m in (newton, conjugate_gradient, scaled_conjugate_gradient, hessian_free, bfgs)}
DESCENDING = ("conjugate_gradient", "scaled_conjugate_gradient", "hessian_free", "bfgs")


class Quadratic:
    """f(x) = (x - c)ᵀ H (x - c) / 2 with eigenvalues from 1 to `condition`, in n weights."""

    factor, reach, residual_count = 1.0, 1e6, 0

    def __init__(self, n, condition=30.0):
        random = np.random.default_rng(n)
        q, _ = np.linalg.qr(random.normal(size=(n, n)))
        self.matrix = q @ np.diag(np.linspace(1, condition, n)) @ q.T
        self.minimum, self.start = random.normal(size=n), random.normal(size=n)
        self.gradients = 0

    def value(self, x):
        return float((x - self.minimum) @ self.matrix @ (x - self.minimum)) / 2

    def gradient(self, x):
        self.gradients += 1
        return self.matrix @ (x - self.minimum)

    def hessian(self, x):
        return self.matrix

    def hessian_vector(self, x, p):
        return self.matrix @ p

    def gauss_newton_vector(self, x, p):
        raise AssertionError("not a sum of squares")


def path(method, f, steps, **given):
    """The start and the points after up to `steps` iterations."""
    settings = {name: parameter.default for name, parameter in method.hyperparameters.items()} | given
    return np.array([f.start, *(x for x, *_ in islice(method.rule(f, f.start, **settings), steps))])


SIZES = [2, 3, 5, 10]


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize(
    ("name", "given", "steps"),
    [
        ("newton", {}, lambda n: 1),
        ("newton", {"saddle_free": 1.0}, lambda n: 1),
        ("hessian_free", {"damping": 0.0}, lambda n: 1),
        ("conjugate_gradient", {"c2": 1e-10}, lambda n: n),  # an exact line search
        ("scaled_conjugate_gradient", {"lambda_start": 0.0}, lambda n: n),
    ],
)
def test_a_quadratic_of_n_weights_takes_that_many_steps(name, given, steps, n):
    f = Quadratic(n)
    points = path(METHODS[name], f, steps(n), **given)
    assert len(points) == steps(n) + 1
    assert np.abs(points[-1] - f.minimum).max() < 1e-7
    if steps(n) > 1:
        assert np.abs(points[-2] - f.minimum).max() > 1e-3  # and no fewer


@pytest.mark.parametrize("n", SIZES)
def test_bfgs_needs_a_few_more_with_its_coarse_line_search(n):
    f = Quadratic(n)
    assert np.abs(path(bfgs, f, 4 * n)[-1] - f.minimum).max() < 1e-6


def linear_conjugate_gradients(f, steps):
    """Hestenes & Stiefel (1952)."""
    x, r = f.start, f.matrix @ (f.minimum - f.start)
    p, points = r, [x]
    for _ in range(steps):
        alpha = (r @ r) / (p @ f.matrix @ p)
        x, after = x + alpha * p, r - alpha * f.matrix @ p
        p, r = after + (after @ after) / (r @ r) * p, after
        points.append(x)
    return np.array(points)


@pytest.mark.parametrize("n", SIZES)
def test_the_path_on_a_quadratic_is_that_of_linear_conjugate_gradients(n):
    f = Quadratic(n)
    wanted = linear_conjugate_gradients(f, n)
    np.testing.assert_allclose(path(conjugate_gradient, f, n, c2=1e-10), wanted, atol=1e-6)
    np.testing.assert_allclose(path(scaled_conjugate_gradient, f, n, lambda_start=0.0), wanted, atol=1e-7)


@pytest.mark.parametrize("n", SIZES)
def test_with_much_damping_the_step_is_along_the_gradient(n):
    f = Quadratic(n)
    for name, given in (("newton", {"damping": 1e9}), ("hessian_free", {"damping": 1e9})):
        step = np.diff(path(METHODS[name], f, 1, **given), axis=0)[0]
        np.testing.assert_allclose(step * 1e9, -f.gradient(f.start), rtol=1e-5)


def test_scg_takes_two_gradients_a_step():
    f = Quadratic(8)
    steps = len(path(scaled_conjugate_gradient, f, 6)) - 1
    assert (steps, f.gradients) == (6, 1 + 2 * 6)


# On the surfaces


def run(name, surface, start=None, steps=100, **given):
    method = METHODS[name]
    settings = {key: parameter.default for key, parameter in method.hyperparameters.items()} | given
    return run_vector(method, surface, settings, start or surface.start, steps)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", DESCENDING)
def test_never_uphill_from_twenty_starts(name, surface):
    bound = SURFACES[surface]
    (x_min, x_max), (y_min, y_max) = bound.domain
    for start in np.random.default_rng(7).uniform((x_min, y_min), (x_max, y_max), (20, 2)):
        points = run(name, bound, tuple(start), 40).positions.tolist()
        losses = [bound.value(*point) for point in points]  # in the arithmetic that the method saw
        assert losses == sorted(losses, reverse=True), start


@pytest.mark.parametrize("name", DESCENDING)
@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "himmelblau", "styblinski_tang"])
def test_it_arrives_at_a_minimum(name, surface):
    bound = SURFACES[surface]
    end = run(name, bound).positions[-1]
    assert min(np.hypot(*(end - minimum)) for minimum in bound.minima) < 1e-6


@pytest.mark.parametrize("surface", ["saddle", "long_valley", "bounded_valley"])
def test_newton_goes_to_a_saddle_and_its_saddle_free_form_leaves(surface):
    bound = SURFACES[surface]
    nearby = (0.02, 0.01)
    assert np.abs(run("newton", bound, nearby).positions[-1]).max() < 1e-12
    away = run("newton", bound, nearby, 12, saddle_free=1.0).positions[-1]
    assert np.abs(away).max() > 1


def test_newton_is_carried_along_by_an_affine_map():
    bound, angle = SURFACES["rotated_quadratic"].bind(condition_number=50.0, angle=0.0), 0.5
    turned = SURFACES["rotated_quadratic"].bind(condition_number=50.0, angle=np.degrees(angle))
    c, s = np.cos(angle), np.sin(angle)
    for name in METHODS:
        one = run(name, bound, (-3.0, 1.0), 5).positions
        other = run(name, turned, (c * -3 - s * 1, s * -3 + c * 1), 5).positions
        tolerance = 1e-4 if name == "scaled_conjugate_gradient" else 1e-8  # a finite difference
        np.testing.assert_allclose(other, one @ np.array([[c, s], [-s, c]]), atol=tolerance)


def test_gauss_newton_and_the_hessian_part_on_beale():
    """From (-4, -2) the Hessian leads into a valley that never ends, Gauss-Newton's matrix to the minimum."""
    end = run("hessian_free", SURFACES["beale"], (-4.0, -2.0)).positions[-1]
    assert end == pytest.approx((3, 0.5), abs=1e-5)
    other = run("hessian_free", SURFACES["beale"], (-4.0, -2.0), gauss_newton=0.0).positions[-1]
    assert np.hypot(*(other - (3, 0.5))) > 1


@pytest.mark.parametrize("name", METHODS)
def test_at_a_stationary_point_it_rests(name):
    record = run(name, SURFACES["sphere"], (0.0, 0.0), 10)
    assert (record.positions == 0).all()
    assert record.diverged_at is None


@pytest.mark.parametrize("name", METHODS)
def test_evaluations_are_counted_up_to_the_end_and_no_further(name):
    record = run(name, SURFACES["sphere"], steps=300)
    assert record.evaluations.shape == (301,)
    assert record.evaluations[0] == 0 < record.evaluations[1]
    assert (np.diff(record.evaluations) >= 0).all()
    assert record.evaluations[-1] < 150  # it has arrived and rests
    assert list(record.states) == list(METHODS[name].states)


# The line search


@pytest.mark.parametrize("first", [1e-3, 1.0, 50.0])
@pytest.mark.parametrize("c2", [0.01, 0.1, 0.9])
@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "himmelblau", "sphere"])
def test_a_step_meets_both_of_wolfes_conditions(surface, c2, first):
    bound = SURFACES[surface]

    class Objective:
        reach = bound.diagonal

        def value(self, x):
            return float(bound.value(*x.tolist()))

        def gradient(self, x):
            return np.array(bound.gradient(*x.tolist()))

    f, x = Objective(), np.array(bound.start)
    g = f.gradient(x)
    p = -g
    start = Point(0.0, f.value(x), float(g @ p), g)
    found = strong_wolfe(f, x, p, start, first / np.sqrt(g @ g), c2=c2)
    assert found.value <= start.value + 1e-4 * found.alpha * start.slope
    assert abs(found.slope) <= -c2 * start.slope
    np.testing.assert_array_equal(found.gradient, f.gradient(x + found.alpha * p))
