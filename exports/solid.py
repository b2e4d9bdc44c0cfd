"""A surface in three dimensions, as the page's scene shows it: the same camera, painted from the back to the front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from figures import THEMES
from figures.height import between, height_map, lifted
from figures.minima import LETTER, SOLID, marks_of_minima
from races import Trajectory
from surfaces import Surface

from .behind import behind
from .edge import until_the_edge
from .ground import FAR, LEVELS, axes_on, colors_of, plain
from .lettering import MEDIUM, font
from .pen import rgba
from .places import Box

ASPECT = np.array([1.15, 1.15, 0.7])  # of the box, as in figures/background.py
CENTER = np.array([0.0, 0.0, -0.2])
FIELD = np.pi / 4  # Plotly's vertical field of view
LIGHT = np.array([-0.4, -0.5, 0.77])
AMBIENT, DIFFUSE = 0.72, 0.36


@dataclass(frozen=True, eq=False)
class Solid:
    """A surface seen by a `camera`, x, y, z in Plotly's units; None is its own, as near as the plot area `clip`
    allows."""

    surface: Surface
    camera: Sequence[float] | None
    theme: str
    clip: Box
    size: float

    @cached_property
    def _box(self) -> tuple[np.ndarray, np.ndarray]:
        """Lowest and highest x, y and height."""
        (x_min, x_max), (y_min, y_max) = self.surface.domain
        z = height_map(self.surface)["z"]
        low, high = float(np.nanmin(z)), float(np.nanmax(z))
        top = high + 0.02 * (high - low) if high > low else low + 1.0
        return np.array([x_min, y_min, low]), np.array([x_max, y_max, top])

    @cached_property
    def _eye(self) -> np.ndarray:
        return np.array(self.camera or self.surface.eye, float)

    @cached_property
    def _frame(self) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
        """The camera's axes (right, up, forward) as rows, the eye, pixels a unit at distance 1, the middle, (2,)."""
        forward = (CENTER - self._eye) / np.linalg.norm(CENTER - self._eye)
        right = np.cross(forward, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right) or 1.0
        axes = np.stack([right, np.cross(right, forward), forward])
        left, top, width, height = self.clip
        middle = np.array([left + width / 2, top + height / 2])
        if self.camera:
            return axes, self._eye, height / 2 / np.tan(FIELD / 2), middle
        corners = (np.array(list(product((-0.5, 0.5), repeat=3))) * ASPECT * (1.15, 1.15, 1) - self._eye) @ axes.T
        seen = corners[:, :2] / corners[:, 2:]
        low, high = seen.min(axis=0), seen.max(axis=0)
        unit = float(min(np.array([width, height]) / (high - low)))
        return axes, self._eye, unit, middle - unit * np.array([1, -1]) * (low + high) / 2

    def _project(self, points: np.ndarray) -> np.ndarray:
        """Points of the surface's space, (..., 3), in pixels, (..., 2)."""
        low, high = self._box
        axes, eye, unit, middle = self._frame
        seen = (((points - low) / (high - low) - 0.5) * ASPECT - eye) @ axes.T
        with np.errstate(all="ignore"):
            return middle + unit * np.array([1, -1]) * seen[..., :2] / seen[..., 2:]

    def _distance(self, points: np.ndarray) -> np.ndarray:
        """How far the camera is from points, (..., 3), seen from above: what is farther is painted first."""
        low, high = self._box
        place = ((points - low) / (high - low) - 0.5) * ASPECT - self._eye
        return np.hypot(place[..., 0], place[..., 1])

    def _points(self, trajectory: Trajectory) -> np.ndarray:
        """The steps on the surface up to its edge, (steps + 1, 3); whoever leaves it has no loss there."""
        heights, way = height_map(self.surface), until_the_edge(trajectory.positions, self.surface.domain)
        moved = ((way != trajectory.positions) & ~np.isnan(way)).any(axis=1)
        lift = lifted(trajectory.drawn_losses, heights).copy()
        lift[moved] = between(heights["z"], self.surface.domain, way[moved])
        return np.column_stack([way, lift])

    def behind(self, trajectory: Trajectory) -> np.ndarray | None:
        """Whether the surface is before each step."""
        low, high = self._box
        eye = low + (self._eye / ASPECT + 0.5) * (high - low)
        with np.errstate(all="ignore"):
            return behind(self._points(trajectory), height_map(self.surface)["z"], self.surface.domain, eye)

    def pixels(self, trajectory: Trajectory) -> np.ndarray:
        """Where each step lies; nan beside the box."""
        return self._pixels(self._points(trajectory))

    def project(self, points: np.ndarray) -> np.ndarray:
        """Where points lie on the surface; nan beside the box."""
        heights = between(height_map(self.surface)["z"], self.surface.domain, points)
        return self._pixels(np.column_stack([points, heights]))

    def _pixels(self, points: np.ndarray) -> np.ndarray:
        low, high = self._box
        outside = ((points[:, :2] < low[:2]) | (points[:, :2] > high[:2])).any(axis=1)
        found = np.clip(self._project(points), -FAR, FAR)
        found[outside] = np.nan
        return found

    def paint(self, figure: Figure, bare: bool = False) -> None:
        """The box with its ticks (unless `bare`), the surface with its contour lines, and the minima."""
        axes = axes_on(figure, self.clip)
        left, top, width, height = self.clip
        axes.set_xlim(left, left + width)
        axes.set_ylim(top + height, top)
        axes.set_axis_off()
        self._paint_box(axes, bare)
        self._paint_surface(axes)
        self._mark_minima(axes)

    def _paint_box(self, axes: Any, bare: bool) -> None:
        """The grid on the floor, and on its front edges the ticks."""
        colors = THEMES[self.theme]
        low, high = self._box
        for axis in (0, 1):
            other = 1 - axis
            front = self._eye[other] > 0  # the edge that is nearer to the camera
            marks = [
                m
                for m in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low[axis], high[axis])
                if low[axis] <= m <= high[axis]
            ]
            for mark in marks:
                line = np.empty((2, 3))
                line[:, axis], line[:, other], line[:, 2] = mark, (low[other], high[other]), low[2]
                axes.plot(*self._project(line).T, color=colors.grid, linewidth=0.08 * self.size, zorder=1)
                if not bare:
                    self._tick(axes, line[int(front)], axis, plain(mark))
            if not bare:
                middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
                middle[other] = high[other] if front else low[other]
                self._tick(axes, middle, axis, "xy"[axis], 0.14)

    def _tick(self, axes: Any, at: np.ndarray, axis: int, text: str, away: float = 0.06) -> None:
        """A text beside the box, `away` of its width outside."""
        low, high = self._box
        other, place = 1 - axis, at.copy()
        place[other] += away * (high[other] - low[other]) * (1 if at[other] > (low[other] + high[other]) / 2 else -1)
        axes.text(
            *self._project(place),
            text,
            fontproperties=font(MEDIUM, self.size),
            color=THEMES[self.theme].text,
            ha="center",
            va="center",
        )

    def _paint_surface(self, axes: Any) -> None:
        """Cells of the grid and pieces of contour lines, sorted together by their distance."""
        heights, colors = height_map(self.surface), THEMES[self.theme]
        x, y = np.meshgrid(heights["x"], heights["y"])
        grid = np.stack([x, y, heights["z"]], axis=-1)
        cells = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=2).reshape(-1, 4, 3)
        cells = cells[np.isfinite(cells).all(axis=(1, 2))]
        pieces = self._contours(heights)
        corners = [*self._project(cells), *self._project(pieces)]
        faces = np.vstack([self._shaded(cells), np.zeros((len(pieces), 4))])
        line = np.array(rgba(colors.contour))
        edges = np.vstack([self._shaded(cells), np.tile(line, (len(pieces), 1))])
        widths = np.repeat([0.03 * self.size, 0.07 * self.size], [len(cells), len(pieces)])
        nearer = 0.7 * np.linalg.norm(ASPECT[:2] / (len(heights["x"]) - 1))  # a line lies on its cell
        distance = np.concatenate([self._distance(cells.mean(axis=1)), self._distance(pieces.mean(axis=1)) - nearer])
        order = np.argsort(-distance, kind="stable")
        axes.add_collection(
            PolyCollection(
                [corners[i] for i in order],
                facecolors=faces[order],
                edgecolors=edges[order],
                linewidths=widths[order],
                closed=False,
                zorder=2,
                rasterized=True,
            ),
            autolim=False,
        )

    def _contours(self, heights: Mapping[str, Any]) -> np.ndarray:
        """Pieces of contour lines, (n, 2, 3)."""
        low, high = float(np.nanmin(heights["z"])), float(np.nanmax(heights["z"]))
        generator = contour_generator(heights["x"], heights["y"], np.ma.masked_invalid(heights["z"]))
        found = []
        for level in low + (high - low) / LEVELS * np.arange(1, LEVELS):
            for line in generator.lines(level):
                path = np.column_stack([np.asarray(line), np.full(len(line), level)])
                found.append(np.stack([path[:-1], path[1:]], axis=1))
        return np.concatenate(found) if found else np.empty((0, 2, 3))

    def _shaded(self, cells: np.ndarray) -> np.ndarray:
        """The colour of each cell, (n, 4): that of its height, in a light from the left."""
        low, high = self._box
        unit = ((cells - low) / (high - low)) * ASPECT
        normal = np.cross(unit[:, 2] - unit[:, 0], unit[:, 3] - unit[:, 1])
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        bright = np.minimum(AMBIENT + DIFFUSE * np.abs(normal @ LIGHT), 1.0)
        colors = colors_of(self.theme)((cells[:, :, 2].mean(axis=1) - low[2]) / (high[2] - low[2]))
        colors[:, :3] *= bright[:, None]
        return colors

    def _mark_minima(self, axes: Any) -> None:
        colors = THEMES[self.theme]
        style = {"color": colors.text, "edgecolor": colors.casing, "linewidth": 0.1 * self.size, "zorder": 3}
        for points, _, side in marks_of_minima(self.surface):
            heights = lifted(np.broadcast_to(self.surface.value(*points.T), len(points)), height_map(self.surface))
            places = self._project(np.column_stack([points, heights]))
            axes.scatter(*places.T, s=(SOLID[side] / LETTER * self.size) ** 2, marker="D", **style)
