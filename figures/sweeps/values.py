"""What a sweep's figure shows: the values on its axis, and in words the best of each method."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from races.sweeps import SweepResult
from races.theory import FORMULAS

#: What a sweep shows, and how its axis is called.
MEASURES = {"loss": "final loss", "steps": "steps to tolerance"}
RESOLUTION = 1e-15  # relative to the loss at the start: what lies lower is rounding, and is drawn here


def shown_values(result: SweepResult, method: str, measure: str) -> np.ndarray:
    """What is drawn of a method: steps to tolerance, or the loss above the lowest minimum, if there is one; nan where
    there is nothing to draw."""
    outcome = result[method]
    if measure == "steps":
        return np.where(outcome.diverged, np.nan, np.maximum(outcome.steps, 1))
    losses = np.where(outcome.diverged, np.nan, outcome.losses)
    if result.floor is None:
        return losses
    return np.maximum(losses - result.floor, RESOLUTION * max(outcome.start_loss - result.floor, 1e-300))


class BestRow(TypedDict):
    """Of a method in a sweep; `lowest` and `fewest` are indices of rate and second value. None: there is no such."""

    name: str
    flat: bool
    lowest: list[int] | None
    loss: float | None
    fewest: list[int] | None
    steps: int | None
    stable: list[float] | None
    open: bool
    bound: float | None
    formula: str | None


def best_rows(result: SweepResult) -> list[BestRow]:
    """What the curves say in words, one row a method, as plain numbers: where it ended lowest, with the indices of its
    rate and value, where it needed the fewest steps to tolerance, its stable range, and theory's bound."""
    rows: list[BestRow] = []
    for name, outcome in result.items():
        lowest, fewest = result.best_of(name), result.best_of(name, "steps")
        bound, stable = outcome.bound, outcome.stable
        rows.append(
            {
                "name": name,
                "flat": outcome.flat,
                "lowest": [*lowest] if lowest else None,
                "loss": float(outcome.losses[lowest]) if lowest else None,
                "fewest": [*fewest] if fewest else None,
                "steps": int(outcome.steps[fewest]) if fewest else None,
                "stable": [*stable] if stable else None,
                "open": bool(stable and stable[1] >= outcome.rates[outcome.ran][-1]),
                "bound": float(bound[0]) if bound is not None and len(bound) == 1 else None,
                "formula": FORMULAS.get(name) if bound is not None else None,
            }
        )
    return rows
