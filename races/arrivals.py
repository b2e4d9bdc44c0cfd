"""At which minimum each of many lanes arrives, and when, without a record of their paths."""

from __future__ import annotations

import numpy as np

from surfaces import Surface

from .ending import TOLERANCE, beside, nearest_minimum

NOT_ARRIVED, DIVERGED = -1, -2  # in place of a minimum's number


class Arrivals:
    """When each lane first comes down to within TOLERANCE of each minimum's loss, seen from its start's.

    The goals of a start are ordered as the levels are: so each lane waits for one at a time, the highest that it has
    not reached, and a step is one comparison, however many minima there are.
    """

    def __init__(self, surface: Surface, starts: np.ndarray) -> None:
        self.surface, count = surface, starts.shape[1]
        values = np.array([float(surface.value(*minimum)) for minimum in surface.minima])
        self.levels, self.level_of = np.unique(values.round(12), return_inverse=True)  # ascending
        self.first = self._losses(starts)
        self.reached = np.full((len(self.levels) + 1, count), -1)
        self.next = np.full(count, len(self.levels) - 1)  # the level that each lane waits for
        self.waiting = np.arange(count if surface.minima else 0)
        self.goals = self._goals(self.waiting) if surface.minima else self.first[:0]
        self.look(0, starts)

    def _losses(self, x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.broadcast_to(self.surface.value(*x), x.shape[1:])

    def _goals(self, numbers: np.ndarray) -> np.ndarray:
        """The loss that each of these lanes waits for; none is as low as that of a lane that waits for nothing."""
        level = self.levels[self.next[numbers]]
        return np.where(self.next[numbers] < 0, -np.inf, level + TOLERANCE * (self.first[numbers] - level))

    def look(self, t: int, x: np.ndarray) -> None:
        """Note who is there at step t; x, (2, lanes), holds all positions."""
        if not self.waiting.size:
            return
        losses = self._losses(x if self.waiting.size == x.shape[1] else x.take(self.waiting, axis=1))
        hits = np.flatnonzero(losses <= self.goals)
        if not hits.size:
            return
        while hits.size:
            numbers = self.waiting[hits]
            self.reached[self.next[numbers], numbers] = t
            self.next[numbers] -= 1
            self.goals[hits] = self._goals(numbers)
            hits = hits[losses[hits] <= self.goals[hits]]
        waits = self.goals > -np.inf
        if np.count_nonzero(waits) < len(waits) / 4:  # to take fewer out of x costs as much as to look at all
            self._keep(waits)

    def forget(self, gone: np.ndarray) -> None:
        """Wait no longer for the lanes for which `gone`, (lanes,), is true."""
        self._keep(~gone[self.waiting])

    def _keep(self, kept: np.ndarray) -> None:
        self.waiting, self.goals = self.waiting[kept], self.goals[kept]

    def arrived(self, ends: np.ndarray) -> np.ndarray:
        """The number of the minimum at which each lane ends, or NOT_ARRIVED, (lanes,)."""
        return _arrived(self.surface, ends, self.first, self._losses(ends))

    def steps(self, minimum: np.ndarray) -> np.ndarray:
        """The step at which each lane first was as low as at its minimum, -1 without one, (lanes,)."""
        there = minimum >= 0
        level = self.level_of[np.where(there, minimum, 0)] if there.any() else np.zeros(len(minimum), dtype=int)
        return np.where(there, self.reached[level, np.arange(len(minimum))], -1)


def _arrived(surface: Surface, ends: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The number of the minimum at which each end, (2, n), lies, or NOT_ARRIVED; `first` and `last` are the losses
    before and after, (n,)."""
    if not surface.minima:
        return np.full(len(first), NOT_ARRIVED)
    floors = np.array([float(surface.value(*minimum)) for minimum in surface.minima])
    distances, nearest = nearest_minimum(ends.T, surface)
    there = beside(surface, distances, floors[nearest], first, last)
    return np.where(there, nearest, NOT_ARRIVED)
