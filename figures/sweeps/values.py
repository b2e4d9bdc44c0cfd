"""What a sweep's figure shows: the values on its axis, and in words the best of each method."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from races.sweeps import SweepResult, tail_of
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


def axis_name(result: SweepResult, measure: str) -> str:
    """How the axis of a measure is called, of these races."""
    return "mean loss of the last tenth" if measure == "loss" and tail_of(result.spec.race) > 1 else MEASURES[measure]


def plateau(result: SweepResult, method: str, measure: str = "loss") -> tuple[int, int] | None:
    """The first and the last of the rates around the best that do nearly as well: up to twice its loss above the
    minimum, or a tenth more steps. None where it is one alone, or where that has no meaning."""
    best, shown = result.best_of(method, measure), shown_values(result, method, measure)
    if best is None or result[method].flat or shown.ndim > 1 or (measure == "loss" and result.floor is None):
        return None
    near = shown <= (1.1 if measure == "steps" else 2.0) * shown[best[0]]
    first = last = best[0]
    while first > 0 and near[first - 1]:
        first -= 1
    while last < len(near) - 1 and near[last + 1]:
        last += 1
    return (first, last) if last > first else None


class BestRow(TypedDict):
    """Of a method in a sweep; `lowest` and `fewest` are indices of rate and second value, `plateau` those of the first
    and the last rate that end nearly as low. None: there is no such."""

    name: str
    flat: bool
    lowest: list[int] | None
    plateau: list[int] | None
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
        bound, stable, level = outcome.bound, outcome.stable, plateau(result, name)
        rows.append(
            {
                "name": name,
                "flat": outcome.flat,
                "lowest": [*lowest] if lowest else None,
                "plateau": [*level] if level else None,
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
