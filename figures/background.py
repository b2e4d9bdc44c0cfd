"""The background of a panel: filled contours, or the same surface in three dimensions, with the minima marked.

Plain dictionaries: building `plotly.graph_objects` costs 20 ms a figure, these cost nothing. Trails are not part of
the figure; the player draws them above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from caches import MB, kept
from surfaces import Surface

from .height import height_map, lifted
from .layout import Figure, quiet_layout
from .minima import SOLID, marks_of_minima
from .themes import THEMES, Theme
from .typed import plotly_array
from .wide import levels_of, wide_map, widened


def background(
    surface: Surface,
    dimensions: int = 2,
    theme: str = "light",
    zoom: Sequence[float] | None = None,
    size: float = 1.0,
    equal: bool = False,
) -> Figure:
    """The Plotly figure of a surface, without trails.

    `dimensions` is 2 or 3, `theme` "light" or "dark". `zoom`, the part that is seen in two dimensions, is (x_min,
    x_max, y_min, y_max). `size` is a factor on type and marks. `equal`: in two dimensions both axes have
    the same scale, and the one that has room shows more than the domain, which is computed, too (figures/wide.py).
    """
    figure = _background(surface, dimensions, theme, size, equal and dimensions == 2)
    layout = dict(figure["layout"])
    if dimensions == 2 and zoom:
        layout["xaxis"] = layout["xaxis"] | {"range": list(zoom[:2])}
        layout["yaxis"] = layout["yaxis"] | {"range": list(zoom[2:])}
    return {"data": figure["data"], "layout": layout}


@kept(6 * MB)
def _background(surface: Surface, dimensions: int, theme: str, size: float, equal: bool) -> Figure:
    colors, seen = THEMES[theme], widened(surface) if equal else surface
    heights = wide_map(surface, seen.domain) if equal else height_map(surface)
    figure = _plane(surface, seen, heights, colors, size) if dimensions == 2 else _scene(surface, heights, colors, size)
    margins = (34, 6, 6, 24) if dimensions == 2 else (0, 0, 0, 0)
    figure["layout"] |= quiet_layout(colors, 14 * size, *(width * size for width in margins)) | {
        "dragmode": False if dimensions == 2 else "turntable",
        "meta": {"surface": surface.label, "theme": theme, "domain": [list(axis) for axis in surface.domain]}
        | {key: heights[key] for key in ("scale", "floor", "offset")},
    }
    if equal:
        figure["layout"]["xaxis"] |= {"constrain": "range"}
        figure["layout"]["yaxis"] |= {"constrain": "range", "scaleanchor": "x", "scaleratio": 1}
        figure["layout"]["meta"]["shown"] = [list(axis) for axis in seen.domain]
        figure["data"][0] |= levels_of(surface)
    return figure


def _plane(surface: Surface, seen: Surface, heights: Mapping[str, Any], colors: Theme, size: float) -> Figure:
    (x_min, x_max), (y_min, y_max) = surface.domain
    (left, right), (bottom, top) = seen.domain
    rows, columns = heights["z"].shape
    axis = {"showgrid": False, "zeroline": False, "ticks": "outside", "ticklen": 3, "tickcolor": colors.grid}
    contour = {
        "type": "contour",
        "x0": left,
        "dx": (right - left) / (columns - 1),
        "y0": bottom,
        "dy": (top - bottom) / (rows - 1),
        "z": plotly_array(heights["z"]),
        "colorscale": colors.scale,
        "showscale": False,
        "ncontours": 22,
        "line": {"width": 0.8, "color": colors.contour},
        "hoverinfo": "skip",
    }
    return {
        "data": [contour, *_minima(surface, colors, size)],
        "layout": {
            "xaxis": axis | {"range": [x_min, x_max], "nticks": 6},
            "yaxis": axis | {"range": [y_min, y_max], "nticks": 6},
        },
    }


def _minima(surface: Surface, colors: Theme, size: float) -> list[dict[str, Any]]:
    style = {"color": colors.casing, "line": {"color": colors.text, "width": 2}}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": points[:, 0].tolist(),
            "y": points[:, 1].tolist(),
            "marker": style | {"symbol": "star" if lowest else "circle", "size": side * size},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
        for points, lowest, side in marks_of_minima(surface)
    ]


def _solid_minima(surface: Surface, heights: Mapping[str, Any], colors: Theme, size: float) -> list[dict[str, Any]]:
    """The same on the surface in three dimensions, where Plotly has no star."""
    style = {"color": colors.text, "symbol": "diamond", "line": {"color": colors.casing, "width": 2}}
    return [
        {
            "type": "scatter3d",
            "mode": "markers",
            "x": points[:, 0].tolist(),
            "y": points[:, 1].tolist(),
            "z": lifted(np.broadcast_to(surface.value(*points.T), len(points)), heights).tolist(),
            "marker": style | {"size": SOLID[side] * size},
            "hoverinfo": "skip",
        }
        for points, _, side in marks_of_minima(surface)
    ]


def _scene(surface: Surface, heights: Mapping[str, Any], colors: Theme, size: float) -> Figure:
    (x_min, x_max), (y_min, y_max) = surface.domain
    low, high = float(np.nanmin(heights["z"])), float(np.nanmax(heights["z"]))
    axis = {
        "showspikes": False,
        "zeroline": False,
        "gridcolor": colors.grid,
        "showbackground": False,
        "title": {"text": ""},
        "nticks": 5,
    }
    return {
        "data": [_mesh(heights, low, high, colors), *_solid_minima(surface, heights, colors, size)],
        "layout": {
            "scene": {
                "xaxis": axis | {"range": [x_min, x_max], "title": {"text": "x"}},
                "yaxis": axis | {"range": [y_min, y_max], "title": {"text": "y"}},
                "zaxis": axis | {"range": [low, high + 0.02 * (high - low)], "showticklabels": False},
                "aspectmode": "manual",
                "aspectratio": {"x": 1.15, "y": 1.15, "z": 0.7},
                "camera": {"eye": dict(zip("xyz", surface.eye, strict=True)), "center": {"x": 0, "y": 0, "z": -0.2}},
            }
        },
    }


def _mesh(heights: Mapping[str, Any], low: float, high: float, colors: Theme) -> dict[str, Any]:
    return {
        "type": "surface",
        "x": plotly_array(heights["x"]),
        "y": plotly_array(heights["y"]),
        "z": plotly_array(heights["z"]),
        "colorscale": colors.scale,
        "showscale": False,
        "hoverinfo": "skip",
        "lighting": {"ambient": 0.75, "diffuse": 0.5, "specular": 0.05, "roughness": 0.9},
        "contours": {
            "z": {
                "show": True,
                "color": colors.contour,
                "width": 1,
                "highlight": False,
                "start": low,
                "end": high,
                "size": (high - low) / 22,
            },
            "x": {"highlight": False},
            "y": {"highlight": False},
        },
    }
