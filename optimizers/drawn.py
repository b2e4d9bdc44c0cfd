"""What a method draws around its head besides its path: an outline at each step, of a point and two vectors from it.

A method declares which of its states these are, `draws=circle("Delta")`; page, exported files and the page that plays
offline draw what follows from the declaration, each where the racer is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

#: "round": the point plus cos φ times the first vector plus sin φ times the second; "corners": the triangle of the
#: point and the ends of both; "box": the point plus and minus both vectors; "points": a line from the point to the ends
#: of both, which are dots.
Shape = Literal["round", "corners", "box", "points"]
#: The way from the racer to where it looks ahead, as if that were a state.
AHEAD = "ahead"
States = Mapping[str, np.ndarray]
_AXES = {"both": (1.0, 1.0), "x": (1.0, 0.0), "y": (0.0, 1.0)}


@dataclass(frozen=True)
class Drawn:
    """A point: where the state `center` leads from the racer, or with a minus before its name leads to it, "" for the
    racer itself; and two vectors, each a state, along "both" coordinates or one alone. assets/engine/outlines.mjs makes
    the same of what a page has run itself."""

    shape: Shape
    vectors: tuple[tuple[str, str], tuple[str, str]]
    center: str = ""

    def frames(self, positions: np.ndarray, states: States) -> np.ndarray:
        """The point and the vectors of each step, (steps + 1, 3, 2), of positions, (steps + 1, 2), and of states of
        that shape by name."""
        way = states[self.center.lstrip("-")] if self.center else 0.0
        point = positions - way if self.center.startswith("-") else positions + way
        return np.stack([point, *(states[name] * _AXES[along] for name, along in self.vectors)], axis=1)


def circle(radius: str) -> Drawn:
    """Around the racer, with the state `radius`."""
    return Drawn("round", ((radius, "x"), (radius, "y")))


def corners(first: str, second: str) -> Drawn:
    """The triangle of the racer and the ends of two states, which are vectors from it."""
    return Drawn("corners", ((first, "both"), (second, "both")))


def ellipse(center: str, first: str, second: str) -> Drawn:
    """Around where the state `center` leads from the racer: cos φ times the second state plus sin φ times the third."""
    return Drawn("round", ((first, "both"), (second, "both")), center)


def points(first: str, second: str) -> Drawn:
    """The ends of two states, which are vectors from the racer, on a line from it."""
    return Drawn("points", ((first, "both"), (second, "both")))


def box(way: str, half: str) -> Drawn:
    """Around where the racer began, from which it came by the state `way`: what is nearer, each way, than `half`."""
    return Drawn("box", ((half, "x"), (half, "y")), f"-{way}")
