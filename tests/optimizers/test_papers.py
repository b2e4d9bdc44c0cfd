"""The vector methods against what their sources say, derived here a second time: from the recorded steps, or by a
program that follows the paper's text."""

from itertools import islice, pairwise
from math import ceil, hypot, sqrt

import numpy as np
import pytest
from each import each

from optimizers import OPTIMIZERS, Vector
from optimizers.bfgs import bfgs
from optimizers.conjugate_gradient import conjugate_gradient
from optimizers.hessian_free import hessian_free
from optimizers.newton import newton
from optimizers.scaled_conjugate_gradient import scaled_conjugate_gradient
from races.objective import SurfaceObjective
from surfaces import SURFACES

CURVED = ("rosenbrock", "beale", "himmelblau", "styblinski_tang", "goldstein_price", "three_hump_camel")


def records(method, f, start, steps, **given):
    """The start and then (point, *states) after each of up to `steps` iterations."""
    settings = {name: parameter.default for name, parameter in method.hyperparameters.items()} | given
    start = np.array(start, dtype=float)
    return start, list(islice(method.rule(f, start, **settings), steps))


# Conjugate gradients


@each("surface", CURVED)
@each("restart", [0, 1, 2, 3, 5])
def test_every_direction_of_conjugate_gradients_is_the_one_of_its_equations(surface, restart):
    """Nocedal & Wright, chapter 5, with Powell's test, eq. (5.52); every `restart` steps -g_t alone."""
    bound = SURFACES[surface]
    x, steps = records(conjugate_gradient, SurfaceObjective(bound), bound.start, 14, restart=float(restart))
    before, direction, restarted = None, None, 0
    for t, (after, p, alpha, beta) in enumerate(steps):
        g = np.array(bound.gradient(*x))
        wanted = 0.0
        if t:
            powell = abs(g @ before) >= 0.1 * (g @ g)
            if not powell and not (restart and t % restart == 0):
                wanted = max(0.0, g @ (g - before) / (before @ before))
            restarted += not powell and wanted == 0
        assert beta == pytest.approx(wanted, rel=1e-9), t
        np.testing.assert_allclose(p, -g if not wanted else -g + wanted * direction, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(after, x + alpha * p, rtol=1e-12, atol=1e-12)
        x, before, direction = after, g, p
    assert len(steps) > 4


# BFGS


@each("surface", CURVED)
def test_every_direction_of_bfgs_is_the_one_of_its_equations(surface):
    """Nocedal & Wright, Algorithm 6.1: p = -H g with H updated by (6.17), and scaled by (6.20) before its first
    update; where y and s say nothing of a bowl there is no update."""
    bound = SURFACES[surface]
    x, steps = records(bfgs, SurfaceObjective(bound), bound.start, 12)
    inverse, g = None, np.array(bound.gradient(*x))
    for t, (after, p, alpha) in enumerate(steps):
        if hypot(*g) < 1e-6:  # from here on the last digits of differences of gradients lead
            break
        wanted = -g if inverse is None else -inverse @ g
        np.testing.assert_allclose(p, wanted, rtol=1e-6, atol=1e-9 * np.abs(wanted).max(), err_msg=str(t))
        np.testing.assert_allclose(after, x + alpha * p, rtol=1e-12, atol=1e-12)
        s, y = after - x, np.array(bound.gradient(*after)) - g
        if y @ s > 1e-10 * hypot(*y) * hypot(*s):
            if inverse is None:
                inverse = (y @ s) / (y @ y) * np.eye(2)
            rho = 1 / (y @ s)
            left = np.eye(2) - rho * np.outer(s, y)
            inverse = left @ inverse @ left.T + rho * np.outer(s, s)
        x, g = after, g + y
    assert len(steps) > 4


# The line search


class Slope:
    """f(x) = -x₁ - x₂, or with `log` -log(1 + x₁ + x₂): no bottom. `seen` are the points that were asked for."""

    factor, fixed, residual_count = 1.0, True, 0

    def __init__(self, reach, log=False):
        self.reach, self.log, self.seen = reach, log, []

    def value(self, x):
        self.seen.append(x)
        return -float(np.log1p(x.sum()) if self.log else x.sum())

    def gradient(self, x):
        return -np.ones(2) / (1 + x.sum() if self.log else 1.0)


@each("method", [conjugate_gradient, bfgs])
@each("log", [False, True])
@each("reach", [0.01, 1.0, 1000.0, 3e5])
def test_no_search_goes_beyond_its_reach(method, log, reach):
    f = Slope(reach, log)
    x, steps = records(method, f, (1.0, 2.0), 6)
    for after, *_ in steps:
        assert hypot(*(after - x)) <= reach * (1 + 1e-12)
        x = after
    turns = [np.array([1.0, 2.0]), *(after for after, *_ in steps)]
    for seen in f.seen:
        assert min(hypot(*(seen - turn)) for turn in turns) <= reach * (1 + 1e-12)
    if not log:  # nothing else ends the search, so it goes as far as it may
        assert hypot(*(steps[0][0] - (1.0, 2.0))) == pytest.approx(reach)


# Scaled conjugate gradients


def moller(f, w, sigma, lam, restart):
    """Møller (1993), section 4, steps 1 to 9 as printed; yields the weights after each iteration, λ and whether it was
    a success."""
    lam_bar = 0.0
    r = p = -f.gradient(w)
    success, k, n = True, 1, restart or len(w)
    while True:
        if p @ r <= 0:  # not in the paper: a direction that points uphill, after a step far from the line's minimum
            p, success = r, True
        size2 = p @ p
        if success:  # 2. second-order information
            sigma_k = sigma / sqrt(size2)
            s = (f.gradient(w + sigma_k * p) - f.gradient(w)) / sigma_k
            delta = p @ s
        delta = delta + (lam - lam_bar) * size2  # 3. scale
        if delta <= 0:  # 4. make the Hessian positive definite
            lam_bar = 2 * (lam - delta / size2)
            delta = -delta + lam * size2
            lam = lam_bar
        mu = p @ r  # 5. step size
        alpha = mu / delta
        big_delta = 2 * delta * (f.value(w) - f.value(w + alpha * p)) / mu**2  # 6. comparison parameter
        if big_delta >= 0:  # 7. a successful reduction can be made
            w = w + alpha * p
            r_next, lam_bar, success = -f.gradient(w), 0.0, True
            if k % n == 0:
                p = r_next
            else:
                beta = (r_next @ r_next - r_next @ r) / mu
                p = r_next + beta * p
            r, k = r_next, k + 1
            if big_delta >= 0.75:
                lam = lam / 4
        else:
            lam_bar, success = lam, False
        yield w, lam, success
        if big_delta < 0.25:  # 8. increase the scale parameter
            lam = lam + delta * (1 - big_delta) / size2


@each("surface", CURVED)
@each("restart", [0, 3])
@each("lam", [1e-6, 1.0])
def test_scaled_conjugate_gradients_is_the_paper_s_program(surface, restart, lam):
    bound, count = SURFACES[surface], 12
    f = SurfaceObjective(bound)
    start, steps = records(
        scaled_conjugate_gradient, f, bound.start, count, lambda_start=lam, restart=float(restart), sigma=1e-4
    )
    paper = list(islice(moller(f, start, 1e-4, lam, restart), count))
    assert len(steps) == count
    for t, ((x, _, _, damping), (wanted, lam_k, _)) in enumerate(zip(steps, paper, strict=True)):
        np.testing.assert_allclose(x, wanted, rtol=1e-6, atol=1e-8, err_msg=str(t))
        assert damping == pytest.approx(lam_k, rel=1e-5), t
    assert len({lam_k for _, lam_k, _ in paper}) > 3


@pytest.mark.parametrize("lam", [1e-9, 1e-6])
def test_the_damping_of_scaled_conjugate_gradients_stays_above_its_floor(lam):
    f = Wide(40, 30)
    _, steps = records(scaled_conjugate_gradient, f, np.zeros(40), 60, lambda_start=lam)
    dampings = [damping for *_, damping in steps]
    assert min(dampings) == 1e-15  # each step is as the model says, so each divides it by 4


# Hessian-free


class Promised:
    """A line of slope -1 and curvature 1 on which a step brings `ratio` of what the quadratic model promised: with
    λ = 1 its minimizer is p = 1/2, and the promise, without λ, -p + p²/2 = -3/8."""

    factor, reach, residual_count = 1.0, 1e6, 0

    def __init__(self, ratio):
        self.ratio = ratio

    def value(self, x):
        return self.ratio * -3 / 8 * float(x[0]) / 0.5

    def gradient(self, x):
        return np.array([-1.0])

    def hessian_vector(self, x, p):
        return p


@each(
    "ratio, factor",
    [(-1, 3 / 2), (0, 3 / 2), (0.24, 3 / 2), (0.26, 1), (0.5, 1), (0.74, 1), (0.76, 2 / 3), (1, 2 / 3), (3, 2 / 3)],
)
def test_hessian_free_damps_as_levenberg_and_marquardt_do(ratio, factor):
    """Martens (2010), section 4.1: λ grows by 3/2 where ρ < 1/4 and falls by 2/3 where ρ > 3/4."""
    start, ((x, step, damping), *_) = records(hessian_free, Promised(ratio), (0.0,), 1, damping=1.0)
    assert damping == pytest.approx(factor)
    assert x[0] - start[0] == step[0] == pytest.approx(0.5 if ratio > 0 else 0.0)


class Wide:
    """A quadratic in n weights, and how often its Hessian was asked for, and along what."""

    factor, reach, fixed, residual_count = 1.0, 1e6, True, 0

    def __init__(self, n, condition):
        random = np.random.default_rng(n)
        q, _ = np.linalg.qr(random.normal(size=(n, n)))
        self.matrix, self.slope = q @ np.diag(np.geomspace(1, condition, n)) @ q.T, random.normal(size=n)
        self.asked = []

    def value(self, x):
        return float(x @ self.matrix @ x / 2 - self.slope @ x)

    def gradient(self, x):
        return self.matrix @ x - self.slope

    def hessian_vector(self, x, p):
        self.asked.append(p)
        return self.matrix @ p


@each("n, condition", [(60, 100), (150, 300), (8, 100)])
@each("lam", [1e-3, 1.0])
def test_inner_conjugate_gradients_end_where_martens_ends_them(n, condition, lam):
    """Section 4.4: at the first i > k with φ(x_i) < 0 and (φ(x_i) - φ(x_{i-k})) / φ(x_i) < k ε, where ε = 0.0005 and
    k = max(10, 0.1 i)."""
    f = Wide(n, condition)
    records(hessian_free, f, np.zeros(n), 1, damping=lam)
    matrix, g = f.matrix + lam * np.eye(n), f.gradient(np.zeros(n))
    p, r = np.zeros(n), -g
    d, phi = r, [0.0]
    for i in range(1, 2 * n + 11):
        alpha = (r @ r) / (d @ matrix @ d)
        p, after = p + alpha * d, r - alpha * matrix @ d
        d, r = after + (after @ after) / (r @ r) * d, after
        phi.append(g @ p + p @ matrix @ p / 2)
        k = max(10, ceil(0.1 * i))
        if i > k and phi[i] < 0 and (phi[i] - phi[i - k]) / phi[i] < k * 0.0005:
            break
        if r @ r <= 1e-20 * (g @ g):
            break
    assert len(f.asked) == pytest.approx(i + 1, abs=1)  # and one for what the model promises


class Cliff(Wide):
    """Its quadratic model promises much, and every step goes up."""

    def value(self, x):
        return float(x.any())


def test_after_a_refused_step_the_inner_conjugate_gradients_begin_at_zero():
    f = Cliff(3, 10)
    start, path = np.zeros(3), []
    settings = {name: parameter.default for name, parameter in hessian_free.hyperparameters.items()}
    for x, *_ in islice(hessian_free.rule(f, start, **settings), 2):
        np.testing.assert_array_equal(x, start)
        path.append(len(f.asked))
    first, second = f.asked[0], f.asked[path[0]]
    np.testing.assert_allclose(second, first)  # the steepest descent, not a share of the step that was refused


# Newton


class Bowl:
    """xᵀ H x / 2 - bᵀ x in n weights, with curvatures from 1 to 1/condition: its gradient has the rounding of sums."""

    factor, reach, residual_count = 1.0, 1e6, 0

    def __init__(self, n, condition, seed):
        random = np.random.default_rng([n, seed])
        q, _ = np.linalg.qr(random.normal(size=(n, n)))
        self.matrix = q @ np.diag(np.geomspace(1, 1 / condition, n)) @ q.T
        self.slope, self.start = self.matrix @ random.normal(size=n), random.normal(size=n)

    def gradient(self, x):
        return self.matrix @ x - self.slope

    def hessian(self, x):
        return self.matrix


@each("n", [2, 10, 60])
@each("condition", [1.0, 1e3, 1e6])
@each("seed", range(5))
def test_newton_ends_where_rounding_hides_the_gradient(n, condition, seed):
    """It arrives after one step and sees so at the second or, where the first was inaccurate, the third."""
    f = Bowl(n, condition, seed)
    _, steps = records(newton, f, f.start, 50)
    assert 1 <= len(steps) <= 4
    assert np.abs(f.gradient(steps[-1][0])).max() < 1e-14 * n


@each("name", [name for name, method in OPTIMIZERS.items() if isinstance(method, Vector)])
@each("surface", ["rosenbrock", "himmelblau", "sphere", "booth"])
def test_a_method_that_has_ended_was_where_nothing_is_to_be_gained(name, surface):
    bound = SURFACES[surface]
    _, steps = records(OPTIMIZERS[name], SurfaceObjective(bound), bound.start, 2000)
    if (name, surface) == ("steepest_descent", "rosenbrock"):
        return  # still on its way
    assert len(steps) < 2000
    x, *_ = steps[-1]
    assert hypot(*bound.gradient(*x)) < 1e-4
    losses = [bound.value(*x) for x, *_ in steps[-20:]]
    assert name == "newton" or all(after <= before for before, after in pairwise(losses))
