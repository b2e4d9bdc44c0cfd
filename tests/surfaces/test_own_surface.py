"""The formulas of a typed expression: as exact as those written by hand, on floats and on arrays."""

import math

import numpy as np
from each import each
from typed import CASES, EVERY

from optimizers import OPTIMIZERS
from races.floats import run_floats
from races.lanes import run_lanes
from surfaces import own_surface
from surfaces.own.parsing import FUNCTIONS as CALLABLE

FUNCTIONS = ("value", "gradient", "hessian")
#: Every function and every kind of power, each where it is defined between 0.3 and 1.6.
SMOOTH = ["x^y", "2^(x y)", "x^2.5/y", "x^-3y", "e^(x y)", "(x y)^0.5", "x^0 y", "min(x^2, y)", "max(x y, 1)"] + [
    f"{name}(x y/3) + {name}(y/3)^2" for name, arguments in CALLABLE.items() if arguments == 1
]


def points(surface, count=200):
    (x_min, x_max), (y_min, y_max) = surface.domain
    random = np.random.default_rng(0)
    return random.uniform(x_min, x_max, count), random.uniform(y_min, y_max, count)


def parts(answer):
    return answer if isinstance(answer, tuple) else (answer,)


def assert_same(actual, expected):
    """Equal to ten digits; where terms cancel, to twelve digits of the largest value."""
    np.testing.assert_allclose(actual, expected, rtol=1e-10, atol=1e-12 * np.abs(expected).max())


@each("typed, written", CASES)
@each("function", FUNCTIONS)
def test_a_typed_surface_is_the_one_written_by_hand(typed, written, function):
    x, y = points(written)
    for typed_part, part in zip(
        parts(getattr(typed, function)(x, y)), parts(getattr(written, function)(x, y)), strict=True
    ):
        assert_same(typed_part, np.broadcast_to(part, x.shape))


@each("text", SMOOTH)
def test_derivatives_are_those_of_the_value(text):
    surface, h = own_surface(text, ((0.1, 2), (0.1, 2))), 1e-5
    x, y = np.random.default_rng(1).uniform(0.3, 1.6, (2, 50))
    f_xx, f_xy, f_yy = surface.hessian(x, y)
    by_x = (surface.value(x + h, y) - surface.value(x - h, y)) / (2 * h)
    by_y = (surface.value(x, y + h) - surface.value(x, y - h)) / (2 * h)
    np.testing.assert_allclose([by_x, by_y], surface.gradient(x, y), rtol=1e-6, atol=1e-8)
    by_x = np.subtract(surface.gradient(x + h, y), surface.gradient(x - h, y)) / (2 * h)
    by_y = np.subtract(surface.gradient(x, y + h), surface.gradient(x, y - h)) / (2 * h)
    np.testing.assert_allclose([by_x, by_y], [[f_xx, f_xy], [f_xy, f_yy]], rtol=1e-5, atol=1e-7)


@each("surface", EVERY)
@each("function", FUNCTIONS)
def test_floats_stay_floats_and_agree_with_arrays(surface, function):
    x, y = points(surface, 50)
    formula = getattr(surface, function)
    one_by_one = [parts(formula(*point)) for point in zip(x.tolist(), y.tolist(), strict=True)]
    assert {type(part) for answer in one_by_one for part in answer} == {float}
    for column, array in zip(zip(*one_by_one, strict=True), parts(formula(x, y)), strict=True):
        assert array.shape == x.shape
        assert_same(column, array)


UNDEFINED = {  # and where
    "log(x) + y": (-1.0, 1.0),
    "x log(x) + y": (-1.0, 1.0),
    "log10(x)+log2(x) + y": (-1.0, 1.0),
    "sqrt(x) + y": (-1.0, 1.0),
    "x^1.5 + y": (-1.0, 1.0),
    "x^y": (-1.0, 0.5),
    "asin(x/2)+y": (3.0, 1.0),
    "1/x + y": (0.0, 1.0),
    "sqrt(x^2+y^2)": (0.0, 0.0),
    "min(log(x), 1)+y": (-1.0, 1.0),
    "exp(1000x)+y": (1.0, 1.0),
    "x^100 y^100": (1e4, 1e4),
}


@each("text, point", UNDEFINED.items())
def test_where_there_is_no_real_value_floats_raise_and_arrays_have_nan(text, point):
    surface = own_surface(text, ((-1.0, 2.0), (-1.0, 2.0)) if "1000" not in text else ((-2.0, 0.5), (-1.0, 2.0)))
    gradient = surface.gradient(*np.array(point)[:, None])
    assert not np.isfinite(gradient).all()
    try:
        numbers = surface.gradient(*point)
    except (ArithmeticError, ValueError):
        return
    assert not all(map(math.isfinite, numbers))


@each("text, value", [("3", 3.0), ("y", 0.0), ("2pi", 2 * math.pi), ("x-x", 0.0), ("5x/x", 5.0)])
def test_what_misses_a_variable_still_fills_arrays(text, value):
    surface, (x, y) = own_surface(text), np.meshgrid(np.linspace(-1, 1, 5), np.zeros(4))
    np.testing.assert_array_equal(surface.value(x, y), np.full((4, 5), value))
    assert surface.grid(7)[2].shape == (7, 7)
    for answer in (surface.gradient(x, y), surface.hessian(x, y), surface.gradient(x[0], 0.0)):
        assert len({part.shape for part in answer}) == 1
    assert type(surface.value(1.0, 0.0)) is float
    assert surface.value(1, 0) == surface.value(np.float64(1), 0) == value


@each("name", ["sgd", "adam", "rprop"])
@each("text", ["(1-x)^2 + 100(y-x^2)^2", "abs(x) + y^2", "log(x+1) + y^2", "3", "x^3 - y"])
def test_both_engines_run_it_alike(name, text):
    surface, optimizer = own_surface(text), OPTIMIZERS[name]
    settings = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()}
    settings["learning_rate"] = surface.learning_rate
    alone = run_floats(optimizer, surface, settings, surface.start, 100)
    lanes, diverged_at = run_lanes(optimizer, surface, settings, np.array(surface.start)[:, None], 100)
    np.testing.assert_allclose(alone.positions, lanes[:, :, 0], rtol=1e-9, atol=1e-12)
    assert (alone.diverged_at or 0) == diverged_at[0]


def test_a_racer_that_leaves_the_real_numbers_has_diverged():
    surface = own_surface("log(x) + y^2", start=(0.1, 1.0))
    for rate, diverged_at in ((1.0, 2), (surface.learning_rate, None)):
        run = run_floats(OPTIMIZERS["sgd"], surface, {"learning_rate": rate}, surface.start, 5)
        _, lanes = run_lanes(OPTIMIZERS["sgd"], surface, {"learning_rate": rate}, np.array([[0.1], [1.0]]), 5)
        assert (run.diverged_at, lanes[0]) == (diverged_at, diverged_at or 0)
