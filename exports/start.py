"""The ring at the start of a race, as on the page (assets/player/ring.mjs), below the heads: it is no hand's there."""

from __future__ import annotations

import numpy as np

from .drawn_tracks import Tracks
from .pen import Pen

SHAPE = "M0-11a11 11 0 1 0 0 22a11 11 0 1 0 0-22M0-16v5M0 11v5M-16 0h5M11 0h5"
LINES = (("#ffffff", 5.5), ("#111111", 2.25))  # colours and widths in the shape's units
SIZE = 1 / 7.5  # of a head's: its own unit is a pixel where heads are 7.5


def draw_start(pen: Pen, tracks: Tracks) -> None:
    """Around where everybody begins, if that is seen."""
    if not tracks.tracks:
        return
    at = tracks.tracks[0].points[0]
    left, top, width, height = tracks.clip
    if np.isnan(at).any() or not (left <= at[0] <= left + width and top <= at[1] <= top + height):
        return
    unit = SIZE * tracks.style.head
    for color, width in LINES:
        pen.shape(SHAPE, at, unit, 0.0, "none", (color, width * unit))
