"""Where a surface is a sum of squares: its residuals and their derivatives give the value, gradient and Hessian."""

import numpy as np
from completeness import assert_complete
from each import each
from tables import SUMS_OF_SQUARES, assert_same, random_points

from surfaces import SURFACES

COUNTS = {
    "booth": 2,
    "rosenbrock": 2,
    "beale": 3,
    "dixon_price": 2,
    "freudenstein_roth": 2,
    "madsen": 3,
    "himmelblau": 2,
    "deep_linear": 1,
}


def at_random_points(surface):
    """Points x and y, and the residuals there: r (k, n), their gradients (k, 2, n) and Hessians (k, 3, n)."""
    x, y = random_points(surface)

    def filled(part):
        return np.broadcast_to(part, x.shape)

    found = surface.residuals(x, y)
    r = np.array([filled(value) for value, _, _ in found])
    slopes = np.array([[filled(part) for part in gradient] for _, gradient, _ in found])
    bends = np.array([[filled(part) for part in hessian] for _, _, hessian in found])
    return x, y, r, slopes, bends


@each("surface", SUMS_OF_SQUARES)
def test_the_value_is_the_sum_of_the_squares(surface):
    x, y, r, _, _ = at_random_points(surface)
    assert_same((r**2).sum(axis=0), surface.value(x, y))


@each("surface", SUMS_OF_SQUARES)
def test_the_gradient_follows_from_the_residuals(surface):
    x, y, r, slopes, _ = at_random_points(surface)
    for stated, found in zip(surface.gradient(x, y), 2 * (r[:, None] * slopes).sum(axis=0), strict=True):
        assert_same(found, stated)


@each("surface", SUMS_OF_SQUARES)
def test_the_hessian_follows_from_the_residuals(surface):
    x, y, r, slopes, bends = at_random_points(surface)
    (rx, ry), curved = slopes.transpose(1, 0, 2), (r[:, None] * bends).sum(axis=0)
    gauss_newton = np.array([(rx * rx).sum(axis=0), (rx * ry).sum(axis=0), (ry * ry).sum(axis=0)])
    largest = max(np.abs(part).max() for part in surface.hessian(x, y))
    for stated, found in zip(surface.hessian(x, y), 2 * (gauss_newton + curved), strict=True):
        np.testing.assert_allclose(found, stated, rtol=1e-10, atol=1e-12 * largest)


@each("surface", SUMS_OF_SQUARES)
def test_each_residual_has_its_own_derivatives(surface):
    x, y = random_points(surface, 50)
    h = 1e-30
    for k, (_, gradient, hessian) in enumerate(surface.residuals(x, y)):
        along_x, along_y = surface.residuals(x + h * 1j, y)[k], surface.residuals(x, y + h * 1j)[k]
        expected = [np.imag(along[0]) / h + 0 * x for along in (along_x, along_y)]
        np.testing.assert_allclose([part + 0 * x for part in gradient], expected, rtol=1e-12, atol=1e-12)
        expected = [np.imag(part) / h + 0 * x for part in (*along_x[1], along_y[1][1])]
        np.testing.assert_allclose([part + 0 * x for part in hessian], expected, rtol=1e-12, atol=1e-12)


@each("surface", SUMS_OF_SQUARES)
def test_floats_stay_floats(surface):
    x, y = (float(coordinate[0]) for coordinate in random_points(surface, 1))
    for r, gradient, hessian in surface.residuals(x, y):
        assert {type(part) for part in (r, *gradient, *hessian)} == {float}
        assert (len(gradient), len(hessian)) == (2, 3)


def test_the_sums_of_squares_say_how_many_squares():
    sums = {name: surface.residual_count for name, surface in SURFACES.items() if surface.residuals}
    assert_complete(COUNTS, sums, "number of squares: add it to COUNTS, above")
    assert sums == COUNTS
    for surface in SURFACES.values():
        assert surface.residual_count == (len(surface.residuals(*surface.start)) if surface.residuals else 0)
