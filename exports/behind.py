"""Which points on a surface are behind it, as an eye sees them: assets/core/behind.mjs for files.

From a point towards the eye the height of the ray is compared with that of the surface. A point is hidden if the ray
changes sides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SLACK = 0.006  # of all heights: so near the surface a ray is on neither side
STRIDE = 2  # cells of the grid: a ridge is wider


def behind(
    points: np.ndarray, z: np.ndarray, domain: Sequence[tuple[float, float]], eye: Sequence[float] | np.ndarray
) -> np.ndarray:
    """Whether each of the points, (n, 3), is hidden from `eye`; `z` are heights on a grid over `domain`, rows along y,
    all in the surface's units."""
    low = np.array([domain[0][0], domain[1][0]])
    cells = (np.array(z.shape[::-1]) - 1) / (np.array([domain[0][1], domain[1][1]]) - low)
    eye = np.asarray(eye, float)
    start, ends = (points[:, :2] - low) * cells, (eye[:2] - low) * cells
    ways, rise = ends - start, eye[2] - points[:, 2]
    step = STRIDE / np.maximum(np.hypot(*ways.T), STRIDE)
    slack = SLACK * (np.nanmax(z) - np.nanmin(z))
    side, hidden = np.zeros(len(points), int), np.zeros(len(points), bool)
    for k in range(1, 2 * max(z.shape)):
        share = k * step
        at = start + share[:, None] * ways
        inside = (share < 1) & (at >= 0).all(axis=1) & (at <= np.array(z.shape[::-1]) - 1).all(axis=1)
        if not inside.any():
            break
        over = np.where(inside, points[:, 2] + share * rise - _heights(z, at), np.nan)
        now = np.where(np.abs(over) > slack, np.sign(over), 0).astype(int)
        hidden |= (now != 0) & (side != 0) & (now != side)
        side = np.where(now != 0, now, side)
    return hidden


def _heights(z: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Between the points of a grid, linear along either axis; `at` are columns and rows, (n, 2)."""
    at = np.clip(np.nan_to_num(at), 0, np.array(z.shape[::-1]) - 1)
    i, j = np.minimum(at.astype(int), np.array(z.shape[::-1]) - 2).T
    p, q = at[:, 0] - i, at[:, 1] - j
    below = (1 - p) * z[j, i] + p * z[j, i + 1]
    above = (1 - p) * z[j + 1, i] + p * z[j + 1, i + 1]
    return np.asarray((1 - q) * below + q * above)
