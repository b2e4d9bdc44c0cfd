"""The program of what a step sees: a surface in other units and with noise.

What depends on the settings and the start is computed first, then comes the row that noise has drawn for the step, then
the point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from caches import MB, kept
from hyperparameters import Hyperparameter, bind, hyperparameters_of, unbound
from surfaces import Loss, Surface
from surfaces.program import COUNTS, WHOLE, program_of, switches_of
from surfaces.surface import in_units
from tracing import Graph, Program, Symbol, TraceError, outputs_of

from .noise import NOISES
from .noise.kind import Row

FORMULAS = (*COUNTS, "residuals")  # that take the hyperparameters of a surface
UNITS = ("k_x", "k_y", "c")
START = ("start_x", "start_y")


@kept(300_000)
def width_of(noise: str, surface: Loss | Surface) -> int:
    """How many numbers a step draws."""
    draws = NOISES[noise].draws
    return draws(surface, 1, np.random.default_rng(0)).shape[1] if draws else 0


def seen_program(surface: Loss | Surface, noise: str = "none", units: bool = False) -> Program:
    """The program of a (bound) surface with a noise. The first stage is the surface's hyperparameters, but for
    switches, which stay as they are; with `units` k_x, k_y and c; those hyperparameters of the noise that do not change
    what is drawn; and the start, in the coordinates of the race. The second, with noise, is the row, and the last x and
    y. The entries are `value`, `gradient` and `hessian`.

    Raises TraceError for what cannot be traced.
    """
    declared = hyperparameters_of(surface.value)
    switches = tuple((name, declared[name].default) for name in switches_of(declared))
    formulas: dict[str, Any] = {name: unbound(getattr(surface, name)) for name in FORMULAS if getattr(surface, name)}
    loss = Loss(**formulas, residual_count=surface.residual_count, batch_loss=surface.batch_loss)
    return _traced(loss, switches, noise, units, width_of(noise, surface))


@kept(3 * MB)
def _traced(formulas: Loss, switches: tuple[tuple[str, float], ...], noise: str, units: bool, width: int) -> Program:
    graph, kind = Graph(), NOISES[noise]
    loss, settings = _symbolic(graph, formulas, dict(switches))
    if units:
        factors = {name: graph.input(name) for name in UNITS}
        loss, settings = in_units(loss, *factors.values()), settings | factors
    live = {name: _input(graph, each) for name, each in kind.hyperparameters.items() if name not in kind.drawn}
    start = tuple(graph.input(name) for name in START)
    row = tuple(graph.input(f"draw_{place}") for place in range(width))
    x, y = graph.input("x"), graph.input("y")
    noisy = partial(kind.losses, loss, start, **live) if kind.losses else None
    entries = {
        name: outputs_of(graph, count, _of_step(name, noisy, row) if noisy else getattr(loss, name), x, y)
        for name, count in COUNTS.items()
    }
    first = (*settings.values(), *live.values(), *start)
    return Program((first, row, (x, y)) if row else (first, (x, y)), entries)


@kept(500_000)
def live_noises(surface: Surface) -> tuple[str, ...]:
    """The noises with which a race on a (bound) surface can be run by programs, "none" among them; none of them where
    its formulas have no program."""
    try:
        program_of(surface)
    except TraceError:
        return ()
    return tuple(name for name in NOISES if surface.offers(NOISES[name].needs) and _has_program(surface, name))


def _has_program(surface: Surface, noise: str) -> bool:
    """Noises that need nothing of a surface but its formulas have one if these have."""
    if NOISES[noise].needs:
        try:
            seen_program(surface, noise)
        except TraceError:
            return False
    return True


def _symbolic(graph: Graph, loss: Loss, switches: dict[str, float]) -> tuple[Loss, dict[str, Symbol]]:
    """The formulas of a loss with symbols for its hyperparameters, and these by name."""
    declared = hyperparameters_of(loss.value).items()
    settings = {name: _input(graph, each) for name, each in declared if name not in switches}
    formulas = {name: getattr(loss, name) for name in FORMULAS}
    bound: dict[str, Any] = {name: each and bind(each, settings | switches) for name, each in formulas.items()}
    return replace(loss, **bound), settings


def _input(graph: Graph, declared: Hyperparameter) -> Symbol:
    return graph.input(declared.name, whole=declared.scale in WHOLE)


def _of_step(name: str, losses: Callable[[], Callable[[Row], Loss]], row: Row) -> Callable[..., Any]:
    """One formula of the loss of a step; all that makes the loss is traced with it."""

    def formula(x: Any, y: Any) -> Any:
        return getattr(losses()(row), name)(x, y)

    return formula
