"""Dropout, batch normalization and whitening: what each of them promises."""

import numpy as np
import pytest

from networks import mlp
from networks.batch_norm import EPSILON, BatchNorm
from networks.dense import Dense
from networks.dropout import Dropout
from networks.network import Network
from networks.pooling import MaxPool
from networks.whitening import Whitening, canonical, whitened, with_whitening

RANDOM = np.random.default_rng(4)


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_dropout_keeps_the_expectation(rate):
    mask = Dropout(rate, 50).mask(np.random.default_rng(0), 4000)
    assert set(np.unique(mask)) == {0.0, 1 / (1 - rate)}
    deviation = np.sqrt(rate / (1 - rate) / mask.size)
    assert abs(mask.mean() - 1) < 4 * deviation
    x = RANDOM.normal(size=(3, 50))
    assert Dropout(rate, 50).forward((), x)[0] is x


def test_batch_norm_while_training():
    x = RANDOM.normal(3, 5, (40, 6))
    gamma, beta = RANDOM.normal(size=(2, 6))
    y, _ = BatchNorm(6).forward((gamma, beta), x)
    np.testing.assert_allclose(y.mean(axis=0), beta, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=0), gamma**2 * x.var(axis=0) / (x.var(axis=0) + EPSILON), rtol=1e-12)


def test_batch_norm_of_pictures_is_by_channel():
    x = RANDOM.normal(size=(5, 2, 4, 3))
    y, _ = BatchNorm(3).forward((np.ones(3), np.zeros(3)), x)
    flat, _ = BatchNorm(3).forward((np.ones(3), np.zeros(3)), x.reshape(-1, 3))
    np.testing.assert_allclose(y.reshape(-1, 3), flat, atol=1e-14)


def test_batch_norm_when_evaluated():
    """The averages of batches (Algorithm 2); then a sample's output does not depend on the others."""
    network = Network((BatchNorm(4), Dense(4, 3)))
    w, x = RANDOM.normal(size=network.size), RANDOM.normal(2, 3, (25, 4))
    given = network.statistics(w, x, 10)  # two whole batches; the last five are in none
    mean, variance = given[0]
    np.testing.assert_allclose(mean, (x[:10].mean(axis=0) + x[10:20].mean(axis=0)) / 2)
    np.testing.assert_allclose(variance, (x[:10].var(axis=0, ddof=1) + x[10:20].var(axis=0, ddof=1)) / 2)
    np.testing.assert_allclose(network.outputs(w, x[:1], given), network.outputs(w, x, given)[:1], atol=1e-13)
    assert np.abs(network.outputs(w, x[:2]) - network.outputs(w, x)[:2]).max() > 0.01
    assert mlp().statistics(mlp().initial(0), x, 10) == {}
    np.testing.assert_array_equal(
        network.statistics(w, x[:1], 10)[0], [x[0], np.zeros(4)]
    )  # one sample has no variance


def test_the_loss_does_not_see_the_size_of_weights_before_a_batch_norm():
    network = mlp(5, 3, (4,), normalization="batch", dropout=(0, 0))
    w, x, y = network.initial(0), RANDOM.normal(size=(30, 5)), RANDOM.integers(0, 3, 30)
    larger = w.copy()
    larger[network.places[1][0][0]] *= 1000
    assert network.loss(larger, x, y) == pytest.approx(network.loss(1 * w, x, y), rel=1e-4)


def test_whitening_leaves_the_function():
    network = mlp(6, 3, (5, 4), normalization="whiten")
    plain = mlp(6, 3, (5, 4))
    w = RANDOM.normal(size=network.size)
    x = RANDOM.normal(3, 2, (200, 6)) @ RANDOM.normal(size=(6, 6))
    masks = network.masks(np.random.default_rng(0), len(x))
    assert network.size == plain.size
    for _ in range(2):  # the second time from coordinates that are whitened already
        after, moved = whitened(network, w, x, masks)
        np.testing.assert_allclose(after.outputs(moved, x), network.outputs(w, x), rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(canonical(after, moved), canonical(network, w), rtol=1e-8, atol=1e-9)
        np.testing.assert_allclose(plain.outputs(canonical(after, moved), x), after.outputs(moved, x), rtol=1e-8)
        assert np.abs(moved - w).max() > 0.01
        network, w = after, moved + 0.1


def test_whitened_inputs_are_white():
    network = with_whitening(Network((Dense(4, 3),)))
    x = RANDOM.normal(3, 2, (200, 4)) @ RANDOM.normal(size=(4, 4))
    after, _ = whitened(network, network.initial(0), x, epsilon=0)
    whitening = after.layers[0]
    assert isinstance(whitening, Whitening)
    h, _ = whitening.forward((), x)
    np.testing.assert_allclose(h.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(h.T @ h / len(h), np.eye(4), atol=1e-10)


def test_whitening_of_what_overflows_stays():
    network = mlp(6, 3, (5, 4), normalization="whiten")
    w = np.full(network.size, 1e100)
    with np.errstate(all="ignore"):
        after, moved = whitened(network, w, RANDOM.uniform(size=(9, 6)))
    assert after.layers[-2] is network.layers[-2]
    assert np.isfinite(moved).all()


def test_a_whitened_step_is_preconditioned():
    """Gradient descent on V is W − α dL/da (x − c)ᵀ (S + εI)⁻¹ on W."""
    plain, rate, epsilon = Network((Dense(4, 3),)), 0.3, 1e-3
    x, y = RANDOM.normal(3, 2, (50, 4)), RANDOM.integers(0, 3, 50)
    w = RANDOM.normal(size=plain.size)
    network, moved = whitened(with_whitening(plain), w, x, epsilon=epsilon)
    moved = moved - rate * network.loss_and_gradient(moved, x, y)[1]
    ((W, b),) = plain.unpacked(w)
    c = x.mean(axis=0)
    S = np.cov(x.T, bias=True)
    da = plain.outputs(w, x)
    da = np.exp(da) / np.exp(da).sum(axis=1, keepdims=True) - np.eye(3)[y]
    W_after = W - rate * da.T @ (x - c) / 50 @ np.linalg.inv(S + epsilon * np.eye(4))
    b_after = b + W @ c - rate * da.mean(axis=0) - W_after @ c
    np.testing.assert_allclose(canonical(network, moved), [*W_after.ravel(), *b_after], rtol=1e-8, atol=1e-9)


def test_pooling_takes_the_first_of_equal_pixels():
    x = np.array([[1.0, 1.0, 3.0, 4.0], [1.0, 1.0, 4.0, 2.0]]).reshape(1, 2, 4, 1)
    y, chosen = MaxPool().forward((), x)
    assert y.ravel().tolist() == [1, 4]
    back = MaxPool().back((), chosen, np.array([10.0, 20.0]).reshape(1, 1, 2, 1))
    assert back.ravel().tolist() == [10, 0, 0, 20, 0, 0, 0, 0]
