"""Surfaces known on a grid: exact at the samples, smooth between them, constant beyond them."""

import numpy as np
import pytest

from surfaces.sampled import Samples, sampled_surface

DOMAIN = ((-1.0, 2.0), (0.0, 3.0))


def sampled(f, columns=31, rows=21):
    x, y = np.meshgrid(np.linspace(*DOMAIN[0], columns), np.linspace(*DOMAIN[1], rows))
    return x, y, Samples(f(x, y), DOMAIN)


def test_it_passes_through_every_sample():
    x, y, samples = sampled(lambda x, y: np.sin(3 * x) * y + x)
    np.testing.assert_allclose(samples.value(x, y), samples.values, atol=1e-12)


def test_quadratics_are_exact_with_their_derivatives():
    x, y = np.random.default_rng(0).uniform([-1, 0], [2, 3], (50, 2)).T
    _, _, samples = sampled(lambda x, y: 2 * x * x - x * y + 3 * y * y - y + 5)
    np.testing.assert_allclose(samples.value(x, y), 2 * x * x - x * y + 3 * y * y - y + 5, atol=1e-10)
    np.testing.assert_allclose(samples.gradient(x, y), [4 * x - y, 6 * y - x - 1], atol=1e-9)
    np.testing.assert_allclose(samples.hessian(x, y), [0 * x + 4, 0 * x - 1, 0 * x + 6], atol=1e-8)


def test_the_gradient_is_that_of_the_interpolated_value():
    x, y = np.random.default_rng(1).uniform([-0.9, 0.1], [1.9, 2.9], (40, 2)).T
    _, _, samples = sampled(lambda x, y: np.exp(np.sin(2 * x + y)))
    h = 1e-5
    numbers = [
        (samples.value(x + h, y) - samples.value(x - h, y)) / (2 * h),
        (samples.value(x, y + h) - samples.value(x, y - h)) / (2 * h),
    ]
    np.testing.assert_allclose(samples.gradient(x, y), numbers, rtol=1e-5, atol=1e-6)


def test_floats_give_floats_and_agree_with_arrays():
    _, _, samples = sampled(lambda x, y: x * y * y)
    assert isinstance(samples.value(0.31, 1.7), float)
    assert samples.value(0.31, 1.7) == pytest.approx(samples.value(np.array([0.31]), np.array([1.7]))[0])
    assert all(isinstance(part, float) for part in (*samples.gradient(0.31, 1.7), *samples.hessian(0.31, 1.7)))


def test_beyond_the_grid_the_border_goes_on_level():
    _, _, samples = sampled(lambda x, y: x + y)
    assert samples.value(9.0, 1.0) == pytest.approx(3.0)
    assert samples.gradient(9.0, 1.0) == (0.0, pytest.approx(1.0))
    assert np.isnan(samples.value(np.nan, 1.0))


def test_a_grid_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="at least 3 x 3"):
        Samples(np.zeros((2, 9)), DOMAIN)


@pytest.mark.parametrize(("f", "scale"), [(lambda x, y: x + y, "linear"), (lambda x, y: np.exp(4 * x + y), "log")])
def test_the_colour_scale_fits_the_values(f, scale):
    told = {"label": "", "formula": "", "source": "", "watch": "", "learning_rate": 0.1}
    surface = sampled_surface(sampled(f)[2].values, DOMAIN, (0.0, 1.0), **told)
    assert (surface.color_scale, surface.minima, surface.start) == (scale, (), (0.0, 1.0))
