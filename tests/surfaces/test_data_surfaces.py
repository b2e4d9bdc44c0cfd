"""The two-weight problems on data: what batch normalization and whitening make of them, as the papers say it."""

import math
from itertools import combinations

import numpy as np
import pytest
from each import each

from surfaces import SURFACES
from surfaces.datasets import WEIGHTS, inputs, moons
from surfaces.logistic import lowest
from surfaces.quadratic import root, square, whitening

REGRESSIONS = ("linear_regression", "normalized_regression", "whitened_regression")
DATA = [name for name, surface in SURFACES.items() if surface.batches]
FEW = {"samples": 20.0}


def matrix(entries):
    return np.array([[entries[0], entries[1]], [entries[1], entries[2]]])


def losses_of(surface, chosen):
    """The loss of each step, of its samples."""
    rows = surface.batches(np.array(chosen))
    assert rows.shape[0] == len(chosen)
    return [surface.batch_loss(row) for row in rows.tolist()]


def all_at(name, **given):
    """The loss of each batch of two of 20 samples, as one race of 190 steps."""
    return losses_of(SURFACES[name].bind(**FEW | given), list(combinations(range(20), 2)))


def test_condition_numbers():
    found = [SURFACES[name].condition_number for name in REGRESSIONS]
    assert found == pytest.approx([534.8928673, 19, 1], rel=1e-9)
    assert SURFACES["slope_and_bias"].condition_number == pytest.approx(1188.249, rel=1e-6)
    assert SURFACES["rotated_quadratic"].condition_number == pytest.approx(100)
    assert SURFACES["saddle"].condition_number is SURFACES["deep_linear"].condition_number is None
    for c in (0.2, 0.8):
        bound = SURFACES["normalized_regression"].bind(correlation=c, scale=0.03)
        assert bound.condition_number == pytest.approx((1 + c) / (1 - c))


@pytest.mark.parametrize("seed", [0, 4])
def test_samples_that_a_line_tells_apart_have_no_minimum(seed):
    """The loss falls for ever along their direction; the picture keeps its size."""
    data = {"samples": 20.0, "noise": 0.5, "data_seed": float(seed)}
    surface = SURFACES["logistic_regression"].bind(**data)
    assert surface.minima == ()
    assert surface.condition_number is None
    (low, high), (bottom, top) = surface.domain
    middle = np.array([low + high, bottom + top]) / 2
    values = [surface.value(*(k * middle)) for k in (1.0, 2.0, 20.0)]
    assert values[0] > values[1] > values[2] > 0
    assert surface.accuracy(*middle) == 1
    assert high - low < 30
    assert low < surface.start[0] < high
    assert bottom < surface.start[1] < top
    more = SURFACES["logistic_regression"].bind(**data | {"samples": 200.0})
    assert more.gradient(*more.minima[0]) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize("seed", [0, 7])
def test_inputs_have_the_covariance_asked_for_and_the_noise_is_uncorrelated(seed):
    x, e = inputs(0.1, 0.9, 200, seed)
    np.testing.assert_allclose(np.cov(x.T, bias=True), [[1, 0.09], [0.09, 0.01]], atol=1e-14)
    np.testing.assert_allclose([*x.mean(axis=0), e.mean(), *(x.T @ e)], 0, atol=1e-12)
    assert e.std() == pytest.approx(1)


@pytest.mark.parametrize("seed", [0, 3])
def test_the_regression_is_the_mean_over_its_samples(seed):
    x, e = inputs(0.1, 0.9, 200, seed)
    t = x @ WEIGHTS + 0.3 * e
    surface, w = SURFACES["linear_regression"].bind(noise=0.3, data_seed=seed), np.array([-0.4, 7.0])
    assert surface.value(*w) == pytest.approx(((x @ w - t) ** 2).mean() / 2)
    assert surface.gradient(*w) == pytest.approx(((x @ w - t)[:, None] * x).mean(axis=0))
    np.testing.assert_allclose(np.linalg.lstsq(x, t, rcond=None)[0], WEIGHTS)


@pytest.mark.parametrize("epsilon", [0.0, 1e-3, 0.7])
def test_whitening(epsilon):
    s = np.array([[1, 0.09], [0.09, 0.01]])
    u = np.array(square(whitening(0.1, 0.9, epsilon)))
    np.testing.assert_allclose(u.T @ u @ (s + epsilon * np.eye(2)), np.eye(2), atol=1e-11)
    if not epsilon:
        x, _ = inputs(0.1, 0.9, 200, 0)
        np.testing.assert_allclose(np.cov((x @ u.T).T, bias=True), np.eye(2), atol=1e-12)
    np.testing.assert_allclose(
        np.array(square(root((2.0, 0.5, 1.0)))) @ square(root((2.0, 0.5, 1.0))), [[2, 0.5], [0.5, 1]]
    )


@pytest.mark.parametrize("name", REGRESSIONS[1:])
@pytest.mark.parametrize("given", [{}, {"scale": 0.4, "correlation": -0.5, "epsilon": 0.05}])
def test_a_changed_surface_is_the_plain_one_in_other_coordinates(name, given):
    changed, back = SURFACES[name].bind(**given), SURFACES[name].bind(**given, drawn_back=1)
    plain = SURFACES["linear_regression"].bind(**{k: v for k, v in given.items() if k != "epsilon"})
    a = np.array(back.course.matrix)
    for phi in ([0.3, -0.2], [1.0, 2.0]):
        w = a @ phi
        assert changed.value(*phi) == pytest.approx(plain.value(*w), rel=1e-12)
        assert changed.gradient(*phi) == pytest.approx(a.T @ plain.gradient(*w), rel=1e-9)
        assert back.value(*w) == plain.value(*w)
    np.testing.assert_allclose(a @ changed.start, plain.start, rtol=1e-12)
    np.testing.assert_allclose(a @ changed.minima[0], WEIGHTS, rtol=1e-12)
    np.testing.assert_allclose(a.T @ matrix(plain.hessian(0.0, 0.0)) @ a, matrix(changed.hessian(0.0, 0.0)), atol=1e-12)
    assert back.condition_number == changed.condition_number
    assert (back.domain, back.start, back.minima) == (plain.domain, plain.start, plain.minima)


@each("name", DATA)
def test_a_batch_of_all_samples_is_the_loss(name):
    surface = SURFACES[name].bind(**FEW)
    x, y = 0.7, -0.4
    (loss,) = losses_of(surface, np.arange(20)[None, ::-1])
    assert surface.sample_count == 20
    assert loss.value(x, y) == pytest.approx(surface.value(x, y))
    assert loss.gradient(x, y) == pytest.approx(surface.gradient(x, y), abs=1e-12)
    assert loss.hessian(x, y) == pytest.approx(surface.hessian(x, y), abs=1e-12)


@pytest.mark.parametrize("name", ["linear_regression", "slope_and_bias", "logistic_regression", "noisy_moons"])
def test_over_all_batches_the_mean_gradient_is_the_gradient(name):
    """Where a batch does not change the model: those that normalize by the batch are biased."""
    losses, surface = all_at(name), SURFACES[name].bind(**FEW)
    assert len(losses) == 190
    for x, y in ((0.7, -0.4), (-2.0, 3.0)):
        mean = np.mean([loss.gradient(x, y) for loss in losses], axis=0)
        assert mean == pytest.approx(surface.gradient(x, y), rel=1e-9, abs=1e-12)
        assert np.mean([loss.value(x, y) for loss in losses]) == pytest.approx(surface.value(x, y))


@each("name", DATA)
def test_a_batch_is_a_loss_with_its_derivatives(name):
    x, y, h = 0.7, -0.4, 1e-6
    for loss in losses_of(SURFACES[name], np.random.default_rng(1).permutation(200)[:24].reshape(3, 8)):
        across = [
            (loss.gradient(x + h, y), loss.gradient(x - h, y)),
            (loss.gradient(x, y + h), loss.gradient(x, y - h)),
        ]
        jacobian = np.array([np.subtract(*pair) / (2 * h) for pair in across]).T
        np.testing.assert_allclose(matrix(loss.hessian(x, y)), (jacobian + jacobian.T) / 2, rtol=1e-5, atol=1e-5)
        if name != "whitened_regression":  # whose step is no slope of the batch's loss
            slope = [loss.value(x + h, y) - loss.value(x - h, y), loss.value(x, y + h) - loss.value(x, y - h)]
            assert loss.gradient(x, y) == pytest.approx(np.divide(slope, 2 * h), rel=1e-5, abs=1e-6)


def normalized_by_the_paper(u, gamma, beta, d, epsilon=0.0):
    """Ioffe & Szegedy, Algorithm 1 and the formulas of section 3, for one column u; d(out) is dL/dout, summed."""
    m, mu = len(u), u.mean()
    s2 = ((u - mu) ** 2).mean()
    uh = (u - mu) / np.sqrt(s2 + epsilon)
    out = gamma * uh + beta
    d = d(out)
    d_uh = d * gamma
    d_s2 = (d_uh * (u - mu) * -0.5 * (s2 + epsilon) ** -1.5).sum()
    d_mu = (-d_uh / np.sqrt(s2 + epsilon)).sum() + d_s2 * (-2 * (u - mu)).sum() / m
    d_u = d_uh / np.sqrt(s2 + epsilon) + d_s2 * 2 * (u - mu) / m + d_mu / m
    return out, d_u, (d * uh).sum()


def test_normalized_batches_follow_the_paper():
    """Over γ with fixed β: each column by its own batch, dL/dγ = Σ d û."""
    surface, rows = SURFACES["normalized_regression"].bind(epsilon=0.02), np.array([[3, 50, 77, 120, 8]])
    x, e = inputs(0.1, 0.9, 200, 0)
    t = (x @ WEIGHTS + 0.1 * e)[rows[0]]
    gamma = (0.9, -0.3)
    outs = [normalized_by_the_paper(x[rows[0], k], 1.0, 0.0, np.zeros_like, 0.02)[0] for k in (0, 1)]
    error = gamma[0] * outs[0] + gamma[1] * outs[1] - t
    (loss,) = losses_of(surface, rows)
    assert loss.value(*gamma) == pytest.approx((error**2).mean() / 2)
    assert loss.gradient(*gamma) == pytest.approx([(error * out).mean() for out in outs])
    (alone,) = losses_of(surface, [[5]])  # no variance: û = 0
    assert alone.gradient(*gamma) == (0, 0)


def test_the_neuron_s_batches_follow_the_paper():
    x, e = inputs(1.0, 0.0, 200, 0)
    rows, w = np.array([[3, 50, 77, 120, 8, 9]]), np.array([0.7, -1.1])
    t = (x @ (0.8, 0.6) + 0.1 * e)[rows[0]]
    out, d_u, _ = normalized_by_the_paper(x[rows[0]] @ w, 1.0, 0.0, lambda out: (out - t) / len(t))
    (loss,) = losses_of(SURFACES["batch_norm_neuron"], rows)
    assert loss.value(*w) == pytest.approx(((out - t) ** 2).mean() / 2)
    assert loss.gradient(*w) == pytest.approx(d_u @ x[rows[0]])


@pytest.mark.parametrize("given", [{}, {"scale": 2.0, "correlation": 0.5}])
def test_the_neuron_is_level_along_rays_and_a_step_lengthens_its_weights(given):
    surface = SURFACES["batch_norm_neuron"].bind(**given)
    w = np.array([-1.2, 0.7])
    g = np.array(surface.gradient(*w))
    for a in (0.1, 3.0, 50.0):
        assert surface.value(*(a * w)) == pytest.approx(surface.value(*w), rel=1e-13)
        assert surface.gradient(*(a * w)) == pytest.approx(g / a, rel=1e-12)
    assert abs(w @ g) < 1e-15
    moved = w - 5.0 * g
    assert moved @ moved == pytest.approx(w @ w + 25 * (g @ g), rel=1e-13)
    assert surface.value(0.0, 0.0) > surface.value(*surface.minima[0])
    assert surface.gradient(0.0, 0.0) == (0, 0)


def test_the_neuron_s_minima_lie_close_along_their_ray():
    for scale in (0.2, 1.0, 5.0):
        surface = SURFACES["batch_norm_neuron"].bind(scale=scale)
        points = np.array(surface.minima)
        assert max(np.hypot(*np.diff(points, axis=0).T)) < 0.02 * surface.diagonal  # half of it to the nearest
        assert abs(points[-1]).max() == pytest.approx(4)


def test_whitened_batches_step_as_natural_networks_do():
    """A step of −α Uₜᵀ Uₜ ∇f_B in w, with the covariance of the last batch at which it was estimated."""
    rows = np.random.default_rng(2).permutation(200)[:90].reshape(3, 30)
    surface = SURFACES["whitened_regression"].bind(epsilon=0.01, every=2)
    sample, plain = losses_of(surface, rows), losses_of(SURFACES["linear_regression"], rows)
    a = np.array(surface.bind(epsilon=0.01, every=2, drawn_back=1).course.matrix)
    x, _ = inputs(0.1, 0.9, 200, 0)
    for t, estimated in ((0, 0), (1, 0), (2, 2)):
        phi = np.array([0.3, 0.8])
        w = a @ phi
        s = np.cov(x[rows[estimated]].T, bias=True) + 0.01 * np.eye(2)
        step = np.linalg.solve(s, plain[t].gradient(*w))
        assert a @ np.array(sample[t].gradient(*phi)) == pytest.approx(step, rel=1e-9)


def test_whitening_a_batch_that_has_no_covariance_leads_nowhere():
    (loss,) = losses_of(SURFACES["whitened_regression"], [[4]])
    assert not np.isfinite(loss.gradient(0.3, 0.8)).all()


def circle_of(points):
    """Centre and radius of the circle through points, (n, 2), by least squares on |p|² = 2 p.c + r² − |c|²."""
    a, b, k = np.linalg.lstsq(np.column_stack([2 * points, np.ones(len(points))]), (points**2).sum(axis=1), rcond=None)[
        0
    ]
    return np.array([a, b]), math.sqrt(k + a * a + b * b)


def test_moons_are_half_circles_that_interleave():
    x, t = moons(0.0, 200, 0)
    assert abs(x.mean(axis=0)).max() < 1e-15
    assert (t == 1).sum() == (t == -1).sum() == 100
    (upper, radius), (lower, other) = circle_of(x[t == 1]), circle_of(x[t == -1])
    assert (radius, other) == pytest.approx((1, 1))
    assert lower - upper == pytest.approx([1, 0.5])
    assert (x[t == 1, 1] >= upper[1]).all()
    assert (x[t == -1, 1] <= lower[1]).all()


@pytest.mark.parametrize("name", ["logistic_regression", "noisy_moons"])
@pytest.mark.parametrize("given", [{}, {"noise": 0.5, "samples": 20.0}])
def test_for_every_seed_the_logistic_loss_has_its_minimum(name, given):
    values = []
    for seed in range(0, 100, 3):
        surface = SURFACES[name].bind(**given, data_seed=float(seed))
        if not surface.minima:  # a line tells the samples apart
            continue
        (w,) = surface.minima
        assert np.hypot(*surface.gradient(*w)) < 1e-12
        (x_min, x_max), (y_min, y_max) = surface.domain
        assert x_min < w[0] < x_max
        assert y_min < w[1] < y_max
        values.append(surface.value(*w))
    assert len(set(values)) == len(values) > 20


def test_logistic_losses_by_hand():
    surface = SURFACES["noisy_moons"]
    x, t = moons(0.3, 200, 0)
    w = np.array([1.0, -0.5])
    assert surface.value(*w) == pytest.approx(np.log1p(np.exp(-t * (x @ w))).mean() + 0.005 * w @ w)
    assert surface.accuracy(*w) == pytest.approx((np.sign(x @ w) == t).mean())
    assert surface.accuracy(*surface.minima[0]) > 0.75
    assert surface.value(0.0, 0.0) == pytest.approx(math.log(2))
    s = np.cov(inputs(0.3, 0.5, 200, 0)[0].T, bias=True)
    np.testing.assert_allclose(matrix(SURFACES["logistic_regression"].hessian(0.0, 0.0)), s / 4, atol=1e-14)
    assert lowest(surface) == pytest.approx(surface.minima[0])


SHOWN = [name for name, surface in SURFACES.items() if surface.scatter]


def test_samples_are_shown_of_every_model_that_draws_a_line():
    assert set(SHOWN) == set(DATA) - {"batch_norm_neuron"}


@each("name", SHOWN)
def test_the_samples_shown_are_those_of_the_loss(name):
    surface = SURFACES[name].bind(**{key: one.default for key, one in SURFACES[name].hyperparameters.items()} | FEW)
    x, y = (value + 0.37 for value in surface.start)
    shown = surface.scatter()
    assert shown.points.shape == (20, 2)
    assert len(shown.tones) == 20
    assert abs(shown.tones).max() <= 1
    if surface.accuracy:
        assert surface.accuracy(x, y) == pytest.approx(np.mean(np.sign(shown.points @ (x, y)) == shown.tones))
    elif shown.line == "fit":
        u, t = shown.points.T
        assert surface.value(x, y) == pytest.approx(np.mean((x * u + y - t) ** 2) / 2)
    else:
        targets = SURFACES["linear_regression"].bind(**FEW).scatter().points @ WEIGHTS
        noiseless = surface.bind(**FEW | {"noise": 0.0})
        assert noiseless.value(x, y) == pytest.approx(np.mean((shown.points @ (x, y) - targets) ** 2) / 2)
        assert shown.levels[2] == -shown.levels[0] > 0


@pytest.mark.parametrize("name", ["normalized_regression", "whitened_regression"])
def test_drawn_back_the_samples_are_the_plain_ones(name):
    plain = SURFACES["linear_regression"].bind(**FEW).scatter()
    back = SURFACES[name].bind(**FEW, drawn_back=1.0).scatter()
    np.testing.assert_allclose(back.points, plain.points)
