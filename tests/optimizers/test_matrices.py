"""What is known of the rules for matrices: that of any matrix, and what they do to two weights."""

from itertools import pairwise

import numpy as np
import pytest
from each import each
from runner import RULES, on, path, states_of, steps_of

from optimizers import Matrix
from optimizers.matrix import eigen
from optimizers.muon import ROUNDS, A, B, C, orthogonal, squared
from races import RaceSpec, race

MATRICES = {name: rule for name, rule in RULES.items() if isinstance(rule, Matrix)}
random = np.random.default_rng(5)


def settings_of(name, **given):
    return {key: each.default for key, each in RULES[name].hyperparameters.items()} | given


def weights(name, gradients, start=None, **given):
    """The path of the rule of a matrix for a sequence of gradients, and its states at the end."""
    rule, settings = MATRICES[name].weights, settings_of(name, **given)
    W = np.zeros_like(gradients[0]) if start is None else start
    states, points = MATRICES[name].first_states(), [W]
    for t, G in enumerate(gradients, start=1):
        W, *states = rule(W, G, t, *states, **settings)
        points.append(W)
    return np.array(points), states


def rotation(n):
    return np.linalg.qr(random.normal(size=(n, n)))[0]


SHAPES = [(5, 3), (3, 5), (4, 4), (6, 1)]
every = each("name", MATRICES)


@every
def test_of_two_weights_it_does_what_the_rule_of_two_weights_does(name):
    gradients = random.normal(size=(60, 2))
    start = np.array([0.3, -0.7])
    given = {"learning_rate": 0.1} | ({"weight_decay": 0.2} if "weight_decay" in RULES[name].hyperparameters else {})
    expected, _ = weights(name, gradients[:, :, None], start[:, None], **given)
    epsilon = {"epsilon": 1e-8} if "epsilon" in RULES[name].hyperparameters else {}
    actual = path(name, gradients, 60, start, **given, **epsilon)
    np.testing.assert_allclose(actual, expected[:, :, 0], rtol=1e-5, atol=1e-5)


@every
@each("shape", SHAPES)
def test_without_a_gradient_a_matrix_stays_and_all_is_finite(name, shape):
    start = random.normal(size=shape)
    points, states = weights(name, np.zeros((25, *shape)), start)
    assert (points == start).all()
    assert all(np.isfinite(state).all() for state in states)


@each("name, shape", [(name, shape) for name in MATRICES for shape in SHAPES if name != "soap" or shape[0] == shape[1]])
def test_a_matrix_does_not_mind_other_axes_of_rows_and_of_columns(name, shape):
    """SOAP, where it has gradients along all of its axes: others it finds as they come."""
    rows, columns = rotation(shape[0]), rotation(shape[1])
    gradients = random.normal(size=(12, *shape))
    expected, _ = weights(name, gradients)
    turned, _ = weights(name, rows @ gradients @ columns)
    np.testing.assert_allclose(turned, rows @ expected @ columns, atol=2e-4 * np.abs(expected).max())


@every
def test_a_matrix_goes_down_a_bowl(name):
    """Half the squared distance to a matrix: the rule sees the way back to it."""
    wanted, start = random.normal(size=(2, 4, 6))
    rule, left = MATRICES[name].weights, []
    for rate in (0.01, 0.03, 0.1, 0.3, 1.0):
        W, states = start, MATRICES[name].first_states()
        for t in range(1, 300):
            W, *states = rule(W, W - wanted, t, *states, **settings_of(name, learning_rate=rate))
        left.append(np.linalg.norm(W - wanted) / np.linalg.norm(start - wanted))
    assert min(left) < 0.05


# Muon


def test_muons_rounds_are_the_polynomial_of_the_singular_values():
    U = random.normal(size=(7, 4))
    left, values, right = np.linalg.svd(U, full_matrices=False)
    values = values / np.linalg.norm(values)
    for _ in range(ROUNDS):
        values = A * values + B * values**3 + C * values**5
    for X in (orthogonal(U), orthogonal(U.T).T, orthogonal(1e-30 * U), orthogonal(1e30 * U)):
        np.testing.assert_allclose(X, left * values @ right, atol=1e-5)


@pytest.mark.parametrize("rows", [1, 7, 128, 131])
def test_muon_squares_a_large_matrix_by_parts(rows):
    S = random.normal(size=(rows, rows))
    S = S + S.T
    np.testing.assert_allclose(squared(S, np.full_like(S, np.nan)), S @ S, rtol=1e-12, atol=1e-12 * rows)


def test_muon_makes_singular_values_from_0_01_on_nearly_alike():
    values = np.geomspace(0.01, 1, 2000)
    left, right = rotation(3), rotation(3)
    for s in values[::199]:
        found = np.linalg.svd(orthogonal(left @ np.diag([1.0, s, 0.0]) @ right), compute_uv=False)
        norm = np.hypot(1.0, s)
        assert (found[:2] > 0.68).all() or s / norm < 0.01
        assert (found[:2] < 1.14).all()
        assert found[2] < 1e-5


@pytest.mark.parametrize(("shape", "scale"), [((4, 3), (4 / 3) ** 0.5), ((3, 4), 1.0), ((2, 1), 2**0.5), ((1, 2), 1.0)])
def test_muons_scale_counts_rows_as_outputs(shape, scale):
    G = random.normal(size=shape)
    (_, after), _ = weights("muon", G[None], learning_rate=0.01)
    np.testing.assert_allclose(after, -0.01 * scale * orthogonal(G), rtol=1e-6)


def test_muon_sees_the_gradient_through_the_momentum_twice():
    """Nesterov's way: (1 − μ) G + μ M."""
    first, second = random.normal(size=(2, 3, 3))
    points, _ = weights("muon", [first, second], momentum=0.7, learning_rate=1.0)
    M = 0.7 * 0.3 * first + 0.3 * second
    np.testing.assert_allclose(points[2] - points[1], -orthogonal(0.3 * second + 0.7 * M), atol=1e-5)


def test_muons_steps_on_a_surface_have_one_length():
    steps = np.diff(race(RaceSpec("rosenbrock", {"muon": {"learning_rate": 0.01}}, steps=50))["muon"].positions, axis=0)
    np.testing.assert_allclose(np.hypot(*steps.T), 0.01 * 2**0.5 * 0.6964364, rtol=1e-6)


# Shampoo


@pytest.mark.parametrize("shape", SHAPES)
def test_shampoos_first_step_is_the_orthogonal_factor(shape):
    G = random.normal(size=shape)
    (_, after), _ = weights("shampoo", G[None], learning_rate=0.3, epsilon=0.0)
    left, _, right = np.linalg.svd(G, full_matrices=False)
    np.testing.assert_allclose(after, -0.3 * left @ right, atol=1e-6)


@pytest.mark.parametrize("epsilon", [0.0, 1e-8, 0.1])
def test_shampoo_of_two_weights_takes_fourth_roots_by_eigenvectors(epsilon):
    start = np.array([-1.2, 1.0])
    points, states = states_of("shampoo", on("rosenbrock"), 60, start, learning_rate=0.3, epsilon=epsilon)
    left, right = epsilon * np.eye(2), epsilon
    for t, (before, after) in enumerate(pairwise(points), start=1):
        g = on("rosenbrock").gradient(before)
        left, right = left + np.outer(g, g), right + g @ g
        values, vectors = eigen(left)
        shares = np.where(values > 1e-12 * values[0], vectors.T @ g * np.maximum(values, 1e-300) ** -0.25, 0.0)
        np.testing.assert_allclose(after - before, -0.3 * vectors @ shares / right**0.25, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(states["G"][t] + epsilon, np.diag(left), rtol=1e-12)


def test_shampoo_follows_the_same_gradient():
    steps = steps_of("shampoo", np.tile([3.0, -4.0], (50, 1)), learning_rate=0.5)
    np.testing.assert_allclose(steps, np.outer(0.5 / np.sqrt(np.arange(1, 51)), [-0.6, 0.8]), rtol=1e-9)


# SOAP


def test_soap_whose_axes_are_those_of_the_weights_is_adam():
    """Gradients of one row at a time, with a column of their own: L and R stay diagonal."""
    sizes = random.normal(size=(60, 2)) * (1.0, 0.1)
    gradients = sizes[:, :, None] * np.eye(2)
    found, states = weights("soap", gradients, learning_rate=0.1, beta1=0.9, beta2=0.99, epsilon=1e-12)
    expected = path("adam", sizes[1:], 59, np.zeros(2), learning_rate=0.1, beta1=0.9, beta2=0.99, epsilon=1e-12)
    np.testing.assert_allclose(found[1:, [0, 1], [0, 1]], expected, atol=1e-9)
    np.testing.assert_allclose(np.abs(states[-1]), np.eye(2), atol=1e-9)


def test_soaps_first_step_only_finds_the_axes():
    gradients = random.normal(size=(3, 4, 3))
    points, (*_, L, R, P, Q) = weights("soap", gradients[:1])
    assert (points == 0).all()
    for S, axes in ((L, P), (R, Q)):
        turned = axes.T @ S @ axes
        np.testing.assert_allclose(turned, np.diag(np.diag(turned)), atol=1e-12)
        assert (np.diff(np.diag(turned)) <= 1e-12).all()


def test_soaps_axes_turn_every_so_often():
    gradients = random.normal(size=(26, 2))
    _, states = states_of("soap", gradients, 26, np.zeros(2), every=7.0)
    turned = (np.diff(states["q"], axis=0) != 0).any(axis=1)
    assert (np.flatnonzero(turned) + 1).tolist() == [1, 8, 15, 22]
    np.testing.assert_allclose(np.hypot(*states["q"][1:].T), 1.0, rtol=1e-12)
