"""What every vector method of the table is held to, whoever wrote it: its promises, and what all of them must do.

Messages say what to mend: the method, or what it declares in `@vector(...)`.
"""

import tracemalloc

import numpy as np
import pytest
from losses import Quadratic, Rosenbrock, Smooth, Squares, Turned, path, records

from optimizers import OPTIMIZERS, Vector
from races.engines import run_vector
from surfaces import SURFACES

METHODS = [pytest.param(method, id=name) for name, method in OPTIMIZERS.items() if isinstance(method, Vector)]
SIZES = range(2, 11)
USUAL = Vector.iterations  # where nothing is declared
ACCURACY = 1e-4  # of an arrival at a quadratic's minimum

every = pytest.mark.parametrize("method", METHODS)


MADE = {}  # (method, its paths) by id, as methods have no hash; it is kept, so that no other gets its id


def paths(method):
    """The paths on Rosenbrock's valley and the sum of squares, for every size: [(f, path)]. Two contracts ask for
    them."""
    if id(method) not in MADE:
        found = [(f, path(method, f, 60 + 40 * n)) for n in SIZES for f in (Rosenbrock(n), Squares(n))]
        MADE[id(method)] = method, found
    return MADE[id(method)][1]


def missed(method, iterations):
    """The quadratics at whose minimum the method is not after so many iterations a weight: (n, seed, distance)."""
    for n in SIZES:
        for seed in range(4):
            f = Quadratic(n, seed=seed)
            distance = float(np.abs(path(method, f, iterations * n)[-1] - f.minimum).max())
            if not distance < ACCURACY:
                yield n, seed, distance


@every
def test_it_solves_quadratics_in_a_few_iterations_for_each_weight(method):
    found = list(missed(method, method.iterations))
    assert not found, (
        f"{method.name} is not at the minimum of a quadratic of n weights after {method.iterations} n iterations: a "
        f"wrong sign? If it is as slow as that, declare iterations. (n, seed, how far away): {found}"
    )
    if method.iterations > USUAL:
        enough = method.iterations // 2
        assert any(missed(method, enough)), f"{method.name} needs no iterations={method.iterations}: {enough} will do"


@every
def test_it_arrives_on_rosenbrock_and_on_a_sum_of_squares(method):
    """One that says that it is slow need only be on its way."""
    for f, points in paths(method):
        left = np.abs(f.slope(points[-1])).max() / np.abs(f.slope(f.start)).max()
        allowed = 1e-6 if method.iterations <= USUAL else 1e-3 if isinstance(f, Squares) else 0.1
        assert left < allowed, (
            f"{method.name} has {left:.1g} of the slope left on {type(f).__name__}, n = {len(f.start)}"
        )


@every
def test_it_descends_if_and_only_if_it_says_so(method):
    quadratics = [Quadratic(n) for n in SIZES]
    runs = [*paths(method), *((f, path(method, f, 4 * len(f.start))) for f in quadratics)]
    uphill = [
        (type(f).__name__, len(f.start), int(np.argmax(np.diff(losses) > allowed)) + 1)
        for f, points in runs
        if (np.diff(losses := np.array([f.value(x) for x in points])) > (allowed := 1e-14 * losses[0])).any()
    ]
    if method.descends:
        assert not uphill, f"{method.name} declares descends, and goes uphill: (loss, n, step) {uphill}"
    else:
        assert uphill, f"{method.name} was never seen to go uphill: declare descends=True"


@pytest.mark.parametrize("method", [case for case in METHODS if case.values[0].finite])
def test_it_ends_after_finitely_many_steps_where_it_says_so(method):
    for n in SIZES:
        f, steps = Quadratic(n), method.finite.steps(n)
        points = path(method, f, steps, **method.finite.settings)
        away = np.abs(points - f.minimum).max(axis=1)
        assert away[-1] < 1e-7, f"{method.name} is {away[-1]:.1g} from the minimum of a quadratic after {steps} steps"
        early = f"{method.name} has arrived before step {steps}, n = {n}: declare fewer in finite"
        assert len(points) == steps + 1, early
        assert away[-2] > 1e-3, early


def apart_on(method, other):
    """How far apart the first steps are on two losses and on the same turned or steepened, brought back."""
    apart = []
    for f in (Rosenbrock(4), Squares(5)):
        q, steeper = other(len(f.start))
        expected, actual = path(method, f, 6), path(method, Turned(f, q, steeper), 6)
        apart.append(np.abs(actual @ q - expected).max())
    return max(apart)


@every
def test_it_does_not_mind_other_axes_if_and_only_if_it_says_so(method):
    """SCG's finite difference leaves it six digits."""
    apart = apart_on(method, lambda n: (np.linalg.qr(np.random.default_rng(n).normal(size=(n, n)))[0], 1.0))
    said = f"{method.name} declares rotates={method.rotates}, and its path on a turned loss is {apart:.1g} away"
    assert (apart < 1e-4) == method.rotates, said


@every
def test_it_does_not_mind_a_steeper_loss_if_and_only_if_it_says_so(method):
    apart = max(apart_on(method, lambda n, c=c: (np.eye(n), c)) for c in (2.0**-9, 2.0**9))
    said = f"{method.name} declares rescales={method.rescales}, and its path on a steeper loss is {apart:.1g} away"
    assert (apart < 1e-8) == method.rescales, said


@every
def test_it_asks_for_gauss_newtons_matrix_if_and_only_if_it_says_so_and_the_loss_has_one(method):
    plain, squares = Rosenbrock(4), Squares(4)
    records(method, plain, 5)
    records(method, squares, 5)
    assert "gauss_newton_vector" not in plain.asked, f"{method.name} asks for residuals where there are none"
    asked = "gauss_newton_vector" in squares.asked
    assert asked == method.gauss_newton, f"{method.name} declares gauss_newton={method.gauss_newton}; asked: {asked}"


class Axes(Smooth):
    """Σ d x² / 2, whose products with the Hessian form no matrix."""

    def __init__(self, n):
        super().__init__(np.ones(n))
        self.curvatures = np.linspace(1.0, 30.0, n)

    def loss(self, x):
        return self.curvatures @ x**2 / 2

    def slope(self, x):
        return self.curvatures * x

    def matrix_at(self, x):
        return np.diag(self.curvatures)

    def hessian_vector(self, x, p):
        return self.curvatures * p


@every
def test_it_forms_a_matrix_if_and_only_if_it_says_so(method):
    n = 500
    f = Axes(n)
    tracemalloc.start()
    records(method, f, 3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    said = f"{method.name} declares matrix={method.matrix}, and took {peak / (8 * n):.0f} n numbers for n = {n} weights"
    assert (peak > 8 * n * n / 2) == method.matrix, said


@every
@pytest.mark.parametrize("n", [2, 7])
def test_every_iteration_yields_the_point_and_every_state_anew(method, n):
    first = method.initial_states({key: p.default for key, p in method.hyperparameters.items()})
    moved = set()
    for f in (Rosenbrock(n), Squares(n)):
        start, before = f.start.copy(), []
        for x, *states in records(method, f, 12):
            assert len(states) == len(method.states), f"{method.name} declares {list(method.states)}"
            for part in (x, *states):
                assert np.shape(part) in ((n,), ())
                assert np.isfinite(part).all()
            before.append([np.array(part, copy=True) for part in (x, *states)])
        kept = records(method, f, 12)  # all at once: nothing that has been yielded may change afterwards
        for one, other in zip(before, kept, strict=True):
            for part, again in zip(one, other, strict=True):
                np.testing.assert_array_equal(part, again)
        np.testing.assert_array_equal(f.start, start)
        for name, start_value, column in zip(method.states, first, list(zip(*before, strict=True))[1:], strict=True):
            if any((value != start_value).any() for value in column):
                moved.add(name)
    assert moved == set(method.states), f"{method.name}: {set(method.states) - moved} stay as they begin"


@every
@pytest.mark.parametrize("n", [2, 7])
def test_where_there_is_no_slope_it_rests(method, n):
    for f in (Quadratic(n), Axes(n)):
        bottom = f.minimum if isinstance(f, Quadratic) else np.zeros(n)
        for x, *states in records(method, f, 10, start=bottom):
            np.testing.assert_array_equal(x, bottom)
            assert all(np.isfinite(state).all() for state in states)


@every
def test_on_a_surface_it_rests_at_a_stationary_point_and_counts_no_further(method):
    settings = {key: parameter.default for key, parameter in method.hyperparameters.items()}
    at_rest = run_vector(method, SURFACES["sphere"], settings, (0.0, 0.0), 10)
    assert (at_rest.positions == 0).all()
    assert at_rest.diverged_at is None
    record = run_vector(method, SURFACES["sphere"], settings, SURFACES["sphere"].start, 300)
    assert record.evaluations.shape == (301,)
    assert record.evaluations[0] == 0 < record.evaluations[1]
    assert (np.diff(record.evaluations) >= 0).all()
    assert record.evaluations[-1] == record.evaluations[150] < 1000  # it has arrived and rests
    assert list(record.states) == list(method.states)
