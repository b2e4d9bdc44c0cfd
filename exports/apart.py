"""Heads that meet, and their names, told apart: assets/core/apart.mjs for files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .places import Box

MEET = 0.6  # of a head's size: nearer than that one hides the other
MOST = 9  # heads that are fanned out; more would cover the picture
ROUND = 0.45  # of a head's size: how much of a ring's radius each head takes
LEAST = 1.3  # sizes: the radius of the smallest ring
BESIDE = 1.5  # sizes from a head to its name
FAR = 0.6  # lines that a name may be off before a line leads to it
FEW = 4  # racers whose names stand at their heads unless somebody chooses

Point = tuple[float, float]


@dataclass
class Place:
    """Of a name: the left end and the middle, in pixels, and whether a line must lead to it from its head."""

    x: float
    y: float
    leads: bool = False


def are_named(choice: str, count: int) -> bool:
    """Whether names stand at the heads of so many racers; `choice` is "auto", "on" or "off"."""
    return choice == "on" or (choice == "auto" and count <= FEW)


def fanned(places: Sequence[Point], size: float) -> list[Point]:
    """Where heads of `size` pixels are drawn that would hide each other: on a ring around where they meet."""
    groups: list[list[int]] = []
    for each, place in enumerate(places):
        near = next((group for group in groups if math.dist(places[group[0]], place) < MEET * size), None)
        if near is None:
            groups.append([each])
        else:
            near.append(each)
    found = list(places)
    for group in groups:
        if not 2 <= len(group) <= MOST:
            continue
        x, y = places[group[0]]
        radius = size * max(LEAST, ROUND * len(group))
        for turn, each in enumerate(group):
            angle = 2 * math.pi * turn / len(group) - math.pi / 2
            found[each] = (x + radius * math.cos(angle), y + radius * math.sin(angle))
    return found


def _side(starts: tuple[float, float], wide: float, others: Sequence[float], size: float, box: Box) -> int:
    """Which of two starts a name takes: the right one, if it is in the box there, and covers no other head, or covers
    one on the left, too; `others` are where the heads are that it could cover."""
    left, _, width, _ = box
    fits, fits_left = (left <= start and start + wide <= left + width for start in starts)
    covers, covers_left = (any(start < x + size and x - size < start + wide for x in others) for start in starts)
    return 1 if not fits or (covers and fits_left and not covers_left) else 0


def name_places(heads: Sequence[Point], widths: Sequence[float], size: float, line: float, box: Box) -> list[Place]:
    """Where names stand beside heads of `size` pixels, `widths` wide in lines `line` high: all of them in the box, none
    over another, or over another's head, while there is room."""
    left, top, width, height = box
    places = []
    for (x, y), wide in zip(heads, widths, strict=True):
        starts = (x + BESIDE * size, x - BESIDE * size - wide)
        others = [head for head in heads if head != (x, y) and abs(head[1] - y) < size + line / 2]
        start = starts[_side(starts, wide, [other for other, _ in others], size, box)]
        inside = max(min(start, left + width - wide), left)
        places.append(Place(inside, max(min(y, top + height - line / 2), top + line / 2)))
    order = sorted(range(len(places)), key=lambda each: places[each].y)

    def is_beside(a: int, b: int) -> bool:
        return places[a].x < places[b].x + widths[b] and places[b].x < places[a].x + widths[a]

    for rank, each in enumerate(order):
        for above in order[:rank]:
            if is_beside(each, above):
                places[each].y = max(places[each].y, places[above].y + line)
    for rank, each in reversed(list(enumerate(order))):
        places[each].y = min(places[each].y, top + height - line / 2)
        for below in order[rank + 1 :]:
            if is_beside(each, below):
                places[each].y = min(places[each].y, places[below].y - line)
    for place, (_, y) in zip(places, heads, strict=True):
        place.leads = abs(place.y - y) > FAR * line
    return places
