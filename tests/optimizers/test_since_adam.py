"""What is known of the rules that came after Adam: formulas of their papers, and settings at which one is another."""

import numpy as np
import pytest
from each import each
from runner import WILD, largest, on, path, run, states_of, steps_of

from races import RaceSpec, race
from surfaces import SURFACES

EXACT = {"epsilon": 0.0}
START = np.array([-1.2, 1.0])
WORST = (2.927, 1.729)  # of gradient descent on the rotated quadratic


def alike(one, other):
    np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-15)
    assert largest(one[-1] - one[0]) > 1e-3


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_signum_is_lion_with_one_memory_and_without_memory_the_manhattan_rule(beta):
    given = {"learning_rate": 0.02}
    signum = steps_of("signum", WILD, beta=beta, **given)
    assert (signum == steps_of("lion", WILD, beta1=beta, beta2=beta, **given)).all()
    assert (signum == steps_of("manhattan", WILD, **given)).all() == (beta == 0)


def test_adan_follows_its_formula():
    """Algorithm 1 of the paper in the βs of its program, without the first step's difference."""
    b1, b2, b3, rate, decay = 0.9, 0.8, 0.95, 0.05, 0.1
    x, m, v, n, old = START, 0.0, 0.0, 0.0, None
    points = path("adan", on("rosenbrock"), 60, START, learning_rate=rate, beta1=b1, beta2=b2, beta3=b3,
                  weight_decay=decay)  # fmt: skip
    for t, position in enumerate(points[1:], start=1):
        g = np.asarray(on("rosenbrock").gradient(x))
        change = 0 * g if old is None else g - old
        m, v, old = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * change, g
        n = b3 * n + (1 - b3) * (g + b2 * change) ** 2
        hats = m / (1 - b1**t) + b2 * v / (1 - b2**t)
        x = (x - rate * hats / np.sqrt(n / (1 - b3**t))) / (1 + rate * decay)
        np.testing.assert_allclose(position, x, rtol=1e-9)


def test_adan_without_the_change_is_adam():
    alike(*(path(name, on("rosenbrock"), 60, START, learning_rate=0.05, **given)
            for name, given in (("adan", {"beta2": 0.0, "beta1": 0.9, "beta3": 0.999}), ("adam", {}))))  # fmt: skip


def test_ademamix_without_the_slow_mean_is_adam():
    alike(*(path(name, on("rosenbrock"), 60, START, learning_rate=0.05, **given)
            for name, given in (("ademamix", {"kappa": 0.0}), ("adam", {}))))  # fmt: skip


def test_the_slow_mean_of_ademamix_is_one_of_all_gradients():
    _, states = states_of("ademamix", WILD[:100], 100, np.zeros(8), beta3=0.98)
    weights = 0.02 * 0.98 ** np.arange(99, -1, -1)
    np.testing.assert_allclose(states["slow"][-1], weights @ WILD[:100], rtol=1e-9, atol=1e-9 * largest(WILD))


def test_adopts_first_gradient_sets_the_scale_and_its_first_move_is_clipped_at_one():
    steps = steps_of("adopt", [[4.0, 4.0, -4.0], [1.0, 40.0, -3.0]], learning_rate=0.5, beta1=0.9)
    assert (steps[0] == 0).all()
    np.testing.assert_allclose(steps[1], [-0.5 * 0.1 / 4, -0.5 * 0.1, 0.5 * 0.1 * 3 / 4], rtol=1e-14)


def test_where_a_rare_gradient_is_large_adopt_goes_the_right_way_and_adam_the_wrong_one():
    """The counter-example of Reddi et al. (2018): one gradient of 3 C beside many of -1, whose mean is positive."""
    gradients = np.where(np.arange(3000) % 101 == 0, 303.0, -1.0)[:, None]
    assert gradients.mean() > 1.9
    ends = {name: np.sum(steps_of(name, gradients, learning_rate=0.01, beta1=0.0, beta2=beta2))
            for name, beta2 in (("adam", 1 / (1 + 101**2)), ("adopt", 0.9999))}  # fmt: skip
    assert ends["adam"] > 1
    assert ends["adopt"] < -0.1


@each("name", ["signum", "adan", "adopt", "ademamix", "schedule_free_adamw"])
def test_a_loss_64_times_as_large_makes_the_same_path_to_the_bit(name):
    given = {} if name == "signum" else EXACT
    one, other = (path(name, on("rosenbrock", c), 100, START, learning_rate=0.02, **given) for c in (1.0, 64.0))
    assert (one == other).all()
    assert largest(one[-1] - one[0]) > 0.01


# Schedule-free


def three_points(rate, beta, steps, divided, decay=0.0):
    """The text's three sequences, with c of its program, 1/t."""
    x = z = START
    v = 0.0
    for t in range(1, steps + 1):
        y = (1 - beta) * z + beta * x
        g = np.asarray(on("rosenbrock").gradient(y))
        v = 0.999 * v + 0.001 * g * g
        z = z - rate * (g / np.sqrt(v / (1 - 0.999**t)) + decay * y if divided else g)
        x = (1 - 1 / t) * x + z / t
        yield x, z


@each("beta", [0.0, 0.9, 1.0])
@each(
    "name, given",
    [
        ("schedule_free_sgd", {"learning_rate": 1e-3}),
        ("schedule_free_adamw", {"learning_rate": 0.1, "weight_decay": 0.2}),
    ],
)
def test_schedule_free_goes_by_its_three_points(name, given, beta):
    points, states = states_of(name, on("rosenbrock"), 80, START, beta=beta, **given)
    divided = name == "schedule_free_adamw"
    expected = three_points(given["learning_rate"], beta, 80, divided, given.get("weight_decay", 0.0))
    for position, d, (x, z) in zip(points[1:], states["d"][1:], expected, strict=True):
        np.testing.assert_allclose(position, x, rtol=1e-9)
        np.testing.assert_allclose(position + d, z, rtol=1e-9)


def test_without_interpolation_it_is_the_mean_of_gradient_descent():
    average = path("schedule_free_sgd", on("beale"), 60, np.array([1.0, 1.5]), learning_rate=1e-3, beta=0.0)
    descent = path("sgd", on("beale"), 60, np.array([1.0, 1.5]), learning_rate=1e-3)
    means = np.cumsum(descent[1:], axis=0) / np.arange(1, 61)[:, None]
    np.testing.assert_allclose(average[1:], means, rtol=1e-12)


@pytest.mark.parametrize("name", ["schedule_free_sgd", "schedule_free_adamw"])
def test_a_minimum_is_left_by_no_rounding(name):
    t = race(RaceSpec("himmelblau", {name: {}}, steps=100, start=(3.0, 2.0)))[name]
    assert (t.positions == (3.0, 2.0)).all()


def test_under_a_schedule_the_largest_rate_so_far_weighs():
    spec = RaceSpec("beale", {"schedule_free_sgd": {"learning_rate": 0.01}}, schedule="inverse_time", steps=30)
    states = race(spec)["schedule_free_sgd"].states
    assert (np.diff(states["r"][1:, 0]) == 0).all()  # though the rate falls
    np.testing.assert_allclose(states["W"][-1] / states["r"][-1] ** 2, 30, rtol=1e-12)


# Barzilai and Borwein


def two_point(short, steps=40):
    points, states = run(
        "barzilai_borwein", on("rotated_quadratic"), steps, np.array(WORST), short=short, learning_rate=1e-3
    )
    gradients = np.array([on("rotated_quadratic").gradient(x) for x in points])
    return points, np.array([np.ravel(state[2])[0] for state in states]), gradients


@pytest.mark.parametrize(("short", "steps"), [(0.0, 18), (1.0, 7)])
def test_a_dozen_steps_where_the_exact_search_takes_hundreds(short, steps):
    points, _, _ = two_point(short)
    losses = np.array([on("rotated_quadratic").loss(x) for x in points])
    assert int((losses <= 1e-6).argmax()) == steps
    assert short or (np.diff(losses[:steps]) > 0).any()  # not every step goes down


def test_the_short_step_is_the_shorter_one_and_both_are_between_the_curvatures():
    points, long, gradients = two_point(0.0, 10)
    s, y = np.diff(points, axis=0)[:-1], np.diff(gradients, axis=0)[:-1]
    lengths = (s * s).sum(axis=1) / (s * y).sum(axis=1)
    np.testing.assert_allclose(long[2:], lengths, rtol=1e-9)
    assert (lengths >= 0.01 - 1e-9).all()
    assert (lengths <= 1 + 1e-9).all()
    assert ((s * y).sum(axis=1) / (y * y).sum(axis=1) <= lengths).all()


def test_the_long_step_is_the_exact_search_s_of_the_step_before():
    _, long, gradients = two_point(0.0, 12)
    xx, xy, yy = (float(part) for part in SURFACES["rotated_quadratic"].hessian(0.0, 0.0))
    H = np.array([[xx, xy], [xy, yy]])
    exact = [g @ g / (g @ H @ g) for g in gradients[:11]]
    np.testing.assert_allclose(long[2:], exact, rtol=1e-7)


def test_where_the_curvature_is_not_positive_it_takes_the_learning_rate():
    steps = steps_of("barzilai_borwein", [[2.0, 1.0], [4.0, 3.0]], learning_rate=0.25)
    np.testing.assert_array_equal(steps, [[-0.5, -0.25], [-1.0, -0.75]])
