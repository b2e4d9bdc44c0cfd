"""The scoreboard of a race, at its end or at any step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .evaluations import step_reached
from .trajectory import RaceResult

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "panel": int,
    "surface": str,
    "optimizer": str,
    "learning_rate": float,
    "step": int,
    "loss": float,
    "gradient_norm": float,
    "distance": float,
    "steps_to_tolerance": "Int64",
    "status": str,
    "diverged_at": "Int64",
}


def scoreboard(results: Sequence[RaceResult], step: int | None = None, evaluations: int | None = None) -> pd.DataFrame:
    """One row for each panel and racer, the lowest loss of a panel first.

    Loss, gradient norm and distance to the nearest minimum are those at `step`, or when a racer has spent so many
    `evaluations` (default: at each race's last step); the other columns are the race's outcome. Missing are steps that
    a racer never reached, or never diverged at, and the learning rate of a method that has none.
    """
    import pandas as pd

    rows = []
    for panel, result in enumerate(results, start=1):
        for name, t in result.items():
            at = result.spec.steps if step is None else min(step, result.spec.steps)
            if evaluations is not None:
                at = step_reached(t.evaluations, evaluations)
            reached = (t.losses[at], t.gradient_norms[at], t.distances[at])
            outcome = (t.steps_to_tolerance, t.status, t.diverged_at)
            rate = result.spec.optimizers[name].get("learning_rate", np.nan)
            rows.append((panel, result.spec.surface, name, rate, at, *reached, *outcome))
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    return frame.sort_values(["panel", "loss"], kind="stable", ignore_index=True)


def as_text(board: pd.DataFrame) -> str:
    """A scoreboard, or some of its columns, to print: four digits, and a dash for what is missing."""
    told = board.astype(object)
    return told.where(told.notna(), "–").to_string(index=False, float_format="{:.4g}".format)


def described(result: RaceResult) -> str:
    """A race in words: where it was, and its scoreboard at the end."""
    place = ", ".join(f"{side:g}" for side in result.spec.start or ())
    title = f"{result.spec.bound_surface.label}, {result.spec.steps} steps from ({place})"
    board = scoreboard([result]).drop(columns=["panel", "surface", "step"])
    return f"{title}\n{as_text(board)}" if result else f"{title}: no racers"
