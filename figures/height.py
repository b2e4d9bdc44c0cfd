"""How a loss becomes a height and a colour: linear, or logarithmic above the lowest value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from caches import MB, kept
from surfaces import Surface

GRID = 121  # points a side; enough for every surface at the size of a panel


@kept(4 * MB)
def height_map(surface: Surface, points: int = GRID) -> dict[str, Any]:
    """The surface on a grid of `points` a side: "x", "y" (points,), "z" (points, points) heights with rows along y, and
    the transform that the player applies to the losses of a trail: "scale", and for "log" z = log10(f - floor +
    offset)."""
    x, y, f = surface.grid(points)
    f = np.where(np.isfinite(f), f, np.nan)  # where a typed function is undefined the picture has a hole
    if surface.color_scale == "linear":
        return {"x": x, "y": y, "z": f, "scale": "linear", "floor": 0.0, "offset": 0.0}
    floor = min([float(np.nanmin(f)), *(float(surface.value(*minimum)) for minimum in surface.minima)])
    offset = 1e-4 * float(np.nanmax(f) - np.nanmin(f)) or 1.0
    return {"x": x, "y": y, "z": np.log10(f - floor + offset), "scale": "log", "floor": floor, "offset": offset}


def lifted(losses: np.ndarray, transform: Mapping[str, Any]) -> np.ndarray:
    """The heights of losses on a surface with this transform."""
    if transform["scale"] == "linear":
        return losses
    return np.log10(np.maximum(losses - transform["floor"], 0) + transform["offset"])


def between(z: np.ndarray, domain: Any, points: np.ndarray) -> np.ndarray:
    """The heights at points, (n, 2), between those of a grid with rows along y, linear along either axis, as
    `heightBetween` of assets/core/heights.mjs has them."""
    (left, right), (bottom, top) = domain
    rows, columns = z.shape
    u = (points[:, 0] - left) / (right - left) * (columns - 1)
    v = (points[:, 1] - bottom) / (top - bottom) * (rows - 1)
    i, j = (np.clip(np.floor(np.nan_to_num(w)), 0, count - 2).astype(int) for w, count in ((u, columns), (v, rows)))
    p, q = u - i, v - j
    below, above = ((1 - p) * z[row, i] + p * z[row, i + 1] for row in (j, j + 1))
    return (1 - q) * below + q * above


def transform_of(surface: Surface) -> dict[str, Any]:
    """The transform alone: scale, floor and offset."""
    found = height_map(surface)
    return {key: found[key] for key in ("scale", "floor", "offset")}
