"""The samples of a surface of data as a picture of their own, and what a point of the surface draws among them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Scatter(NamedTuple):
    """`points` (N, 2), in the plane of two inputs or of one input and its target, with `tones` (N,) from -1 to 1, the
    targets. The weights w = (x, y) draw lines among them: as `line` says, "inputs" those where w·u is one of `levels`,
    "fit" the one with slope x and intercept y."""

    line: str
    points: np.ndarray
    tones: np.ndarray
    levels: tuple[float, ...] = (0.0,)


def of_classes(points: np.ndarray, labels: np.ndarray) -> Scatter:
    """Of a classifier: the line between its classes."""
    return Scatter("inputs", points, labels)


def of_targets(points: np.ndarray, targets: np.ndarray) -> Scatter:
    """Of a regression on two inputs: where the model says the mean, and a deviation of the targets more or less. The
    tones are the targets, full at two deviations."""
    deviation = float(targets.std())
    return Scatter("inputs", points, np.clip(targets / (2 * deviation), -1, 1), (-deviation, 0.0, deviation))


def of_fit(inputs: Any, targets: Any) -> Scatter:
    """Of a line through points."""
    return Scatter("fit", np.column_stack([inputs, targets]), np.ones(len(inputs)))
