"""What racers run on, drawn with matplotlib: filled contours with their axes and minima.

`Plane` is the view from above, `solid.Solid` the view in three dimensions; both paint themselves once on a figure and
know where a trajectory lies on it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from caches import counted
from figures import THEMES
from figures.height import GRID, height_map
from figures.minima import LETTER, marks_of_minima
from figures.wide import MOST, wide_map
from races import Trajectory
from surfaces import Surface

from .lettering import MEDIUM, font
from .pen import rgba
from .places import Box

LEVELS = 22
FAR = 1e4  # pixels; drawing coordinates are kept within this
Range = tuple[float, float]


class Ground(Protocol):
    """A surface that can be painted."""

    @property
    def clip(self) -> Box:
        """The plot area."""

    def paint(self, figure: Figure, bare: bool = False) -> None:
        """Draws the surface on the figure, with axes unless `bare`."""

    def pixels(self, trajectory: Trajectory) -> np.ndarray:
        """Where each step lies, (steps + 1, 2) in pixels from the top left; nan where it cannot be shown."""

    def behind(self, trajectory: Trajectory) -> np.ndarray | None:
        """Whether the surface is before each step; None where it never is."""

    def project(self, points: np.ndarray) -> np.ndarray:
        """Where points of the surface, (n, 2), lie: pixels as those of steps."""


@counted(16, 20_000)
def colors_of(theme: str) -> LinearSegmentedColormap:
    """The colour scale of a theme."""
    return LinearSegmentedColormap.from_list(theme, [(at, color) for at, color in THEMES[theme].scale], N=256)


def axes_on(figure: Figure, box: Box, **options: Any) -> Any:
    """Axes whose plot area is `box`, in pixels from the top left of the figure."""
    width, height = figure.get_size_inches() * 72
    left, top, wide, high = box
    return figure.add_axes((left / width, 1 - (top + high) / height, wide / width, high / height), **options)


def plain(value: float) -> str:
    """A tick's number, with a true minus."""
    return f"{value:.6g}".replace("-", "−")


def style_axes(axes: Any, theme: str, size: float) -> None:
    """Ticks and type of the page, with a true minus; no frame."""
    colors = THEMES[theme]
    axes.set_facecolor("none")
    axes.tick_params(length=0.3 * size, color=colors.grid, labelcolor=colors.text, pad=0.25 * size)
    for axis in (axes.xaxis, axes.yaxis):
        if not isinstance(axis.get_major_formatter(), FuncFormatter):
            axis.set_major_formatter(FuncFormatter(lambda value, _: plain(value)))
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font(MEDIUM, size))
    for spine in axes.spines.values():
        spine.set_visible(False)


def wide_levels(levels: np.ndarray, low: float, high: float) -> np.ndarray:
    """Evenly spaced levels, and as many beyond them as a surface from `low` to `high` has, but not too many."""
    apart = levels[1] - levels[0]
    below = min(max(math.ceil((levels[0] - low) / apart), 0), MOST)
    above = min(max(math.ceil((high - levels[-1]) / apart), 0), MOST)
    return np.asarray(levels[0] + apart * np.arange(-below, len(levels) + above))


@dataclass(frozen=True, eq=False)
class Plane:
    """A surface from above, its `zoom` (x_min, x_max, y_min, y_max) or all of it, in the plot area `clip`; `size` is
    that of type, in pixels. `equal`: both axes have the same scale, and the one that has room shows more."""

    surface: Surface
    zoom: Sequence[float] | None
    theme: str
    clip: Box
    size: float
    equal: bool = False

    @property
    def ranges(self) -> tuple[Range, Range]:
        """What is seen of x and of y."""
        return self._filled((self.zoom[:2], self.zoom[2:]) if self.zoom else self.surface.domain)

    def _filled(self, ranges: Any) -> tuple[Range, Range]:
        """These ranges, or at equal scale as much more of one of them as the plot area has room for."""
        (x_min, x_max), (y_min, y_max) = ranges
        if not self.equal:
            return (x_min, x_max), (y_min, y_max)
        aspect = self.clip[2] / self.clip[3]
        more_x = max(aspect * (y_max - y_min) - (x_max - x_min), 0) / 2
        more_y = max((x_max - x_min) / aspect - (y_max - y_min), 0) / 2
        return (x_min - more_x, x_max + more_x), (y_min - more_y, y_max + more_y)

    def paint(self, figure: Figure, bare: bool = False) -> None:
        """Contours, axes (unless `bare`) and minima."""
        colors, heights = THEMES[self.theme], height_map(self.surface)
        axes = axes_on(figure, self.clip)
        z = np.ma.masked_invalid(heights["z"])
        levels, beyond = np.asarray(MaxNLocator(LEVELS).tick_values(float(z.min()), float(z.max()))), dict[str, Any]()
        if self.equal and len(levels) > 1:
            beyond = {"extend": "both", "norm": Normalize(levels[0], levels[-1])}
            heights = wide_map(self.surface, self._filled(self.surface.domain), GRID)
            z = np.ma.masked_invalid(heights["z"])
            levels = wide_levels(levels, float(z.min()), float(z.max()))
        if len(levels) > 1 and z.max() > z.min():
            axes.contourf(
                heights["x"], heights["y"], z, levels, cmap=colors_of(self.theme), antialiased=False, **beyond
            )
            lines = {"colors": [rgba(colors.contour)], "linewidths": 0.06 * self.size, "linestyles": "solid"}
            axes.contour(heights["x"], heights["y"], z, levels, **lines)
        axes.set_xlim(*self.ranges[0])
        axes.set_ylim(*self.ranges[1])
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        style_axes(axes, self.theme, self.size)
        if bare:
            axes.set_axis_off()
        self._mark_minima(axes)

    def _mark_minima(self, axes: Any) -> None:
        colors = THEMES[self.theme]
        style = {"color": colors.casing, "edgecolor": colors.text, "linewidth": 0.12 * self.size, "zorder": 3}
        for points, lowest, side in marks_of_minima(self.surface):
            axes.scatter(*points.T, s=(side / LETTER * self.size) ** 2, marker="*" if lowest else "o", **style)

    def pixels(self, trajectory: Trajectory) -> np.ndarray:
        """Where each step lies."""
        return self.project(trajectory.positions)

    def project(self, points: np.ndarray) -> np.ndarray:
        """Where points lie."""
        (x_min, x_max), (y_min, y_max) = self.ranges
        left, top, width, height = self.clip
        x, y = points.T
        with np.errstate(over="ignore", invalid="ignore"):
            pixels = np.column_stack(
                [left + width * ((x - x_min) / (x_max - x_min)), top + height * ((y_max - y) / (y_max - y_min))]
            )
        return np.clip(pixels, -FAR, FAR)

    def behind(self, trajectory: Trajectory) -> np.ndarray | None:
        """A plane hides nothing."""
        return None
