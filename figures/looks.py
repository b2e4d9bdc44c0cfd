"""The look of each racer.

Any two racers differ in colour, by at least 10 in CIEDE2000 also as seen with protanopia and deuteranopia, or in their
markers; as it is, each has a marker of its own. Thirty-three colours cannot lie far apart: those of the nine methods of
the first page do, and within each group they lie as far apart as a search could place them. Where Radford's animations
gave a method a colour, it keeps it in spirit: SGD red, momentum green, NAG magenta, AdaGrad blue, AdaDelta yellow,
RMSProp black (white on dark).

A method that is new has a plain look by itself; `python -m figures.palette NAME` proposes the row for `CHOSEN`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optimizers import OPTIMIZERS

from .markers import MARKERS


@dataclass(frozen=True)
class Look:
    """A racer's colour in the light and the dark theme, and its marker, a key of MARKERS."""

    light: str
    dark: str
    marker: str


#: A row a method.
CHOSEN = {
    "sgd": Look("#d03e13", "#f86b41", "circle"),
    "momentum": Look("#118967", "#3cdda6", "square"),
    "nesterov": Look("#cb4f9f", "#fda2c8", "diamond"),
    "delta_bar_delta": Look("#0f4b2d", "#00a51e", "hourglass"),
    "local_gains": Look("#0000a5", "#b4d2e1", "chevron"),
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
    "accelerated_gradient": Look("#2d0f00", "#ff2da5", "window"),
    "adamw": Look("#3c3c5a", "#d2c3a5", "dome"),
    "amsgrad": Look("#3c5a4b", "#78ff87", "pillar"),
    "nadam": Look("#0087b4", "#d2f0ff", "bowtie"),
    "radam": Look("#f04b4b", "#c39696", "flag"),
    "adabelief": Look("#694b00", "#f0b400", "heart"),
    "yogi": Look("#5a8778", "#c3ffd2", "trefoil"),
    "lion": Look("#ff1e78", "#ff3c5a", "sparkle"),
    "signum": Look("#96695a", "#ff87b4", "plank"),
    "adan": Look("#784b69", "#b4f0a5", "bowl"),
    "ademamix": Look("#1e00c3", "#fffff0", "mouth"),
    "adopt": Look("#1e2d4b", "#d2a500", "ess"),
    "schedule_free_sgd": Look("#4b87d2", "#00a54b", "stair"),
    "schedule_free_adamw": Look("#4b9678", "#f04bc3", "quad"),
    "lookahead": Look("#5a002d", "#87c35a", "gamma"),
    "cautious_adamw": Look("#1e002d", "#e17887", "jay"),
    "sam": Look("#00005a", "#5a9678", "slash"),
    "svrg": Look("#1e2dff", "#4bb4b4", "corner"),
    "langevin": Look("#691e1e", "#e1e1ff", "eye"),
    "polyak_step": Look("#3c0f00", "#c3e1e1", "backslash"),
    "barzilai_borwein": Look("#5a6987", "#e1a596", "seven"),
    "dog": Look("#873cc3", "#3c96d2", "checker"),
    "prodigy": Look("#002d2d", "#e1d25a", "bars"),
    "adagrad_full": Look("#698787", "#d2782d", "vee"),
    "shampoo": Look("#ff2d2d", "#4b9696", "bracket"),
    "soap": Look("#963c4b", "#78f0c3", "clasp"),
    "muon": Look("#78872d", "#e1ff69", "comb"),
    "newton_diagonal": Look("#69781e", "#ffff00", "leaf"),
    "sophia": Look("#1e78d2", "#c37869", "perch"),
    "adahessian": Look("#3c3c3c", "#ff5aa5", "peg"),
    "newton": Look("#007869", "#c3e1d2", "bolt"),
    "steepest_descent": Look("#1e001e", "#d2b487", "frame"),
    "conjugate_gradient": Look("#008796", "#4ba5a5", "crescent"),
    "scaled_conjugate_gradient": Look("#781e0f", "#ffc300", "tee"),
    "hessian_free": Look("#2d0f0f", "#7896ff", "aitch"),
    "bfgs": Look("#003c78", "#c3c3d2", "wye"),
    "lbfgs": Look("#5a5a96", "#e1b4ff", "trident"),
    "gauss_newton": Look("#e11e69", "#d2ffc3", "stripes"),
    "levenberg_marquardt": Look("#00003c", "#ff964b", "squares"),
    "dogleg": Look("#5a4b3c", "#ffff96", "ramp"),
    "nelder_mead": Look("#2d0087", "#c3d287", "plug"),
    "cma_es": Look("#f01ec3", "#69a587", "stack"),
}

#: Markers that nobody has, in the order in which new methods get them.
FREE = [name for name in MARKERS if name not in {look.marker for look in CHOSEN.values()}]
PLAIN = ("#5a6570", "#b4bcc4")  # light and dark: a grey, until somebody chooses


def plain(methods: Sequence[str]) -> dict[str, Look]:
    """A look for each: all grey, so their markers tell them apart."""
    return {name: Look(*PLAIN, FREE[place % len(FREE)]) for place, name in enumerate(methods)}


LOOKS = CHOSEN | plain([name for name in OPTIMIZERS if name not in CHOSEN])


def color_of(method: str, theme: str) -> str:
    """The colour of a method in a theme."""
    return getattr(LOOKS[method], theme)
