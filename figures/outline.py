"""The outline that a method draws around its head, as points: assets/core/outline.mjs for files."""

from __future__ import annotations

import numpy as np

CORNERS = 72  # of what is round

_ANGLES = 2 * np.pi * np.arange(CORNERS + 1) / CORNERS
_SIDE = np.linspace(1, -1, CORNERS // 4 + 1)[:-1]
_AROUND = np.array([*((1, s) for s in _SIDE), *((s, -1) for s in _SIDE), *((-1, -s) for s in _SIDE),
                    *((-s, 1) for s in _SIDE), (1, 1)])  # fmt: skip
_WEIGHTS = {
    "round": np.stack([np.ones_like(_ANGLES), np.cos(_ANGLES), np.sin(_ANGLES)], axis=1),
    "box": np.stack([np.ones_like(_ANGLES), *_AROUND.T], axis=1),
    "points": np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 0.0, 1.0]]),
    "corners": np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
}


def outline(shape: str, frame: np.ndarray) -> np.ndarray | None:
    """The line of a frame, a point and two vectors, (3, 2): (n, 2), closed but for "points"; None without extent."""
    if not np.isfinite(frame).all() or not frame[1:].any():
        return None
    found: np.ndarray = _WEIGHTS[shape] @ frame
    return found
