"""Step lengths along a descent direction."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .vector import Objective

ROUNDS = 30


class Point(NamedTuple):
    """A step length α, φ(α) = f(x + α p), its slope φ'(α), and the gradient there."""

    alpha: float
    value: float
    slope: float
    gradient: np.ndarray


def strong_wolfe(
    f: Objective, x: np.ndarray, p: np.ndarray, start: Point, first: float, c1: float = 1e-4, c2: float = 0.1
) -> Point | None:
    """A step with sufficient decrease and a slope of at most c2 of the first; None if there is none to be found.

    Nocedal & Wright (2006), Numerical Optimization, Algorithms 3.5 and 3.6, with cubic interpolation, eq. (3.59).
    `start` is the point at α = 0, whose slope must be negative; `first` is the first step length tried. Steps longer
    than `f.reach` are not tried: on a surface that is unbounded below a search would run to the horizon.
    """

    def at(alpha: float) -> Point:
        there = x + alpha * p
        value, gradient = f.value(there), f.gradient(there)
        return Point(alpha, value, float(gradient @ p), gradient)

    def too_high(point: Point, below: Point) -> bool:
        allowed = start.value + c1 * point.alpha * start.slope
        return not point.value <= allowed or (below.alpha > 0 and point.value >= below.value)

    longest = f.reach / math.sqrt(p @ p)
    before, alpha = start, min(first, longest)
    for _ in range(ROUNDS):
        point = at(alpha)
        if too_high(point, before):
            return _zoom(at, start, before, point, c1, c2)
        if abs(point.slope) <= -c2 * start.slope or alpha >= longest:
            return point
        if point.slope >= 0:
            return _zoom(at, start, point, before, c1, c2)
        before, alpha = point, min(2 * alpha, longest)
    return before if before.alpha > 0 else None


def _zoom(at: Callable[[float], Point], start: Point, low: Point, high: Point, c1: float, c2: float) -> Point | None:
    """Algorithm 3.6: between `low`, the lowest admissible point so far, and `high`."""
    for _ in range(ROUNDS):
        alpha = _cubic_minimizer(low, high) if low.alpha != high.alpha else low.alpha
        if alpha in (low.alpha, high.alpha):
            break  # there is no number between them
        point = at(alpha)
        if not point.value <= start.value + c1 * point.alpha * start.slope or point.value >= low.value:
            high = point
            continue
        if abs(point.slope) <= -c2 * start.slope:
            return point
        if point.slope * (high.alpha - low.alpha) >= 0:
            high = low
        low = point
    return low if low.alpha > 0 else None


def _cubic_minimizer(low: Point, high: Point) -> float:
    """Where the cubic through both values and slopes is lowest; the middle, if that is nearly at an end or nowhere."""
    a, b = low.alpha, high.alpha
    middle, width = (a + b) / 2, abs(b - a)
    if not (math.isfinite(high.value) and math.isfinite(high.slope)):
        return middle
    d1 = low.slope + high.slope - 3 * (low.value - high.value) / (a - b)
    root = d1 * d1 - low.slope * high.slope
    if not root >= 0:
        return middle
    d2 = math.copysign(math.sqrt(root), b - a)
    below = high.slope - low.slope + 2 * d2
    found = b - (b - a) * (high.slope + d2 - d1) / below if below else middle
    return found if min(a, b) + 0.1 * width <= found <= max(a, b) - 0.1 * width else middle
