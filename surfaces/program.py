"""The program of a loss: its formulas, traced, for engines in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from caches import MB, kept
from hyperparameters import Hyperparameter, hyperparameters_of, unbound
from tracing import Compiled, Graph, Made, Program, Symbol, TraceError, outputs_of

from .surface import Formula, Loss, Surface

#: How many numbers each formula gives.
COUNTS = {"value": 1, "gradient": 2, "hessian": 3}
WHOLE = ("whole", "switch")  # scales of hyperparameters that are whole numbers


def switches_of(declared: Mapping[str, Hyperparameter]) -> tuple[str, ...]:
    """The hyperparameters on which formulas may branch: there is a program for each of their values."""
    return tuple(name for name, parameter in declared.items() if parameter.scale == "switch")


def program_of(surface: Loss | Surface, **switches: float) -> Program:
    """The hyperparameters of the surface are the first stage, x and y the last; the entries are `value`, `gradient` and
    `hessian`. `switches` are the values of those hyperparameters that are some, by default what the surface has.

    Raises TraceError for a formula that branches on another value, or does what cannot be traced.
    """
    declared = hyperparameters_of(surface.value)
    fixed = {name: switches.get(name, declared[name].default) for name in switches_of(declared)}
    return _traced(*(unbound(getattr(surface, name)) for name in COUNTS), tuple(fixed.items()))


@kept(3 * MB)
def _traced(value: Formula, gradient: Formula, hessian: Formula, fixed: tuple[tuple[str, float], ...]) -> Program:
    graph, switched = Graph(), dict(fixed)
    settings: dict[str, Symbol] = {
        name: graph.input(name, whole=parameter.scale in WHOLE)
        for name, parameter in hyperparameters_of(value).items()
        if name not in switched
    }
    x, y = graph.input("x"), graph.input("y")
    given: dict[str, Any] = settings | switched
    entries = {
        name: outputs_of(graph, count, formula, x, y, **given)
        for (name, count), formula in zip(COUNTS.items(), (value, gradient, hessian), strict=True)
    }
    return Program((tuple(settings.values()), (x, y)), entries)


@kept(3 * MB)
def compiled(program: Program) -> Compiled:
    """The program of a loss in Python."""
    return Compiled(program, dict.fromkeys(COUNTS, program.stages[-1]))


@kept(3 * MB)
def on_floats(surface: Surface) -> tuple[Loss, Loss]:
    """The formulas of a (bound) surface for plain floats, which may raise, and the same in the IEEE way, which never
    do: from its program or, where it has none, as they are written."""
    try:
        program = program_of(surface)
    except TraceError:
        return Loss(surface.value, surface.gradient, surface.hessian), exactly(surface)
    values = {name: parameter.default for name, parameter in hyperparameters_of(surface.value).items()}
    made = compiled(program).made(*(values[symbol.value] for symbol in program.stages[0]))
    return loss_of(made), Loss(_exact(made, "value"), _exact(made, "gradient"), _exact(made, "hessian"))


def _exact(made: Made, name: str) -> Formula:
    """An entry in the IEEE way, compiled when it is called: few races need it."""
    return lambda x, y: made.exactly.entries[name](x, y)


def loss_of(made: Made) -> Loss:
    """The loss whose program it is."""
    return Loss(made.entries["value"], made.entries["gradient"], made.entries["hessian"])


def exactly(loss: Loss | Surface) -> Loss:
    """Formulas as they are written, on NumPy's floats, which have inf and nan where Python's raise."""

    def exact(formula: Formula) -> Formula:
        def computed(x: float, y: float) -> Any:
            with np.errstate(all="ignore"):
                found = formula(np.float64(x), np.float64(y))
            return tuple(map(float, found)) if isinstance(found, tuple) else float(found)

        return computed

    return Loss(exact(loss.value), exact(loss.gradient), exact(loss.hessian))
