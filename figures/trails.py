"""The trails of a race as a small picture, to lie over that of its surface (figures/thumbnails.py)."""

from __future__ import annotations

import numpy as np

from races import RaceSpec, race

from .looks import LOOKS
from .themes import THEMES
from .thumbnails import HEIGHT, WIDTH, as_png, picture

NEAR = 0.6  # units of the picture; points nearer than this to the last one are left out
FAR = 3.0  # pictures; what is farther away is not drawn


def ground(spec: RaceSpec) -> bytes:
    """The surface of a race as a PNG image of 96 x 72, for both themes."""
    return as_png(picture(spec.bound_surface))


def trails(spec: RaceSpec, theme: str) -> str:
    """The trails in a theme, "light" or "dark", as an SVG image of 96 x 72."""
    (left, right), (bottom, top) = spec.bound_surface.domain
    casing = THEMES[theme].casing
    parts = []
    for name, trajectory in race(spec).items():
        x = (trajectory.positions[:, 0] - left) / (right - left)
        y = (top - trajectory.positions[:, 1]) / (top - bottom)
        seen = np.flatnonzero((abs(x) > FAR) | (abs(y) > FAR) | np.isnan(x + y))
        end = seen[0] if len(seen) else len(x)
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in _thinned(np.stack([x * WIDTH, y * HEIGHT], axis=1)[:end]))
        color = LOOKS[name].light if theme == "light" else LOOKS[name].dark
        line = f'points="{points}" fill="none" stroke-linejoin="round" stroke-linecap="round"'
        parts.append(f'<polyline {line} stroke="{casing}" stroke-width="3.4"/>')
        parts.append(f'<polyline {line} stroke="{color}" stroke-width="2"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


def _thinned(points: np.ndarray) -> list[np.ndarray]:
    """The points, (n, 2), without those that lie next to the last one kept."""
    kept = [points[0]]
    for point in points[1:]:
        if np.hypot(*(point - kept[-1])) >= NEAR:
            kept.append(point)
    return kept
