"""The numbers of a sweep as the page draws its curves from them while a slider is dragged (assets/sweep/curves.mjs)."""

from __future__ import annotations

import math
from typing import TypedDict

import numpy as np

from races.sweeps import SweepResult


class OutcomeNumbers(TypedDict):
    """What became of one method at each rate, None where there is nothing; `bound` is theory's largest stable rate."""

    flat: bool
    losses: list[float | None]
    steps: list[float | None]
    diverged_at: list[int]
    bound: float | None


class SweepNumbers(TypedDict):
    """A sweep without a second hyperparameter: the lowest minimum's loss, that of the start, and the methods."""

    floor: float | None
    start_loss: float
    methods: dict[str, OutcomeNumbers]


def sweep_numbers(result: SweepResult) -> SweepNumbers:
    """The numbers of a sweep over learning rates alone."""
    return {
        "floor": result.floor,
        "start_loss": next(iter(result.values())).start_loss,
        "methods": {
            name: {
                "flat": outcome.flat,
                "losses": _finite(outcome.losses),
                "steps": _finite(outcome.steps),
                "diverged_at": outcome.diverged_at.tolist(),
                "bound": None if outcome.bound is None else float(outcome.bound[0]),
            }
            for name, outcome in result.items()
        },
    }


def _finite(values: np.ndarray) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values.tolist()]
