"""The look of each racer and of the two themes.

Any two racers differ in colour, by at least 10 in CIEDE2000 also as seen with protanopia and deuteranopia, or in their
markers; as it is, each has a marker of its own. Thirty-one colours cannot lie far apart: those of the nine methods of
the first page do, and within each group they lie as far apart as a search could place them. Where Radford's animations
gave a method a colour, it keeps it in spirit: SGD red, momentum green, NAG magenta, AdaGrad blue, AdaDelta yellow,
RMSProp black (white on dark).
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
    "ring": "M1.2 0A1.2 1.2 0 1 1-1.2 0A1.2 1.2 0 1 1 1.2 0ZM.6 0A.6 .6 0 1 0-.6 0A.6 .6 0 1 0 .6 0Z",
    "crescent": "M1.05-1.15A1.35 1.35 0 1 0 1.05 1.15A1.2 1.2 0 0 1 1.05-1.15Z",
    "dome": "M-1.4 .65A1.4 1.4 0 0 1 1.4 .65Z",
    "hourglass": "M-1.1-1.25H1.1L.25 0L1.1 1.25H-1.1L-.25 0Z",
    "bowtie": "M-1.25-1.1L0-.25L1.25-1.1V1.1L0 .25L-1.25 1.1Z",
    "drop": "M0-1.55L.8-.2A.98 .98 0 1 1-.8-.2Z",
    "heart": "M0 1.35L-1.2-.05A.7 .7 0 0 1 0-.62A.7 .7 0 0 1 1.2-.05Z",
    "trefoil": "M-.3-.25A.62 .62 0 1 1 .3-.25A.62 .62 0 1 1 0 .35A.62 .62 0 1 1-.3-.25Z",
    "pair": "M-.06 0A.74 .74 0 1 1-1.54 0A.74 .74 0 1 1-.06 0ZM1.54 0A.74 .74 0 1 1 .06 0A.74 .74 0 1 1 1.54 0Z",
    "flag": "M-1.05-1.4H1.2L.45-.6L1.2 .2H-.3V1.4H-1.05Z",
    "tee": "M-1.25-1.2H1.25V-.35H.43V1.25H-.43V-.35H-1.25Z",
    "ell": "M-1.1-1.3H-.2V.4H1.15V1.3H-1.1Z",
    "pillar": "M-.58-1.38H.58V1.38H-.58Z",
    "equals": "M-1.2-1H1.2V-.28H-1.2ZM-1.2 .28H1.2V1H-1.2Z",
    "chevron": "M0-1.25L1.35 .15V1.25L0-.1L-1.35 1.25V.15Z",
    "sparkle": "M0-1.6L.45-.45L1.6 0L.45 .45L0 1.6L-.45 .45L-1.6 0L-.45-.45Z",
    "zed": "M-1.35-1H.45V0H1.35V1H-.45V0H-1.35Z",
    "cup": "M-1.15-1.1H-.5V.4H.5V-1.1H1.15V1.1H-1.15Z",
    "bolt": "M-.2-1.5H1L.35-.45H1.15L-.7 1.5L-.2 .3H-1.05Z",
    "wye": "M.42 1.45L-.42 1.45L-.42 .24L-1.47-.36L-1.05-1.09L0-.48L1.05-1.09L1.47-.36L.42 .24Z",
    "leaf": "M-1.15 1.15A2.1 2.1 0 0 1 1.15-1.15A2.1 2.1 0 0 1-1.15 1.15Z",
    "aitch": "M-1.1-1.15H-.42V-.34H.42V-1.15H1.1V1.15H.42V.34H-.42V1.15H-1.1Z",
}

LOOKS = {
    "sgd": Look("#d03e13", "#f86b41", "circle"),
    "momentum": Look("#118967", "#3cdda6", "square"),
    "nesterov": Look("#cb4f9f", "#fda2c8", "diamond"),
    "delta_bar_delta": Look("#0f4b2d", "#00a51e", "hourglass"),
    "local_gains": Look("#a51e0f", "#ffa569", "chevron"),
    "manhattan": Look("#870f2d", "#c37878", "zed"),
    "rprop": Look("#279fd8", "#4f95b2", "wedge"),
    "rprop_plus": Look("#87874b", "#ffffb4", "cup"),
    "irprop_minus": Look("#0078ff", "#d2d2ff", "equals"),
    "irprop_plus": Look("#785a5a", "#ffc3b4", "ell"),
    "adagrad": Look("#0f55f5", "#7b7ff5", "triangle"),
    "rmsprop": Look("#111111", "#ffffff", "cross"),
    "rmsprop_centered": Look("#d25a78", "#e15a96", "ring"),
    "vsgd": Look("#694b78", "#ff00e1", "drop"),
    "vsgd_fd": Look("#004b4b", "#1ec3b4", "pair"),
    "adadelta": Look("#c4980c", "#f9de3c", "hexagon"),
    "adam": Look("#7320a6", "#d1a0ff", "star"),
    "adamax": Look("#7a5439", "#bd9977", "plus"),
    "adamw": Look("#3c3c5a", "#a5a5d2", "dome"),
    "amsgrad": Look("#3c5a4b", "#78ff87", "pillar"),
    "nadam": Look("#0087b4", "#d2f0ff", "bowtie"),
    "radam": Look("#f04b4b", "#c39696", "flag"),
    "adabelief": Look("#694b00", "#f0b400", "heart"),
    "yogi": Look("#5a8778", "#c3ffd2", "trefoil"),
    "lion": Look("#ff1e78", "#ff3c5a", "sparkle"),
    "newton_diagonal": Look("#69781e", "#ffff00", "leaf"),
    "newton": Look("#007869", "#c3e1d2", "bolt"),
    "conjugate_gradient": Look("#008796", "#4ba5a5", "crescent"),
    "scaled_conjugate_gradient": Look("#781e0f", "#f05a00", "tee"),
    "hessian_free": Look("#0000f0", "#7896ff", "aitch"),
    "bfgs": Look("#003c78", "#c3c3d2", "wye"),
}


#: The arrows at the head of a racer that is looked into: strong on both themes.
ARROWS = {"gradient": "#e8590c", "velocity": "#1c7ed6", "step": "#2f9e44"}


@dataclass(frozen=True)
class Theme:
    """Colours of a figure: what it lies on, text, grid lines, contour lines, the background's colour scale, and the
    casing of trails."""

    paper: str
    text: str
    grid: str
    contour: str
    scale: list[list[float | str]]
    casing: str


THEMES = {
    "light": Theme(
        paper="#ffffff",
        text="#1b2530",
        grid="#d5dce3",
        contour="rgba(60, 85, 110, .35)",
        scale=[[0, "#fdfefe"], [0.25, "#e6eef5"], [0.5, "#cddce9"], [0.75, "#b0c6da"], [1, "#8faac4"]],
        casing="#ffffff",
    ),
    "dark": Theme(
        paper="#111a22",
        text="#eef3f7",
        grid="#33404d",
        contour="rgba(170, 200, 225, .28)",
        scale=[[0, "#0d141b"], [0.25, "#15222e"], [0.5, "#1e3142"], [0.75, "#294257"], [1, "#38566f"]],
        casing="#05090d",
    ),
}


def color_of(method: str, theme: str) -> str:
    """The colour of a method in a theme."""
    return getattr(LOOKS[method], theme)
