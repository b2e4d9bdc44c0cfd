"""Symbols: numbers that are not known yet. Whatever is done to one is recorded in its graph."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .errors import Untraceable
from .operations import LOGICAL, OF_UFUNC, OPERATIONS, is_whole

LARGEST_POWER = 1024  # that is written as products
DECIDING = {"where": 1, "or": 2, "and": 2}  # how many of their arguments are taken for true or false


class Graph:
    """All that was done to some inputs. The same operation on the same symbols is one symbol; what is known is
    computed at once, as IEEE has it; nothing is rewritten that would round in another way."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Symbol] = {}

    def input(self, name: str, whole: bool = False) -> Symbol:
        """The input of this name; `whole` says that it is a whole number."""
        return self._kept(("input", name), "input", (), name, whole)

    def constant(self, value: Any) -> Symbol:
        """A number as a symbol. A symbol of this graph is itself."""
        if isinstance(value, Symbol):
            if value.graph is not self:
                raise Untraceable("mixes symbols of two traces")
            return value
        if not isinstance(value, float | int) and np.ndim(value):
            raise Untraceable(f"uses an array of shape {np.shape(value)} with a value")
        number = float(value)
        return self._kept(("constant", number.hex()), "constant", (), number, is_whole(number))

    def node(self, operation: str, *given: Any) -> Symbol:
        """The symbol of an operation on symbols and numbers."""
        arguments = tuple(map(self.constant, given))
        if operation in DECIDING:  # a language may take nan for false
            count = DECIDING[operation]
            arguments = (*map(self._decided, arguments[:count]), *arguments[count:])
        if all(argument.is_constant for argument in arguments):
            return self.constant(OPERATIONS[operation].exact(*(argument.value for argument in arguments)))
        simpler = _simpler(self, operation, arguments)
        if simpler is not None:
            return simpler
        does = OPERATIONS[operation]
        order = sorted(arguments, key=_number) if does.commutes else arguments
        kept = does.whole == "kept" and all(argument.whole for argument in arguments)
        whole = does.whole == "always" or kept or (operation == "where" and all(a.whole for a in arguments[1:]))
        return self._kept((operation, *map(_number, order)), operation, arguments, None, whole)

    def _decided(self, argument: Symbol) -> Symbol:
        known = argument.is_constant or argument.is_logical
        return argument if known else self.node("not_equal", argument, 0.0)

    def power(self, base: Any, exponent: Any) -> Symbol:
        """base ** exponent: products for a constant whole exponent, which round alike everywhere; repeated squaring for
        one that is whole, but not known yet; a root for 0.5."""
        b, n = self.constant(base), self.constant(exponent)
        if n.is_constant and n.whole and abs(n.value) <= LARGEST_POWER:
            products = self._products(b, int(abs(n.value)))
            return products if n.value >= 0 else self.node("divide", 1.0, products)
        if n.is_constant and n.value == 0.5:
            return self.node("sqrt", self.node("add", b, 0.0))  # of -0.0, too, it is 0.0
        return self.node("power" if n.whole else "pow", b, n)

    def _products(self, base: Symbol, exponent: int) -> Symbol:
        if exponent < 2:
            return base if exponent else self.constant(1.0)
        half = self._products(base, exponent >> 1)
        square = self.node("multiply", half, half)
        return self.node("multiply", square, base) if exponent & 1 else square

    def _kept(
        self, key: tuple[Any, ...], operation: str, arguments: tuple[Symbol, ...], value: Any, whole: bool
    ) -> Any:
        if key not in self._known:
            self._known[key] = Symbol(self, len(self._known), operation, arguments, value, whole)
        return self._known[key]


def _number(symbol: Symbol) -> int:
    return symbol.number


def _simpler(graph: Graph, operation: str, arguments: tuple[Symbol, ...]) -> Symbol | None:
    """The same number, to the bit, with less to do; None if there is nothing to save."""
    a, b = arguments[0], arguments[-1]
    if operation == "where" and a.is_constant:
        return arguments[1] if a.value else b
    if operation == "negative" and a.operation == "negative":
        return a.arguments[0]
    if operation in ("multiply", "divide") and b.is_one:
        return a
    if operation == "multiply" and a.is_one:
        return b
    if operation in ("add", "subtract"):
        other = "subtract" if operation == "add" else "add"
        if b.operation == "negative":
            return graph.node(other, a, b.arguments[0])
        if b.is_constant and math.copysign(1.0, b.value) < 0 and not math.isnan(b.value):
            return graph.node(other, a, -b.value)
        if operation == "subtract" and b.is_constant and b.value == 0:
            return a
        if operation == "add" and a.operation == "negative":
            return graph.node("subtract", b, a.arguments[0])
    return None


def _binary(operation: str, swapped: bool = False) -> Callable[[Symbol, Any], Symbol]:
    def method(self: Symbol, other: Any) -> Symbol:
        if not isinstance(other, Symbol | int | float | np.ndarray | np.generic):
            return NotImplemented
        return self.graph.node(operation, other, self) if swapped else self.graph.node(operation, self, other)

    return method


class Symbol:
    """A number that is not known yet. Arithmetic, comparisons and NumPy's functions of numbers make further symbols;
    what needs its value raises Untraceable."""

    __slots__ = ("arguments", "graph", "number", "operation", "value", "whole")

    def __init__(
        self, graph: Graph, number: int, operation: str, arguments: tuple[Symbol, ...], value: Any, whole: bool
    ) -> None:
        self.graph, self.number, self.operation = graph, number, operation
        self.arguments, self.value, self.whole = arguments, value, whole

    @property
    def is_constant(self) -> bool:
        """Whether its value is known after all."""
        return self.operation == "constant"

    @property
    def is_one(self) -> bool:
        """Whether it is the constant 1."""
        return self.is_constant and self.value == 1

    @property
    def is_logical(self) -> bool:
        """Whether it is true or false, not yet 1 or 0."""
        return OPERATIONS[self.operation].binding in LOGICAL if self.operation in OPERATIONS else False

    __add__, __radd__ = _binary("add"), _binary("add", True)
    __sub__, __rsub__ = _binary("subtract"), _binary("subtract", True)
    __mul__, __rmul__ = _binary("multiply"), _binary("multiply", True)
    __truediv__, __rtruediv__ = _binary("divide"), _binary("divide", True)
    __lt__, __le__ = _binary("less"), _binary("less_equal")
    __gt__, __ge__ = _binary("greater"), _binary("greater_equal")
    __eq__, __ne__ = _binary("equal"), _binary("not_equal")  # type: ignore[assignment]
    __or__, __ror__ = _binary("or"), _binary("or", True)
    __and__, __rand__ = _binary("and"), _binary("and", True)
    __hash__ = object.__hash__  # so that a helper may remember what it made of a symbol

    def __pow__(self, exponent: Any) -> Symbol:
        return self.graph.power(self, exponent)

    def __rpow__(self, base: Any) -> Symbol:
        return self.graph.power(base, self)

    def __neg__(self) -> Symbol:
        return self.graph.node("negative", self)

    def __pos__(self) -> Symbol:
        return self

    def __abs__(self) -> Symbol:
        return self.graph.node("abs", self)

    def __invert__(self) -> Symbol:
        return self.graph.node("equal", self, 0.0)

    def __bool__(self) -> bool:
        raise Untraceable("branches on a value; a rule uses where(condition, yes, no), maximum and minimum")

    def __float__(self) -> float:
        raise Untraceable("wants a value as a float, as functions of math do; use those that take arrays, too")

    def __int__(self) -> int:
        raise Untraceable("wants a value as a whole number")

    __index__ = __int__
    __complex__ = __float__

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        raise Untraceable("makes an array of a value")

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, out: Any = None, where: Any = True) -> Symbol:
        if not all(isinstance(each, Symbol | int | float | np.ndarray | np.generic) for each in given):
            return NotImplemented  # a column knows what to do
        if method != "__call__":
            raise Untraceable(f"calls np.{ufunc.__name__}.{method} on a value")
        if ufunc in (np.power, np.float_power):
            found = self.graph.power(*given)
        elif ufunc is np.square:
            found = self.graph.power(given[0], 2.0)
        elif ufunc is np.isnan:
            found = self.graph.node("not_equal", given[0], given[0])
        elif ufunc is np.logical_not:
            found = self.graph.node("equal", given[0], 0.0)
        elif ufunc in OF_UFUNC:
            found = self.graph.node(OF_UFUNC[ufunc], *given)
        else:
            raise Untraceable(f"calls np.{ufunc.__name__} on a value")
        return found if where is True else self.graph.node("where", where, found, *(out or (math.nan,)))

    def __array_function__(self, function: Callable[..., Any], types: Any, given: Any, keywords: Any) -> Any:
        if not all(issubclass(each, Symbol | np.ndarray) for each in types):
            return NotImplemented
        if function is np.where and len(given) == 3 and not keywords:
            return self.graph.node("where", *given)
        if function is np.shape:
            return ()
        if function is np.ndim:
            return 0
        raise Untraceable(f"calls np.{function.__name__} on a value")
