"""The samples of a surface of data as a picture of their own, and what a point of the surface draws among them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

DIGITS = 4  # that scripts are told of a sample: more than a picture shows


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


Span = tuple[float, float]
Frame = tuple[Span, Span]


def frame_of(points: np.ndarray) -> Frame:
    """The range of the samples and a tenth more on each side, u and v (assets/core/scatter.mjs)."""
    spans = [(float(values.min()), float(values.max())) for values in np.asarray(points).T[:2]]
    margins = [((high - low) or 1.0) / 10 for low, high in spans]
    (left, right), (bottom, top) = ((low - m, high + m) for (low, high), m in zip(spans, margins, strict=True))
    return (left, right), (bottom, top)


def lines_of(scatter: Scatter, x: float, y: float, frame: Frame) -> list[tuple[float, tuple[Span, Span]]]:
    """The lines that weights (x, y) draw in a frame: (level, (from, to)) for each level that crosses it."""
    found = []
    for level in scatter.levels:
        segment = _crossing((x, -1.0, -y) if scatter.line == "fit" else (x, y, level), frame)
        if segment:
            found.append((level, segment))
    return found


def _crossing(line: tuple[float, float, float], frame: Frame) -> tuple[Span, Span] | None:
    """Where a u + b v = c crosses a frame; None where it does not."""
    a, b, c = line
    (left, right), (bottom, top) = frame
    ends = [(u, (c - a * u) / b) for u in (left, right)] if b else []
    ends += [((c - b * v) / a, v) for v in (bottom, top)] if a else []
    wide, high = 1e-9 * (right - left), 1e-9 * (top - bottom)
    inside = [(u, v) for u, v in ends if left - wide <= u <= right + wide and bottom - high <= v <= top + high]
    away = [end for end in inside if end != inside[0]]
    return (inside[0], away[-1]) if away else None


def told_of(scatter: Scatter) -> dict[str, Any]:
    """What scripts are told of it: each sample as (u, v, tone)."""
    return {
        "line": scatter.line,
        "points": np.column_stack([scatter.points, scatter.tones]).round(DIGITS).tolist(),
        "levels": list(scatter.levels),
    }
