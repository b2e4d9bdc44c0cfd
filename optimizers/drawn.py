"""What a method draws around its head besides its path: an outline at each step, of a point and two vectors from it.

A method declares which of its states these are, `draws=circle("Delta")`; page, exported files and the page that plays
offline draw what follows from the declaration, each where the racer is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

#: "round": the point plus cos φ times the first vector plus sin φ times the second; "corners": the triangle of the
#: point and the ends of both.
Shape = Literal["round", "corners"]
States = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Drawn:
    """`frames(positions, states)`, of (steps + 1, 2) and of states of that shape by name, has the point and the vectors
    of each step, (steps + 1, 3, 2)."""

    shape: Shape
    frames: Callable[[np.ndarray, States], np.ndarray]


def circle(radius: str) -> Drawn:
    """Around the racer, with the state `radius`."""

    def frames(x: np.ndarray, states: States) -> np.ndarray:
        return np.stack([x, states[radius] * [1.0, 0.0], states[radius] * [0.0, 1.0]], axis=1)

    return Drawn("round", frames)


def corners(first: str, second: str) -> Drawn:
    """The triangle of the racer and the ends of two states, which are vectors from it."""

    def frames(x: np.ndarray, states: States) -> np.ndarray:
        return np.stack([x, states[first], states[second]], axis=1)

    return Drawn("corners", frames)


def ellipse(center: str, first: str, second: str) -> Drawn:
    """Around where the state `center` leads from the racer: cos φ times the second state plus sin φ times the third."""

    def frames(x: np.ndarray, states: States) -> np.ndarray:
        return np.stack([x + states[center], states[first], states[second]], axis=1)

    return Drawn("round", frames)
