"""What the player is told of the draws of noise, and the draws, behind the racers' numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypedDict

import numpy as np

from races import RaceSpec
from races.draws import Draws, draws_of


class DrawsBlock(TypedDict):
    """The draws of a race: their key, how many numbers a step draws, and how many rows there are of it, as many as the
    longest race with this key asks for. One that is `held` adds no numbers: they are known, or came before."""

    key: str
    width: int
    rows: int
    held: bool


def draws_block(
    specs: Sequence[RaceSpec], held: Collection[str] = ()
) -> tuple[list[DrawsBlock | None], list[np.ndarray]]:
    """What is said of each race's draws, None where there are none, and their numbers, each (rows * width,) float64.

    `held` are keys of draws that the player has, enough for these races.
    """
    found = [draws_of(spec) for spec in specs]
    longest: dict[str, Draws] = {}
    for draws in found:
        if draws and (draws.key not in longest or len(longest[draws.key].rows) < len(draws.rows)):
            longest[draws.key] = draws
    told: list[DrawsBlock | None] = []
    numbers: dict[str, np.ndarray] = {}
    for draws in found:
        if draws is None:
            told.append(None)
            continue
        rows = longest[draws.key].rows
        known = draws.key in held or draws.key in numbers
        told.append({"key": draws.key, "width": rows.shape[1], "rows": len(rows), "held": known})
        if not known:
            numbers[draws.key] = rows.ravel()
    return told, list(numbers.values())
