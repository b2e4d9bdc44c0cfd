"""Settings at which one method is another."""

import math
from dataclasses import replace

import numpy as np
import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st
from runner import RULES, WILD, largest, on, path, run, steps_of

from races import RaceSpec, race
from surfaces import SURFACES


@each("surface", SURFACES)
@each("name", ["momentum", "nesterov"])
def test_without_momentum_it_is_gradient_descent_exactly(name, surface):
    rate = SURFACES[surface].learning_rate
    given = {"sgd": {"learning_rate": rate}, name: {"learning_rate": rate, "momentum": 0}}
    result = race(RaceSpec(surface=surface, optimizers=given))
    assert (result[name].positions == result["sgd"].positions).all()
    with_momentum = race(RaceSpec(surface=surface, optimizers={name: {"learning_rate": rate, "momentum": 0.5}}))
    assert largest(with_momentum[name].positions - result["sgd"].positions) > 1e-3


def test_nesterov_is_the_libraries_form_seen_from_the_other_point():
    """The points at which gradients are taken follow y' = y − α (∇f(y) + μ b'), b' = μ b + ∇f(y)."""
    rate, mu, gradient = 0.0005, 0.9, on("rosenbrock").gradient
    x, states = run("nesterov", gradient, 200, np.array([-1.2, 1.0]), learning_rate=rate, momentum=mu)
    v = np.array([np.broadcast_to(state[0], 2) for state in states])
    assert largest(v[1:] - np.diff(x, axis=0)) < 1e-15
    y, b = x[0], np.zeros(2)
    for t in range(200):
        assert largest(y - (x[t] + mu * v[t])) < 1e-12
        assert largest(b + v[t] / rate) < 1e-9
        g = gradient(y)
        b = mu * b + g
        y = y - rate * (g + mu * b)
    assert largest(v[:, 0]) > 1e-3


WORST = RaceSpec(  # each step leaves the largest share, for gradient descent
    "rotated_quadratic",
    {"accelerated_gradient": {"learning_rate": 0.01}, "sgd": {"learning_rate": 0.01}},
    surface_parameters={"condition_number": 100, "angle": 30},
    start=(2.927, 1.729),
    steps=300,
)


def test_nesterov_s_own_momentum_grows_and_beats_its_bound_and_ripples():
    result = race(WORST)
    own, k = result["accelerated_gradient"], result["accelerated_gradient"].states["k"]
    assert (own.positions[1] == result["sgd"].positions[1]).all()
    assert (k[:, 0] == k[:, 1]).all()
    momentum = (k[:-1, 0] - 1) / k[1:, 0]
    assert momentum[:3] == pytest.approx([0, 0.2817, 0.4340], abs=1e-4)
    assert (np.diff(momentum) > 0).all()
    bound = 2 * 100 * (np.array(WORST.start) ** 2).sum() / (np.arange(1, 300) + 1) ** 2  # 2 L |x₀ − x*|²/(t + 1)²
    assert (own.losses[1:300] <= bound).all()
    assert int(np.argmax(own.losses <= 1e-6)) == 100
    f = own.losses
    peaks = np.flatnonzero((f[1:-1] > f[:-2]) & (f[1:-1] >= f[2:])) + 1
    assert abs(np.diff(peaks) - math.pi * 10).max() < 2  # π √κ


def test_a_restart_forgets_the_momentum_where_the_loss_has_risen():
    spec = replace(WORST, optimizers={"accelerated_gradient": {"learning_rate": 0.01, "restart": 1}})
    own = race(spec)["accelerated_gradient"]
    rose = np.flatnonzero(np.diff(own.losses) > 0) + 1
    assert 2 <= rose.size <= 20
    assert (own.states["k"][rose + 1] == (1 + math.sqrt(5)) / 2).all()
    assert (own.states["w"][rose + 1] == 0).all()
    assert int(np.argmax(own.losses <= 1e-6)) == 76
    bowl = RaceSpec("sphere", spec.optimizers, start=(2.0, 1.0), steps=30)
    plain = race(replace(bowl, optimizers={"accelerated_gradient": {"learning_rate": 0.01}}))
    assert (race(bowl)["accelerated_gradient"].positions == plain["accelerated_gradient"].positions).all()


# Gains


@each(
    "name, fixed, plain",
    [
        ("delta_bar_delta", {"kappa": 0, "phi": 0}, ("sgd", {})),
        ("local_gains", {"gain_plus": 0, "gain_minus": 1, "momentum": 0}, ("sgd", {})),
        ("local_gains", {"gain_plus": 0, "gain_minus": 1, "momentum": 0.8}, ("momentum", {"momentum": 0.8})),
    ],
)
@each("surface", ["rosenbrock", "himmelblau"])
def test_with_a_constant_gain_it_is_the_plain_method_exactly(name, fixed, plain, surface):
    start, rate = np.array([-0.5, 1.0]), SURFACES[surface].learning_rate / 4
    expected = path(plain[0], on(surface), 100, start, learning_rate=rate, **plain[1])
    assert (path(name, on(surface), 100, start, learning_rate=rate, **fixed) == expected).all()
    assert largest(path(name, on(surface), 100, start, learning_rate=rate) - expected) > 1e-3


def test_the_gain_of_delta_bar_delta_rises_by_addition_and_falls_by_multiplication():
    gradients = [1.0, 1, 1, -1, -1, 0, 1]  # the mean is positive until the fifth, which makes it negative
    _, states = run("delta_bar_delta", gradients, 7, kappa=0.1, phi=0.5, theta=0.5)
    np.testing.assert_allclose([gain for gain, _ in states], [1, 1, 1.1, 1.2, 0.6, 0.7, 0.7, 0.35], rtol=1e-12)
    assert all(0 < gain <= 1 + 0.1 * t for t, (gain, _) in enumerate(states))


def test_without_momentum_local_gains_compare_two_gradients():
    steps = steps_of("local_gains", WILD, learning_rate=0.1, momentum=0, gain_max=3, gain_min=0.2)
    gain, previous = np.ones(8), np.zeros(8)
    for g, step in zip(WILD, steps, strict=True):
        gain = np.where(g * previous > 0, gain + 0.05, np.where(g * previous < 0, gain * 0.95, gain))
        gain, previous = np.clip(gain, 0.2, 3), g
        np.testing.assert_allclose(step, -0.1 * gain * g, rtol=1e-12)


# Adam's family


def test_adam_with_beta1_0_is_bias_corrected_rmsprop():
    adam = path("adam", on("beale"), 60, np.array([1.0, 1.5]), learning_rate=0.05, beta1=0, beta2=0.95)
    x, r = np.array([1.0, 1.5]), np.zeros(2)
    for t in range(1, 61):
        g = on("beale").gradient(x)
        step, r = RULES["rmsprop"].rule(0.0, g, r, learning_rate=0.05, rho=0.95, epsilon=0.0)
        x = x + step * math.sqrt(1 - 0.95**t)  # r / (1 − ρᵗ) under the root
        assert largest(adam[t] - x) < 1e-12


@pytest.mark.parametrize(("name", "same"), [("adamw", {"weight_decay": 0}), ("nadam", {"beta1": 0})])
def test_settings_at_which_it_is_adam(name, same):
    adam = {"learning_rate": 0.05, "epsilon": 1e-8} | {key: value for key, value in same.items() if key == "beta1"}
    expected = path("adam", on("beale"), 100, np.array([1.0, 1.5]), **adam)
    assert largest(path(name, on("beale"), 100, np.array([1.0, 1.5]), **adam | same) - expected) < 1e-12


def test_amsgrad_is_adam_while_v_does_not_fall():
    growing = 1.1 ** np.arange(60)
    np.testing.assert_allclose(steps_of("amsgrad", growing), steps_of("adam", growing), rtol=1e-12)
    shrinking = {name: -steps_of(name, growing[::-1], beta2=0.9) for name in ("amsgrad", "adam")}
    assert (shrinking["amsgrad"] < 0.9 * shrinking["adam"])[30:].all()


def test_adamw_shrinks_the_position_beside_adams_step():
    gradients, x = [2.0, -1.0, 3.0], 5.0
    points = path("adamw", gradients, 3, x, learning_rate=0.1, weight_decay=0.3)
    for step, actual in zip(steps_of("adam", gradients, learning_rate=0.1), points[1:], strict=True):
        x = x * (1 - 0.1 * 0.3) + step
        assert actual == pytest.approx(x, rel=1e-12)


def test_radam_takes_adams_steps_shortened_by_a_factor_that_rises():
    ratio = steps_of("radam", WILD, learning_rate=0.1) / steps_of("adam", WILD, learning_rate=0.1)
    assert (ratio[:5] == 0).all()
    assert np.ptp(ratio, axis=1).max() < 1e-12  # the same for all coordinates
    assert (np.diff(ratio[4:, 0]) > 0).all()
    assert ratio[[5, 49, 299], 0] == pytest.approx([0.02582, 0.14815, 0.37418], abs=5e-6)


def test_radam_may_begin_with_momentum_instead():
    steps = steps_of("radam", WILD, learning_rate=0.1, momentum_start=1)
    m = np.zeros(8)
    for t in range(1, 6):
        m = 0.9 * m + 0.1 * WILD[t - 1]
        np.testing.assert_allclose(steps[t - 1], -0.1 * m / (1 - 0.9**t), rtol=1e-12)
    np.testing.assert_allclose(steps[5:], steps_of("radam", WILD, learning_rate=0.1)[5:], rtol=1e-12)


@each("beta2", [0.0, 1 / 3, 0.5, 0.6, 0.65])
def test_radam_with_a_memory_too_short_to_know_v_never_moves(beta2):
    assert (path("radam", WILD[:, 0], 300, beta2=beta2) == 0).all()


def test_lion_without_memory_is_the_manhattan_rule():
    steps = steps_of("lion", WILD, learning_rate=0.1, beta1=0, beta2=0)
    assert (steps == steps_of("manhattan", WILD, learning_rate=0.1)).all()


def test_lion_takes_the_sign_of_one_mean_and_keeps_another():
    gradients = [1.0, -5.0, 0.5]  # m is 0, then 0.01, then -0.0401
    np.testing.assert_allclose(steps_of("lion", gradients, learning_rate=0.1), [-0.1, 0.1, -0.1], rtol=1e-12)
    assert path("lion", [0.0], 1, 2.0, learning_rate=0.1, weight_decay=0.5)[1] == pytest.approx(1.9)


def test_yogi_moves_v_by_the_size_of_the_squared_gradient():
    _, states = run("yogi", WILD, 300, np.zeros(8))
    v = np.array([np.broadcast_to(v, 8) for _, v in states])
    np.testing.assert_allclose(np.abs(np.diff(v, axis=0)), 0.001 * WILD**2, rtol=1e-6, atol=1e-12 * v.max())
    assert (np.sign(np.diff(v, axis=0)) * np.sign(WILD**2 - v[:-1]) >= 0).all()
    assert (v > 0).all()


def test_adabelief_divides_by_the_surprise():
    gradients = [3.0, 1.0]  # of which the mean makes one expect 0.3 and 0.37
    steps = steps_of("adabelief", gradients, learning_rate=1, beta2=0.5)
    s = [0.5 * 2.7**2, 0.25 * 2.7**2 + 0.5 * 0.63**2]
    expected = [-3 / math.sqrt(s[0] / 0.5), -0.37 / 0.19 / math.sqrt(s[1] / 0.75)]
    np.testing.assert_allclose(steps, expected, rtol=1e-12)


@settings(max_examples=50)
@given(beta1=st.floats(0, 0.9999), decay=st.floats(0.9, 1), g=st.floats(0.01, 100))
def test_with_a_decaying_beta1_the_weights_of_m_sum_to_1(beta1, decay, g):
    """So a constant gradient still gives steps of exactly the learning rate."""
    points, states = run("adam", lambda _: -g, 60, learning_rate=0.1, beta1=beta1, beta1_decay=decay)
    np.testing.assert_allclose(np.diff(points), 0.1, rtol=1e-9)
    product = np.prod([beta1 * decay**i for i in range(60)])
    assert states[-1][2] == pytest.approx(product, rel=1e-9, abs=1e-300)


def test_a_decaying_beta1_forgets_the_momentum():
    steps = [steps_of("adam", WILD, learning_rate=1, beta1=b, beta1_decay=d) for b, d in ((0.9, 0.9), (0.0, 1.0))]
    assert largest(steps[0][:10] - steps[1][:10]) > 0.1
    assert largest(steps[0][-50:] - steps[1][-50:]) < 1e-3
