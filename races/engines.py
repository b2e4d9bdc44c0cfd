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
    supply = itemgetter(*("xgth".index(name) for name in optimizer.supplied))
    x, y = (float(coordinate) for coordinate in start)
    state_x = state_y = optimizer.initial_states(hyperparameters)
    records = [(x, *state_x, y, *state_y)]
    t, curvature_x, curvature_y = 0, 0.0, 0.0
    try:
        for t in range(1, steps + 1):
            if factor:
                settings["learning_rate"] = hyperparameters["learning_rate"] * factor(t)
            at_x, at_y = x, y
            if look_ahead:
                at_x, at_y = look_ahead(x, *state_x), look_ahead(y, *state_y)
            gradient_x, gradient_y = gradient(at_x, at_y)
            if hessian:
                curvature_x, _, curvature_y = hessian(at_x, at_y)
            if not (isfinite(gradient_x) and isfinite(gradient_y)):
                break
            next_x, *next_state_x = rule(*supply((x, gradient_x, t, curvature_x)), *state_x)
            next_y, *next_state_y = rule(*supply((y, gradient_y, t, curvature_y)), *state_y)
            if not (abs(next_x) <= limit and abs(next_y) <= limit):
                break
            x, state_x, y, state_y = next_x, next_state_x, next_y, next_state_y
            records.append((x, *state_x, y, *state_y))
    except (OverflowError, ZeroDivisionError, ValueError):  # where arrays would have inf or nan
        pass
    return _recorded(records, tuple(optimizer.states), steps)


def _recorded(records: list[tuple[float, ...]], names: tuple[str, ...], steps: int) -> Run:
    """Rows of (x, states of x, y, states of y) as arrays, the last row repeated up to `steps`."""
    rows = np.array(records, dtype=float)
    taken = len(rows) - 1
    rows = np.concatenate([rows, np.repeat(rows[-1:], steps - taken, axis=0)])
    by_coordinate = rows.reshape(steps + 1, 2, 1 + len(names))
    return Run(
        positions=by_coordinate[:, :, 0],
        states={name: by_coordinate[:, :, i] for i, name in enumerate(names, start=1)},
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
