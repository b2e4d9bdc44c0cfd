"""What a racer did, and the engine for vector methods. floats.py has the one for element-wise methods from one start,
lanes.py the one for many.

All stop a racer in the same way. A step is not taken, and the racer has diverged at it, when the gradient, or what else
the rule asks for, is not finite, when the arithmetic overflows or divides by zero, or when a coordinate would leave a
box of `BOX` domain diagonals. A diverged racer keeps its last finite point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optimizers import Elementwise, Optimizer, Vector
from optimizers.drawn import AHEAD
from progress import rounds
from surfaces import Loss, Surface

from .objective import SurfaceObjective, seen_from

BOX = 1e6
Factor = Callable[[int], float]  # learning-rate factor at step t
Sample = Callable[[int], Loss]  # the noisy loss of step t


@dataclass(frozen=True)
class Run:
    """What one racer did: `positions` (steps + 1, 2), `states` of the same shape by name, `evaluations` (gradients
    spent up to each step, (steps + 1,)), the step at which it diverged, or None, and what the method draws around its
    head, (steps + 1, 3, 2), or None."""

    positions: np.ndarray
    states: Mapping[str, np.ndarray]
    evaluations: np.ndarray
    diverged_at: int | None
    outlines: np.ndarray | None = None


def run_vector(
    optimizer: Vector,
    surface: Surface,
    hyperparameters: Mapping[str, float],
    start: tuple[float, float],
    steps: int,
    factor: Factor | None = None,
    sample: Sample | None = None,
) -> Run:
    """Run a vector method; the arguments are those of `run_floats`. One that can do no more rests where it is: for
    good without noise; with noise it begins anew, as the next sample may well show it a way down."""
    f = SurfaceObjective(surface)
    limit = BOX * surface.diagonal
    x = np.array(start, dtype=float)
    path = optimizer.rule(f, x, **hyperparameters)
    rows, spent = [_row(x, optimizer.initial_states(hyperparameters))], [0]
    diverged_at = None
    with np.errstate(all="ignore"):
        for t in rounds(1, steps + 1):
            f.begin(factor(t) if factor else 1.0, seen_from(sample(t), x) if sample else surface)
            try:
                x, *states = next(path)
            except StopIteration:
                if not sample:
                    break
                path = optimizer.rule(f, x, **hyperparameters)
                x, *states = next(path, (x, *rows[-1].T[1:]))
            except (ArithmeticError, ValueError, np.linalg.LinAlgError):
                x, states = np.full(2, np.nan), []
            spent.append(f.evaluations)
            if not (np.abs(x) <= limit).all():
                diverged_at = t
                break
            rows.append(_row(x, states))
    run = run_of(np.array(rows), np.array(spent), optimizer.states, steps, diverged_at)
    return outlined(run, optimizer, hyperparameters)


def outlined(run: Run, optimizer: Optimizer, hyperparameters: Mapping[str, float]) -> Run:
    """The run with what the method draws around its head, if it does."""
    if not optimizer.draws:
        return run
    states = dict(run.states)
    if isinstance(optimizer, Elementwise) and optimizer.look_ahead:
        _, look_ahead, _ = optimizer.bound(dict(hyperparameters))
        assert look_ahead
        states[AHEAD] = look_ahead(run.positions, *run.states.values()) - run.positions
    return replace(run, outlines=optimizer.draws.frames(run.positions, states))


def _row(x: np.ndarray, states: Iterable[Any]) -> np.ndarray:
    """The point and its states, (2, 1 + states), a number standing for both coordinates. It is filled in place, as
    stacking would take a quarter of a race's time."""
    columns = [x, *states]
    row = np.empty((len(x), len(columns)))
    for i, column in enumerate(columns):
        row[:, i] = column
    return row


def run_of(rows: np.ndarray, spent: np.ndarray, names: Iterable[str], steps: int, diverged_at: int | None) -> Run:
    """A Run from rows (taken + 1, 2, 1 + states) and evaluations, the last of each repeated up to `steps`."""
    rows = np.concatenate([rows, np.repeat(rows[-1:], steps + 1 - len(rows), axis=0)])
    return Run(
        positions=rows[:, :, 0],
        states={name: rows[:, :, i] for i, name in enumerate(names, start=1)},
        evaluations=np.concatenate([spent, np.repeat(spent[-1:], steps + 1 - len(spent))]),
        diverged_at=diverged_at,
    )
