"""From a typed expression to the formulas of a surface: one code for each, which runs on floats and on arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np
from sympy import Expr, Pow, lambdify, numbered_symbols
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.pycode import PythonCodePrinter
from sympy.simplify.cse_main import tree_cse

from tracing import Symbol

from ..surface import Formula
from .errors import ExpressionError
from .functions import ON_ARRAYS, ON_FLOATS, Elementary, as_float
from .parsing import parse
from .symbolic import X, Y, derivatives, symbolic
from .typeset import typeset


@dataclass(frozen=True)
class Formulas:
    """A typed expression as LaTeX and as the three formulas of a Surface; `size` is the length of their code."""

    latex: str
    value: Formula
    gradient: Formula
    hessian: Formula
    size: int


def formulas(text: str) -> Formulas:
    """The formulas of a typed expression. Raises ExpressionError."""
    tree = parse(text)
    expression = symbolic(tree, text)
    codes = [_lambdified(parts) for parts in (expression, *derivatives(expression))]
    value, gradient, hessian = map(_formula, codes)
    return Formulas(typeset(tree), value, gradient, hessian, sum(len(code.__code__.co_code) for code in codes))


def _lambdified(parts: Expr | Sequence[Expr]) -> FunctionType:
    """A function (x, y) on floats; what its parts have in common is computed once."""
    return lambdify(
        (X, Y), parts, [dict(ON_FLOATS)], _Printer({"order": "none"}), use_imps=False, cse=_shared, docstring_limit=0
    )


def _shared(parts: Any) -> Any:
    """What the parts have in common, under names, and the parts in these names."""
    named, reduced = tree_cse(list(parts) if isinstance(parts, tuple) else [parts], numbered_symbols(), order="none")
    return named, tuple(reduced) if isinstance(parts, tuple) else reduced[0]


class _Printer(PythonCodePrinter):
    """Prints numbers as floats and functions by their names, whatever is bound to them."""

    def _print(self, expr: Any, **settings: Any) -> str:
        if isinstance(expr, Elementary):
            return f"{type(expr).__name__}({', '.join(map(self._print, expr.args))})"
        if isinstance(expr, Expr) and expr.is_number:
            return self._number(expr)
        return super()._print(expr, **settings)

    def _number(self, expr: Expr) -> str:
        if not (expr.is_Number and math.isfinite(value := as_float(expr))):
            raise ExpressionError("the expression or its derivatives contain a constant that is too large")
        return repr(value)

    def _print_Pow(self, expr: Pow, rational: bool = False) -> str:
        """A whole power; small ones of a name as products, which are twice as fast."""
        base, exponent = self.parenthesize(expr.base, PRECEDENCE["Pow"]), int(expr.exp)
        if expr.base.is_Symbol and 2 <= exponent <= 3:
            return f"({'*'.join([base] * exponent)})"
        return f"{base}**{exponent}" if exponent > 0 else f"(1.0/{base}**{-exponent})"


def _formula(on_floats: FunctionType) -> Formula:
    """A formula for floats, for arrays and for symbols: the same code, with the functions of NumPy in place of those
    of math.

    On arrays it gives arrays of their shape, with inf or nan, and no warning, where on floats it raises.
    """
    on_arrays = FunctionType(on_floats.__code__, {**on_floats.__globals__, **ON_ARRAYS})

    def formula(x: Any, y: Any) -> Any:
        if type(x) is float and type(y) is float:
            return on_floats(x, y)
        if isinstance(x, Symbol):
            return on_arrays(x, y)
        shape = np.broadcast_shapes(np.shape(x), np.shape(y))
        with np.errstate(all="ignore"):
            answer = on_arrays(np.asarray(x) + 0.0, np.asarray(y) + 0.0)
        return tuple(_filled(part, shape) for part in answer) if isinstance(answer, tuple) else _filled(answer, shape)

    return formula


def _filled(part: Any, shape: tuple[int, ...]) -> Any:
    return part if np.shape(part) == shape else np.broadcast_to(part, shape)
