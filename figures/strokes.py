"""How trails and marks are drawn, on the page's canvas and in files: outlines, and widths of what is around them."""

from __future__ import annotations

from typing import TypedDict


class Strokes(TypedDict):
    """`arrow` (out of the picture, to the right) and `cross` (diverged) are SVG paths in units of a head's size.

    In widths of a line: `casing`, what is around a trail on both sides together; `thin`, a course that is not run yet;
    `dash`, of a course below the trails. In sizes of a head: `ring`, the casing around it, of which half is outside;
    `rim`, its edge. Of a second head, that of an average: `quiet`, the opacity of its trail, `second`, its size. `dot`,
    the size of a point that a method draws besides its head.
    """

    arrow: str
    cross: str
    casing: float
    thin: float
    dash: float
    quiet: float
    second: float
    dot: float
    ring: float
    rim: float


STROKES: Strokes = {
    "arrow": "M1.5 0L-.7 1.15L-.2 0L-.7-1.15Z",
    "cross": "M-1.2-1.2L1.2 1.2M1.2-1.2L-1.2 1.2M-.9 0A.9 .9 0 1 0 .9 0A.9 .9 0 1 0-.9 0Z",
    "casing": 2.5 / 3.6,
    "thin": 0.6,
    "dash": 3.0,
    "quiet": 0.75,
    "second": 0.8,
    "dot": 0.45,
    "ring": 5 / 7.5,
    "rim": 1.4 / 7.5,
}
