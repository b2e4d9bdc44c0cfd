"""What is known of the nine methods without running anything else: identities, closed forms and bounds."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from races import RaceSpec, race
from surfaces import SURFACES

FIRST_ORDER = ("sgd", "momentum", "nesterov")
SCALED = ("rprop", "adagrad", "rmsprop", "adadelta", "adam", "adamax")  # each coordinate in its own way
SCALE_FREE = ("rprop", "adagrad", "rmsprop", "adam", "adamax")
EVERY = tuple(OPTIMIZERS)

random = np.random.default_rng(0)
WILD = random.normal(size=(300, 8)) * 10 ** random.uniform(-5, 5, size=(300, 8))  # gradients over ten decades


def run(name, gradient, steps, start=0.0, **given):
    """The path, (steps + 1, *shape of start), and the record of the states of a rule.

    `gradient` is a function of the point or a sequence of gradients. Unlike a RaceSpec this allows any setting, such
    as an epsilon of 0, where the rule allows it. A float as start runs the rule on floats.
    """
    optimizer = OPTIMIZERS[name]
    values = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()}
    if "epsilon" in values and name != "adadelta":
        values["epsilon"] = 0.0
    assert set(given) <= set(values)
    values |= given
    rule, look_ahead, _ = optimizer.bound(values)
    x, state = start, optimizer.initial_states(values)
    points, states = [x], [state]
    for t in range(1, steps + 1):
        at = look_ahead(x, *state) if look_ahead else x
        g = gradient(at) if callable(gradient) else gradient[t - 1]
        supplied = dict(zip("xgth", (x, g, t, None), strict=True))
        x, *state = rule(*(supplied[key] for key in optimizer.supplied), *state)
        points.append(x)
        states.append(tuple(state))
    return np.array(points), states


def path(name, gradient, steps, start=0.0, **given):
    return run(name, gradient, steps, start, **given)[0]


def steps_of(name, gradients, **given):
    """The steps that a sequence of gradients causes, whatever the point."""
    gradients = np.asarray(gradients, dtype=float)
    return np.diff(path(name, gradients, len(gradients), np.zeros(gradients.shape[1:]), **given), axis=0)


def gradient_on(surface):
    return lambda point: np.array(SURFACES[surface].gradient(*point))


def largest(difference):
    return np.abs(difference).max()


# Quadratics


@pytest.mark.parametrize(("condition_number", "angle"), [(1, 0), (100, 30), (1000, 45)])
@pytest.mark.parametrize("share", [0.5, 1.0, 1.9])  # of the rate 1/L
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


@pytest.mark.parametrize("curvature", [0.02, 1.0, 300.0])
@pytest.mark.parametrize(
    ("name", "mu"), [("sgd", None), *((name, mu) for name in ("momentum", "nesterov") for mu in (0.0, 0.5, 0.9, 0.99))]
)
def test_stable_just_below_the_bound_and_not_just_above(name, mu, curvature):
    bound = BOUNDS[name](mu) / curvature
    given = {} if mu is None else {"momentum": mu}
    ends = [abs(path(name, lambda x: curvature * x, 2000, 1.0, learning_rate=c * bound, **given)) for c in (0.99, 1.01)]
    assert ends[0][-1] < 1e-3
    assert ends[1][-1] > 1e3


# The same gradient at every step


def momentum_sum(t, rate, g, mu):
    return -rate * g / (1 - mu) * (t - mu * (1 - mu**t) / (1 - mu))


T = np.arange(301)
CONSTANT = {  # name: settings, the displacement after T steps of gradient g
    "sgd": ({"learning_rate": 0.03}, lambda g: -0.03 * g * T),
    "momentum": ({"learning_rate": 0.03, "momentum": 0.9}, lambda g: momentum_sum(T, 0.03, g, 0.9)),
    "nesterov": ({"learning_rate": 0.03, "momentum": 0.7}, lambda g: momentum_sum(T, 0.03, g, 0.7)),
    "rprop": (
        {"learning_rate": 1e-3, "eta_plus": 1.2, "step_max": 0.5},
        lambda g: -np.sign(g) * np.cumsum(np.where(T, np.minimum(1e-3 * 1.2 ** np.maximum(T - 1, 0), 0.5), 0)),
    ),
    "adagrad": (
        {"learning_rate": 0.5},
        lambda g: -np.sign(g) * np.cumsum(0.5 * np.where(T, 1 / np.sqrt(np.maximum(T, 1)), 0)),
    ),
    "rmsprop": (
        {"learning_rate": 0.01, "rho": 0.9},
        lambda g: -np.sign(g) * np.cumsum(np.where(T, 0.01 / np.sqrt(1 - 0.9 ** np.maximum(T, 1)), 0)),
    ),
    "adam": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
    "adamax": ({"learning_rate": 0.1}, lambda g: -np.sign(g) * 0.1 * T),
}


@pytest.mark.parametrize("g", [2.5, -0.004])
@pytest.mark.parametrize("name", CONSTANT)
def test_closed_form_for_a_constant_gradient(name, g):
    given, expected = CONSTANT[name]
    actual = path(name, lambda _: g, T[-1], 0.0, **given)
    np.testing.assert_allclose(actual, expected(g), rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize(("t", "length"), [(1, 4.472e-3), (100, 5.24e-3), (1000, 8.51e-3), (20_000, 3.20e-2)])
def test_adadelta_starts_cold_and_warms_slowly(t, length):
    points = path("adadelta", lambda _: 1e3, t)
    assert points[-2] - points[-1] == pytest.approx(length, rel=1e-3)


# Special cases


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_without_momentum_it_is_gradient_descent_exactly(name, surface):
    rate = SURFACES[surface].learning_rate
    given = {"sgd": {"learning_rate": rate}, name: {"learning_rate": rate, "momentum": 0}}
    result = race(RaceSpec(surface=surface, optimizers=given))
    assert (result[name].positions == result["sgd"].positions).all()
    with_momentum = race(RaceSpec(surface=surface, optimizers={name: {"learning_rate": rate, "momentum": 0.5}}))
    assert largest(with_momentum[name].positions - result["sgd"].positions) > 1e-3


def test_nesterov_is_the_libraries_form_seen_from_the_other_point():
    """The points at which gradients are taken follow y' = y − α (∇f(y) + μ b'), b' = μ b + ∇f(y)."""
    rate, mu, gradient = 0.0005, 0.9, gradient_on("rosenbrock")
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


def test_adam_with_beta1_0_is_bias_corrected_rmsprop():
    adam = path("adam", gradient_on("beale"), 200, np.array([1.0, 1.5]), learning_rate=0.05, beta1=0, beta2=0.95)
    x, r = np.array([1.0, 1.5]), np.zeros(2)
    for t in range(1, 201):
        g = gradient_on("beale")(x)
        step, r = OPTIMIZERS["rmsprop"].rule(0.0, g, r, learning_rate=0.05, rho=0.95, epsilon=0.0)
        x = x + step * math.sqrt(1 - 0.95**t)  # r / (1 − ρᵗ) under the root
        assert largest(adam[t] - x) < 1e-12


def test_rprop_with_both_factors_1_is_the_manhattan_rule():
    steps = steps_of("rprop", WILD, learning_rate=0.1, eta_plus=1, eta_minus=1)
    np.testing.assert_allclose(steps, -0.1 * np.sign(WILD), rtol=1e-10)


# First steps


@pytest.mark.parametrize("g", [1e-6, 0.3, -7.0, 1e6])
@pytest.mark.parametrize(
    ("name", "given", "length"),
    [
        ("rprop", {}, 1),
        ("adagrad", {}, 1),
        ("rmsprop", {"rho": 0.9}, 3.16227766016838),
        ("rmsprop", {"rho": 0.99}, 10),
        ("adam", {}, 1),
        ("adam", {"beta1": 0.5, "beta2": 0.6, "beta1_decay": 0.95}, 1),
        ("adam", {"bias_correction": 0.0}, 3.16227766016838),
        ("adam", {"bias_correction": 0.0, "beta1": 0.0, "beta2": 0.99}, 10),
        ("adamax", {}, 1),
    ],
)
def test_the_first_step_is_the_rate_times_a_number_against_the_sign(name, given, length, g):
    start, end = path(name, [g], 1, learning_rate=0.07, **given)
    assert end - start == pytest.approx(-0.07 * length * math.copysign(1, g), rel=1e-12)


@pytest.mark.parametrize(
    ("name", "given", "root"), [("adagrad", {}, 1), ("rmsprop", {"rho": 0.99}, 0.1), ("adam", {}, 1)]
)
def test_epsilon_stands_outside_the_root(name, given, root):
    start, end = path(name, [-3.0], 1, learning_rate=1, epsilon=0.5, **given)
    assert end - start == pytest.approx(3 / (3 * root + 0.5), rel=1e-12)


@pytest.mark.parametrize(("rho", "length"), [(0.95, 4.472e-3), (0.9, 3.162e-3)])
def test_adadelta_first_step_is_seeded_by_epsilon(rho, length):
    start, end = path("adadelta", [-1e4], 1, rho=rho)
    assert end - start == pytest.approx(length, rel=1e-3)
    assert end - start == pytest.approx(math.sqrt(1e-6 / (1 - rho)), rel=1e-9)


@pytest.mark.parametrize(("name", "exponent"), [(name, 2) for name in FIRST_ORDER] + [(name, 1) for name in SCALED])
@pytest.mark.parametrize("k", [0.01, 3.0, 1000.0])
def test_the_unit_of_the_step(name, exponent, k):
    """For x = k z the gradient in z is k times that in x; the first step, back in x, changes by the factor kᵖ."""
    plain, scaled = (np.ptp(path(name, [g], 1, learning_rate=0.1)) for g in (700.0, 700.0 * k))
    assert scaled * k / plain == pytest.approx(k**exponent, rel=1e-6)


# Other gradients, other axes


@pytest.mark.parametrize("name", SCALE_FREE)
@pytest.mark.parametrize(("factors", "tolerance"), [((2.0**-9, 2.0**20), 0), ((1e-3, 7e5), 1e-12), ((3.0, 0.1), 1e-12)])
def test_rescaling_the_gradient_of_each_coordinate_changes_nothing(name, factors, tolerance):
    gradient, start = gradient_on("himmelblau"), np.array([-0.5, 1.0])
    expected = path(name, gradient, 100, start, learning_rate=0.02)
    actual = path(name, lambda x: gradient(x) * factors, 100, start, learning_rate=0.02)
    assert largest(actual - expected) <= (0 if name == "rprop" else tolerance)
    assert largest(expected[-1] - start) > 0.3


@pytest.mark.parametrize(("name", "rate"), [*((name, 0.001) for name in FIRST_ORDER), ("adadelta", 10)])
def test_rescaling_the_gradient_changes_the_others(name, rate):
    gradient, start = gradient_on("himmelblau"), np.array([-0.5, 1.0])
    expected = path(name, gradient, 100, start, learning_rate=rate)
    assert largest(path(name, lambda x: gradient(x) / 1000, 100, start, learning_rate=rate) - expected) > 1e-2


@pytest.mark.parametrize("name", FIRST_ORDER)
@pytest.mark.parametrize(("c", "tolerance"), [(4.0, 0), (0.037, 1e-12), (12.3, 1e-12)])
def test_a_steeper_surface_is_a_larger_learning_rate(name, c, tolerance):
    gradient, start = gradient_on("beale"), np.array([1.0, 1.5])
    steeper = path(name, lambda x: c * gradient(x), 100, start, learning_rate=0.001 / c)
    assert largest(steeper - path(name, gradient, 100, start, learning_rate=0.001)) <= tolerance


def turned(name, rate, steps=50, angle=0.7):
    """How far the path on Rosenbrock turned by an angle is from the turned path on Rosenbrock."""
    c, s = math.cos(angle), math.sin(angle)
    rotation, gradient, start = np.array([[c, -s], [s, c]]), gradient_on("rosenbrock"), np.array([-1.2, 1.0])
    plain = path(name, gradient, steps, start, learning_rate=rate)
    onto = path(name, lambda x: rotation @ gradient(rotation.T @ x), steps, rotation @ start, learning_rate=rate)
    return largest(onto - plain @ rotation.T)


@pytest.mark.parametrize("name", FIRST_ORDER)
def test_equivariant_under_rotation(name):
    assert turned(name, 0.0005) < 1e-10


@pytest.mark.parametrize(
    ("name", "rate"),
    [("rprop", 0.01), ("adagrad", 0.3), ("rmsprop", 0.02), ("adadelta", 5), ("adam", 0.1), ("adamax", 0.1)],
)
def test_not_equivariant_under_rotation(name, rate):
    assert turned(name, rate) > 1e-2


def test_every_method_is_one_or_the_other():
    assert {*FIRST_ORDER, *SCALED} == set(OPTIMIZERS)


# No gradient


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("start", [1.5, np.array([1.5, -0.0, 3e-300])], ids=["float", "array"])
def test_without_a_gradient_it_stays(name, start):
    smallest = {"epsilon": 1e-12} if "epsilon" in OPTIMIZERS[name].hyperparameters else {}
    points, states = run(name, [0.0 * start] * 100, 100, start, **smallest)
    assert (points == start).all()
    assert np.isfinite(np.array([np.broadcast_to(s, np.shape(start)) for state in states for s in state])).all()


@pytest.mark.parametrize("name", EVERY)
def test_at_a_stationary_point_it_stays(name):
    trajectory = race(RaceSpec(surface="saddle", start=(0, 0), optimizers={name: {}}))[name]
    assert (trajectory.positions == 0).all()


def test_rprop_keeps_its_step_length_while_the_gradient_is_0():
    steps = steps_of("rprop", [1, 1, 0, 0, 0, 1, 1, -1], learning_rate=0.1)
    np.testing.assert_allclose(steps, [-0.1, -0.12, 0, 0, 0, -0.12, -0.144, 0.072], rtol=1e-12)


def test_rprop_sees_the_signs_of_gradients_whose_product_underflows():
    np.testing.assert_allclose(steps_of("rprop", [1e-200, 1e-200, -1e-200]), [-0.1, -0.12, 0.06], rtol=1e-12)


# Bounds on the steps

SEQUENCES = {
    "wild": WILD,
    "growing": 1.11**T,
    "shrinking": 0.999**T,
    "spike": np.where(T == 250, 1e6, 1e-3),
    "alternating": (-1.0) ** T,
}


@pytest.mark.parametrize("sequence", SEQUENCES)
class TestBounds:
    def test_rprop(self, sequence):
        lengths = abs(steps_of("rprop", SEQUENCES[sequence], learning_rate=0.1, step_min=1e-3, step_max=0.4))
        assert (lengths >= 1e-3 * (1 - 1e-9)).all()
        assert (lengths <= 0.4 * (1 + 1e-9)).all()

    def test_adagrad(self, sequence):
        assert largest(steps_of("adagrad", SEQUENCES[sequence], learning_rate=1)) <= 1 + 1e-12

    @pytest.mark.parametrize("rho", [0.0, 0.9, 0.999])
    def test_rmsprop(self, sequence, rho):
        steps = steps_of("rmsprop", SEQUENCES[sequence], learning_rate=1, rho=rho)
        assert largest(steps) <= 1 / math.sqrt(1 - rho) + 1e-9

    def test_adadelta(self, sequence):
        gradients, epsilon, rho = np.asarray(SEQUENCES[sequence]), 1e-6, 0.95
        points, states = run("adadelta", gradients, len(gradients), np.zeros(gradients.shape[1:]))
        means = np.array([np.broadcast_to(dx2, gradients.shape[1:]) for _, dx2 in states[:-1]])
        assert (abs(np.diff(points, axis=0)) <= np.sqrt((means + epsilon) / (1 - rho)) * (1 + 1e-9) + 1e-12).all()

    @pytest.mark.parametrize(("beta1", "beta2"), [(0.9, 0.999), (0.5, 0.9), (0.0, 0.5), (0.9, 0.82)])
    def test_adam(self, sequence, beta1, beta2):
        steps = steps_of("adam", SEQUENCES[sequence], learning_rate=1, beta1=beta1, beta2=beta2)
        for t, step in enumerate(steps, start=1):
            assert largest(step) <= adam_bound(t, beta1, beta2) * (1 + 1e-9)

    @pytest.mark.parametrize(("beta1", "beta2"), [(0.9, 0.999), (0.5, 0.9), (0.0, 0.5)])
    def test_adamax(self, sequence, beta1, beta2):
        steps = steps_of("adamax", SEQUENCES[sequence], learning_rate=1, beta1=beta1, beta2=beta2)
        for t, step in enumerate(steps, start=1):
            assert largest(step) <= adamax_bound(t, beta1, beta2) * (1 + 1e-9)


def adam_bound(t, beta1, beta2):
    """By the Cauchy–Schwarz inequality; the paper's smaller ones do not hold for every sequence."""
    r = beta1**2 / beta2
    cold = math.sqrt(1 - beta2**t) / (1 - beta1**t) * (1 - beta1) / math.sqrt(1 - beta2)
    return cold * math.sqrt((1 - r**t) / (1 - r))


def adamax_bound(t, beta1, beta2):
    s = beta1 / beta2
    return (1 - beta1) / (1 - beta1**t) * (1 - s**t) / (1 - s)


@pytest.mark.parametrize("t", [1, 2, 10, 60])
def test_the_bounds_of_adam_and_adamax_are_attained(t):
    growing, shrinking = (0.999 / 0.9) ** np.arange(t), 0.999 ** np.arange(t)
    assert -steps_of("adam", growing, learning_rate=1)[-1] == pytest.approx(adam_bound(t, 0.9, 0.999), rel=1e-9)
    assert -steps_of("adamax", shrinking, learning_rate=1)[-1] == pytest.approx(adamax_bound(t, 0.9, 0.999), rel=1e-9)


def test_the_limits_of_the_bounds():
    assert adam_bound(20_000, 0.9, 0.999) == pytest.approx(7.270, abs=5e-4)
    assert adamax_bound(20_000, 0.9, 0.999) == pytest.approx(1.00909, abs=5e-6)


def test_adagrad_never_raises_its_effective_rate():
    """The rate is α / (√G + ε), so: G never falls."""
    for surface in SURFACES:
        sums = race(RaceSpec(surface=surface, optimizers={"adagrad": {}}))["adagrad"].states["G"]
        assert (np.diff(sums, axis=0) >= 0).all()
    assert (np.diff([np.broadcast_to(G, 8) for (G,) in run("adagrad", WILD, 300, np.zeros(8))[1]], axis=0) >= 0).all()


# Nine small gradients and one large: mathematics of the lecture's counter-example

CYCLE = [0.1] * 9 + [-0.9]
MANHATTAN = {"eta_plus": 1, "eta_minus": 1}


@pytest.mark.parametrize(
    ("name", "given", "after_nine", "after_ten"),
    [
        ("sgd", {}, -0.9, 0),
        ("rprop", MANHATTAN, -9, -8),
        ("rprop", {}, -20.79890176, -18.64899328),
        ("rmsprop", {"rho": 0.9}, None, -13.0335),
        ("rmsprop", {"rho": 0.99}, None, -37.905),
        ("adam", {}, None, -8.8219),
        ("adamax", {}, None, -8.9405),
        ("adagrad", {}, None, -3.7561),
    ],
)
def test_nine_small_gradients_and_one_large_from_a_cold_start(name, given, after_nine, after_ten):
    points = path(name, CYCLE, 10, learning_rate=1, **given)
    assert after_nine is None or points[9] == pytest.approx(after_nine, rel=1e-12)
    assert points[10] == pytest.approx(after_ten, rel=2e-5 if after_nine is None else 1e-12, abs=1e-14)


@pytest.mark.parametrize(
    ("name", "given", "cycles", "drift", "tolerance"),
    [
        ("sgd", {}, 300, 0, 1e-12),
        ("momentum", {}, 300, 0, 1e-12),
        ("nesterov", {}, 300, 0, 1e-12),
        ("rprop", MANHATTAN, 300, -8, 1e-9),
        ("rmsprop", {"rho": 0.9}, 300, -0.6795, 5e-5),
        ("rmsprop", {"rho": 0.99}, 1000, -0.0667, 5e-5),
        ("rmsprop", {"rho": 0.999}, 2000, -0.00667, 5e-6),
        ("adam", {}, 2000, -0.001265, 5e-7),
        ("adamax", {}, 2000, -0.00095, 5e-6),
        ("adagrad", {}, 2000, 0, 1e-5),
    ],
)
def test_nine_small_gradients_and_one_large_in_the_long_run(name, given, cycles, drift, tolerance):
    points = path(name, CYCLE * cycles, 10 * cycles, learning_rate=1, **given)
    assert points[-1] - points[-11] == pytest.approx(drift, abs=tolerance)


# One outlier

OUTLIER = 50.0


@pytest.mark.parametrize(
    ("name", "given", "at_once", "in_total"),
    [
        ("sgd", {}, 1, 1),
        ("momentum", {"momentum": 0.9}, 1, 10),
        ("nesterov", {"momentum": 0.9}, 1, 10),
        ("momentum", {"momentum": 0.9, "learning_rate": 0.01}, 0.1, 1),  # at equal effective rate it damps
    ],
)
def test_one_outlier_on_level_ground(name, given, at_once, in_total):
    points = path(name, [OUTLIER] + [0.0] * 400, 401, **({"learning_rate": 0.1} | given))
    assert points[1] == pytest.approx(-0.1 * OUTLIER * at_once)
    assert points[-1] == pytest.approx(-0.1 * OUTLIER * in_total)


@pytest.mark.parametrize(
    ("name", "rate", "excursion"), [("sgd", 0.1, 5.0), ("momentum", 0.01, 2.772), ("momentum", 0.1, 12.96)]
)
def test_one_outlier_in_a_bowl(name, rate, excursion):
    noise = iter([OUTLIER] + [0.0] * 99)
    points = path(name, lambda x: x + next(noise), 100, learning_rate=rate)
    assert largest(points) == pytest.approx(excursion, abs=5e-3)


def test_an_outlier_freezes_adagrad_but_rmsprop_recovers():
    gradients = [1.0] * 19 + [500.0] + [1.0] * 200
    lengths = {name: -steps_of(name, gradients, learning_rate=0.1) for name in ("adagrad", "rmsprop", "adamax")}
    assert lengths["adagrad"][[19, 20]] == pytest.approx([0.1, 0.0002], abs=1e-5)
    assert lengths["adagrad"][18] == pytest.approx(0.1 / math.sqrt(19))
    assert lengths["adagrad"][-1] < 2.1e-4
    assert lengths["rmsprop"][20] < 1e-3
    assert lengths["rmsprop"][-1] == pytest.approx(0.1, rel=1e-3)
    assert lengths["adamax"][-1] < 1e-3  # it remembers for ln(500) / (1 − β₂), some six thousand steps


# Adam's decaying beta1


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
