"""The engines that run a method from one start: plain floats, and the one for vector methods; lanes.py has many starts.

All stop a racer in the same way. A step is not taken, and the racer has diverged at it, when the gradient, or what else
the rule asks for, is not finite, when the arithmetic overflows or divides by zero, or when a coordinate would leave a
box of `BOX` domain diagonals. A diverged racer keeps its last finite point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from optimizers import Elementwise, Vector
from surfaces import Loss, Surface

from .objective import SurfaceObjective

BOX = 1e6
Factor = Callable[[int], float]  # learning-rate factor at step t
Sample = Callable[[int], Loss]  # the noisy loss of step t


@dataclass(frozen=True)
class Run:
    """What one racer did: `positions` (steps + 1, 2), `states` of the same shape by name, `evaluations` (gradients
    spent up to each step, (steps + 1,)), and the step at which it diverged, or None."""

    positions: np.ndarray
    states: Mapping[str, np.ndarray]
    evaluations: np.ndarray
    diverged_at: int | None


def run_floats(
    optimizer: Elementwise,
    surface: Surface,
    hyperparameters: Mapping[str, float],
    start: tuple[float, float],
    steps: int,
    factor: Factor | None = None,
    sample: Sample | None = None,
) -> Run:
    """Run one racer for `steps` steps from `start` on plain floats, the fastest way for a single start.

    `hyperparameters` holds every hyperparameter of the optimizer; `factor(t)` scales the learning rate at step t;
    `sample(t)` is the loss that step t sees instead of the surface.
    """
    settings, limit = dict(hyperparameters), BOX * surface.diagonal
    rule, look_ahead, probe = optimizer.bound(settings)
    timed, asks = "t" in optimizer.supplied, not {"x", "g", "t"}.issuperset(optimizer.supplied)
    scheduled = factor if "learning_rate" in settings else None
    loss: Loss | Surface = surface
    gradient = surface.gradient
    states = optimizer.initial_states(hyperparameters)
    now_x, now_y = ((float(coordinate), *states) for coordinate in start)
    record_x, record_y = [now_x], [now_y]
    try:
        for t in range(1, steps + 1):
            if scheduled:
                settings["learning_rate"] = hyperparameters["learning_rate"] * scheduled(t)
            if sample:
                loss = sample(t)
                gradient = loss.gradient
            at = x, y = now_x[0], now_y[0]
            if look_ahead:
                at = look_ahead(*now_x), look_ahead(*now_y)
            gradient_x, gradient_y = gradient(*at)
            if not (isfinite(gradient_x) and isfinite(gradient_y)):
                break
            more_x: tuple[float, ...] = (t,) if timed else ()
            more_y = more_x
            if asks:
                for_x, for_y = _asked_for(optimizer, probe, loss, at, now_x, now_y)
                if not all(map(isfinite, for_x + for_y)):
                    break
                more_x, more_y = more_x + for_x, more_y + for_y
            next_x = rule(x, gradient_x, *more_x, *now_x[1:])
            next_y = rule(y, gradient_y, *more_y, *now_y[1:])
            if not (abs(next_x[0]) <= limit and abs(next_y[0]) <= limit):
                break
            now_x, now_y = next_x, next_y
            record_x.append(now_x)
            record_y.append(now_y)
    except (OverflowError, ZeroDivisionError, ValueError):  # where arrays would have inf or nan
        pass
    taken = len(record_x) - 1
    rows = np.array([record_x, record_y], dtype=float).transpose(1, 0, 2)
    diverged_at = None if taken == steps else taken + 1
    spent = optimizer.cost * np.arange((diverged_at or taken) + 1)
    return _recorded(rows, spent, optimizer.states, steps, diverged_at)


def _asked_for(
    optimizer: Elementwise,
    probe: Callable[..., float] | None,
    loss: Loss | Surface,
    at: tuple[float, float],
    now_x: tuple[float, ...],
    now_y: tuple[float, ...],
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """What the rule asks for besides x, g and t, in the order of SUPPLIES: for x, and for y."""
    pairs = []
    if "h" in optimizer.supplied:
        pairs.append(loss.hessian(*at)[::2])
    if "f" in optimizer.supplied:
        pairs.append((loss.value(now_x[0], now_y[0]),) * 2)
    if probe:
        pairs.append(loss.gradient(probe(*now_x), probe(*now_y)))
    return tuple(float(x) for x, _ in pairs), tuple(float(y) for _, y in pairs)


def run_vector(
    optimizer: Vector,
    surface: Surface,
    hyperparameters: Mapping[str, float],
    start: tuple[float, float],
    steps: int,
    factor: Factor | None = None,
    sample: Sample | None = None,
) -> Run:
    """Run a vector method; the arguments are those of :func:`run_floats`. One that can do no more rests where it is."""
    f = SurfaceObjective(surface)
    limit = BOX * surface.diagonal
    x = np.array(start, dtype=float)
    path = optimizer.rule(f, x, **hyperparameters)
    rows, spent = [_row(x, optimizer.initial_states(hyperparameters))], [0]
    diverged_at = None
    with np.errstate(all="ignore"):
        for t in range(1, steps + 1):
            f.begin(factor(t) if factor else 1.0, sample(t) if sample else surface)
            try:
                x, *states = next(path)
            except StopIteration:
                break
            except (ArithmeticError, ValueError, np.linalg.LinAlgError):
                x, states = np.full(2, np.nan), []
            spent.append(f.evaluations)
            if not (np.abs(x) <= limit).all():
                diverged_at = t
                break
            rows.append(_row(x, states))
    return _recorded(np.array(rows), np.array(spent), optimizer.states, steps, diverged_at)


def _row(x: np.ndarray, states: Iterable[Any]) -> np.ndarray:
    """The point and its states, (2, 1 + states), a number standing for both coordinates."""
    return np.stack([x, *(np.broadcast_to(np.asarray(state, dtype=float), x.shape) for state in states)], axis=1)


def _recorded(rows: np.ndarray, spent: np.ndarray, names: Iterable[str], steps: int, diverged_at: int | None) -> Run:
    """A Run from rows (taken + 1, 2, 1 + states) and evaluations, the last of each repeated up to `steps`."""
    rows = np.concatenate([rows, np.repeat(rows[-1:], steps + 1 - len(rows), axis=0)])
    return Run(
        positions=rows[:, :, 0],
        states={name: rows[:, :, i] for i, name in enumerate(names, start=1)},
        evaluations=np.concatenate([spent, np.repeat(spent[-1:], steps + 1 - len(spent))]),
        diverged_at=diverged_at,
    )
