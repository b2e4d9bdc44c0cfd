"""The samples of a surface of data in a corner of its picture, with the line that each racer has drawn among them by
now: assets/player/scatter.mjs for files."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from figures.themes import Theme
from surfaces.scatter import Scatter, frame_of, lines_of

from .pen import Pen
from .places import Box

DOT = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
RADIUS, LINE, THIN = 2.5, 3.0, 1.5  # px of a dot, of a line, and of one that is a deviation away
SHADES = 5  # of dots, from the least tone to the largest


@dataclass(frozen=True, eq=False)
class Course:
    """A racer's colour, its weights, (steps + 1, 2), and its real step at a time on the clock."""

    color: str
    positions: np.ndarray
    step_at: Callable[[float], float]


@dataclass(frozen=True, eq=False)
class Inset:
    """The samples in a box of the sheet, in pixels, with the courses of those who race."""

    scatter: Scatter
    courses: Sequence[Course]
    box: Box
    theme: Theme
    unit: float

    @cached_property
    def _frame(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return frame_of(self.scatter.points)

    def pixels(self, points: np.ndarray) -> np.ndarray:
        """Where points (n, 2) lie on the sheet."""
        (left, right), (bottom, top) = self._frame
        x, y, width, height = self.box
        return np.column_stack(
            [
                x + (points[:, 0] - left) / (right - left) * width,
                y + (top - points[:, 1]) / (top - bottom) * height,
            ]
        )

    def segments(self, now: float) -> list[tuple[Course, float, np.ndarray]]:
        """Of each racer the lines at a time on the clock: its level, and its ends in pixels, (2, 2)."""
        found = []
        for course in self.courses:
            x, y = _between(course.positions, course.step_at(now))
            for level, segment in lines_of(self.scatter, x, y, self._frame):
                found.append((course, level, self.pixels(np.array(segment))))
        return found

    def draw(self, pen: Pen, now: float) -> None:
        """All of it, above the trails."""
        left, top, width, height = self.box
        rim = max(self.unit, 1.0)
        pen.box((left - rim, top - rim, width + 2 * rim, height + 2 * rim), self.theme.grid)
        pen.box(self.box, self.theme.paper)
        shades = np.rint((1 + self.scatter.tones) / 2 * (SHADES - 1)).astype(int)
        size, ink = RADIUS * self.unit, self.theme.text
        for shade in range(1, SHADES):
            points = self.pixels(self.scatter.points[shades == shade])
            pen.shapes(DOT, points, size, ink, shade / (SHADES - 1))
        pen.shapes(DOT, self.pixels(self.scatter.points), size, ink, 0.7, self.unit)
        for course, level, ends in self.segments(now):
            wide = (THIN if level else LINE) * self.unit
            pen.line(ends, course.color, wide, self.box, cap="butt", dash=4 * self.unit if level else None)


def _between(positions: np.ndarray, step: float) -> tuple[float, float]:
    """The weights at a real step: between two, on the line between them."""
    step = min(max(step, 0.0), len(positions) - 1.0)
    before = math.floor(step)
    part = step - before
    here = positions[before]
    x, y = here + part * (positions[before + 1] - here) if part else here
    return float(x), float(y)
