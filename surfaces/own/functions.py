"""The functions of a typed expression: how each is computed on floats and on arrays, and its derivatives.

They are SymPy functions without SymPy's evaluation. SymPy's own look for a rewriting whenever they are built, which is
slow, and endless on hostile input; and they know complex numbers, where a loss is real. Here a function of numbers is
a number, computed by `math`, and anything else stays as it was typed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from sympy import Expr, Float, Function, Integer, Mul, Pow

from .errors import ExpressionError
from .parsing import MAX_NUMBER

MAX_EXPONENT = 100
Partials = Callable[..., tuple[Any, ...]]


class Elementary(Function):
    """A function of a typed expression; its name is that of its class, a row of the table below."""

    @classmethod
    def eval(cls, *arguments: Expr) -> Expr | None:
        """SymPy's hook: what the function of these arguments is, if not itself."""
        return computed(cls.__name__, *arguments) if all(a.is_Number for a in arguments) else None

    def fdiff(self, argindex: int = 1) -> Expr:
        """SymPy's hook: the derivative by one argument, counted from 1."""
        return _TABLE[type(self).__name__][2](*self.args)[argindex - 1]


def number(value: float) -> Expr:
    """A number as SymPy has it."""
    if not abs(value) <= MAX_NUMBER:
        raise ExpressionError(f"a constant of {value:g} is too large", f"allowed: up to {MAX_NUMBER:g}")
    return Integer(int(value)) if value == int(value) else Float(value)


def as_float(number: Expr) -> float:
    """A SymPy number as a float, infinite if there is none so large."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def computed(name: str, *arguments: Expr) -> Expr:
    """A function of numbers."""
    given = [as_float(argument) for argument in arguments]
    try:
        value = ON_FLOATS[name](*given)
    except (ArithmeticError, ValueError):
        texts = [f"{argument:.6g}" for argument in given]
        shown = "^".join(texts) if name == "power" else f"{name}({', '.join(texts)})"
        raise ExpressionError(f"{shown} has no finite real value") from None
    return number(value)


def power(base: Expr, exponent: Expr) -> Expr:
    """base^exponent: a product for a whole exponent, which any base may have, and for others a real power."""
    if base.is_Number and exponent.is_Number:
        return computed("power", base, exponent)
    if exponent.is_Number and abs(exponent) > MAX_EXPONENT:
        raise ExpressionError("an exponent is too large", f"allowed: up to {MAX_EXPONENT}")
    if exponent.is_Integer:
        for factor in Mul.make_args(base):  # SymPy works the power of each out at once
            if factor.is_Number:
                computed("power", factor, exponent)
            elif factor.is_Pow and abs(factor.exp * exponent) > MAX_EXPONENT:
                raise ExpressionError("exponents multiply to too large a one", f"allowed: up to {MAX_EXPONENT}")
        return Pow(base, exponent)
    if base.is_Number and base <= 0:
        raise ExpressionError(f"powers of {as_float(base):g} are not real numbers", "allowed: a positive base")
    return SYMBOLIC["sqrt"](base) if exponent == 0.5 else SYMBOLIC["power"](base, exponent)


def _sign(u: float) -> float:
    return float((u > 0) - (u < 0))


def _positive(u: float) -> float:
    if u > 0:
        return u
    raise ValueError("not positive")


def _below(u: float, v: float) -> float:
    return 1.0 if u <= v else 0.0


def _s(name: str, *arguments: Any) -> Any:
    return SYMBOLIC[name](*arguments)


def _flat(*arguments: Any) -> tuple[Any, ...]:
    return (Integer(0),) * len(arguments)


#: Each function on floats, where `math` raises outside of its domain, on arrays, where NumPy gives nan, and its
#: derivatives by its arguments. The last rows are not for typing; derivatives need them.
_TABLE: dict[str, tuple[Callable[..., float], Callable[..., Any], Partials]] = {
    "sin": (math.sin, np.sin, lambda u: (_s("cos", u),)),
    "cos": (math.cos, np.cos, lambda u: (-_s("sin", u),)),
    "tan": (math.tan, np.tan, lambda u: (1 + _s("tan", u) ** 2,)),
    "asin": (math.asin, np.arcsin, lambda u: (1 / _s("sqrt", 1 - u**2),)),
    "acos": (math.acos, np.arccos, lambda u: (-1 / _s("sqrt", 1 - u**2),)),
    "atan": (math.atan, np.arctan, lambda u: (1 / (1 + u**2),)),
    "sinh": (math.sinh, np.sinh, lambda u: (_s("cosh", u),)),
    "cosh": (math.cosh, np.cosh, lambda u: (_s("sinh", u),)),
    "tanh": (math.tanh, np.tanh, lambda u: (1 - _s("tanh", u) ** 2,)),
    "exp": (math.exp, np.exp, lambda u: (_s("exp", u),)),
    "log": (math.log, np.log, lambda u: (1 / _s("positive", u),)),
    "log10": (math.log10, np.log10, lambda u: (1 / (_s("positive", u) * math.log(10)),)),
    "log2": (math.log2, np.log2, lambda u: (1 / (_s("positive", u) * math.log(2)),)),
    "sqrt": (math.sqrt, np.sqrt, lambda u: (1 / (2 * _s("sqrt", u)),)),
    "abs": (math.fabs, np.abs, lambda u: (_s("sign", u),)),
    "min": (min, np.minimum, lambda u, v: (_s("below", u, v), 1 - _s("below", u, v))),
    "max": (max, np.maximum, lambda u, v: (1 - _s("below", u, v), _s("below", u, v))),
    "power": (math.pow, np.power, lambda u, v: (v * power(u, v - 1), power(u, v) * _s("log", u))),
    "positive": (_positive, lambda u: np.where(u > 0, u, np.nan), lambda u: (Integer(1),)),
    "sign": (_sign, np.sign, _flat),
    "below": (_below, lambda u, v: np.where(np.isnan(u + v), np.nan, np.where(u <= v, 1.0, 0.0)), _flat),
}
ON_FLOATS = {name: on_floats for name, (on_floats, _, _) in _TABLE.items()}
ON_ARRAYS = {name: on_arrays for name, (_, on_arrays, _) in _TABLE.items()}
SYMBOLIC: dict[str, Any] = {name: type(name, (Elementary,), {}) for name in _TABLE}
