"""The operations of a program: what each does to floats, and how it is written."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .exact import FUNCTIONS, divide

# How tightly an operator binds, the same order in both languages. What is compared stands in brackets wherever it is
# part of another comparison: Python would read a chain.
CONDITION, OR, AND, COMPARISON, SUM, PRODUCT, SIGN, ATOM = range(8)
LOGICAL = (OR, AND, COMPARISON)  # true or false


@dataclass(frozen=True)
class Operation:
    """`exact` does it to floats, with IEEE semantics. `binding` is how tightly its operator binds, ATOM where it is
    written as a function of its own name. `ufuncs` are the functions of NumPy that do it. `commutes`: b with a is a
    with b, to the bit. `whole`: of whole numbers it makes a whole number, or it always does ("always")."""

    exact: Callable[..., Any]
    binding: int = ATOM
    ufuncs: tuple[np.ufunc, ...] = ()
    commutes: bool = False
    whole: str = ""


def _compared(compare: Callable[[float, float], bool], ufunc: np.ufunc, commutes: bool = False) -> Operation:
    return Operation(lambda a, b: float(compare(a, b)), COMPARISON, (ufunc,), commutes, "always")


_UFUNCS: Mapping[str, tuple[np.ufunc, ...]] = {
    "abs": (np.absolute, np.fabs),
    "sqrt": (np.sqrt,),
    "exp": (np.exp,),
    "log": (np.log,),
    "log2": (np.log2,),
    "log10": (np.log10,),
    "log1p": (np.log1p,),
    "expm1": (np.expm1,),
    "sin": (np.sin,),
    "cos": (np.cos,),
    "tan": (np.tan,),
    "asin": (np.arcsin,),
    "acos": (np.arccos,),
    "atan": (np.arctan,),
    "sinh": (np.sinh,),
    "cosh": (np.cosh,),
    "tanh": (np.tanh,),
    "sign": (np.sign,),
    "maximum": (np.maximum,),
    "minimum": (np.minimum,),
}

OPERATIONS: Mapping[str, Operation] = {
    "add": Operation(operator.add, SUM, (np.add,), True, "kept"),
    "subtract": Operation(operator.sub, SUM, (np.subtract,), False, "kept"),
    "multiply": Operation(operator.mul, PRODUCT, (np.multiply,), True, "kept"),
    "divide": Operation(divide, PRODUCT, (np.true_divide,)),
    "negative": Operation(operator.neg, SIGN, (np.negative,), False, "kept"),
    "less": _compared(operator.lt, np.less),
    "less_equal": _compared(operator.le, np.less_equal),
    "greater": _compared(operator.gt, np.greater),
    "greater_equal": _compared(operator.ge, np.greater_equal),
    "equal": _compared(operator.eq, np.equal, True),
    "not_equal": _compared(operator.ne, np.not_equal, True),
    "or": Operation(lambda a, b: float(bool(a or b)), OR, (np.logical_or, np.bitwise_or), False, "always"),
    "and": Operation(lambda a, b: float(bool(a and b)), AND, (np.logical_and, np.bitwise_and), False, "always"),
    "where": Operation(lambda condition, yes, no: yes if condition else no, CONDITION),
    **{name: Operation(exact, ATOM, _UFUNCS.get(name, ())) for name, (_, exact) in FUNCTIONS.items()},
}

#: The operation that a function of NumPy does. Those that do several, and powers, are in symbols.py.
OF_UFUNC: Mapping[np.ufunc, str] = {ufunc: name for name, each in OPERATIONS.items() for ufunc in each.ufuncs}


def is_whole(value: float) -> bool:
    """Whether a constant is a whole number."""
    return math.isfinite(value) and value == int(value)
