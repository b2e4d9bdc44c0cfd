"""The two engines that run an element-wise rule: plain floats for one start, arrays for many lanes.

Both stop a racer in the same way. A step is not taken, and the racer has diverged at it, when the gradient is not
finite, when the arithmetic overflows or divides by zero, or when a coordinate would leave a box of `BOX` domain
diagonals. A diverged racer keeps its last finite point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from operator import itemgetter
from typing import Any

import numpy as np

from optimizers import Optimizer
from surfaces import Surface

BOX = 1e6
Factor = Callable[[int], float]  # learning-rate factor at step t


@dataclass(frozen=True)
class Run:
    """What one racer did: `positions` (steps + 1, 2), `states` of the same shape by name, and the step at which it
    diverged, or None."""

    positions: np.ndarray
    states: Mapping[str, np.ndarray]
    diverged_at: int | None


def run_floats(
    optimizer: Optimizer,
    surface: Surface,
    hyperparameters: Mapping[str, float],
    start: tuple[float, float],
    steps: int,
    factor: Factor | None = None,
) -> Run:
    """Run one racer for `steps` steps from `start` on plain floats, the fastest way for a single start.

    `hyperparameters` holds every hyperparameter of the optimizer; `factor(t)` scales the learning rate at step t.
    """
    settings, limit = dict(hyperparameters), BOX * surface.diagonal
    rule, look_ahead = optimizer.bound(settings)
    gradient, hessian = surface.gradient, surface.hessian if optimizer.needs_curvature else None
    timed = "t" in optimizer.supplied
    states = optimizer.initial_states(hyperparameters)
    now_x, now_y = ((float(coordinate), *states) for coordinate in start)
    record_x, record_y = [now_x], [now_y]
    try:
        for t in range(1, steps + 1):
            if factor:
                settings["learning_rate"] = hyperparameters["learning_rate"] * factor(t)
            x, y = now_x[0], now_y[0]
            more_x = more_y = (t,) if timed else ()
            at_x, at_y = (look_ahead(*now_x), look_ahead(*now_y)) if look_ahead else (x, y)
            gradient_x, gradient_y = gradient(at_x, at_y)
            if not (isfinite(gradient_x) and isfinite(gradient_y)):
                break
            if hessian:
                curvature_x, _, curvature_y = hessian(at_x, at_y)
                more_x, more_y = (*more_x, curvature_x), (*more_y, curvature_y)
            next_x = rule(x, gradient_x, *more_x, *now_x[1:])
            next_y = rule(y, gradient_y, *more_y, *now_y[1:])
            if not (abs(next_x[0]) <= limit and abs(next_y[0]) <= limit):
                break
            now_x, now_y = next_x, next_y
            record_x.append(now_x)
            record_y.append(now_y)
    except (OverflowError, ZeroDivisionError, ValueError):  # where arrays would have inf or nan
        pass
    return _recorded([record_x, record_y], tuple(optimizer.states), steps)


def _recorded(records: list[list[tuple[float, ...]]], names: tuple[str, ...], steps: int) -> Run:
    """Rows of (coordinate, its states) for x and for y as arrays, the last row repeated up to `steps`."""
    rows = np.array(records, dtype=float)
    taken = rows.shape[1] - 1
    rows = np.concatenate([rows, np.repeat(rows[:, -1:], steps - taken, axis=1)], axis=1).transpose(1, 0, 2)
    return Run(
        positions=rows[:, :, 0],
        states={name: rows[:, :, i] for i, name in enumerate(names, start=1)},
        diverged_at=None if taken == steps else taken + 1,
    )


def run_lanes(
    optimizer: Optimizer,
    surface: Surface,
    hyperparameters: Mapping[str, Any],
    starts: np.ndarray,
    steps: int,
    factor: Factor | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Run many lanes at once. A lane is a start, a learning rate, or both.

    `starts` has shape (2, lanes); a hyperparameter is a number or an array of shape (lanes,). Returns the positions,
    shape (steps + 1, 2, lanes), and the step at which each lane diverged, shape (lanes,), 0 for never.
    """
    settings, limit = dict(hyperparameters), BOX * surface.diagonal
    rule, look_ahead = optimizer.bound(settings)
    supply = itemgetter(*("xgth".index(name) for name in optimizer.supplied))
    x = np.array(starts, dtype=float)
    state = tuple(np.broadcast_to(s, x.shape).astype(float) for s in optimizer.initial_states(hyperparameters))
    positions = np.empty((steps + 1, *x.shape))
    positions[0] = x
    diverged_at = np.zeros(x.shape[1], dtype=int)
    curvature: Any = 0.0
    with np.errstate(all="ignore"):
        for t in range(1, steps + 1):
            if factor:
                settings["learning_rate"] = hyperparameters["learning_rate"] * factor(t)
            at = look_ahead(x, *state) if look_ahead else x
            g = _stacked(surface.gradient(*at), x.shape)
            if optimizer.needs_curvature:
                f_xx, _, f_yy = surface.hessian(*at)
                curvature = _stacked((f_xx, f_yy), x.shape)
            moved, *next_state = rule(*supply((x, g, t, curvature)), *state)
            sound = (np.isfinite(g) & (np.abs(moved) <= limit)).all(axis=0)
            diverged_at[~sound & (diverged_at == 0)] = t
            alive = diverged_at == 0
            x = np.where(alive, moved, x)
            state = tuple(np.where(alive, new, old) for new, old in zip(next_state, state, strict=True))
            positions[t] = x
    return positions, diverged_at


def _stacked(parts: tuple[Any, Any], shape: tuple[int, ...]) -> np.ndarray:
    """The two parts, numbers or arrays, as one array of `shape`."""
    out = np.empty(shape)
    out[0], out[1] = parts
    return out
