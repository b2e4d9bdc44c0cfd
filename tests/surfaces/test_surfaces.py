"""Every surface in the table: its derivatives, its stated points, its declaration."""

import math
import re
from importlib import import_module
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from surfaces import SURFACES

FUNCTIONS = ("value", "gradient", "hessian")


def settings(surface):
    """The surface's own hyperparameters, each at its minimum, default and maximum, in every combination."""
    choices = [sorted({p.minimum, p.default, p.maximum}) for p in surface.hyperparameters.values()]
    return [dict(zip(surface.hyperparameters, map(float, chosen), strict=True)) for chosen in product(*choices)]


def described(parameters):
    return "".join(f"-{name}={value:g}" for name, value in parameters.items())


EVERY = [pytest.param(s, id=name) for name, s in SURFACES.items()]
EVERY_SETTING = [
    pytest.param(s.bind(**parameters), id=name + described(parameters))
    for name, s in SURFACES.items()
    for parameters in settings(s)
]
LOWEST = {  # as the literature states it
    "sphere": 0,
    "rotated_quadratic": 0,
    "rosenbrock": 0,
    "beale": 0,
    "bounded_valley": 0,
    "himmelblau": 0,
    "styblinski_tang": -78.33233140754,
    "six_hump_camel": -1.03162845349,
    "rastrigin": 0,
}
BOUNDED = [case for case in EVERY_SETTING if case.values[0].minima]


def random_points(surface, count=200):
    (x_min, x_max), (y_min, y_max) = surface.domain
    random = np.random.default_rng(0)
    return random.uniform(x_min, x_max, count), random.uniform(y_min, y_max, count)


def parts(answer):
    """A value, gradient or Hessian as a tuple."""
    return answer if isinstance(answer, tuple) else (answer,)


def derivative(part, x, y):
    """The gradient of `part(x, y)` by complex steps: exact to rounding, since nothing is subtracted."""
    h = 1e-30
    return np.imag(part(x + h * 1j, y)) / h, np.imag(part(x, y + h * 1j)) / h


def hessian_at(surface, x, y):
    fxx, fxy, fyy = surface.hessian(x, y)
    return np.array([[fxx, fxy], [fxy, fyy]])


def inside(surface, x, y):
    (x_min, x_max), (y_min, y_max) = surface.domain
    return (x_min <= x) & (x <= x_max) & (y_min <= y) & (y <= y_max)


def assert_same(actual, expected):
    """Equal to ten digits; where terms cancel, to twelve digits of the largest value."""
    np.testing.assert_allclose(actual, expected, rtol=1e-10, atol=1e-12 * np.abs(expected).max())


def assert_stationary(surface, x, y):
    """Inside the domain, and so precise that Newton's method has nothing to correct."""
    assert inside(surface, x, y)
    assert np.abs(np.linalg.solve(hessian_at(surface, x, y), surface.gradient(x, y))).max() < 1e-14


# Derivatives


@pytest.mark.parametrize("surface", EVERY_SETTING)
def test_the_gradient_is_the_derivative_of_the_value(surface):
    x, y = random_points(surface)
    for stated, expected in zip(surface.gradient(x, y), derivative(surface.value, x, y), strict=True):
        assert_same(stated, expected)


@pytest.mark.parametrize("surface", EVERY_SETTING)
def test_the_hessian_is_the_derivative_of_the_gradient(surface):
    x, y = random_points(surface)
    fxx, fxy, fyy = surface.hessian(x, y)
    for row, stated in enumerate([(fxx, fxy), (fxy, fyy)]):
        expected = derivative(lambda x, y, row=row: surface.gradient(x, y)[row], x, y)
        assert_same(stated[0], expected[0])
        assert_same(stated[1], expected[1])


@pytest.mark.parametrize("surface", EVERY_SETTING)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_floats_stay_floats_and_agree_with_arrays(surface, function):
    x, y = random_points(surface, 50)
    formula = getattr(surface, function)
    one_by_one = [parts(formula(*point)) for point in zip(x.tolist(), y.tolist(), strict=True)]
    assert {type(part) for answer in one_by_one for part in answer} == {float}
    for column, array in zip(zip(*one_by_one, strict=True), parts(formula(x, y)), strict=True):
        assert_same(column, array)


@pytest.mark.parametrize("surface", EVERY_SETTING)
@pytest.mark.parametrize("point", [(1e200, 0.5), (0.5, -1e200), (1e200, 1e200)])
def test_far_out_the_formulas_overflow_but_never_lie(surface, point):
    x, y = point
    with np.errstate(all="ignore"):
        arrays = {f: parts(getattr(surface, f)(np.array([x]), np.array([y]))) for f in FUNCTIONS}
    assert not np.abs(arrays["value"]) < 1e199  # huge, infinite or nan
    for function in FUNCTIONS:
        try:
            answer = parts(getattr(surface, function)(x, y))
        except (OverflowError, ValueError):
            continue
        for part, array in zip(answer, arrays[function], strict=True):
            assert not math.isfinite(part) or part == pytest.approx(np.ravel(array)[0], rel=1e-12)


# Stationary points


@pytest.mark.parametrize("surface", EVERY_SETTING)
def test_minima_are_inside_stationary_and_curved_upwards(surface):
    for point in surface.minima:
        assert_stationary(surface, *point)
        assert np.linalg.eigvalsh(hessian_at(surface, *point)).min() > 0


@pytest.mark.parametrize("surface", EVERY_SETTING)
def test_saddles_are_inside_stationary_and_curved_both_ways(surface):
    for point in surface.saddles:
        assert_stationary(surface, *point)
        low, high = np.linalg.eigvalsh(hessian_at(surface, *point))
        assert low < 0 < high


@pytest.mark.parametrize("surface", BOUNDED)
def test_nothing_in_the_picture_is_lower_than_the_lowest_minimum(surface):
    _, _, z = surface.grid(401)
    assert z.min() >= min(surface.value(*point) for point in surface.minima) - 1e-12


@pytest.mark.parametrize("name", LOWEST)
def test_the_lowest_minimum_has_the_published_value(name):
    surface = SURFACES[name]
    assert min(surface.value(*point) for point in surface.minima) == pytest.approx(LOWEST[name], abs=1e-10)


def stationary_points(surface):
    """What Newton's method finds inside the domain from a grid of starts: the minima and the saddles, as two sets."""
    (x_min, x_max), (y_min, y_max) = surface.domain
    x, y = np.meshgrid(np.linspace(x_min, x_max, 84), np.linspace(y_min, y_max, 85))
    with np.errstate(all="ignore"):
        for _ in range(40):
            (fx, fy), (fxx, fxy, fyy) = surface.gradient(x, y), surface.hessian(x, y)
            determinant = fxx * fyy - fxy**2
            dx, dy = (fyy * fx - fxy * fy) / determinant, (fxx * fy - fxy * fx) / determinant
            x, y = x - dx, y - dy
        settled = (np.hypot(dx, dy) < 1e-12) & inside(surface, x, y)
    upwards, sideways = settled & (determinant > 1e-6) & (fxx > 0), settled & (determinant < -1e-6)
    return rounded(zip(x[upwards], y[upwards], strict=True)), rounded(zip(x[sideways], y[sideways], strict=True))


def rounded(points):
    return {(round(float(x), 8), round(float(y), 8)) for x, y in points}


@pytest.mark.parametrize("surface", EVERY)
def test_no_minimum_and_no_saddle_is_forgotten(surface):
    minima, saddles = stationary_points(surface)
    assert minima == rounded(surface.minima)
    if surface is SURFACES["rastrigin"]:
        assert len(saddles) == 220  # too many to state
    else:
        assert saddles == rounded(surface.saddles)


@pytest.mark.parametrize("angle", [0.0, 17.0, 30.0, 45.0, 90.0])
@pytest.mark.parametrize("k", [1.0, 100.0, 10_000.0])
def test_the_rotated_quadratic_has_eigenvalues_1_and_k_along_its_angle(k, angle):
    surface = SURFACES["rotated_quadratic"].bind(condition_number=k, angle=angle)
    hessian = hessian_at(surface, 0.3, -0.7)
    along = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    assert np.linalg.eigvalsh(hessian) == pytest.approx([1, k], rel=1e-10)
    assert hessian @ along == pytest.approx(along, abs=1e-11)


# Starting and descending


@pytest.mark.parametrize("surface", EVERY)
def test_gradient_descent_goes_downhill_from_the_start(surface):
    x, y = surface.start
    assert inside(surface, x, y)
    values = [surface.value(x, y)]
    for _ in range(20):
        fx, fy = surface.gradient(x, y)
        x, y = x - surface.learning_rate * fx, y - surface.learning_rate * fy
        values.append(surface.value(x, y))
    assert all(after < before for before, after in pairwise(values))


# Declarations


@pytest.mark.parametrize("surface", EVERY)
def test_the_declaration_is_complete(surface):
    assert 0 < len(surface.label) <= 20
    assert surface.formula.startswith("f(x, y) = ")
    assert surface.source
    assert len(re.findall(r"[.!?](?=\s|$)", surface.watch)) == 2
    assert surface.color_scale in ("linear", "log")


@pytest.mark.parametrize("surface", EVERY)
def test_gradient_and_hessian_repeat_the_declared_defaults(surface):
    declared = {name: parameter.default for name, parameter in surface.hyperparameters.items()}
    assert (surface.gradient.__kwdefaults__ or {}) == (surface.hessian.__kwdefaults__ or {}) == declared


def test_the_table_lists_every_file_by_its_name():
    files = {path.stem for path in Path(import_module("surfaces").__file__).parent.glob("*.py")}
    assert set(SURFACES) == files - {"__init__", "surface", "elementary"}
    for name, surface in SURFACES.items():
        assert import_module(f"surfaces.{name}").surface is surface
