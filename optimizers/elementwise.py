"""The element-wise form of an optimizer: a pure function of one coordinate.

A rule's positional arguments are what the runner supplies, by name: `x` position, `g` gradient and, of SUPPLIES, what
it asks for. The other positional arguments are its state, each with its initial value (a number, or the name of a
hyperparameter). Keyword-only arguments are the hyperparameters. It returns the new position and the new state::

    @elementwise(label="Momentum", ...)
    def momentum(x, g, v=0.0, *, learning_rate=..., momentum=...):
        v = momentum * v - learning_rate * g
        return x + v, v

The same rule runs on arrays of shape (2, lanes) and on flat weight vectors; called with symbols it becomes the program
that one racer runs (program.py). So it is written with operators and the helpers below, never mutates, and never
branches on values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import Parameter, signature
from typing import Any

import numpy as np

from hyperparameters import bind, hyperparameters_of
from tracing import Compiled, Program

from .drawn import Drawn
from .formula import Formula
from .optimizer import Optimizer
from .program import compiled, program_of

#: What a rule may ask for besides x and g, in this order: t step from 1, h curvature (diagonal of the Hessian), f loss
#: at x, p gradient at the probe point, on the same sample as g, w the whole gradient there, without noise, n a number
#: of mean 0 and variance 1 from the hyperparameter `seed`.
SUPPLIES = ("t", "h", "f", "p", "w", "n")
#: What a step is measured in, and the power of x's unit that the step then carries: a gradient, whose size counts, the
#: learning rate alone, or a gradient divided by a curvature.
MEASURES = {"gradient": 2, "rate": 1, "curvature": 0}
Function = Callable[..., Any]


@dataclass(frozen=True)
class Elementwise(Optimizer):
    """A method whose rule sees one coordinate.

    `supplied` gives the order of the rule's first arguments. `look_ahead(x, *states)`, where there is one, is the point
    at which the method wants its gradient; `probe(x, *states)` a second one, whose gradient is `p`, and `w`.

    `measure`, one of MEASURES, says in what a step is measured. With it `rescales` means: a loss c times as steep
    ("gradient": at 1/c of the learning rate; "curvature": at the same), or with each coordinate's gradient times a
    number of its own ("rate"), makes the same path, where what guards a division (ε, λ, a least curvature) is 0.
    """

    rescales: bool = True
    measure: str = "rate"
    supplied: tuple[str, ...] = ("x", "g")
    look_ahead: Function | None = None
    probe: Function | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.measure not in MEASURES:
            raise TypeError(f"{self.name}: measure {self.measure!r}; allowed: {', '.join(MEASURES)}")

    def bound(self, settings: dict[str, Any]) -> tuple[Function, Function | None, Function | None]:
        """The rule, the look-ahead and the probe with their hyperparameters fixed at `settings`; the rule sees later
        changes of settings["learning_rate"]. The probe is a function of x, g and the states, whether it looks at g or
        not."""
        return bind(self.rule, settings), _bound(self.look_ahead, settings), self._probing(settings)

    def _probing(self, settings: dict[str, Any]) -> Function | None:
        probe = _bound(self.probe, settings)
        return probe and (lambda x, g, *states: probe(x, *states))

    def states_at(self, x: Any, settings: Mapping[str, Any]) -> tuple[Any, ...]:
        """The states of a racer that begins at x: a number stands for all coordinates."""
        return self.initial_states(settings)

    @cached_property
    def program(self) -> Program:
        """What the rule does, traced. Raises TraceError, see :func:`program_of`."""
        return program_of(self)

    @cached_property
    def compiled(self) -> Compiled:
        """The program in Python, see :func:`compiled`."""
        return compiled(self)

    @property
    def cost(self) -> int:
        """Gradient evaluations a step; the diagonal of the Hessian counts as one more, and so does a whole gradient."""
        return 1 + sum(each in self.supplied for each in ("h", "p", "w"))


def _bound(point: Function | None, settings: Mapping[str, Any]) -> Function | None:
    return point and bind(point, {name: settings[name] for name in point.__kwdefaults__ or {}})


def elementwise(
    *,
    label: str,
    source: str,
    formula: Formula,
    watch: str,
    group: str = "the lecture",
    measure: str = "rate",
    rotates: bool = False,
    rescales: bool = True,
    hovers: bool = False,
    symbols: Mapping[str, str] | None = None,
    look_ahead: Function | None = None,
    probe: Function | None = None,
    draws: Drawn | None = None,
) -> Callable[[Function], Elementwise]:
    """Declare a rule as an :class:`Elementwise` method; see there and in :class:`Optimizer` what the arguments say.

    `look_ahead` and `probe` are functions of x, the state and the hyperparameters that they need.

    Raises TypeError if the signature is not of the form that this module describes.
    """

    def declare(rule: Function) -> Elementwise:
        positional = [p for p in signature(rule).parameters.values() if p.kind is Parameter.POSITIONAL_OR_KEYWORD]
        supplied = tuple(p.name for p in positional if p.default is Parameter.empty)
        if supplied != ("x", "g", *(name for name in SUPPLIES if name in supplied)):
            raise TypeError(
                f"{rule.__name__}{supplied}: a rule begins with x, g and then what it asks for of {SUPPLIES}"
            )
        if bool({"p", "w"} & set(supplied)) != bool(probe):
            raise TypeError(f"{rule.__name__}: a rule asks for p or w if, and only if, it has a probe")
        if "n" in supplied and "seed" not in hyperparameters_of(rule):
            raise TypeError(f"{rule.__name__}: a rule that asks for n has a hyperparameter seed")
        return Elementwise(
            name=rule.__name__,
            label=label,
            source=source,
            declared=formula,
            symbols=symbols or {},
            watch=watch,
            group=group,
            rule=rule,
            states={p.name: p.default for p in positional if p.default is not Parameter.empty},
            hyperparameters=hyperparameters_of(rule),
            rotates=rotates,
            rescales=rescales,
            hovers=hovers,
            measure=measure,
            supplied=supplied,
            look_ahead=look_ahead,
            probe=probe,
            draws=draws,
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
