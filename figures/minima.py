"""How minima are marked, in pictures, maps and exported files alike: the lowest as stars, the others as rings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from surfaces import Surface

MANY = 12  # minima: more of a kind than these have small marks
STAR, SMALL_STAR, RING, SMALL_RING = 15, 5, 7, 3.5  # pixels from side to side, at the page's usual size of type
LETTER = 12  # pixels of the type that these sides go with
SOLID = {STAR: 7, SMALL_STAR: 3, RING: 4, SMALL_RING: 2}  # the same in three dimensions, where all are diamonds


class Marks(NamedTuple):
    """Minima that are marked alike: their `points` (n, 2), whether they are the lowest, and the marks' `side`."""

    points: np.ndarray
    lowest: bool
    side: float


def marks_of_minima(surface: Surface) -> list[Marks]:
    """The marks of a surface's minima, the lowest first; none of those that it has not."""
    points, lowest = np.array(surface.minima).reshape(-1, 2), np.array(surface.lowest, dtype=bool)
    return [
        Marks(points[chosen], is_lowest, side_of(surface, is_lowest))
        for chosen, is_lowest in ((lowest, True), (~lowest, False))
        if chosen.any()
    ]


def side_of(surface: Surface, lowest: bool) -> float:
    """The side of a mark, of one of the lowest minima or of another."""
    if lowest:
        return STAR if np.sum(surface.lowest) <= MANY else SMALL_STAR
    return RING if len(surface.minima) <= MANY else SMALL_RING
