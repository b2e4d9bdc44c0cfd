"""How a race ends: how near to a minimum, how low, and in which words."""

from __future__ import annotations

from typing import Any

import numpy as np

from surfaces import Surface

from .length import length

#: Moré & Wild (2009), Benchmarking derivative-free optimization algorithms, eq. (2.2): solved to tolerance τ at the
#: first point with f(x) <= f* + τ (f(x₀) - f*), where f* is the lowest known value.
TOLERANCE = 1e-3


def nearest_minimum(positions: np.ndarray, surface: Surface) -> tuple[np.ndarray, np.ndarray]:
    """How far each position, (n, 2), is from the nearest of the stated minima, and its number, (n,) each; nan and -1
    without minima."""
    if not surface.minima:
        return np.full(len(positions), np.nan), np.full(len(positions), -1)
    apart = length(*(positions[:, None, :] - np.array(surface.minima)).transpose(2, 0, 1))
    return apart.min(axis=1), apart.argmin(axis=1)


def status_of(losses: np.ndarray, diverged_at: int | None, has_minima: bool, arrived: bool, hovers: bool) -> str:
    """How a race ends, of its losses by step, the step at which it left every bound, whether it is `beside` a minimum,
    and whether its method never rests: "arrived", "running", "diverged", "left" or "hovering". Who left did so on a
    surface without a stated minimum, and never was lower than there: it was still falling. Who hovers has such a
    method, and its last quarter brought it nothing. `statusOf` of assets/engine/judge.mjs says the same.
    """
    if diverged_at is None:
        hovering = hovers and has_minima and _settled(losses)
        return "arrived" if arrived else "hovering" if hovering else "running"
    falls = not has_minima and losses[-1] < losses[0] and losses[-1] <= np.nanmin(losses)
    return "left" if falls else "diverged"


def _settled(losses: np.ndarray) -> bool:
    """Whether the last quarter of the steps was below the start, and not lower than before by more than TOLERANCE."""
    begun = 3 * (len(losses) - 1) // 4 + 1
    before, last = losses[:begun].min(), losses[begun:]
    return bool(last.max() < losses[0] and before - last.min() <= TOLERANCE * (losses[0] - before))


def beside(surface: Surface, distance: Any, floor: Any, first: Any, last: Any) -> Any:
    """Whether an end has arrived at a minimum: `distance` away from it, and with losses `floor` at the minimum, `first`
    at the start and `last` at the end. Numbers, or arrays of one shape."""
    return (distance <= 0.05 * surface.diagonal) & (last - floor <= TOLERANCE * (first - floor))


def lowest_loss(surface: Surface) -> float | None:
    """The loss of the lowest stated minimum, None where there is none."""
    return min((float(surface.value(*minimum)) for minimum in surface.minima), default=None)


def within_tolerance(losses: np.ndarray, surface: Surface) -> np.ndarray:
    """Where the losses, (steps + 1,) or (steps + 1, lanes), are within TOLERANCE of the lowest minimum: booleans."""
    floor = lowest_loss(surface)
    return np.zeros(losses.shape, bool) if floor is None else losses <= floor + TOLERANCE * (losses[0] - floor)


def steps_to_tolerance(losses: np.ndarray, surface: Surface) -> int | None:
    """The first step within TOLERANCE of the lowest minimum; None for never. `losses`: (steps + 1,)."""
    reached = within_tolerance(losses, surface)
    return int(reached.argmax()) if reached.any() else None
