"""Every derivative of every kind of network against finite differences, with masks, and the identities of products."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from completeness import assert_complete
from each import each
from samples import COUNT, SMALL, sample

import networks
from networks.convolution import added, neighbourhoods
from networks.layer import Layer
from networks.network import cross_entropy, softmax
from networks.objective import NetworkObjective

every = each("name", SMALL)


def difference(f, w, v, step=1e-6):
    """The derivative of f at w along v."""
    return (f(w + step * v) - f(w - step * v)) / (2 * step)


def test_every_layer_is_in_a_small_network():
    files = Path(networks.__file__).parent.glob("*.py")
    modules = [import_module(f"networks.{path.stem}") for path in files if path.stem != "__init__"]
    layers = [name for module in modules for name, one in vars(module).items() if is_layer(one)]
    used = {type(layer).__name__ for network in SMALL.values() for layer in network.layers}
    assert_complete(used, layers, "small network with it: add a row to SMALL, in samples.py")


def is_layer(one):
    return isinstance(one, type) and issubclass(one, Layer) and one is not Layer


@every
def test_gradient(name):
    network = SMALL[name]
    w, _, batch = sample(network)
    loss, gradient = network.loss_and_gradient(w, *batch)
    assert loss == pytest.approx(network.loss(w, *batch), rel=1e-14)
    numeric = [difference(lambda w: network.loss(w, *batch), w, unit) for unit in np.eye(network.size)]
    np.testing.assert_allclose(gradient, numeric, atol=2e-8)
    assert np.count_nonzero(gradient) > network.size / 3


@every
def test_hessian_vector(name):
    network = SMALL[name]
    w, v, batch = sample(network)
    numeric = difference(lambda w: network.loss_and_gradient(w, *batch)[1], w, v)
    product = network.hessian_vector(w, v, *batch)
    np.testing.assert_allclose(product, numeric, atol=1e-7 * np.abs(numeric).max())
    assert np.abs(product).max() > 1e-3


@every
def test_hessian_is_symmetric(name):
    w, v, batch = sample(SMALL[name])
    u = np.random.default_rng(9).normal(size=len(w))
    product = SMALL[name].hessian_vector
    assert u @ product(w, v, *batch) == pytest.approx(v @ product(w, u, *batch), rel=1e-10)


@pytest.mark.parametrize("name", ["batch", "relu_batch", "convnet_batch"])
def test_derivatives_with_given_statistics(name):
    """As they are at the time of evaluation: the statistics do not move with the weights."""
    network = SMALL[name]
    w, v, (x, y, masks) = sample(network)
    given = {**masks, **network.statistics(w, x, COUNT)}
    slope = difference(lambda w: network.loss(w, x, y, given), w, v)
    assert network.loss_and_gradient(w, x, y, given)[1] @ v == pytest.approx(slope, rel=1e-7)
    numeric = difference(lambda w: network.loss_and_gradient(w, x, y, given)[1], w, v)
    np.testing.assert_allclose(network.hessian_vector(w, v, x, y, given), numeric, atol=1e-7 * np.abs(numeric).max())


@every
def test_gauss_newton(name):
    """JᵀHJ with the Jacobian of the outputs by finite differences; it has no negative curvature."""
    network = SMALL[name]
    w, v, (x, y, given) = sample(network)
    jv = difference(lambda w: network.outputs(w, x, given), w, v)
    p = softmax(network.outputs(w, x, given))
    bent = sum(j @ (np.diag(q) - np.outer(q, q)) @ j for j, q in zip(jv, p, strict=True)) / COUNT
    penalty = network.penalty * sum(float(v[block] @ v[block]) for block in network.blocks)
    product = network.gauss_newton_vector(w, v, x, y, given)
    assert v @ product == pytest.approx(bent + penalty, rel=1e-6)
    assert v @ product > 0
    u = np.random.default_rng(9).normal(size=len(w))
    assert u @ product == pytest.approx(v @ network.gauss_newton_vector(w, u, x, y, given), rel=1e-10)


def test_gauss_newton_is_the_hessian_where_outputs_are_linear():
    network = SMALL["softmax_regression"]
    w, v, batch = sample(network)
    hessian = network.hessian_vector(w, v, *batch)
    np.testing.assert_allclose(network.gauss_newton_vector(w, v, *batch), hessian, rtol=1e-12, atol=1e-14)
    matrix = NetworkObjective(network, *batch).hessian(w)
    np.testing.assert_allclose(matrix @ v, hessian, atol=1e-12)
    assert np.linalg.eigvalsh(matrix).min() > -1e-12
    deep = SMALL["tanh"]
    w, v, batch = sample(deep)
    assert np.abs(deep.hessian_vector(w, v, *batch) - deep.gauss_newton_vector(w, v, *batch)).max() > 0.01


def test_objective_counts_a_point_once():
    network = SMALL["tanh"]
    w, v, batch = sample(network)
    f = NetworkObjective(network, *batch)
    f.value(w), f.gradient(w), f.hessian_vector(w, v)
    assert f.evaluations == 2
    assert f.value(np.full_like(w, np.nan)) == np.inf


def test_loss_of_large_outputs():
    """Softmax is computed so that nothing overflows."""
    z = np.array([[1000.0, 0.0], [-1000.0, 0.0]])
    loss, p = cross_entropy(z, np.array([0, 0]))
    assert loss == pytest.approx(500)
    np.testing.assert_allclose(p, [[1, 0], [0, 1]], atol=1e-300)


@pytest.mark.parametrize("channels", [1, 2])
def test_neighbourhoods_by_hand(channels):
    x = np.random.default_rng(0).normal(size=(2, 3, 4, channels))
    rows = neighbourhoods(x).reshape(2, 3, 4, 3, 3, channels)
    for i, j in np.ndindex(3, 4):
        for a, b in np.ndindex(3, 3):
            k, m = i + a - 1, j + b - 1
            inside = 0 <= k < 3 and 0 <= m < 4
            np.testing.assert_array_equal(rows[:, i, j, a, b], x[:, k, m] if inside else 0)
    other = np.random.default_rng(1).normal(size=neighbourhoods(x).shape)
    assert np.vdot(neighbourhoods(x), other) == pytest.approx(np.vdot(x, added(other, x.shape[:3])), rel=1e-12)


def test_blocks_are_the_rows_of_all_matrices():
    for network in SMALL.values():
        rows = [row for own in network.places for place, shape in own if len(shape) == 2 for row in range(shape[0])]
        assert len(network.blocks) == len(rows)
        covered = np.concatenate([np.arange(network.size)[block] for block in network.blocks])
        assert len(covered) == len(set(covered))
    first, *_ = SMALL["convnet"].blocks
    assert (first.start, first.stop) == (0, 9)
