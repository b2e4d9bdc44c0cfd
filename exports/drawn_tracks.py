"""The tracks of several racers, drawn up to a step: assets/player/tracks.mjs for files. Points come in as pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.patheffects import withStroke

from figures.block import shape_of
from figures.outline import outline
from figures.strokes import STROKES
from races import Trajectory

from .apart import fanned, name_places
from .ground import Ground
from .lettering import BOLD, Words, width_of
from .pen import Pen, rgba
from .places import Box

BEHIND = 0.38  # opacity of what is behind the surface, as in assets/player/strokes.mjs
LETTERS = 1.85  # sizes of heads: the size of type of their names
ROUND = "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z"
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
    """One racer, by the `label` that may stand at its head: its points in pixels, (steps + 1, 2), nan where they cannot
    be shown, and its real step at a time on the clock; whether the surface is before it at each step, or None where
    there can be none; what its method draws around it at a whole step, (n, 2) in pixels, or None;
    whether it is quiet, the average of a path: a thin, faint trail and a small, hollow head; whether the
    corners of what it draws are dots."""

    color: str
    marker: str
    points: np.ndarray
    diverged_at: int | None
    step_at: Callable[[float], float]
    behind: np.ndarray | None = None
    label: str = ""
    outline: Callable[[int], np.ndarray | None] = lambda _: None
    quiet: bool = False
    dotted: bool = False

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


def outlines_on(ground: Ground, name: str, trajectory: Trajectory) -> Callable[[int], np.ndarray | None]:
    """What a racer draws around its head on a surface: by whole step, (n, 2) in pixels, or None."""
    frames, shape = trajectory.outlines, shape_of(name, trajectory)

    def at(step: int) -> np.ndarray | None:
        points = outline(shape, frames[step]) if frames is not None else None
        return None if points is None else ground.project(points)

    return at


@dataclass
class Head:
    """Where and how a racer's marker is drawn."""

    track: Track
    shape: str
    at: tuple[float, float]
    angle: float


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

    def heads(self, pen: Pen, now: float, rests: bool = False, words: Words | None = None) -> None:
        """Everybody's marker at the clock's `now`, with names if there are `words` for them. At rest those that would
        hide each other are fanned out, as assets/player/heads.mjs does."""
        for track in self.tracks:
            self._outline(pen, track, int(track.step_at(now)))
        found = [head for track in self.tracks if (head := self._head(track, track.step_at(now)))]
        heads = [head for head in found if not head.track.quiet]
        size = self.style.head
        if rests and self.style.arrows:
            for head, place in zip(heads, fanned([head.at for head in heads], size), strict=True):
                if place != head.at:
                    self._lead(pen, head, place)
                    head.at = place
        for head in heads:
            self._shape(pen, head.shape, head.track.color, np.array(head.at), head.angle)
        for head in found:
            if head.track.quiet and head.shape == head.track.marker:
                self._ring(pen, head)
        if words:
            self._names(pen, heads, words)

    def _names(self, pen: Pen, heads: Sequence[Head], words: Words) -> None:
        letters = LETTERS * self.style.head
        widths = [width_of(head.track.label, BOLD, letters) for head in heads]
        room = (self.style.head, 1.15 * letters, self.clip)
        for head, wide, place in zip(
            heads, widths, name_places([head.at for head in heads], widths, *room), strict=True
        ):
            if place.leads:
                self._lead(pen, head, (place.x if place.x > head.at[0] else place.x + wide, place.y))
            text = words.make(place.x, place.y, head.track.label, BOLD, letters)
            text.set_color(rgba(head.track.color))
            text.set_path_effects([withStroke(linewidth=0.28 * letters, foreground=rgba(self.style.casing))])
            text.draw(pen.renderer)

    def _lead(self, pen: Pen, head: Head, to: tuple[float, float]) -> None:
        for width, color in ((0.5, self.style.casing), (0.2, head.track.color)):
            pen.line(np.array([head.at, to]), color, width * self.style.head, self.clip)

    def _line(
        self, pen: Pen, track: Track, start: float, end: float, thin: bool = False, alpha: float = 1.0, dash: float = 0
    ) -> None:
        if end <= start:
            return
        width = self.style.width
        for since, until, hidden in track.parts(start, end):
            points, narrow = track.between(since, until), thin or hidden or track.quiet
            if self.style.cased and not narrow:
                pen.line(points, self.style.casing, width * (1 + STROKES["casing"]), self.clip, cap="butt")
            faint = alpha * (BEHIND if hidden else 1) * (STROKES["quiet"] if track.quiet else 1)
            pen.line(
                points, track.color, STROKES["thin"] * width if narrow else width, self.clip, alpha=faint, dash=dash
            )

    def _outline(self, pen: Pen, track: Track, step: int) -> None:
        points = track.outline(step)
        if points is not None:
            width = STROKES["thin"] * self.style.width
            pen.line(points, self.style.casing, width * (1 + STROKES["casing"]), self.clip, cap="butt")
            pen.line(points, track.color, width, self.clip)
            size = STROKES["dot"] * self.style.head
            for at in points[1:] if track.dotted else ():
                pen.shape(ROUND, at, size, 0.0, "none", (self.style.casing, STROKES["ring"] * size))
                pen.shape(ROUND, at, size, 0.0, track.color, (self.style.casing, STROKES["rim"] * size))

    def _head(self, track: Track, step: float) -> Head | None:
        """The marker; an arrow at the edge for a racer that is out of the picture, a cross where it diverged."""
        here = track.at(step)
        hidden = math.isnan(here[0])
        point = track.last_shown(step) if hidden else here
        if point is None:
            return None
        left, top, width, height = self.clip
        x, y = point
        away = hidden or not (left - 1 <= x <= left + width + 1 and top - 1 <= y <= top + height + 1)
        diverged = track.diverged_at is not None and step >= track.diverged_at
        if not away:
            return Head(track, STROKES["cross"] if diverged else track.marker, (float(x), float(y)), 0.0)
        if not self.style.arrows:
            return None
        low, high = np.array([left, top]), np.array([left + width, top + height])
        edge = np.clip(point, low + self.style.head + 3, high - self.style.head - 3)
        x, y = point - edge if (point != edge).any() else edge - (low + high) / 2
        shape, angle = (STROKES["cross"], 0.0) if diverged else (STROKES["arrow"], math.atan2(y, x))
        return Head(track, shape, (float(edge[0]), float(edge[1])), angle)

    def _ring(self, pen: Pen, head: Head) -> None:
        """A hollow marker above a casing, as assets/player/heads.mjs draws that of an average."""
        size, at, casing = STROKES["second"] * self.style.head, np.array(head.at), self.style.casing
        for fill, color, share in ((casing, casing, 1.0), ("none", head.track.color, 0.5)):
            pen.shape(head.shape, at, size, head.angle, fill, (color, share * STROKES["ring"] * size))

    def _shape(self, pen: Pen, d: str, color: str, at: np.ndarray, angle: float) -> None:
        head = self.style.head
        pen.shape(d, at, head, angle, "none", (self.style.casing, STROKES["ring"] * head))
        pen.shape(d, at, head, angle, color, (self.style.rim, STROKES["rim"] * head))
