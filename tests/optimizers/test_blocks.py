"""What is known of the rules that see all coordinates at once."""

from itertools import pairwise

import numpy as np
import pytest
from each import each
from runner import BLOCKS, RULES, Problem, largest, on, path, run, states_of, steps_of

from optimizers.block import block, total
from optimizers.elementwise import minimum, sqrt, where
from races import RaceSpec, race
from races.floats import run_floats
from surfaces import SURFACES
from tracing import TraceError

FAR = (-3.0, 3.0)
EXACT = {"epsilon": 0.0}


def raced(name, surface, steps, start=FAR, **settings):
    return race(RaceSpec(surface, {name: settings}, steps=steps, start=start))[name]


@each("name", BLOCKS)
def test_where_it_stands_on_a_minimum_it_stays(name):
    given = {key: 0.0 for key in ("weight_decay",) if key in RULES[name].hyperparameters}
    assert (raced(name, "himmelblau", 20, (3.0, 2.0), **given).positions == (3.0, 2.0)).all()


def test_a_rule_that_takes_a_coordinate_out_says_so():
    @block(label="Odd", source="Toy", formula="x", watch="A toy: it moves in one coordinate.")
    def odd(x, g):
        return (x - g[0],)

    with pytest.raises(TraceError, match=r"odd \(optimizers/test_blocks.py, line \d+\) takes a coordinate out"):
        odd.program.plan  # noqa: B018


def test_numbers_and_columns_mix():
    """Whatever comes first, in choices and in NumPy's functions."""

    @block(label="Mixed", source="Toy", formula="x", watch="A toy: it mixes sums with columns.")
    def mixed(x, g, s=0.0, *, on=0.0):
        size = total(g * g)
        up = where(size > 1, where(g > size, size, g), np.maximum(size, g))
        return x - up / 8, where(on, size, minimum(1.0, x)) + where((g > 0) & (size > 2), 1.0, sqrt(size))

    at = np.array([1.5, -0.25])
    form = mixed.compiled.made()
    found = form.entries["step"](1.5, -0.25, *(0.5, 0.0), *(2.0, 0.0))
    expected = np.stack(mixed.rule(np.array([0.5, 2.0]), at, np.zeros(2)))
    np.testing.assert_allclose(found, expected.T.ravel(), rtol=1e-15)


def test_a_look_ahead_of_both_coordinates_is_where_the_gradient_is_taken():
    def ahead(x, v):
        return x + v * total(v * v)

    @block(label="Ahead", source="Toy", formula="x", watch="A toy that looks ahead.", look_ahead=ahead)
    def rule(x, g, v=0.0):
        v = v / 2 - g / 8
        return x + v, v

    found = run_floats(rule, SURFACES["rosenbrock"].bind(b=1), {}, (0.5, 1.0), 6)
    x, v = np.array([0.5, 1.0]), np.zeros(2)
    for position in found.positions[1:]:
        v = v / 2 - np.array(SURFACES["rosenbrock"].bind(b=1).gradient(*(x + v * (v @ v)))) / 8
        x = x + v
        np.testing.assert_allclose(position, x, rtol=1e-12)


# SAM


def test_sam_without_a_distance_is_gradient_descent():
    with_it, without = (path(name, on("beale"), 100, np.array([1.0, 1.5]), learning_rate=2e-4, **given)
                        for name, given in (("sam", {"rho": 0.0}), ("sgd", {})))  # fmt: skip
    assert (with_it == without).all()


@pytest.mark.parametrize(("rate", "curvature", "rho"), [(0.1, 1.0, 0.05), (0.3, 4.0, 0.2)])
def test_sam_ends_in_a_cycle_around_a_minimum(rate, curvature, rho):
    """At ± α h ρ / (2 − α h) on a parabola of curvature h."""
    ends = path("sam", lambda x: curvature * x, 400, 1.0, learning_rate=rate, rho=rho)[-2:].ravel()
    assert ends == pytest.approx(np.sign(ends) * rate * curvature * rho / (2 - rate * curvature), rel=1e-9)
    assert ends[0] == pytest.approx(-ends[1], rel=1e-9)


def test_sam_drifts_along_a_valley_of_minima_to_the_flattest():
    there = {n: raced(n, "deep_linear", 1500, (3.0, 0.6), learning_rate=0.05, **g).positions[-1]
             for n, g in (("sgd", {}), ("sam", {"rho": 0.2}))}  # fmt: skip
    np.testing.assert_allclose(there["sgd"], (2.956, 0.338), atol=1e-3)
    np.testing.assert_allclose(there["sam"], (1, 1), atol=0.02)
    assert there["sam"].prod() == pytest.approx(1, abs=0.05)


# Polyak's step


def test_polyaks_step_halves_the_distance_on_a_sphere():
    distances = np.hypot(*raced("polyak_step", "sphere", 30).positions.T)
    np.testing.assert_allclose(distances[1:] / distances[:-1], 0.5, rtol=1e-15)


def test_polyaks_step_never_leads_away_from_the_minimum_of_a_bowl():
    t = raced("polyak_step", "rotated_quadratic", 300)
    assert (np.diff(t.distances) <= 1e-15).all()
    assert (np.diff(t.losses) > 0).any()  # though the loss rises now and then
    assert t.losses[105] <= 1e-6 < t.losses[90]


def test_with_a_lowest_value_too_low_it_never_settles():
    ends = {f: raced("polyak_step", "rotated_quadratic", 500, f_star=f).losses[-200:].max() for f in (0.0, -1.0, -10.0)}
    assert ends[0.0] < 1e-6
    assert ends[-1.0] > 1
    assert ends[-10.0] > 10


def test_below_the_lowest_value_nothing_moves():
    points, states = run("polyak_step", on("beale"), 5, np.array([1.0, 1.5]), f_star=50.0)
    assert (points == points[0]).all()
    assert (states[-1][0] == 0).all()


# DoG


def test_dogs_step_is_the_distance_over_the_gradients():
    start = np.array([-1.2, 1.0])
    points = path("dog", on("rosenbrock"), 60, start, r_first=0.03)
    gradients = np.array([SURFACES["rosenbrock"].gradient(*x) for x in points[:-1]])
    came = np.maximum.accumulate(np.maximum(0.03, np.linalg.norm(points - start, axis=1)))
    rates = came[:-1] / np.sqrt(np.cumsum((gradients**2).sum(axis=1)))
    np.testing.assert_allclose(np.diff(points, axis=0), -rates[:, None] * gradients, rtol=1e-9, atol=1e-12)
    assert np.linalg.norm(points[1] - start) == pytest.approx(0.03)


# Prodigy


def test_prodigys_first_step_is_known():
    (step,) = steps_of("prodigy", [[[7.0, -0.03]]], d0=1e-6)
    np.testing.assert_allclose(step, [[-(1e-6) * 0.1 / np.sqrt(0.001), 1e-6 * 0.1 / np.sqrt(0.001)]], rtol=1e-9)


def test_prodigys_estimate_only_grows_and_stays_below_the_distance():
    points, states = states_of("prodigy", on("rotated_quadratic"), 400, np.array(FAR))
    d = states["d"][:, 0]
    assert (np.diff(d) >= 0).all()
    assert d[0] == 1e-6
    assert (d[15], d[-1]) == pytest.approx((0.43, 1.09), abs=0.01)
    assert d[-1] < 3  # how far the farthest coordinate is
    assert largest(points[-1]) < 1e-6


@pytest.mark.parametrize("name", ["prodigy", "dog", "adagrad_full"])
def test_a_loss_64_times_as_large_makes_the_same_path_to_the_bit(name):
    given = EXACT if "epsilon" in RULES[name].hyperparameters else {}
    one, other = (path(name, on("rosenbrock", c), 100, np.array([-1.2, 1.0]), **given) for c in (1.0, 64.0))
    assert (one == other).all()
    assert largest(one - one[0]) > 0.01


def test_prodigy_follows_its_formula():
    """Algorithm 4 of the paper, with plain sums over vectors."""
    b1, b2, d0 = 0.9, 0.999, 1e-3
    x = start = np.array([1.0, 1.5])
    m, v, s, r, d = np.zeros(2), np.zeros(2), np.zeros(2), 0.0, d0
    points = path("prodigy", on("beale"), 50, start, d0=d0)
    for position in points[1:]:
        g = np.array(SURFACES["beale"].gradient(*x))
        m, v = b1 * m + (1 - b1) * d * g, b2 * v + (1 - b2) * (d * g) ** 2
        r = np.sqrt(b2) * r + d / d0 * d * (g @ (start - x))
        s = np.sqrt(b2) * s + d / d0 * d * g
        x, d = x - d * m / np.sqrt(v), max(d, r / np.abs(s).sum())
        np.testing.assert_allclose(position, x, rtol=1e-10)


# Full-matrix AdaGrad


@pytest.mark.parametrize("epsilon", [0.0, 1e-8, 0.1])
def test_full_adagrad_divides_by_the_root_of_the_matrix(epsilon):
    """By eigenvectors, as a matrix of any size."""
    start = np.array([-1.2, 1.0])
    points, states = states_of("adagrad_full", on("rosenbrock"), 80, start, learning_rate=0.3, epsilon=epsilon)
    matrix = epsilon * np.eye(2)
    for t, (before, after) in enumerate(pairwise(points), start=1):
        g = np.array(SURFACES["rosenbrock"].gradient(*before))
        matrix = matrix + np.outer(g, g)
        values, vectors = np.linalg.eigh(matrix)
        shares = np.where(values > 1e-12 * values[1], vectors.T @ g / np.sqrt(np.abs(values)), 0.0)
        np.testing.assert_allclose(after - before, -0.3 * vectors @ shares, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(states["G"][t] + epsilon, np.diag(matrix), rtol=1e-12)
        np.testing.assert_allclose(states["c"][t], matrix[0, 1], rtol=1e-12)


def test_its_first_step_goes_straight_downhill():
    (step,) = steps_of("adagrad_full", [[3.0, -4.0]], learning_rate=0.5)
    np.testing.assert_allclose(step, [-0.3, 0.4], rtol=1e-12)


def test_along_the_axes_it_is_adagrad():
    """Where one coordinate has a gradient at a time the matrix stays diagonal."""
    gradients = np.array([[2.0, 0.0], [0.0, -3.0]] * 20) * np.arange(1, 41)[:, None]
    full, diagonal = (
        steps_of(name, gradients, learning_rate=0.5, epsilon=1e-12) for name in ("adagrad_full", "adagrad")
    )
    np.testing.assert_allclose(full, diagonal, rtol=1e-9)


def test_the_same_gradient_again_and_again_is_followed():
    steps = steps_of("adagrad_full", np.tile([3.0, -4.0], (50, 1)), learning_rate=0.5)
    np.testing.assert_allclose(steps, np.outer(0.5 / np.sqrt(np.arange(1, 51)), [-0.6, 0.8]), rtol=1e-9)


def test_it_solves_the_rotated_ravine_in_eight_steps():
    t = raced("adagrad_full", "rotated_quadratic", 20, learning_rate=3.6)
    assert int((t.losses <= 1e-6).argmax()) == 8


def test_a_problem_of_both_coordinates_is_one():
    """What the runner calls a lane is one, and no coordinate."""
    lanes = path("adagrad_full", Problem(lambda x: x), 5, np.array([[1.0, 2.0], [3.0, -1.0]]))
    alone = path("adagrad_full", Problem(lambda x: x), 5, np.array([2.0, -1.0]))
    np.testing.assert_array_equal(lanes[:, :, 1], alone)
