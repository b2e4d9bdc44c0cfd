"""A look for a method: `python -m figures.palette NAME` proposes the row for `CHOSEN` in looks.py.

Each colour is the best of a grid of LEVELS, of those that stand out from the picture: the one whose least difference
to another method, as a multiple of the one that is asked for, is largest, to whichever vision sees it least well.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from hyperparameters import shown
from optimizers import OPTIMIZERS

from .color import VISIONS, contrast, differences, linear
from .looks import CHOSEN, FREE, LOOKS, Look
from .themes import THEMES

CONTRAST = 3.0  # to 1: WCAG 2.1, 1.4.11
#: Where a racer is to stand out by its colour: so many colours of the picture's scale, from the lowest. Beyond, the
#: casing of trails and the rim of markers help.
STOPS = {"light": 2, "dark": 4}
LEVELS = range(0, 256, 15)  # of red, green and blue
#: The least CIEDE2000 difference of two colours of a group.
GROUPS_APART: Mapping[str, Mapping[str, float]] = {
    "the lecture": {"normal": 10, "protanopia": 5.5, "deuteranopia": 6},  # eighteen methods
    "modern": {"normal": 13.5, "protanopia": 11, "deuteranopia": 8},
    "beyond Adam": {"normal": 8.5, "protanopia": 5, "deuteranopia": 5.5},  # a score
    "second order": {"normal": 10, "protanopia": 9, "deuteranopia": 8},  # a dozen and more
    "without gradients": {"normal": 14, "protanopia": 11, "deuteranopia": 10.5},
}
OTHERS_APART = 4.0  # as good as that: they are seldom beside each other, and have other markers


def standing_out(colors: Sequence[str], theme: str) -> np.ndarray:
    """Which of the colours have CONTRAST to the picture in a theme, (colors,)."""
    behind = linear(*(str(color) for _, color in THEMES[theme].scale[: STOPS[theme]]))
    return np.all(contrast(linear(*colors)[:, None], behind) >= CONTRAST, axis=1)


def proposed_color(group: str, theme: str, others: Sequence[str]) -> str:
    """The colour in a theme for a method of `group` beside the methods `others`."""
    colors = np.array([f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product(LEVELS, LEVELS, LEVELS)])
    colors = colors[standing_out(colors.tolist(), theme)]
    candidates, taken = linear(*colors), linear(*(getattr(CHOSEN[name], theme) for name in others))
    room = [
        differences(candidates, taken, vision)
        / [GROUPS_APART[group][vision] if OPTIMIZERS[name].group == group else OTHERS_APART for name in others]
        for vision in VISIONS
    ]
    return str(colors[np.min(room, axis=(0, 2)).argmax()])


def proposed(name: str) -> Look:
    """The look for a method, as if it had none."""
    group = OPTIMIZERS[name].group
    others = [other for other in CHOSEN if other in OPTIMIZERS and other != name]
    marker = FREE[0] if name in CHOSEN else LOOKS[name].marker
    return Look(proposed_color(group, "light", others), proposed_color(group, "dark", others), marker)


def nearest(name: str, look: Look, theme: str, vision: str) -> tuple[str, float]:
    """The other method whose colour looks most like that of `look`, and how far apart they look."""
    others = [other for other in CHOSEN if other != name]
    taken = linear(*(getattr(CHOSEN[other], theme) for other in others))
    apart = differences(linear(getattr(look, theme)), taken, vision)[0]
    return others[apart.argmin()], float(apart.min())


def main() -> None:
    """Print the row, and who comes nearest."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in OPTIMIZERS:
        sys.exit(f"{shown(name)} is no method; allowed: {', '.join(OPTIMIZERS)}")
    look = proposed(name)
    print(f'    "{name}": Look("{look.light}", "{look.dark}", "{look.marker}"),\n')
    for theme in THEMES:
        found = ((vision, *nearest(name, look, theme, vision)) for vision in VISIONS)
        seen = "; ".join(f"{vision}: {other}, {apart:.1f} apart" for vision, other, apart in found)
        print(f"{theme}: nearest to {seen}")


if __name__ == "__main__":
    main()
