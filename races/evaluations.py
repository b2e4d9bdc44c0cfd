"""A race by gradient evaluations instead of steps. The page does the same in script; tests/shared/evaluations.json
holds both to it."""

from __future__ import annotations

import numpy as np


def step_reached(spent: np.ndarray, count: float) -> int:
    """The last step that has been made when `count` evaluations are spent. `spent`, (steps + 1,), are those up to each
    step, never falling, from 0; of several steps that cost nothing the last."""
    return int(np.searchsorted(spent, count, side="right")) - 1


def step_of(spent: np.ndarray, count: float) -> float:
    """The real step at which the evaluations come to `count`: in proportion between two; at rest, the last one."""
    low = step_reached(spent, count)
    if low >= len(spent) - 1:
        return float(len(spent) - 1)
    return low + float((count - spent[low]) / (spent[low + 1] - spent[low]))
