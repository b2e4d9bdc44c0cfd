"""Columns: symbols below each other, as an array whose first axis is the coordinate. What is done to a column is done
to each of its symbols; `np.sum(column, axis=0)` adds them, `np.mean(column, axis=0)` is their mean, and `column[::-1]`
turns them round."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import numpy as np

from .errors import Untraceable


def _each(function: Callable[..., Any], *given: Any) -> Column:
    """What a function makes of each row; what is no column is the same in all."""
    count = next(len(each.entries) for each in given if isinstance(each, Column))
    rows = [each.entries if isinstance(each, Column) else (each,) * count for each in given]
    return Column(function(*row) for row in zip(*rows, strict=True))


def _binary(function: Callable[[Any, Any], Any]) -> tuple[Callable[..., Column], Callable[..., Column]]:
    return (lambda self, other: _each(function, self, other)), (lambda self, other: _each(function, other, self))


class Column:
    """Symbols, or numbers, below each other."""

    __slots__ = ("entries",)

    def __init__(self, entries: Iterable[Any]) -> None:
        self.entries = tuple(entries)

    __add__, __radd__ = _binary(operator.add)
    __sub__, __rsub__ = _binary(operator.sub)
    __mul__, __rmul__ = _binary(operator.mul)
    __truediv__, __rtruediv__ = _binary(operator.truediv)
    __pow__, __rpow__ = _binary(operator.pow)
    __or__, __ror__ = _binary(operator.or_)
    __and__, __rand__ = _binary(operator.and_)
    __lt__, __gt__ = _binary(operator.lt)[0], _binary(operator.gt)[0]
    __le__, __ge__ = _binary(operator.le)[0], _binary(operator.ge)[0]
    __eq__, __ne__ = _binary(operator.eq)[0], _binary(operator.ne)[0]  # type: ignore[assignment]
    __hash__ = object.__hash__

    def __neg__(self) -> Column:
        return _each(operator.neg, self)

    def __pos__(self) -> Column:
        return self

    def __abs__(self) -> Column:
        return _each(abs, self)

    def __invert__(self) -> Column:
        return _each(operator.invert, self)

    def __getitem__(self, place: Any) -> Any:
        if place == slice(None, None, -1):
            return Column(self.entries[::-1])
        raise Untraceable("takes a coordinate out of a column; a rule treats all alike")

    def __bool__(self) -> bool:
        raise Untraceable("branches on a value; a rule uses where(condition, yes, no), maximum and minimum")

    def __iter__(self) -> Any:
        raise Untraceable("takes a column apart; a rule treats all coordinates alike")

    def __float__(self) -> float:
        raise Untraceable("wants a value as a float, as functions of math do; use those that take arrays, too")

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        raise Untraceable("makes an array of a value")

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, out: Any = None, where: Any = True) -> Column:
        if method != "__call__":
            raise Untraceable(f"calls np.{ufunc.__name__}.{method} on a value")
        options = {} if out is None else {"out": out}
        return _each(lambda where, *row: ufunc(*row, **options, where=where), where, *given)

    def __array_function__(self, function: Callable[..., Any], _: Any, given: Any, keywords: Any) -> Any:
        if function is np.where and len(given) == 3 and not keywords:
            return _each(np.where, *given)
        if function in (np.sum, np.mean) and len(given) == 1 and keywords == {"axis": 0}:
            first, *others = given[0].entries
            total = sum(others, first)
            return total if function is np.sum else total / (1 + len(others))
        if function is np.shape:
            return ()
        if function is np.ndim:
            return 0
        raise Untraceable(f"calls np.{function.__name__} on a value")


def by_coordinate(rule: Callable[..., Any], count: int) -> Callable[..., tuple[Any, ...]]:
    """`rule`, which returns columns, and numbers that are the same for all coordinates, as one that returns for each of
    `count` coordinates its row."""

    @wraps(rule)
    def flat(*arguments: Any, **keywords: Any) -> tuple[Any, ...]:
        found = rule(*arguments, **keywords)
        several = found if isinstance(found, tuple | list) else (found,)
        rows = [each.entries if isinstance(each, Column) else (each,) * count for each in several]
        return tuple(row[place] for place in range(count) for row in rows)

    return flat
