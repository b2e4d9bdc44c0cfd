"""The block form of an optimizer: a pure function of all coordinates at once, for what needs a norm, a product of two.

It is written as an element-wise rule is (elementwise.py), but it is given arrays whose first axis is the coordinate:
of shape (2,), (2, lanes) or (n,), and as a program both coordinates. So `total(a)` is the sum over the coordinates, and
`mean(a)` the mean::

    @block(label="Normalized", ...)
    def normalized(x, g, *, learning_rate=...):
        return (x - learning_rate * quotient(g, sqrt(total(g * g))),)

What it returns is an array or, like `total(a)`, one number for all coordinates. Its `probe(x, g, *states)` sees the
gradient at x, too. A rule treats all coordinates alike: it cannot take one of them out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from tracing import Compiled, Program

from .elementwise import Elementwise, Function, _bound, elementwise
from .program import compiled_of_pair, program_of_pair


@dataclass(frozen=True)
class Block(Elementwise):
    """A method whose rule sees all coordinates. What it promises it promises of units that all coordinates share:
    `rescales`, with a `measure` of "rate", means a loss c times as steep.

    `pair`: its rule is a formula of two coordinates (it uses `other`), which no network has.
    """

    pair: bool = False

    def _probing(self, settings: dict[str, Any]) -> Function | None:
        return _bound(self.probe, settings)

    def states_at(self, x: Any, settings: Mapping[str, Any]) -> tuple[Any, ...]:
        """The states as arrays of the shape of x, so that each can be summed over the coordinates."""
        return tuple(np.full_like(x, start) for start in self.initial_states(settings))

    @cached_property
    def program(self) -> Program:
        """What the rule does to both coordinates, traced; see :func:`program_of_pair`."""
        return program_of_pair(self)

    @cached_property
    def compiled(self) -> Compiled:
        """The program in Python, see :func:`compiled_of_pair`."""
        return compiled_of_pair(self)


def block(*, pair: bool = False, **declared: Any) -> Callable[[Function], Block]:
    """Declare a rule as a :class:`Block` method; the other arguments are those of :func:`elementwise`."""

    def declare(rule: Function) -> Block:
        method = elementwise(**declared)(rule)
        return Block(**{field.name: getattr(method, field.name) for field in fields(method)}, pair=pair)

    return declare


def total(a: Any) -> Any:
    """The sum over the coordinates."""
    return np.sum(a, axis=0)


def mean(a: Any) -> Any:
    """The mean over the coordinates."""
    return np.mean(a, axis=0)


def other(a: Any) -> Any:
    """Of two coordinates each the other's."""
    return a[::-1]
