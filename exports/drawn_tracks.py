"""The tracks of several racers, drawn up to a step: assets/player/tracks.mjs for files. Points come in as pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from figures.strokes import STROKES

from .pen import Box, Pen

BEHIND = 0.38  # opacity of what is behind the surface, as in assets/player/strokes.mjs
BLOCK = 64  # steps drawn of one racer before the next has its turn: newest on top, as when playing


@dataclass(frozen=True)
class Style:
    """Line width and size of heads, in pixels; the colours around them and of the heads' rims; whether lines have a
    casing, and whether a racer that is out of the picture is an arrow at its edge."""

    width: float
    head: float
    casing: str
    rim: str
    cased: bool = True
    arrows: bool = True


@dataclass(frozen=True, eq=False)
class Track:
    """One racer: its points in pixels, (steps + 1, 2), nan where they cannot be shown, and its real step at a time on
    the clock; whether the surface is before it at each step, or None where there can be none."""

    color: str
    marker: str
    points: np.ndarray
    diverged_at: int | None
    step_at: Callable[[float], float]
    behind: np.ndarray | None = None

    @cached_property
    def _shown(self) -> np.ndarray:
        """The steps that can be shown."""
        return np.flatnonzero(~np.isnan(self.points).any(axis=1))

    def last_shown(self, step: float) -> np.ndarray | None:
        """The last point that could be shown before a real step."""
        count = int(np.searchsorted(self._shown, math.ceil(step)))
        return self.points[self._shown[count - 1]] if count else None

    def at(self, step: float) -> np.ndarray:
        """The pixel of a real step, between its neighbours."""
        low = int(step)
        part = step - low
        if part == 0:
            return self.points[low]
        return (1 - part) * self.points[low] + part * self.points[low + 1]

    def parts(self, start: float, end: float) -> Iterator[tuple[float, float, bool]]:
        """The parts of a way from a real step to a later one: each before the surface or behind it, as
        assets/player/strokes.mjs parts it."""
        if self.behind is None:
            yield start, end, False
            return
        lines = self.behind[:-1] & self.behind[1:]
        inner = range(math.floor(start) + 1, math.ceil(end))
        for k in inner:
            if lines[k] != lines[k - 1]:
                yield start, k, bool(lines[k - 1])
                start = k
        yield start, end, bool(lines[math.ceil(end) - 1])

    def between(self, start: float, end: float) -> np.ndarray:
        """The points from a real step to another, with both ends."""
        inner = self.points[math.floor(start) + 1 : math.ceil(end)]
        return np.vstack([self.at(start), inner, self.at(end)])


class Tracks:
    """Tracks in one plot area, `clip`, with `below`: tracks whose whole course is dashed below the others."""

    def __init__(self, tracks: Sequence[Track], clip: Box, style: Style, below: Sequence[Track] = ()) -> None:
        self.tracks, self.clip, self.style, self.below = tracks, clip, style, below
        self.drawn = 0.0

    def ahead(self, pen: Pen, alpha: float, since: float = 0.0) -> None:
        """The course since a time on the clock, thin and faint."""
        for track in self.tracks:
            self._line(pen, track, track.step_at(since), len(track.points) - 1, thin=True, alpha=alpha)

    def underlay(self, pen: Pen) -> None:
        """What lies below the trails."""
        for track in self.below:
            self._line(pen, track, 0, len(track.points) - 1, thin=True, dash=STROKES["dash"] * self.style.width)

    def advance(self, pen: Pen, now: float) -> None:
        """The segments of the trails that are new since the last call."""
        while self.drawn < now:
            end = min(now, (math.floor(self.drawn / BLOCK) + 1) * BLOCK)
            for track in self.tracks:
                self._line(pen, track, track.step_at(self.drawn), track.step_at(end))
            self.drawn = end

    def heads(self, pen: Pen, now: float) -> None:
        """Everybody's marker at the clock's `now`."""
        for track in self.tracks:
            self._head(pen, track, track.step_at(now))

    def _line(
        self, pen: Pen, track: Track, start: float, end: float, thin: bool = False, alpha: float = 1.0, dash: float = 0
    ) -> None:
        if end <= start:
            return
        width = self.style.width
        for since, until, hidden in track.parts(start, end):
            points, narrow = track.between(since, until), thin or hidden
            if self.style.cased and not narrow:
                pen.line(points, self.style.casing, width * (1 + STROKES["casing"]), self.clip, cap="butt")
            faint = alpha * BEHIND if hidden else alpha
            pen.line(
                points, track.color, STROKES["thin"] * width if narrow else width, self.clip, alpha=faint, dash=dash
            )

    def _head(self, pen: Pen, track: Track, step: float) -> None:
        """The marker; an arrow at the edge for a racer that is out of the picture, a cross where it diverged."""
        here = track.at(step)
        hidden = math.isnan(here[0])
        point = track.last_shown(step) if hidden else here
        if point is None:
            return
        left, top, width, height = self.clip
        x, y = point
        away = hidden or not (left - 1 <= x <= left + width + 1 and top - 1 <= y <= top + height + 1)
        diverged = track.diverged_at is not None and step >= track.diverged_at
        if not away:
            self._shape(pen, STROKES["cross"] if diverged else track.marker, track.color, point, 0.0)
        elif self.style.arrows:
            low, high = np.array([left, top]), np.array([left + width, top + height])
            edge = np.clip(point, low + self.style.head + 3, high - self.style.head - 3)
            x, y = point - edge if (point != edge).any() else edge - (low + high) / 2
            shape, angle = (STROKES["cross"], 0.0) if diverged else (STROKES["arrow"], math.atan2(y, x))
            self._shape(pen, shape, track.color, edge, angle)

    def _shape(self, pen: Pen, d: str, color: str, at: np.ndarray, angle: float) -> None:
        head = self.style.head
        pen.shape(d, at, head, angle, "none", (self.style.casing, STROKES["ring"] * head))
        pen.shape(d, at, head, angle, color, (self.style.rim, STROKES["rim"] * head))
