"""What a chart shows of its values: their range, whether its axis is logarithmic, and where that ends.

The page's charts do the same in script; tests/shared/chart_range.json holds both to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

SPAN = 20  # the ratio from which on values span decades
MOST_DECADES = 12  # below the highest value


def seen_range(
    racers: Iterable[tuple[np.ndarray, np.ndarray]], domain: Sequence[Sequence[float]]
) -> tuple[float, float]:
    """The range of what happens inside the picture; outside it losses may run to the horizon. `racers` are positions,
    (steps + 1, 2), and values, (steps + 1,). Zeros do not count as lowest, so that a race that ends at a loss of 0 has
    its decades. (0, 1) where there is nothing."""
    (left, right), (bottom, top) = domain
    kept = []
    for positions, values in racers:
        x, y = positions.T
        inside = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
        kept.append(values[inside & np.isfinite(values)])
    values = np.concatenate(kept) if kept else np.empty(0)
    if not values.any():
        return 0.0, 1.0
    return float(values[values != 0].min()), float(values.max())


def shared_range(ranges: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The range of several charts that share their axis; (0, 1), of one that is empty, does not count."""
    full = [each for each in ranges if each != (0.0, 1.0)]
    return (min(low for low, _ in full), max(high for _, high in full)) if full else (0.0, 1.0)


def is_logarithmic(low: float, high: float) -> bool:
    """Whether an axis over this range of values is logarithmic: where all are positive and span decades."""
    return low > 0 and high / low > SPAN


def axis_range(low: float, high: float, logarithmic: bool) -> tuple[float, float]:
    """The ends of an axis that shows these values; decimal logarithms, if it is logarithmic."""
    return _decades(low, high) if logarithmic else _padded(low, high)


def _decades(low: float, high: float) -> tuple[float, float]:
    top = math.log10(high)
    bottom = max(math.log10(low), top - MOST_DECADES)
    return float(math.floor(_half(bottom - 0.25))), _half(top + 0.3)


def _half(value: float) -> float:
    """Rounded to halves, upward in the middle."""
    return math.floor(value * 2 + 0.5) / 2


def _padded(low: float, high: float) -> tuple[float, float]:
    """A range a little larger, rounded outward, so that it does not move at every frame of a drag."""
    unit = 10 ** math.floor(math.log10(max(high - low, 0.01 * abs(high), 1e-12))) / 2
    return math.floor(low / unit - 0.1) * unit, math.ceil(high / unit + 0.1) * unit
