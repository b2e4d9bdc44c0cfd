"""The vector form of an optimizer: a generator of iterates over an objective that is passed in.

The rule takes the objective and the start, x of shape (n,), then its hyperparameters, keyword-only. It yields the
point after each iteration and then its states, each a number or of shape (n,), in the order in which the decorator
names them. Nothing is mutated: what is yielded is the record. While it yields, its variables are those of the iteration
that was done; those that its formula names are looked up there. It ends when it can do no more::

    @vector(label="Newton", states={"step": 0.0}, ...)
    def newton(f, x, *, learning_rate=...):
        while True:
            step = -learning_rate * f.factor * solve(f.hessian(x), f.gradient(x))
            x = x + step
            yield x, step
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from hyperparameters import hyperparameters_of

from .drawn import Drawn
from .formula import Formula
from .optimizer import Optimizer

Rule = Callable[..., Iterator[tuple[Any, ...]]]


class Objective(Protocol):
    """What a vector method sees of a loss. Points and vectors have shape (n,).

    `factor` is the learning-rate factor of the present iteration, and `reach` the length beyond which a line search
    need not look. It is `fixed` where all iterations see the same loss: if not, what the last one found at x is of
    another sample, and the present one asks anew. `residual_count` is 0 for a loss that has no Gauss-Newton matrix: one
    that is neither a sum of squares nor a network's.
    """

    factor: float
    reach: float
    fixed: bool
    residual_count: int

    def value(self, x: np.ndarray) -> float:
        """The loss; inf where there is none."""

    def gradient(self, x: np.ndarray) -> np.ndarray:
        """Shape (n,)."""

    def hessian(self, x: np.ndarray) -> np.ndarray:
        """Shape (n, n)."""

    def hessian_vector(self, x: np.ndarray, p: np.ndarray) -> np.ndarray:
        """The Hessian at x times p, shape (n,)."""

    def gauss_newton_vector(self, x: np.ndarray, p: np.ndarray) -> np.ndarray:
        """2 JᵀJ p with the Jacobian J of the residuals at x, shape (n,); of a network, the generalized form."""


@dataclass(frozen=True)
class Finite:
    """Finite termination: with these settings (which need not be ones that a slider has) the minimum of a quadratic of
    n weights is reached after `steps(n)` iterations."""

    steps: Callable[[int], int]
    settings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Vector(Optimizer):
    """A method that sees all coordinates at once; `rule(f, x, **hyperparameters)` is a generator.

    Its promises at default settings: `descends`, the loss never rises; `iterations`, so many for each weight and it is
    at the minimum of a quadratic of condition number 30, to 1e-4; `finite`, see :class:`Finite`; `rescales`, a loss c
    times as steep makes the same path. `gauss_newton`: it asks for that matrix where the loss has one. `matrix`: it
    forms one with as many rows and columns as there are weights.
    """

    rotates: bool = True
    descends: bool = True
    iterations: int = 4
    finite: Finite | None = None
    gauss_newton: bool = False
    matrix: bool = False


def vector(
    *,
    label: str,
    source: str,
    formula: Formula,
    watch: str,
    states: Mapping[str, float | str],
    symbols: Mapping[str, str] | None = None,
    group: str = "second order",
    rotates: bool = True,
    rescales: bool = False,
    hovers: bool = False,
    descends: bool = True,
    iterations: int = 4,
    finite: Finite | None = None,
    gauss_newton: bool = False,
    matrix: bool = False,
    draws: Drawn | None = None,
) -> Callable[[Rule], Vector]:
    """Declare a generator as a :class:`Vector` method; see there and in :class:`Optimizer` what the arguments say.

    A method that declares no promise is held to the usual ones.
    """

    def declare(rule: Rule) -> Vector:
        return Vector(
            name=rule.__name__,
            label=label,
            source=source,
            declared=formula,
            symbols=symbols or {},
            watch=watch,
            group=group,
            rule=rule,
            states=states,
            hyperparameters=hyperparameters_of(rule),
            rotates=rotates,
            rescales=rescales,
            hovers=hovers,
            descends=descends,
            iterations=iterations,
            finite=finite,
            gauss_newton=gauss_newton,
            matrix=matrix,
            draws=draws,
        )

    return declare
