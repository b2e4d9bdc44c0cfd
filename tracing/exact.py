"""IEEE arithmetic on single floats: what arrays do, and JavaScript, where Python's own floats raise."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from caches import counted

RAISED = (ZeroDivisionError, OverflowError, ValueError)  # by plain floats


def divide(a: float, b: float) -> float:
    """a / b; infinite or undefined where b is 0."""
    if b:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def sign(x: float) -> float:
    """-1.0, 0.0 or 1.0; nan of nan."""
    return float(x > 0) - float(x < 0) if x == x else math.nan


def maximum(a: float, b: float) -> float:
    """The larger one; nan if either is nan."""
    return a if a >= b or a != a else b


def minimum(a: float, b: float) -> float:
    """The smaller one; nan if either is nan."""
    return a if a <= b or a != a else b


def power(base: float, exponent: float) -> float:
    """base to a whole exponent by repeated squaring, so that every language rounds alike. Remembered by base and
    exponent: a race asks for β¹, β², ..., each the square of one before, or nearly."""
    if not base or exponent < 0:  # the powers of 0.0 and of -0.0 are not the same, though the two are equal
        return _squared(base, int(exponent)) if exponent >= 0 else divide(1.0, power(base, -exponent))
    return _remembered(base, exponent)


@counted(1 << 14, 250)
def _remembered(base: float, exponent: float) -> float:
    return _squared(base, int(exponent))


def _squared(base: float, exponent: int) -> float:
    if exponent < 2:
        return base if exponent else 1.0
    half = power(base, exponent >> 1)
    return half * half * base if exponent & 1 else half * half


def _or_nan(function: Callable[[float], float]) -> Callable[[float], float]:
    """Of `math`, outside of whose domain nothing is defined."""

    def exact(x: float) -> float:
        try:
            return function(x)
        except ValueError:
            return math.nan

    return exact


def _or_infinite(function: Callable[[float], float], odd: bool = False) -> Callable[[float], float]:
    """Of `math`, beyond whose range lies infinity; below 0 minus infinity for an odd one."""

    def exact(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return -math.inf if odd and x < 0 else math.inf

    return exact


def _logarithm(function: Callable[[float], float], pole: float = 0.0) -> Callable[[float], float]:
    inside = _or_nan(function)
    return lambda x: -math.inf if x == pole else inside(x)


def pow(base: float, exponent: float) -> float:
    """base to any exponent."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:  # a root of a negative number, or a negative power of 0
        if base:
            return math.nan
        return math.copysign(math.inf, base) if exponent % 2 == 1 else math.inf


#: The functions that programs may call, by name: on floats that may raise, and in the IEEE way. Both languages have
#: them under these names.
FUNCTIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "abs": (abs, abs),
    "sqrt": (math.sqrt, _or_nan(math.sqrt)),
    "exp": (math.exp, _or_infinite(math.exp)),
    "log": (math.log, _logarithm(math.log)),
    "log2": (math.log2, _logarithm(math.log2)),
    "log10": (math.log10, _logarithm(math.log10)),
    "log1p": (math.log1p, _logarithm(math.log1p, -1.0)),
    "expm1": (math.expm1, _or_infinite(math.expm1)),
    "sin": (math.sin, _or_nan(math.sin)),
    "cos": (math.cos, _or_nan(math.cos)),
    "tan": (math.tan, _or_nan(math.tan)),
    "asin": (math.asin, _or_nan(math.asin)),
    "acos": (math.acos, _or_nan(math.acos)),
    "atan": (math.atan, math.atan),
    "sinh": (math.sinh, _or_infinite(math.sinh, odd=True)),
    "cosh": (math.cosh, _or_infinite(math.cosh)),
    "tanh": (math.tanh, math.tanh),
    "pow": (math.pow, pow),
    "power": (power, power),
    "sign": (sign, sign),
    "maximum": (maximum, maximum),
    "minimum": (minimum, minimum),
}
