"""The element-wise form of an optimizer: a pure function of one coordinate.

A rule's positional arguments are what the runner supplies, by name: `x` position, `g` gradient, `t` step from 1 and,
if it asks for it, `h` curvature (diagonal of the Hessian). The other positional arguments are its state, each with
its initial value (a number, or the name of a hyperparameter). Keyword-only arguments are the hyperparameters. It
returns the new position and the new state::

    @elementwise(label="Momentum", ...)
    def momentum(x, g, v=0.0, *, learning_rate=..., momentum=...):
        v = momentum * v - learning_rate * g
        return x + v, v

The same rule runs on floats (one racer), on arrays of shape (2, lanes) and on flat weight vectors, so it is written
with operators and the helpers below, never mutates, and never branches on values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter, getdoc, getmodule, signature
from typing import Any

import numpy as np

from hyperparameters import Hyperparameter, bind, hyperparameters_of

FORMS = (("x", "g"), ("x", "g", "t"), ("x", "g", "h"), ("x", "g", "t", "h"))


@dataclass(frozen=True)
class Optimizer:
    """A declared method: its rule, and all that its signature and decorator say about it.

    `supplied` and `states` give the order of the rule's positional arguments; `states` maps each state to its initial
    value. `look_ahead(x, *states)`, where there is one, is the point at which the method wants its gradient.
    """

    name: str
    label: str
    source: str
    formula: str
    watch: str
    rule: Callable[..., tuple[Any, ...]]
    supplied: tuple[str, ...]
    states: Mapping[str, float | str]
    hyperparameters: Mapping[str, Hyperparameter]
    look_ahead: Callable[..., Any] | None = None

    @property
    def description(self) -> str:
        """The docstring of the rule, or of its file: one method a file."""
        return getdoc(self.rule) or getdoc(getmodule(self.rule)) or ""

    def bound(self, settings: dict[str, Any]) -> tuple[Callable[..., Any], Callable[..., Any] | None]:
        """The rule and the look-ahead with their hyperparameters fixed at `settings`; the rule sees later
        changes of settings["learning_rate"]."""
        if self.look_ahead is None:
            return bind(self.rule, settings), None
        used = self.look_ahead.__kwdefaults__ or {}
        return bind(self.rule, settings), bind(self.look_ahead, {name: settings[name] for name in used})

    @property
    def needs_curvature(self) -> bool:
        """Whether the rule asks for the diagonal of the Hessian."""
        return "h" in self.supplied

    def initial_states(self, hyperparameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """The states before the first step; one that starts at a hyperparameter takes it from the argument."""
        return tuple(hyperparameters[start] if isinstance(start, str) else start for start in self.states.values())


def elementwise(
    *, label: str, source: str, formula: str, watch: str, look_ahead: Callable[..., Any] | None = None
) -> Callable[[Callable[..., tuple[Any, ...]]], Optimizer]:
    """Declare a rule as an :class:`Optimizer`.

    `source` names paper and equation; `formula` is LaTeX; `watch` says in two sentences what to look for. `look_ahead`
    is a function of x, the state and the hyperparameters that it needs, returning the point where the gradient is
    wanted.

    Raises TypeError if the signature is not of the form that this module describes.
    """

    def declare(rule: Callable[..., tuple[Any, ...]]) -> Optimizer:
        positional = [p for p in signature(rule).parameters.values() if p.kind is Parameter.POSITIONAL_OR_KEYWORD]
        supplied = tuple(p.name for p in positional if p.default is Parameter.empty)
        states = {p.name: p.default for p in positional if p.default is not Parameter.empty}
        hyperparameters = hyperparameters_of(rule)
        if supplied not in FORMS:
            raise TypeError(f"{rule.__name__}{supplied}: a rule begins with one of {', '.join(map(str, FORMS))}")
        unknown = [start for start in states.values() if isinstance(start, str) and start not in hyperparameters]
        if unknown:
            raise TypeError(f"{rule.__name__}: a state begins at {', '.join(unknown)}, which is no hyperparameter")
        return Optimizer(
            name=rule.__name__,
            label=label,
            source=source,
            formula=formula,
            watch=watch,
            rule=rule,
            supplied=supplied,
            states=states,
            hyperparameters=hyperparameters,
            look_ahead=look_ahead,
        )

    return declare


def sqrt(x: Any) -> Any:
    """Square root; nan below zero, as NumPy has it."""
    if type(x) is float:
        return math.sqrt(x) if x >= 0 else math.nan
    return np.sqrt(x)


def sign(x: Any) -> Any:
    """-1.0, 0.0 or 1.0."""
    return float((x > 0) - (x < 0)) if type(x) is float else np.sign(x)


def where(condition: Any, yes: Any, no: Any) -> Any:
    """`yes` where the condition holds, else `no`. Both are computed."""
    if type(condition) is bool or type(condition) is float:
        return yes if condition else no
    return np.where(condition, yes, no)


def maximum(a: Any, b: Any) -> Any:
    """The larger one; nan if either is nan."""
    if type(a) is float and type(b) is float:
        return a if a >= b or a != a else b
    return np.maximum(a, b)


def minimum(a: Any, b: Any) -> Any:
    """The smaller one; nan if either is nan."""
    if type(a) is float and type(b) is float:
        return a if a <= b or a != a else b
    return np.minimum(a, b)


def quotient(a: Any, b: Any) -> Any:
    """a / b with 0/0 := 0: a coordinate whose gradients have all been zero does not move."""
    if type(a) is float and type(b) is float:
        return a / b if b else (0.0 if a == 0 else math.copysign(math.inf, a))
    return np.divide(a, b, out=np.zeros(np.broadcast_shapes(np.shape(a), np.shape(b))), where=(b != 0) | (a != 0))
