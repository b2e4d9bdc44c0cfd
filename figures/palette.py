"""The look of each racer and of the two themes.

Colours are Okabe & Ito's eight, in a darker cut where they must stand on white, and one more; a marker of its own
tells each racer apart without colour. Where Radford's animations gave a method a colour, it keeps it in spirit: SGD
red, momentum green, NAG magenta, AdaGrad blue, AdaDelta yellow, RMSProp black (white on dark).
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
    "sgd": Look("#d0421b", "#ff6b45", "circle"),
    "momentum": Look("#00875f", "#1fd19b", "square"),
    "nesterov": Look("#c2569b", "#f08cc6", "diamond"),
    "rprop": Look("#2a9fd8", "#66c8ff", "wedge"),
    "adagrad": Look("#1f4fb8", "#6f9bff", "triangle"),
    "rmsprop": Look("#111111", "#ffffff", "cross"),
    "adadelta": Look("#c79a00", "#ffe14a", "hexagon"),
    "adam": Look("#7a2fc2", "#c08bff", "star"),
    "adamax": Look("#8a5a2b", "#d9a06a", "plus"),
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
