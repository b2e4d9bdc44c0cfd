"""Draws lines and shapes in pixels from the top left, as the page's canvas does, on any of matplotlib's renderers.

matplotlib's artists cost milliseconds each; a frame of a video draws a hundred things.
"""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from caches import counted

from .places import Box

CODES = {"moveTo": Path.MOVETO, "lineTo": Path.LINETO, "curveTo": Path.CURVE4, "qCurveTo": Path.CURVE3}


@counted(64, 20_000)
def outline(d: str) -> Path:
    """The matplotlib path of an SVG path, such as a racer's marker."""
    recorded = RecordingPen()
    parse_path(d, recorded)
    vertices: list[tuple[float, float]] = []
    codes: list[Any] = []
    for command, points in recorded.value:
        if command in CODES:
            vertices += points
            codes += [CODES[command]] * len(points)
        elif command == "closePath":
            vertices.append((0.0, 0.0))
            codes.append(Path.CLOSEPOLY)
    return Path(np.array(vertices), codes)


@counted(256, 400)
def rgba(color: str) -> tuple[float, float, float, float]:
    """A colour of the palette, "#rrggbb" or "rgba(r, g, b, a)" as in CSS."""
    if not color.startswith("rgba("):
        return to_rgba(color)
    red, green, blue, alpha = (float(part) for part in color[5:-1].split(","))
    return red / 255, green / 255, blue / 255, alpha


class Pen:
    """Draws on one renderer of a figure of 72 dots an inch, `height` pixels high, where a point is a pixel."""

    def __init__(self, renderer: Any, height: float) -> None:
        self.renderer = renderer
        self.height = height
        self.upright = Affine2D.from_values(1, 0, 0, -1, 0, height)  # renderers count from the bottom
        self._contexts: dict[Any, Any] = {}

    def line(
        self,
        points: np.ndarray,
        color: str,
        width: float,
        clip: Box,
        cap: Literal["butt", "projecting", "round"] = "round",
        alpha: float = 1.0,
        dash: float | None = None,
    ) -> None:
        """A line through points, (n, 2), broken where they are nan; `dash` is the length of its dashes."""
        self._draw(Path(points), self.upright, None, (color, width, cap), clip, alpha, dash)

    def shape(
        self,
        d: str,
        at: np.ndarray | tuple[float, float],
        size: float,
        angle: float,
        fill: str,
        edge: tuple[str, float] | None = None,
    ) -> None:
        """The SVG path `d` in units of `size` pixels around a point, turned by `angle` radians clockwise; `fill` may be
        "none", `edge` is a colour and a width in pixels."""
        cosine, sine = size * math.cos(angle), size * math.sin(angle)
        transform = Affine2D.from_values(cosine, -sine, -sine, -cosine, at[0], self.height - at[1])
        face = None if fill == "none" else rgba(fill)
        self._draw(outline(d), transform, face, (*(edge or ("none", 0.0)), "round"), None, 1.0, None)

    def shapes(
        self, d: str, points: np.ndarray, size: float, color: str, alpha: float, width: float | None = None
    ) -> None:
        """The SVG path `d` around each of the points, (n, 2), all at once: filled, or their outlines of a `width`."""
        if not len(points):
            return
        one = outline(d)
        around = np.asarray(points)[:, None] + size * np.asarray(one.vertices)
        path = Path(around.reshape(-1, 2), np.tile(np.asarray(one.codes), len(points)))
        face, edge = (None, (color, width)) if width else (rgba(color), ("none", 0.0))
        self._draw(path, self.upright, face, (*edge, "round"), None, alpha, None)

    def box(self, box: Box, color: str) -> None:
        """A filled rectangle."""
        left, top, width, height = box
        corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height), (left, top)]
        self._draw(Path(corners), self.upright, rgba(color), ("none", 0.0, "butt"), None, 1.0, None)

    def _draw(
        self,
        path: Path,
        transform: Any,
        face: tuple[float, ...] | None,
        edge: tuple[str, float, Any],
        clip: Box | None,
        alpha: float,
        dash: float | None,
    ) -> None:
        style = (edge, clip, alpha, dash)
        if style not in self._contexts:
            self._contexts[style] = self._context(*style)
        self.renderer.draw_path(self._contexts[style], path, transform, face)

    def _context(self, edge: tuple[str, float, Any], clip: Box | None, alpha: float, dash: float | None) -> Any:
        color, width, cap = edge
        context = self.renderer.new_gc()
        context.set_linewidth(width if color != "none" else 0.0)
        context.set_foreground((0.0, 0.0, 0.0, 0.0) if color == "none" else rgba(color))
        context.set_alpha(alpha)
        context.set_capstyle(cap)
        context.set_joinstyle("round")
        if dash:
            context.set_dashes(0, [dash, dash])
        if clip:
            left, top, wide, high = clip
            context.set_clip_rectangle(Bbox.from_bounds(left, self.height - top - high, wide, high))
        return context
