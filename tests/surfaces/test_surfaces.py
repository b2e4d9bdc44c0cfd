"""Every surface in the table: its derivatives, its descent from the start, its declaration."""

import math
import re
from importlib import import_module
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
import pytest
from completeness import assert_complete
from each import each
from tables import EVERY, EVERY_SETTING, assert_same, inside, parts, random_points

from surfaces import GROUPS, SURFACES, Surface

FUNCTIONS = ("value", "gradient", "hessian")
#: Far out these tend to a finite value, or keep the one they have.
LEVEL_FAR_OUT = {"Ackley", "Easom", "Normalized neuron"}


def derivative(part, x, y):
    """The gradient of `part(x, y)` by complex steps: exact to rounding, since nothing is subtracted."""
    h = 1e-30
    return np.imag(part(x + h * 1j, y)) / h, np.imag(part(x, y + h * 1j)) / h


# Derivatives


@each("surface", EVERY_SETTING)
def test_the_gradient_is_the_derivative_of_the_value(surface):
    x, y = random_points(surface)
    for stated, expected in zip(surface.gradient(x, y), derivative(surface.value, x, y), strict=True):
        assert_same(stated, expected)


@each("surface", EVERY_SETTING)
def test_the_hessian_is_the_derivative_of_the_gradient(surface):
    x, y = random_points(surface)
    fxx, fxy, fyy = surface.hessian(x, y)
    for row, stated in enumerate([(fxx, fxy), (fxy, fyy)]):
        expected = derivative(lambda x, y, row=row: surface.gradient(x, y)[row], x, y)
        assert_same(stated[0], expected[0])
        assert_same(stated[1], expected[1])


@each("surface", EVERY_SETTING)
@each("function", FUNCTIONS)
def test_floats_stay_floats_and_agree_with_arrays(surface, function):
    x, y = random_points(surface, 50)
    formula = getattr(surface, function)
    one_by_one = [parts(formula(*point)) for point in zip(x.tolist(), y.tolist(), strict=True)]
    assert {type(part) for answer in one_by_one for part in answer} == {float}
    for column, array in zip(zip(*one_by_one, strict=True), parts(formula(x, y)), strict=True):
        assert_same(column, array)


@each("surface", EVERY_SETTING)
@each("point", [(1e200, 0.5), (0.5, -1e200), (1e200, 1e200)])
def test_far_out_the_formulas_overflow_but_never_lie(surface, point):
    x, y = point
    with np.errstate(all="ignore"):
        arrays = {f: parts(getattr(surface, f)(np.array([x]), np.array([y]))) for f in FUNCTIONS}
    if surface.label not in LEVEL_FAR_OUT:
        assert not np.abs(arrays["value"]) < 1e197  # huge, infinite or nan
    for function in FUNCTIONS:
        try:
            answer = parts(getattr(surface, function)(x, y))
        except (OverflowError, ValueError):
            continue
        for part, array in zip(answer, arrays[function], strict=True):
            assert not math.isfinite(part) or part == pytest.approx(np.ravel(array)[0], rel=1e-12)


# Starting and descending


@each("surface", EVERY)
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


@each("surface", EVERY)
def test_the_declaration_is_complete(surface):
    assert 0 < len(surface.label) <= 20, "label: 1 to 20 letters"
    assert surface.formula.startswith("f(x, y) = ")
    assert surface.source, "source: who states the surface, and where"
    assert 2 <= len(re.findall(r"[.!?](?=\s|$)", surface.watch)) <= 3, "watch: two or three sentences"
    assert surface.color_scale in ("linear", "log")
    assert surface.group in GROUPS


@each("surface", EVERY)
def test_the_other_formulas_repeat_the_declared_defaults(surface):
    declared = {name: parameter.default for name, parameter in surface.hyperparameters.items()}
    more = surface.residuals, surface.batches, surface.accuracy, surface.scatter
    for formula in filter(None, (surface.gradient, surface.hessian, *more)):
        assert (formula.__kwdefaults__ or {}) == declared


def test_the_table_lists_every_file_by_its_name():
    files = {path.stem for path in Path(import_module("surfaces").__file__).parent.glob("*.py")} - {"__init__"}
    named = {name for name in files if isinstance(getattr(import_module(f"surfaces.{name}"), "surface", None), Surface)}
    assert_complete(SURFACES, named, "row in SURFACES, in surfaces/__init__.py")
    for name, surface in SURFACES.items():
        assert import_module(f"surfaces.{name}").surface is surface


def test_the_table_goes_group_by_group():
    assert [group for group, _ in groupby(surface.group for surface in SURFACES.values())] == list(GROUPS)
    for sentence in GROUPS.values():
        assert sentence.endswith(".")
