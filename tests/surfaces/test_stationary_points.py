"""Every surface's minima and saddles: precise, of the right kind, as deep as the literature says, and all there."""

import math

import numpy as np
import pytest
from completeness import assert_complete
from each import each
from tables import EVERY, EVERY_SETTING, hessian_at, inside, random_points

from surfaces import SURFACES

LOWEST = {  # as the literature states it
    "sphere": 0,
    "booth": 0,
    "matyas": 0,
    "rotated_quadratic": 0,
    "zakharov": 0,
    "rosenbrock": 0,
    "beale": 0,
    "dixon_price": 0,
    "freudenstein_roth": 0,
    "bounded_valley": 0,
    "madsen": 0.7731990565,
    "mccormick": -1.9132229550,
    "three_hump_camel": 0,
    "branin": 0.3978873577,
    "himmelblau": 0,
    "styblinski_tang": -78.33233140754,
    "goldstein_price": 3,
    "six_hump_camel": -1.03162845349,
    "griewank": 0,
    "bohachevsky1": 0,
    "ackley": 0,
    "rastrigin": 0,
    "levy13": 0,
    "easom": -1,
    "michalewicz": -1.8013034101,
    "linear_regression": 0.005,  # half the square of the targets' noise
    "normalized_regression": 0.005,
    "whitened_regression": 0.005,
    "slope_and_bias": 0.005,
    "logistic_regression": 0.3526519372,  # of our data
    "noisy_moons": 0.3855823807,
    "batch_norm_neuron": 0.005,
    "deep_linear": 0,
}
HIGHEST = {"freudenstein_roth": 48.98425368, "goldstein_price": 840, "three_hump_camel": 0.2986384422}
#: Surfaces with too many saddles to state, and how many they have.
SADDLES = {"griewank": 24, "bohachevsky1": 40, "ackley": 40, "rastrigin": 220, "levy13": 124}
MINIMA = {"griewank": 17, "bohachevsky1": 25, "ackley": 25, "rastrigin": 121, "levy13": 73}
#: Where f has a minimum, but no gradient: Newton's method does not find it.
POINTED = {"ackley": {(0.0, 0.0)}}
BOUNDED = [case for case in EVERY_SETTING if case.values[0].minima]
ALONG_CURVES = [case for case in EVERY if case.values[0].curve]
SOON_FOUND = [case for case in ALONG_CURVES if case.id != "batch_norm_neuron"]  # whose slope fades far out
CONVEX = [case for case in EVERY_SETTING if case.values[0].accuracy]
AT_POINTS = [case for case in EVERY_SETTING if not case.values[0].curve]


def assert_stationary(surface, x, y):
    """Inside the domain, and so precise that Newton's method has nothing to correct but the last digits."""
    assert inside(surface, x, y)
    correction = np.linalg.solve(hessian_at(surface, x, y), surface.gradient(x, y))
    assert np.abs(correction).max() < (1e-12 if surface.accuracy else 1e-14)  # sums over samples round more


@each("surface", AT_POINTS)
def test_minima_are_inside_stationary_and_curved_upwards(surface):
    for point in surface.minima:
        assert_stationary(surface, *point)
        assert np.linalg.eigvalsh(hessian_at(surface, *point)).min() > 0


@each("surface", EVERY_SETTING)
def test_saddles_are_inside_stationary_and_curved_both_ways(surface):
    for point in surface.saddles:
        assert_stationary(surface, *point)
        low, high = np.linalg.eigvalsh(hessian_at(surface, *point))
        assert low < 0 < high


@pytest.mark.parametrize("surface", ALONG_CURVES)
def test_along_a_curve_of_minima_the_surface_is_level_and_across_it_is_curved_upwards(surface):
    for point in surface.minima:
        assert inside(surface, *point)
        assert np.abs(surface.gradient(*point)).max() < 1e-14
        level, upwards = np.linalg.eigvalsh(hessian_at(surface, *point))
        assert abs(level) < 1e-14 * max(1, upwards)
        assert upwards > 1e-3


@pytest.mark.parametrize("surface", SOON_FOUND)
def test_the_points_along_a_curve_lie_so_close_that_distances_mean_something(surface):
    x, y = np.meshgrid(*(np.linspace(low, high, 200) for low, high in surface.domain))
    for _ in range(60):  # down to the curve
        fx, fy = surface.gradient(x, y)
        x, y = x - surface.learning_rate * fx, y - surface.learning_rate * fy
    found = np.array([x, y])[:, (np.hypot(*surface.gradient(x, y)) < 1e-9) & inside(surface, x, y)]
    assert found.shape[1] > 5_000
    apart = np.hypot(*(found[:, :, None] - np.array(surface.minima).T[:, None, :])).min(axis=1)
    assert apart.max() < 0.01 * surface.diagonal


@each("surface", BOUNDED)
def test_nothing_in_the_picture_is_lower_than_the_lowest_minimum(surface):
    _, _, z = surface.grid(61 if surface.accuracy else 401)  # sums over samples take their time
    assert z.min() >= min(surface.value(*point) for point in surface.minima) - 1e-12


def test_the_lowest_value_of_every_bounded_surface_is_known():
    bounded = [name for name, surface in SURFACES.items() if surface.minima]
    assert_complete(LOWEST, bounded, "published lowest value: add it to LOWEST, above, as its source states it")


@each("name", LOWEST)
def test_the_lowest_minimum_has_the_published_value(name):
    surface = SURFACES[name]
    assert min(surface.value(*point) for point in surface.minima) == pytest.approx(LOWEST[name], abs=1e-10)


@pytest.mark.parametrize("name", HIGHEST)
def test_the_highest_minimum_has_the_published_value(name):
    surface = SURFACES[name]
    assert max(surface.value(*point) for point in surface.minima) == pytest.approx(HIGHEST[name], rel=1e-9)


@each("name", MINIMA)
def test_minima_found_by_the_program_are_as_many_as_were_counted(name):
    assert len(SURFACES[name].minima) == MINIMA[name]


def stationary_points(surface):
    """What Newton's method finds inside the domain from a grid of starts: the minima and the saddles, as two sets."""
    (x_min, x_max), (y_min, y_max) = surface.domain
    x, y = np.meshgrid(np.linspace(x_min, x_max, 84), np.linspace(y_min, y_max, 85))
    with np.errstate(all="ignore"):
        for _ in range(40):
            (fx, fy), (fxx, fxy, fyy) = surface.gradient(x, y), surface.hessian(x, y)
            determinant = fxx * fyy - fxy**2
            dx, dy = (fyy * fx - fxy * fy) / determinant, (fxx * fy - fxy * fx) / determinant
            x, y = x - dx, y - dy
        settled = (np.hypot(dx, dy) < 1e-12) & inside(surface, x, y)
    upwards, sideways = settled & (determinant > 1e-6) & (fxx > 0), settled & (determinant < -1e-6)
    return rounded(zip(x[upwards], y[upwards], strict=True)), rounded(zip(x[sideways], y[sideways], strict=True))


def rounded(points):
    return {(round(float(x), 8) + 0.0, round(float(y), 8) + 0.0) for x, y in points}


@each("name", [name for name, surface in SURFACES.items() if not surface.curve and not surface.accuracy])
def test_no_minimum_and_no_saddle_is_forgotten(name):
    surface = SURFACES[name]
    minima, saddles = stationary_points(surface)
    stated = rounded(surface.minima) - POINTED.get(name, set())
    assert minima == stated, f"{name} has minima that it does not state: {sorted(minima - stated)}"
    if name in SADDLES:
        assert len(saddles) == SADDLES[name]
    else:
        forgotten = sorted(saddles - rounded(surface.saddles))
        assert saddles == rounded(surface.saddles), (
            f"{name}: state its saddles, or their number in SADDLES: {forgotten}"
        )


@each("surface", CONVEX)
def test_a_logistic_loss_is_convex_so_that_one_minimum_is_all(surface):
    assert len(surface.minima) == 1
    f_xx, f_xy, f_yy = surface.hessian(*random_points(surface))
    assert (f_xx > 0).all()
    assert (f_xx * f_yy > f_xy**2).all()


@pytest.mark.parametrize("name", POINTED)
def test_from_a_pointed_minimum_every_way_leads_up(name):
    surface, angles = SURFACES[name], np.linspace(0, 2 * np.pi, 33)
    for x, y in POINTED[name]:
        assert (x, y) in surface.minima
        assert surface.gradient(x, y) == (0, 0)
        for distance in (1e-9, 1e-6, 1e-3, 0.1):
            around = surface.value(x + distance * np.cos(angles), y + distance * np.sin(angles))
            assert (around > surface.value(x, y)).all()


@each("angle", [0.0, 17.0, 30.0, 45.0, 90.0])
@each("k", [1.0, 100.0, 10_000.0])
def test_the_rotated_quadratic_has_eigenvalues_1_and_k_along_its_angle(k, angle):
    surface = SURFACES["rotated_quadratic"].bind(condition_number=k, angle=angle)
    hessian = hessian_at(surface, 0.3, -0.7)
    along = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    assert np.linalg.eigvalsh(hessian) == pytest.approx([1, k], rel=1e-10)
    assert hessian @ along == pytest.approx(along, abs=1e-11)
