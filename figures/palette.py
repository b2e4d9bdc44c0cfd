"""The look of each racer and of the two themes.

Colours lie apart for colour-blind eyes too (at least 10 in CIEDE2000 between any two, also as seen with protanopia and
deuteranopia), and a marker of its own tells each racer apart without colour. Where Radford's
animations gave a method a colour, it keeps it in spirit: SGD red, momentum green, NAG magenta, AdaGrad blue, AdaDelta
yellow, RMSProp black (white on dark).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """A racer's colour in the light and the dark theme, and its marker, a key of MARKERS."""

    light: str
    dark: str
    marker: str


#: Marker outlines as SVG paths around (0, 0), of about the same area as the circle of radius 1.
MARKERS = {
    "circle": "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z",
    "square": "M-.9-.9H.9V.9H-.9Z",
    "diamond": "M0-1.3L1.3 0L0 1.3L-1.3 0Z",
    "triangle": "M0-1.3L1.25 .9H-1.25Z",
    "wedge": "M0 1.3L1.25-.9H-1.25Z",
    "star": "M0-1.45L.43-.5L1.4-.4L.68 .28L.88 1.25L0 .75L-.88 1.25L-.68 .28L-1.4-.4L-.43-.5Z",
    "plus": "M-.45-1.25H.45V-.45H1.25V.45H.45V1.25H-.45V.45H-1.25V-.45H-.45Z",
    "hexagon": "M-1.15 0L-.58-1H.58L1.15 0L.58 1H-.58Z",
    "cross": "M0-.62L.75-1.35L1.35-.75L.62 0L1.35 .75L.75 1.35L0 .62L-.75 1.35L-1.35 .75L-.62 0L-1.35-.75L-.75-1.35Z",
}

LOOKS = {
    "sgd": Look("#d03e13", "#f86b41", "circle"),
    "momentum": Look("#118967", "#3cdda6", "square"),
    "nesterov": Look("#cb4f9f", "#fda2c8", "diamond"),
    "rprop": Look("#279fd8", "#4f95b2", "wedge"),
    "adagrad": Look("#0f55f5", "#7b7ff5", "triangle"),
    "rmsprop": Look("#111111", "#ffffff", "cross"),
    "adadelta": Look("#c4980c", "#f9de3c", "hexagon"),
    "adam": Look("#7320a6", "#d1a0ff", "star"),
    "adamax": Look("#7a5439", "#bd9977", "plus"),
}


@dataclass(frozen=True)
class Theme:
    """Colours of a figure: text, grid lines, contour lines, the background's colour scale, and the casing of trails."""

    text: str
    grid: str
    contour: str
    scale: list[list[float | str]]
    casing: str


THEMES = {
    "light": Theme(
        text="#1b2530",
        grid="#d5dce3",
        contour="rgba(60, 85, 110, .35)",
        scale=[[0, "#fdfefe"], [0.25, "#e6eef5"], [0.5, "#cddce9"], [0.75, "#b0c6da"], [1, "#8faac4"]],
        casing="#ffffff",
    ),
    "dark": Theme(
        text="#eef3f7",
        grid="#33404d",
        contour="rgba(170, 200, 225, .28)",
        scale=[[0, "#0d141b"], [0.25, "#15222e"], [0.5, "#1e3142"], [0.75, "#294257"], [1, "#38566f"]],
        casing="#05090d",
    ),
}
