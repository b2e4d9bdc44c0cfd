"""Your own function: a Surface from an expression in x and y that somebody typed.

The text comes from links and HTTP bodies, so nothing in here trusts it: `parsing.py` reads it with a parser of its
own, `symbolic.py` differentiates it within a budget, `formulas.py` compiles the result, and `study.py` and `minima.py`
look at the values to find a start, a learning rate and the minima. No expression takes more than a second. Importing
SymPy takes half a second, and waits for the first expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caches import MB, kept
from hyperparameters import shown

from ..surface import Loss, Point, Surface
from .errors import ExpressionError
from .parsing import MAX_LENGTH, parse

if TYPE_CHECKING:
    from .formulas import Formulas

__all__ = ["DOMAIN", "ExpressionError", "own_formulas", "own_surface"]

Domain = tuple[Point, Point]
DOMAIN: Domain = ((-2.0, 2.0), (-2.0, 2.0))
LONGEST_LABEL = 28
MAX_COORDINATE, MIN_WIDTH = 1e6, 1e-3  # of a domain


def own_surface(
    expression: str, domain: Sequence[Sequence[float]] = DOMAIN, start: Sequence[float] | None = None
) -> Surface:
    """The Surface of a typed expression, such as `(1-x)^2 + 100(y-x^2)^2`.

    `domain` is ((x_min, x_max), (y_min, y_max)). Without a start, one is chosen. Raises ExpressionError, which says
    what is wrong and where. The last answers are remembered, errors too.
    """
    if not isinstance(expression, str) or len(expression) > MAX_LENGTH:
        parse(expression)  # says so
    bounds = _domain(domain)
    answer = _made(expression, bounds, None if start is None else _start(start, bounds))
    if isinstance(answer, ExpressionError):
        raise ExpressionError(answer.problem, answer.remedy, expression, answer.position)
    return answer


def own_formulas(expression: str) -> Loss:
    """The formulas of a typed expression, wherever they are defined. Raises ExpressionError."""
    if not isinstance(expression, str) or len(expression) > MAX_LENGTH:
        parse(expression)  # says so
    found = _compiled(expression)
    if isinstance(found, ExpressionError):
        raise ExpressionError(found.problem, found.remedy, expression, found.position)
    return Loss(found.value, found.gradient, found.hessian)


def _label(expression: str) -> str:
    """The function itself; of a long one as much as a title has room for."""
    text = "f = " + " ".join(expression.replace("-", "−").split())
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 2].rstrip() + " …"


@kept(2 * MB)
def _made(expression: str, domain: Domain, start: Point | None) -> Surface | ExpressionError:
    from .study import studied

    compiled = _compiled(expression)
    try:
        if isinstance(compiled, ExpressionError):
            return compiled
        return replace(studied(compiled, domain, start), label=_label(expression))
    except ExpressionError as error:
        return error


@kept(3 * MB)
def _compiled(expression: str) -> Formulas | ExpressionError:
    from .formulas import formulas

    try:
        return formulas(expression)
    except ExpressionError as error:
        return error


def _pair(given: Any) -> tuple[Any, Any]:
    """The two elements of `given`. Raises TypeError or ValueError."""
    if not isinstance(given, Sequence) or isinstance(given, str | bytes):
        raise TypeError
    first, second = given
    return first, second


def _domain(given: Any) -> Domain:
    allowed = f"allowed: ((x_min, x_max), (y_min, y_max)) within ±{MAX_COORDINATE:g}, at least {MIN_WIDTH:g} wide"
    try:
        sides = [(float(low) + 0.0, float(high) + 0.0) for low, high in map(_pair, _pair(given))]
    except (TypeError, ValueError, OverflowError):
        raise ExpressionError(f"domain: {shown(given)} is not two pairs of numbers", allowed) from None
    if not all(-MAX_COORDINATE <= low <= high - MIN_WIDTH <= MAX_COORDINATE - MIN_WIDTH for low, high in sides):
        raise ExpressionError(f"domain: {shown(given)} is out of range", allowed)
    return sides[0], sides[1]


def _start(given: Any, domain: Domain) -> Point:
    (x_min, x_max), (y_min, y_max) = domain
    allowed = f"allowed: x {x_min:g} to {x_max:g}, y {y_min:g} to {y_max:g}"
    try:
        x, y = (float(coordinate) + 0.0 for coordinate in _pair(given))
    except (TypeError, ValueError, OverflowError):
        raise ExpressionError(f"start: {shown(given)} is not a pair of numbers", allowed) from None
    if not (x_min <= x <= x_max and y_min <= y <= y_max):
        raise ExpressionError(f"start: ({x:g}, {y:g}) is outside the domain", allowed)
    return x, y
