"""What is found out about a typed expression: start, learning rate, colours, minima; its domain and its cost."""

import math
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import patience
import pytest
from each import each
from typed import CASES, EVERY, inside

from surfaces import GROUPS, ExpressionError, own_surface
from surfaces.own import LONGEST_LABEL


@each("surface", EVERY)
def test_the_declaration_is_complete(surface):
    assert 0 < len(surface.label) <= LONGEST_LABEL
    assert surface.formula.startswith("f(x, y) = ")
    assert surface.source == "typed in"
    assert len(re.findall(r"[.!?](?=\s|$)", surface.watch)) == 2
    assert surface.color_scale in ("linear", "log")
    assert surface.group in GROUPS
    assert inside(surface, *surface.start)
    assert f"{surface.learning_rate:.0e}" == f"{surface.learning_rate:.9e}".replace(".000000000", "")


@each("surface", EVERY)
def test_gradient_descent_goes_downhill_from_the_start(surface):
    x, y = surface.start
    values = [surface.value(x, y)]
    for _ in range(20):
        fx, fy = surface.gradient(x, y)
        x, y = x - surface.learning_rate * fx, y - surface.learning_rate * fy
        values.append(surface.value(x, y))
        if not inside(surface, x, y):
            break
    assert all(after <= before + 1e-12 * abs(before) for before, after in pairwise(values))
    assert values[-1] < values[0]


@each("text", ["x^2 + y^2", "3x^2 + 2y^2", "0.07x^2 + y^2", "40x^2 + 7y^2", "x + y", "9x - 4y"])
def test_a_learning_rate_is_what_a_bowl_allows_to_one_digit(text):
    """One over the curvature, or what moves a tenth of the picture; on these, more would still go downhill."""
    surface = own_surface(text)
    slope = math.hypot(*surface.gradient(*surface.start))
    f_xx, f_xy, f_yy = surface.hessian(*surface.start)
    curvature = float(np.abs(np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])).max())
    allowed = min(10.0, 0.1 * surface.diagonal / slope, 1 / curvature if curvature else math.inf)
    assert allowed / 2 < surface.learning_rate <= allowed * (1 + 1e-9)


@each("typed, written", CASES)
def test_minima_and_colours_are_those_written_by_hand(typed, written):
    assert len(typed.minima) == len(written.minima)
    assert {(round(x, 12) + 0.0, round(y, 12) + 0.0) for x, y in typed.minima} == {
        (round(x, 12) + 0.0, round(y, 12) + 0.0) for x, y in written.minima
    }
    assert typed.color_scale == written.color_scale


@each("surface", EVERY)
def test_minima_are_minima_and_nothing_seen_is_lower(surface):
    for x, y in surface.minima:
        f_xx, f_xy, f_yy = surface.hessian(x, y)
        hessian = np.array([[f_xx, f_xy], [f_xy, f_yy]])
        assert np.linalg.eigvalsh(hessian).min() > 0
        assert np.abs(np.linalg.solve(hessian, surface.gradient(x, y))).max() < 1e-12 * surface.diagonal
    if surface.minima:
        lowest = surface.value(*surface.minima[0])
        assert lowest <= surface.grid(41)[2].min() + 1e-9


NO_MINIMA = {
    "a plane": "x + y",
    "a constant": "3",
    "a line of minima": "(x-y)^2",
    "a plateau": "max(0, 1 - x y)",
    "a lowest point that is not smooth": "sqrt(x^2+y^2) + 0.5sin(3x)^2",
    "a lowest point on the edge": "x^3/3 - x + 3x y^2 - 2x^2",
    "more than can be marked": "sin(20x)sin(20y)",
    "too long to look for": " + ".join(f"sin({i}x y)exp({i + 1}x)" for i in range(1, 12)),
}


@each("text", NO_MINIMA.values())
def test_no_minima_are_stated_where_they_are_uncertain(text):
    assert own_surface(text).minima == ()


def test_a_minimum_of_higher_order_is_found():
    assert own_surface("x^4 + y^4").minima == ((0.0, 0.0),)


# Domain and start


def test_the_start_is_the_given_one_or_a_defined_one():
    assert own_surface("x^2+y^2", start=(1, -2)).start == (1.0, -2.0)
    assert own_surface("(1-x)^2 + 100(y-x^2)^2").start == (-1.2, 1.0)
    assert own_surface("log(x) + y^2").start[0] > 0
    surface = own_surface("x^2+y^2", ((10, 11), [5, 7.5]))
    assert surface.domain == ((10.0, 11.0), (5.0, 7.5))
    assert inside(surface, *surface.start)


WRONG_PLACES = [
    ({"start": (0, 0)}, "log(x)", "start: f has no finite value or gradient at (0, 0); allowed: where it has both"),
    ({"start": (-1, 0)}, "log(x)", "start: f has no finite value or gradient at (-1, 0); allowed: where it has both"),
    (
        {"start": (0, 0)},
        "sqrt(x^2+y^2)",
        "start: f has no finite value or gradient at (0, 0); allowed: where it has both",
    ),
    ({"start": (3, 0)}, "x", "start: (3, 0) is outside the domain; allowed: x -2 to 2, y -2 to 2"),
    ({"start": (math.nan, 0)}, "x", "start: (nan, 0) is outside the domain; allowed: x -2 to 2, y -2 to 2"),
    ({"start": "12"}, "x", "start: '12' is not a pair of numbers; allowed: x -2 to 2, y -2 to 2"),
    ({"start": (1, 2, 3)}, "x", "start: (1, 2, 3) is not a pair of numbers; allowed: x -2 to 2, y -2 to 2"),
    ({"start": 3}, "x", "start: 3 is not a pair of numbers; allowed: x -2 to 2, y -2 to 2"),
    ({"domain": ((-1, 1),)}, "x", "domain: ((-1, 1),) is not two pairs of numbers; allowed: "),
    ({"domain": None}, "x", "domain: None is not two pairs of numbers; allowed: "),
    ({"domain": ((0, 1), (1, 0))}, "x", "domain: ((0, 1), (1, 0)) is out of range; allowed: "),
    ({"domain": ((0, 1), (0, 1e-4))}, "x", "domain: ((0, 1), (0, 0.0001)) is out of range; allowed: "),
    ({"domain": ((0, 1e7), (0, 1))}, "x", "domain: ((0, 10000000.0), (0, 1)) is out of range; allowed: "),
    ({"domain": ((0, math.inf), (0, 1))}, "x", "domain: ((0, inf), (0, 1)) is out of range; allowed: "),
    ({"domain": ((math.nan, 1), (0, 1))}, "x", "domain: ((nan, 1), (0, 1)) is out of range; allowed: "),
    (
        {"domain": ((1, 2), (0, 1))},
        "sqrt(-x)",
        "f has no finite value on 100% of x 1 to 2, y 0 to 1; allowed: up to 60%",
    ),
]


@each("where, text, message", WRONG_PLACES)
def test_a_wrong_domain_or_start_is_refused(where, text, message):
    with pytest.raises(ExpressionError, match=f"^{re.escape(message)}") as caught:
        own_surface(text, **where)
    assert caught.value.position is None


# Cost


def test_answers_and_errors_are_remembered():
    assert own_surface("x^2 + 3y^2") is own_surface("x^2 + 3y^2", [[-2, 2], [-2.0, 2]])
    errors = []
    for _ in range(2):
        with pytest.raises(ExpressionError) as caught:
            own_surface("x +* y")
        errors.append(caught.value)
    assert errors[0] is not errors[1]
    assert str(errors[0]) == str(errors[1])


def test_sympy_is_imported_with_the_first_expression():
    code = (
        "import sys, surfaces, races; assert 'sympy' not in sys.modules; "
        "surfaces.own_surface('x'); assert 'sympy' in sys.modules"
    )
    subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=patience.seconds(),
    )
