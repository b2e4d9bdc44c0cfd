"""The methods that divide by a curvature: diagonal Newton and the two vSGD."""

import numpy as np
import pytest
from each import each
from runner import Problem, largest, on, path, states_of

from surfaces import SURFACES

H, C = np.array([0.3, 70.0]), np.array([2.0, -1.0])
QUADRATIC = Problem(lambda x: H * (x - C), curvature=lambda x: H)
START = np.array([-3.0, 4.0])
EAGER = {"samples": 1, "slow_start": 1, "h_min": 1e-6}


def noisy(curvature, steps):
    """A parabola with its minimum at 0 whose gradients have unit noise."""
    noise = np.random.default_rng(0).normal(size=(steps, len(curvature)))
    return Problem(lambda x: curvature * x, curvature=lambda x: curvature, noise=noise)


# Newton


@pytest.mark.parametrize(("name", "given", "steps"), [("newton_diagonal", {}, 1), ("vsgd", EAGER, 2)])
def test_a_bowl_along_the_axes_is_solved_in_one_step(name, given, steps):
    """vSGD looks at one sample, without noise, and then steps with τ = 1."""
    points = path(name, QUADRATIC, steps, START, **given)
    assert largest(points[-1] - C) < 1e-12


def test_with_a_measured_curvature_it_is_solved_nearly():
    points = path("vsgd_fd", QUADRATIC, 2, START, **EAGER)
    assert largest(points[-1] - C) < 1e-5


def test_diagonal_newton_goes_downhill_where_the_surface_is_not_convex():
    x, y = path("newton_diagonal", on("saddle"), 1, np.array([1.0, 0.5]), learning_rate=0.5)[1]
    assert (x, y) == pytest.approx((0.5, 0.75))  # Newton would go to (0, 0)


def test_damping_bounds_the_step_where_there_is_no_curvature():
    flat = Problem(lambda x: 3.0, curvature=lambda x: 0.0)
    assert path("newton_diagonal", flat, 1, damping=0.5)[1] == -6


# vSGD


@each("name, given", [("vsgd", {}), ("vsgd_fd", {"delta": 1e-6})])
@each("samples", [1, 4, 10.5, 30])
def test_it_looks_at_its_first_samples_from_where_it_stands(name, given, samples):
    problem, start, looked = on("styblinski_tang"), np.array([-0.5, 1.2]), int(samples)
    points, states = states_of(name, problem, 40, start, samples=samples, **given)
    assert (points[: looked + 1] == start).all()
    assert (points[looked + 1] != start).all()
    assert (states["tau"][looked] == looked).all()
    gradient, curvature = problem.gradient(start), problem.curvature(start)
    np.testing.assert_allclose(states["g_mean"][looked], gradient, rtol=1e-12)
    np.testing.assert_allclose(states["v_mean"][looked], 2 * gradient**2, rtol=1e-12)  # C = 2
    np.testing.assert_allclose(states["h_mean"][looked], 2 * abs(curvature), rtol=1e-4)


def test_the_probe_moves_all_coordinates_so_it_sees_how_they_act_together():
    start = np.array([-0.5, 1.0])
    _, states = states_of("vsgd_fd", on("himmelblau"), 100, start, samples=100, slow_start=1, delta=1e-6)
    xx, xy, yy = SURFACES["himmelblau"].hessian(*start)
    gx, gy = on("himmelblau").gradient(start)
    np.testing.assert_allclose(states["h_mean"][-1], [abs(xx + xy * gy / gx), abs(yy + xy * gx / gy)], rtol=0.01)


def test_the_first_step_is_slowed_by_the_overstated_variance_and_curvature():
    n, c = 5, 3.0
    points = path("vsgd", QUADRATIC, n + 1, START, samples=n, slow_start=c, h_min=1e-6)
    overstated = (1 - 1 / n) * c + 1 / n
    np.testing.assert_allclose(points[-1] - START, (C - START) / overstated**2, rtol=1e-12)


@each("name", ["vsgd", "vsgd_fd"])
@each("slow_start", [1.0, 2.0, 10.0])
@each("samples", [1, 10])
def test_its_memory_is_at_least_1_and_its_step_at_most_newtons(name, slow_start, samples):
    problem = noisy(np.array([0.02, 1.0, 10.0, 500.0]), 300)
    given = {"samples": samples, "slow_start": slow_start, "h_min": 1e-9}
    points, s = states_of(name, problem, 300, np.full(4, 5.0), **given)
    assert (s["tau"][samples:] >= 1 - 1e-12).all()
    assert (s["g_mean"] ** 2 <= s["v_mean"] * (1 + 1e-12)).all()
    rate = -np.diff(points, axis=0)[samples:] / (problem.curvature(0) * points[:-1] + problem.noise)[samples:]
    assert (rate >= -1e-12).all()
    assert (rate * s["h_mean"][samples + 1 :] <= 1 + 1e-6).all()


def test_the_memory_forgets_as_much_as_the_step_was_sure():
    _, s = states_of("vsgd", noisy(np.array([1.0, 10.0]), 60), 60, START)
    share = s["g_mean"] ** 2 / s["v_mean"].clip(1e-30)
    np.testing.assert_allclose(s["tau"][11:], (1 - share[11:]) * s["tau"][10:-1] + 1, rtol=1e-12)


def test_on_a_noisy_bowl_the_rate_anneals_by_itself():
    points, s = states_of("vsgd", noisy(np.array([1.0, 10.0]), 5000), 5000, np.array([4.0, -3.0]))
    share = s["g_mean"][1:] ** 2 / s["v_mean"][1:]  # η h
    assert (share[10] > 0.1).all()
    assert ((share[-1] > 1e-5) & (share[-1] < 2e-3)).all()
    assert ((s["tau"][-1] > 1000) & (s["tau"][-1] < 5000)).all()
    assert largest(points[-500:]) < 0.2


def test_a_surprise_lengthens_the_memory_of_its_coordinate():
    """The outlier enters the averages with the weight 1/(τ + 1), an ordinary gradient with 1/τ."""
    noise = np.random.default_rng(3).normal(size=(30, 2))
    noise[-1] = 50.0, 0.1
    _, s = states_of("vsgd_fd", Problem(lambda x: 0 * x, noise=noise), 30, np.zeros(2), delta=1)
    weight = (s["g_mean"][-1] - s["g_mean"][-2]) / (noise[-1] - s["g_mean"][-2])
    np.testing.assert_allclose(1 / weight, s["tau"][-2] + (1, 0), rtol=1e-9)
