"""The vector methods: what only some do to quadratics of n weights, and what they do on the surfaces."""

from inspect import getgeneratorlocals
from itertools import groupby, islice, pairwise

import numpy as np
import pytest
from each import each
from losses import Quadratic, Rosenbrock, Squares, path, records

from optimizers import OPTIMIZERS, Vector
from optimizers.cma_es import constants
from optimizers.conjugate_gradient import conjugate_gradient
from optimizers.line_search import Point, strong_wolfe
from optimizers.scaled_conjugate_gradient import scaled_conjugate_gradient
from races.engines import run_vector
from surfaces import SURFACES

METHODS = {name: method for name, method in OPTIMIZERS.items() if isinstance(method, Vector)}
BENT = ("rosenbrock", "beale")
DESCENDING = [name for name, method in METHODS.items() if method.descends]


SIZES = [2, 3, 5, 10]


@pytest.mark.parametrize("n", SIZES)
def test_saddle_free_newton_solves_a_bowl_in_one_step_too(n):
    f = Quadratic(n)
    assert np.abs(path(METHODS["newton"], f, 1, saddle_free=1.0)[-1] - f.minimum).max() < 1e-7


def linear_conjugate_gradients(f, steps):
    """Hestenes & Stiefel (1952)."""
    x, r = f.start, f.matrix @ (f.minimum - f.start)
    p, points = r, [x]
    for _ in range(steps):
        alpha = (r @ r) / (p @ f.matrix @ p)
        x, after = x + alpha * p, r - alpha * f.matrix @ p
        p, r = after + (after @ after) / (r @ r) * p, after
        points.append(x)
    return np.array(points)


@pytest.mark.parametrize("n", SIZES)
def test_the_path_on_a_quadratic_is_that_of_linear_conjugate_gradients(n):
    f = Quadratic(n)
    wanted = linear_conjugate_gradients(f, n)
    np.testing.assert_allclose(path(conjugate_gradient, f, n, c2=1e-10), wanted, atol=1e-6)
    np.testing.assert_allclose(path(scaled_conjugate_gradient, f, n, lambda_start=0.0), wanted, atol=1e-7)


@pytest.mark.parametrize("n", SIZES)
def test_with_much_damping_the_step_is_along_the_gradient(n):
    f = Quadratic(n)
    for name, given in (("newton", {"damping": 1e9}), ("hessian_free", {"damping": 1e9})):
        step = np.diff(path(METHODS[name], f, 1, **given), axis=0)[0]
        np.testing.assert_allclose(step * 1e9, -f.gradient(f.start), rtol=1e-5)


def test_scg_takes_two_gradients_a_step():
    f = Quadratic(8)
    steps = len(path(scaled_conjugate_gradient, f, 6)) - 1
    assert (steps, f.gradients) == (6, 1 + 2 * 6)


# On the surfaces


def run(name, surface, start=None, steps=100, **given):
    method = METHODS[name]
    settings = {key: parameter.default for key, parameter in method.hyperparameters.items()} | given
    return run_vector(method, surface, settings, start or surface.start, steps)


@each("surface", SURFACES)
@each("name", DESCENDING)
def test_never_uphill_from_ten_starts(name, surface):
    bound = SURFACES[surface]
    (x_min, x_max), (y_min, y_max) = bound.domain
    for start in np.random.default_rng(7).uniform((x_min, y_min), (x_max, y_max), (10, 2)):
        points = run(name, bound, tuple(start), 40).positions.tolist()
        losses = [bound.value(*point) for point, _ in groupby(points)]  # in the arithmetic that the method saw
        assert losses == sorted(losses, reverse=True), start


@each(
    "surface, name",
    [
        (surface, name)
        for surface in ("rosenbrock", "beale", "himmelblau", "styblinski_tang")
        for name in DESCENDING
        if not (name == "steepest_descent" and surface in BENT)  # it zigzags along a bent valley for thousands of steps
        and (name, surface) != ("levenberg_marquardt", "beale")  # from its start it slides out of the domain: see below
    ],
)
def test_it_arrives_at_a_minimum(name, surface):
    bound = SURFACES[surface]
    end = run(name, bound, steps=200 if METHODS[name].group == "without gradients" else 100).positions[-1]
    assert min(np.hypot(*(end - minimum)) for minimum in bound.minima) < 1e-6


@each("surface", ["rotated_quadratic", "rosenbrock", "beale", "himmelblau", "booth"])
def test_every_turn_of_steepest_descent_is_a_right_angle(surface):
    bound = SURFACES[surface]
    found = run("steepest_descent", bound, steps=40).positions
    gradients = [np.array(bound.gradient(*x)) for x in found]
    for before, after in pairwise(gradients):
        if np.hypot(*after) < 1e-3:
            break
        assert abs(before @ after) < 1e-6 * np.hypot(*before) * np.hypot(*after)


@pytest.mark.parametrize("n", SIZES)
def test_steepest_descent_on_a_quadratic_takes_the_length_of_its_equation(n):
    """gᵀg / gᵀHg, and never more than ((κ - 1)/(κ + 1))² of the loss is left."""
    f = Quadratic(n)
    points = path(METHODS["steepest_descent"], f, 12)
    low, high = np.linalg.eigvalsh(f.matrix)[[0, -1]]
    for before, after in pairwise(points):
        g = f.matrix @ (before - f.minimum)
        np.testing.assert_allclose(after, before - g * (g @ g) / (g @ f.matrix @ g), atol=1e-7)
        left = [(x - f.minimum) @ f.matrix @ (x - f.minimum) for x in (before, after)]
        assert left[1] <= ((high - low) / (high + low)) ** 2 * left[0] * (1 + 1e-9)


@pytest.mark.parametrize("surface", ["saddle", "long_valley", "bounded_valley"])
def test_newton_goes_to_a_saddle_and_its_saddle_free_form_leaves(surface):
    bound = SURFACES[surface]
    nearby = (0.02, 0.01)
    assert np.abs(run("newton", bound, nearby).positions[-1]).max() < 1e-12
    away = run("newton", bound, nearby, 12, saddle_free=1.0).positions[-1]
    assert np.abs(away).max() > 1


def test_gauss_newton_and_the_hessian_part_on_beale():
    """From (-4, -2) the Hessian leads into a valley that never ends, Gauss-Newton's matrix to the minimum."""
    end = run("hessian_free", SURFACES["beale"], (-4.0, -2.0)).positions[-1]
    assert end == pytest.approx((3, 0.5), abs=1e-5)
    other = run("hessian_free", SURFACES["beale"], (-4.0, -2.0), gauss_newton=0.0).positions[-1]
    assert np.hypot(*(other - (3, 0.5))) > 1


# The line search


@each("first", [1e-3, 1.0, 50.0])
@each("c2", [0.01, 0.1, 0.9])
@each("surface", ["rosenbrock", "beale", "himmelblau", "sphere"])
def test_a_step_meets_both_of_wolfes_conditions(surface, c2, first):
    bound = SURFACES[surface]

    class Objective:
        reach = bound.diagonal

        def value(self, x):
            return float(bound.value(*x.tolist()))

        def gradient(self, x):
            return np.array(bound.gradient(*x.tolist()))

    f, x = Objective(), np.array(bound.start)
    g = f.gradient(x)
    p = -g
    start = Point(0.0, f.value(x), float(g @ p), g)
    found = strong_wolfe(f, x, p, start, first / np.sqrt(g @ g), c2=c2)
    assert found.value <= start.value + 1e-4 * found.alpha * start.slope
    assert abs(found.slope) <= -c2 * start.slope
    np.testing.assert_array_equal(found.gradient, f.gradient(x + found.alpha * p))


# What the cards say of quadratics


def ended_in_two(name, c2):
    """The share of random ravines of which two steps leave a millionth of the loss, or less."""
    random = np.random.default_rng(0)
    ended = 0
    for condition, angle, start in zip(
        10 ** random.uniform(0.3, 3, 100), random.uniform(0, 90, 100), random.uniform(-4, 4, (100, 2)), strict=True
    ):
        bound = SURFACES["rotated_quadratic"].bind(condition_number=condition, angle=angle)
        given = {key: each.default for key, each in METHODS[name].hyperparameters.items()} | {"c2": c2}
        there = run_vector(METHODS[name], bound, given, tuple(start), 2).positions[-1]
        ended += bound.value(*there) <= 1e-6 * bound.value(*start)
    return ended / 100


@pytest.mark.parametrize(("name", "usual"), [("bfgs", (0.9, 0.0, 0.1)), ("conjugate_gradient", (0.1, 0.6, 0.9))])
def test_two_steps_end_a_quadratic_where_the_search_is_nearly_exact(name, usual):
    c2, least, most = usual
    assert METHODS[name].hyperparameters["c2"].default == c2
    assert least <= ended_in_two(name, c2) <= most
    assert ended_in_two(name, 0.01) >= 0.9


# L-BFGS, Gauss-Newton and its damped form, dogleg


@each("n", SIZES)
@each("memory", [1.0, 2.0, 50.0])
def test_lbfgs_is_bfgs_of_the_pairs_that_it_remembers(n, memory):
    """Its direction is -H g with H from BFGS's own update, eq. (6.17), of the last pairs, begun at γ I."""
    f = Rosenbrock(n)
    steps = records(METHODS["lbfgs"], f, 15, memory=memory)
    points = [f.start, *(x for x, *_ in steps)]
    gradients = [f.slope(x) for x in points]
    for t, (_, p, _) in enumerate(steps):
        inverse, first = np.eye(n), max(0, t - int(memory))
        for i in range(first, t):
            s, y = points[i + 1] - points[i], gradients[i + 1] - gradients[i]
            assert y @ s > 0
            if i == first:
                newest = points[t] - points[t - 1], gradients[t] - gradients[t - 1]
                inverse = (newest[0] @ newest[1]) / (newest[1] @ newest[1]) * np.eye(n)
            left = np.eye(n) - np.outer(s, y) / (y @ s)
            inverse = left @ inverse @ left.T + np.outer(s, s) / (y @ s)
        np.testing.assert_allclose(p, -inverse @ gradients[t], rtol=1e-7, atol=1e-9 * np.abs(p).max())
    assert len(steps) == 15


@pytest.mark.parametrize("n", SIZES)
def test_lbfgs_begins_as_bfgs_does(n):
    """After one pair both have scaled their matrix by the same number."""
    first, other = (path(METHODS[name], Rosenbrock(n), 3) for name in ("lbfgs", "bfgs"))
    np.testing.assert_allclose(first[:3], other[:3], rtol=1e-12)
    assert np.abs(first[3] - other[3]).max() > 1e-6


@pytest.mark.parametrize("n", SIZES)
def test_lbfgs_of_one_pair_is_conjugate_gradients_where_the_search_is_exact(n):
    f = Quadratic(n)
    wanted = linear_conjugate_gradients(f, n)
    np.testing.assert_allclose(path(METHODS["lbfgs"], f, n, memory=1.0, c2=1e-10), wanted, atol=1e-6)


@pytest.mark.parametrize("n", SIZES)
def test_gauss_newton_solves_the_linearized_equations(n):
    f = Squares(n)
    wanted = f.start - np.linalg.lstsq(f.jacobian(f.start), f.residuals(f.start), rcond=None)[0]
    for name, given in (("gauss_newton", {}), ("levenberg_marquardt", {"tau": 0.0})):
        np.testing.assert_allclose(path(METHODS[name], f, 1, **given)[1], wanted, rtol=1e-9)
    half = path(METHODS["gauss_newton"], f, 1, learning_rate=0.5)[1]
    np.testing.assert_allclose(half, (f.start + wanted) / 2, rtol=1e-9)


def test_gauss_newton_leaps_uphill_on_rosenbrock_and_levenberg_marquardt_refuses():
    bound = SURFACES["rosenbrock"]
    leap = run("gauss_newton", bound, (-1.2, 1.0)).positions
    np.testing.assert_allclose(leap[1:3], [(1, -3.84), (1, 1)], atol=1e-9)
    assert bound.value(*leap[1]) == pytest.approx(2342.56)
    found = run("levenberg_marquardt", bound, (-1.2, 1.0), 30, tau=1e-8)
    assert (found.positions[1] == (-1.2, 1.0)).all()  # nearly Gauss-Newton's step, and not taken
    losses = [bound.value(*x) for x in run("levenberg_marquardt", bound, (-1.2, 1.0), 30).positions.tolist()]
    assert next(t for t, loss in enumerate(losses) if loss <= 1e-6) == 14


@each("scaled", [0.0, 1.0])
@each("n", SIZES)
def test_every_step_of_levenberg_marquardt_is_the_one_of_its_equations(n, scaled):
    """Madsen, Nielsen & Tingleff (2004), Algorithm 3.16, refused steps included; scaled by diag A, too."""
    f, x, nu = Squares(n), Squares(n).start * 4, 2.0
    steps = records(METHODS["levenberg_marquardt"], f, 12, start=x, scaled=scaled, tau=1e-3)
    jacobian = f.jacobian(x)
    lam = 1e-3 * (1.0 if scaled else np.diag(jacobian.T @ jacobian).max())
    for after, p, following in steps[:8]:
        jacobian, r = f.jacobian(x), f.residuals(x)
        matrix, b = jacobian.T @ jacobian, jacobian.T @ r
        weight = np.diag(np.diag(matrix)) if scaled else np.eye(n)
        np.testing.assert_allclose((matrix + lam * weight) @ p, -b, rtol=1e-6, atol=1e-9)
        rho = (f.loss(x) - f.loss(x + p)) / (p @ (lam * weight @ p - b))
        lam, nu = (lam * max(1 / 3, 1 - (2 * rho - 1) ** 3), 2.0) if rho > 0 else (lam * nu, 2 * nu)
        np.testing.assert_allclose(after, x + p if rho > 0 else x, rtol=1e-12)
        assert following == pytest.approx(lam, rel=1e-6)
        x = after


def test_where_they_part_on_beale():
    """From (1, 1.5) Gauss-Newton wanders over half the plane and comes back; Levenberg-Marquardt never goes uphill, and
    so slides out along the valley in which the loss falls for ever."""
    bound = SURFACES["beale"]
    wanders = run("gauss_newton", bound, (1.0, 1.5), 100).positions
    assert np.abs(wanders[1]).max() > 3
    assert wanders[-1] == pytest.approx((3, 0.5))
    assert run("levenberg_marquardt", bound, (1.0, 1.5), 100).positions[-1][0] < -100


@each("surface", ["rosenbrock", "beale", "himmelblau", "styblinski_tang", "six_hump_camel"])
@each("radius", [0.01, 1.0, 100.0])
def test_dogleg_stays_in_its_circle_and_gains_what_cauchys_point_would(surface, radius):
    """Nocedal & Wright: |p| ≤ Δ, the model falls at least as far as at Cauchy's point, eqs. (4.11), (4.12)."""
    bound = SURFACES[surface]
    found = run("dogleg", bound, None, 40, radius=radius)
    radii, steps = found.states["Delta"][:, 0], found.states["p"]
    for t in range(1, 41):
        x, p, delta = found.positions[t - 1], steps[t], radii[t - 1]
        g = np.array(bound.gradient(*x))
        if not np.hypot(*g) > 1e-6:
            break
        assert np.hypot(*p) <= delta * (1 + 1e-9)
        f_xx, f_xy, f_yy = bound.hessian(*x)
        matrix = np.array([[f_xx, f_xy], [f_xy, f_yy]])
        bend, least = g @ matrix @ g, np.linalg.eigvalsh(matrix)[0]
        if least > 0:
            tau = min(np.hypot(*g) ** 3 / (delta * bend), 1.0)
            cauchy = -tau * delta * g / np.hypot(*g)
            gained, wanted = (-(g @ s + s @ matrix @ s / 2) for s in (p, cauchy))
            assert gained >= wanted * (1 - 1e-9)
        else:
            assert p @ g < 0
        assert radii[t] in (delta / 4, delta, min(2 * delta, 1000.0))


def test_a_wide_circle_leaves_newtons_step_on_rosenbrock():
    first, newton = (run(name, SURFACES["rosenbrock"], (-1.2, 1.0), 1) for name in ("dogleg", "newton"))
    np.testing.assert_allclose(first.positions[1], newton.positions[1], rtol=1e-12)
    losses = [SURFACES["rosenbrock"].value(*x) for x in run("dogleg", SURFACES["rosenbrock"], (-1.2, 1.0)).positions]
    assert next(t for t, loss in enumerate(losses) if loss <= 1e-6) == 22


def test_dogleg_leaves_a_saddle_that_newton_goes_to():
    bound = SURFACES["saddle"]
    assert bound.value(*run("dogleg", bound, (0.3, 0.01), 20).positions[-1]) < bound.value(0.0, 0.0) - 1


# Without gradients


class Grown(Rosenbrock):
    """A growing function of Rosenbrock's loss, with all values in the same order."""

    def loss(self, x):
        return np.log1p(super().loss(x)) - 3


@each("name", ["nelder_mead", "cma_es"])
@each("n", SIZES)
def test_only_the_order_of_the_values_counts_and_no_slope_is_asked_for(name, n):
    plain, grown = Rosenbrock(n), Grown(n)
    np.testing.assert_array_equal(path(METHODS[name], plain, 60), path(METHODS[name], grown, 60))
    assert plain.gradients == 0
    assert not plain.asked


def test_a_value_is_one_evaluation():
    """A triangle has three; then one for a reflection that is taken, two where it goes on or comes back, four where all
    shrink. The samples of CMA-ES are six."""
    spent = run("nelder_mead", SURFACES["rosenbrock"], (-1.2, 1.0), 60).evaluations
    assert spent[1] in (4, 5, 7)
    assert set(np.diff(spent[1:])) <= {1, 2, 4}
    assert run("cma_es", SURFACES["rosenbrock"], (-1.2, 1.0), 60).evaluations.tolist() == [0, *range(7, 366, 6)]


def test_where_nothing_helps_all_corners_shrink_towards_the_best():
    class Needle(Rosenbrock):
        def loss(self, x):
            return float(np.abs(x - self.start).max() > 0)

    f = Needle(2)
    for t, (x, second, worst) in enumerate(records(METHODS["nelder_mead"], f, 5), start=1):
        np.testing.assert_array_equal(x, f.start)
        np.testing.assert_allclose([second, worst], 0.5**t * np.diag(0.05 * f.start), rtol=1e-9)


@pytest.mark.parametrize("scales", [(4.0, 0.25), (0.5, 8.0)])
def test_nelder_mead_is_blind_to_units_as_its_first_triangle_is_of_the_coordinates(scales):
    scale = np.array(scales)

    class Stretched(Rosenbrock):
        def loss(self, x):
            return super().loss(x / scale)

    found = records(METHODS["nelder_mead"], Stretched(2), 60, start=Rosenbrock(2).start * scale)
    np.testing.assert_allclose(
        np.array([x for x, *_ in found]) / scale, path(METHODS["nelder_mead"], Rosenbrock(2), 60)[1:]
    )


def test_the_constants_of_cma_es_are_the_tutorials():
    """For ten weights, as they are printed widely: ten samples, five parents."""
    found = constants(10)
    assert (len(found.weights), found.parents) == (10, 5)
    assert found.weights[:5].sum() == pytest.approx(1)
    assert (found.weights[5:] <= 0).all()
    assert found.effective == pytest.approx(3.1673, abs=1e-4)
    assert (found.c_sigma, found.c_c) == pytest.approx((0.2844, 0.2950), abs=1e-4)
    assert (found.c_1, found.c_mu) == pytest.approx((0.01528, 0.02015), abs=1e-5)
    assert found.damping == pytest.approx(1.2844, abs=1e-4)
    assert found.expected == pytest.approx(3.0847, abs=1e-3)  # the mean length of ten normal numbers


@pytest.mark.parametrize("n", [2, 5])
def test_the_ellipse_of_cma_es_takes_the_shape_of_the_bowl(n):
    """The covariance becomes the inverse Hessian, but for its size."""
    f = Quadratic(n, condition=30.0)
    variables = []
    steps = METHODS["cma_es"].rule(f, f.start, spread=0.5, seed=1.0)
    for _ in islice(steps, 40 * n):
        variables.append(getgeneratorlocals(steps)["covariance"])
    shapes = [np.linalg.eigvals(each @ f.matrix).real for each in variables]
    assert all(np.linalg.eigvalsh(each)[0] > 0 for each in variables)
    assert shapes[0].max() / shapes[0].min() > 15
    assert shapes[-1].max() / shapes[-1].min() < 6


def test_another_seed_draws_other_samples():
    ends = [
        run("cma_es", SURFACES["rosenbrock"], None, 5, seed=seed).positions[-1].tolist() for seed in (0.0, 1.0, 0.0)
    ]
    assert ends[0] == ends[2] != ends[1]
