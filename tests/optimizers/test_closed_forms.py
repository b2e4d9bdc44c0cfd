"""What is known of the methods without running anything else: quadratics, constant gradients, first steps."""

import math

import numpy as np
import pytest
from completeness import assert_complete
from each import each
from runner import RULES, largest, path, rated, run

from races import RaceSpec, race

# Quadratics


@each("condition_number, angle", [(1, 0), (100, 30), (1000, 45)])
@each("share", [0.5, 1.0, 1.9])  # of the rate 1/L
def test_gradient_descent_on_a_quadratic_is_a_matrix_power(condition_number, angle, share):
    rate = share / condition_number
    spec = RaceSpec(
        surface="rotated_quadratic",
        surface_parameters={"condition_number": condition_number, "angle": angle},
        optimizers={"sgd": {"learning_rate": rate}},
    )
    t = race(spec)["sgd"]
    xx, xy, yy = spec.bound_surface.hessian(0.0, 0.0)
    matrix = np.eye(2) - rate * np.array([[xx, xy], [xy, yy]])
    expected = [np.linalg.matrix_power(matrix, k) @ spec.start for k in range(spec.steps + 1)]
    assert largest(t.positions - expected) < 1e-12
    assert (np.diff(t.losses) <= 0).all()  # as the rate is below 2/L


BOUNDS = {
    "sgd": lambda mu: 2,
    "momentum": lambda mu: 2 * (1 + mu),
    "nesterov": lambda mu: (2 + 2 * mu) / (1 + 2 * mu),
}


@each("curvature", [0.02, 1.0, 300.0])
@each("name, mu", [("sgd", None), *((name, mu) for name in ("momentum", "nesterov") for mu in (0.0, 0.5, 0.9, 0.99))])
def test_stable_just_below_the_bound_and_not_just_above(name, mu, curvature):
    bound = BOUNDS[name](mu) / curvature
    given = {} if mu is None else {"momentum": mu}
    ends = [abs(path(name, lambda x: curvature * x, 2000, 1.0, learning_rate=c * bound, **given)) for c in (0.99, 1.01)]
    assert ends[0][-1] < 1e-3
    assert ends[1][-1] > 1e3


# The same gradient at every step

T = np.arange(301)
t = np.maximum(T, 1)


def summed(lengths):
    """The displacement of a unit gradient from the lengths of its steps, of which the one for T = 0 is none."""
    return -np.cumsum(np.where(T, lengths, 0.0))


def heavy(mu):
    return summed(0.03 * (1 - mu**t) / (1 - mu))


def grown(rate=1e-3):
    return summed(np.minimum(rate * 1.2 ** (t - 1), 0.5))


def nadam_lengths(beta1=0.9, psi=0.004):
    mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (psi * (t + i))) for i in (0, 1))
    product = np.cumprod(np.where(T > 1, mu, 1)) * mu[1]
    return mu_next * (1 - beta1**t) / (1 - product * mu_next) + (1 - mu) / (1 - product)


def radam_lengths(beta2=0.999):
    limit = 2 / (1 - beta2) - 1
    rho = limit - 2 * t * beta2**t / (1 - beta2**t)
    ratio = (rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)
    return np.where(rho > 5, np.sqrt(np.maximum(ratio, 0)), 0.0)


def adabelief_lengths(beta1=0.9, beta2=0.999):
    """The surprise at step i is β₁ⁱ g."""
    s = (1 - beta2) * np.array([sum(beta2 ** (k - i) * beta1 ** (2 * i) for i in range(1, k + 1)) for k in t])
    return np.sqrt((1 - beta2**t) / s)


def accelerated_lengths(rate=0.03):
    """The sequence k of 1, (1 + √5)/2 ..., and a velocity that keeps (k − 1)/k' of itself."""
    lengths, k, last = [0.0], 1.0, 0.0
    for _ in t[1:]:
        after = 0.5 + math.sqrt(0.25 + k * k)
        lengths.append(last + rate)
        last, k = (k - 1) / after * lengths[-1], after
    return np.array(lengths)


QUINTIC = 1.0  # what Newton and Schulz's five rounds make of 1
for _ in range(5):
    QUINTIC = 3.4445 * QUINTIC - 4.7750 * QUINTIC**3 + 2.0315 * QUINTIC**5


def ahead_and_back(rate=0.03, mu=0.9, share=0.5):
    """The fast point runs with momentum; every fifth step it goes back, to a share of the way."""
    slow = fast = velocity = 0.0
    found = [0.0]
    for step in t[1:]:
        velocity = mu * velocity - rate
        fast += velocity
        if step % 5 == 0:
            slow = fast = slow + share * (fast - slow)
        found.append(fast)
    return np.array(found)


RPROP = {"learning_rate": 1e-3, "eta_plus": 1.2, "step_max": 0.5}
CONSTANT = {  # name: settings, the displacement after T steps of gradient g
    "sgd": ({"learning_rate": 0.03}, lambda g: -0.03 * g * T),
    "svrg": ({"learning_rate": 0.03, "period": 7}, lambda g: -0.03 * g * T),
    "langevin": ({"learning_rate": 0.03}, lambda g: -0.03 * g * T),
    "momentum": ({"learning_rate": 0.03, "momentum": 0.9}, lambda g: g * heavy(0.9)),
    "nesterov": ({"learning_rate": 0.03, "momentum": 0.7}, lambda g: g * heavy(0.7)),
    "delta_bar_delta": ({"learning_rate": 0.03, "kappa": 0.2}, lambda g: g * summed(0.03 * (1 + 0.2 * (t - 1)))),
    "local_gains": (
        {"learning_rate": 0.03, "momentum": 0.0},
        lambda g: g * summed(0.03 * np.minimum(1 + 0.05 * (t - 1), 10)),
    ),
    "manhattan": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "rprop": (RPROP, lambda g: np.sign(g) * grown()),
    "rprop_plus": (RPROP, lambda g: np.sign(g) * grown()),
    "irprop_minus": (RPROP, lambda g: np.sign(g) * grown()),
    "irprop_plus": (RPROP, lambda g: np.sign(g) * grown()),
    "adagrad": ({"learning_rate": 0.5}, lambda g: np.sign(g) * summed(0.5 / np.sqrt(t))),
    "rmsprop": ({"learning_rate": 0.01, "rho": 0.9}, lambda g: np.sign(g) * summed(0.01 / np.sqrt(1 - 0.9**t))),
    "rmsprop_centered": (
        {"learning_rate": 0.01, "rho": 0.99},
        lambda g: np.sign(g) * summed(0.01 / np.sqrt(0.99**t * (1 - 0.99**t))),
    ),
    "adam": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "adamax": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "accelerated_gradient": ({"learning_rate": 0.03}, lambda g: g * summed(accelerated_lengths())),
    "adamw": (
        {"learning_rate": 0.1, "weight_decay": 0.2},  # from 0 towards a balance of slope and decay, at 1/λ
        lambda g: -np.sign(g) * (1 - (1 - 0.1 * 0.2) ** T) / 0.2,
    ),
    "amsgrad": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "nadam": ({"learning_rate": 0.1}, lambda g: np.sign(g) * summed(0.1 * nadam_lengths())),
    "radam": ({"learning_rate": 0.1}, lambda g: np.sign(g) * summed(0.1 * radam_lengths())),
    "adabelief": ({"learning_rate": 0.1}, lambda g: np.sign(g) * summed(0.1 * adabelief_lengths())),
    "yogi": (  # v rises by (1 − β₂) g² a step
        {"learning_rate": 0.1},
        lambda g: np.sign(g) * summed(0.1 / np.sqrt((1e-6 / g**2 + 0.001 * t) / (1 - 0.999**t))),
    ),
    "lion": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "signum": ({"learning_rate": 0.1, "beta": 0.7}, lambda g: -np.sign(g) * 0.1 * T),
    "adan": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "ademamix": (  # the slow mean comes in by itself
        {"learning_rate": 0.1, "kappa": 5.0, "beta3": 0.99},
        lambda g: np.sign(g) * summed(0.1 * (1 + 5 * (1 - 0.99**t))),
    ),
    "adopt": ({"learning_rate": 0.1, "beta1": 0.9}, lambda g: np.sign(g) * summed(0.1 * (1 - 0.9 ** (t - 1)))),
    "schedule_free_sgd": ({"learning_rate": 0.03}, lambda g: -0.03 * g * np.where(T, (T + 1) / 2, 0)),  # a mean
    "schedule_free_adamw": ({"learning_rate": 0.1}, lambda g: -0.1 * np.sign(g) * np.where(T, (T + 1) / 2, 0)),
    "barzilai_borwein": ({"learning_rate": 0.03}, lambda g: -0.03 * g * T),
    "lookahead": ({"learning_rate": 0.03, "momentum": 0.9}, lambda g: g * ahead_and_back()),
    "cautious_adamw": (
        {"learning_rate": 0.1, "weight_decay": 0.2},
        lambda g: -np.sign(g) * (1 - (1 - 0.1 * 0.2) ** T) / 0.2,
    ),
    "sophia": (  # of curvature 1
        {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.99},
        lambda g: np.sign(g) * summed(0.1 * np.minimum(abs(g) * (1 - 0.9**t) / (1 - 0.99**t), 1)),
    ),
    "adahessian": ({"learning_rate": 0.1}, lambda g: -0.1 * g * T),
    "sam": ({"learning_rate": 0.03}, lambda g: -0.03 * g * T),
    "polyak_step": ({"f_star": -3.0}, lambda g: -4 / g * T),  # of a loss that stays 1
    "dog": ({"r_first": 0.01}, lambda g: -np.sign(g) * np.where(T, 0.01 * np.cumprod(1 + (t > 1) / np.sqrt(t)), 0)),
    "soap": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * np.where(T, 0.1 * (T - 1), 0)),  # the first finds the axis
    "muon": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * np.sqrt(2) * QUINTIC * T),
    "newton_diagonal": ({"learning_rate": 0.5, "damping": 1.0}, lambda g: -0.25 * g * T),  # of curvature 1
}


@each("g", [2.5, -0.004])
@each("name", CONSTANT)
def test_closed_form_for_a_constant_gradient(name, g):
    given, expected = CONSTANT[name]
    actual = np.ravel(path(name, lambda _: g, T[-1], 0.0, **given))
    np.testing.assert_allclose(actual, expected(g), rtol=1e-11, atol=1e-15)


#: Methods whose displacement is known otherwise: by the checks below, in test_curvature.py, test_blocks.py
#: and test_matrices.py.
OTHERWISE = ("adadelta", "vsgd", "vsgd_fd", "prodigy", "adagrad_full", "shampoo")


def test_every_method_has_its_closed_form():
    assert_complete([*CONSTANT, *OTHERWISE], RULES, "closed form for a constant gradient: add it to CONSTANT, above")


@pytest.mark.parametrize(("steps", "length"), [(1, 4.472e-3), (100, 5.24e-3), (1000, 8.51e-3), (20_000, 3.20e-2)])
def test_adadelta_starts_cold_and_warms_slowly(steps, length):
    points = path("adadelta", lambda _: 1e3, steps)
    assert points[-2] - points[-1] == pytest.approx(length, rel=1e-3)


# First steps


@each("g", [1e-6, 0.3, -7.0, 1e6])
@each(
    "name, given, length",
    [
        ("manhattan", {}, 1),
        ("rprop", {}, 1),
        ("rprop_plus", {}, 1),
        ("irprop_minus", {}, 1),
        ("irprop_plus", {}, 1),
        ("adagrad", {}, 1),
        ("rmsprop", {"rho": 0.9}, 3.16227766016838),
        ("rmsprop", {"rho": 0.99}, 10),
        ("rmsprop_centered", {"rho": 0.9}, 10 / 3),
        ("adam", {}, 1),
        ("adam", {"beta1": 0.5, "beta2": 0.6, "beta1_decay": 0.95}, 1),
        ("adam", {"bias_correction": 0.0}, 3.16227766016838),
        ("adam", {"bias_correction": 0.0, "beta1": 0.0, "beta2": 0.99}, 10),
        ("adamax", {}, 1),
        ("adamw", {}, 1),
        ("amsgrad", {}, 1),
        ("amsgrad", {"bias_correction": 0.0}, 3.16227766016838),
        ("nadam", {"beta1": 0.0}, 1),
        ("adabelief", {}, 1 / 0.9),
        ("lion", {}, 1),
    ],
)
def test_the_first_step_is_the_rate_times_a_number_against_the_sign(name, given, length, g):
    start, end = path(name, [g], 1, learning_rate=0.07, **given)
    assert end - start == pytest.approx(-0.07 * length * math.copysign(1, g), rel=1e-12)


@each(
    "name, given, root",
    [
        ("adagrad", {}, 1),
        ("rmsprop", {"rho": 0.99}, 0.1),
        ("rmsprop_centered", {"rho": 0.99}, math.sqrt(0.0099)),
        ("adam", {}, 1),
        ("adamw", {}, 1),
        ("amsgrad", {}, 1),
    ],
)
def test_epsilon_stands_outside_the_root(name, given, root):
    start, end = path(name, [-3.0], 1, learning_rate=1, epsilon=0.5, **given)
    assert end - start == pytest.approx(3 / (3 * root + 0.5), rel=1e-12)


@pytest.mark.parametrize(("rho", "length"), [(0.95, 4.472e-3), (0.9, 3.162e-3)])
def test_adadelta_first_step_is_seeded_by_epsilon(rho, length):
    start, end = path("adadelta", [-1e4], 1, rho=rho)
    assert end - start == pytest.approx(length, rel=1e-3)
    assert end - start == pytest.approx(math.sqrt(1e-6 / (1 - rho)), rel=1e-9)


# No gradient


@each("name", RULES)
@each("start", [1.5, np.array([1.5, -0.0, 3e-300])])
def test_without_a_gradient_it_stays(name, start):
    smallest = {"epsilon": 1e-12} if "epsilon" in RULES[name].hyperparameters else {}
    points, states = run(name, [0.0 * start] * 100, 100, start, **smallest)
    assert (points == start).all()
    assert np.isfinite(np.array([np.broadcast_to(s, points[0].shape) for state in states for s in state])).all()


@each("name", RULES)
def test_at_a_stationary_point_it_stays(name):
    cold = {"temperature": 0} if "temperature" in RULES[name].hyperparameters else {}
    trajectory = race(RaceSpec(surface="saddle", start=(0, 0), optimizers={name: rated(name, 0.1) | cold}))[name]
    assert (trajectory.positions == 0).all()
