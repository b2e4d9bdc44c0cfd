"""The minima of a formula inside a domain, found by many damped Newton descents at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..surface import Point
from .formulas import Formulas

LANES = 256  # descents
COARSE = 5  # every fifth point of the grid starts one, and so does every point that is lower than its neighbours
ROUNDS, LARGE = 60, 3000  # the longest code that is run so often
NEAR = 1e-6  # of the diagonal: closer points are one
PRECISE = 1e-9  # of the diagonal: the last correction
CURVED = 1e-7  # of the largest curvature: the least, or a minimum might be a line
POLISH = 3  # rounds of Newton's method at the end


def minima(
    formulas: Formulas, domain: tuple[Point, Point], x: np.ndarray, y: np.ndarray, value: np.ndarray
) -> tuple[Point, ...]:
    """The minima that descents from a grid with these values arrive at, the lowest first.

    Each has a vanishing gradient and a Hessian that is positive definite. There are none if some point of the grid is
    lower than all of them, since then the lowest is not among them; none if there are too many; and none for an
    expression that is too long to run so often.
    """
    starts = _lowest_around(value)
    starts[::COARSE, ::COARSE] |= np.isfinite(value[::COARSE, ::COARSE])
    if starts.sum() > LANES or formulas.size > LARGE:
        return ()
    found = _distinct(formulas, domain, *_descended(formulas, x[starts], y[starts]))
    values = [float(formulas.value(*point)) for point in found]
    finite = value[np.isfinite(value)]
    slack = 1e-12 * float(np.ptp(finite)) + 1e-12 * abs(float(finite.min()))
    if not found or min(values) > float(finite.min()) + slack:
        return ()
    return tuple(point for _, point in sorted(zip(values, found, strict=True)))


def _lowest_around(value: np.ndarray) -> np.ndarray:
    """Whether each point of a grid is as low as its eight neighbours."""
    height = np.where(np.isfinite(value), value, np.inf)
    padded = np.pad(height, 1, constant_values=np.inf)
    rows, columns = value.shape
    around = [padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)]
    return np.isfinite(height) & (height <= np.min(around, axis=0))


def _descended(formulas: Formulas, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where descents end: Newton's method, with the Hessian made positive and damped until the value is no higher."""
    value, damping = formulas.value(x, y), np.full(x.shape, 1e-3)
    for _ in range(ROUNDS):
        step_x, step_y = _newton_step(formulas, x, y, damping)
        next_x, next_y = x + step_x, y + step_y
        next_value = formulas.value(next_x, next_y)
        lower = next_value <= value
        x, y, value = (np.where(lower, new, old) for new, old in ((next_x, x), (next_y, y), (next_value, value)))
        damping = np.where(lower, damping / 10, 10 * np.maximum(damping, 1e-6))
    return x, y


def _newton_step(
    formulas: Formulas, x: np.ndarray, y: np.ndarray, damping: np.ndarray | float
) -> tuple[np.ndarray, np.ndarray]:
    f_x, f_y = formulas.gradient(x, y)
    f_xx, f_xy, f_yy = formulas.hessian(x, y)
    middle, radius = (f_xx + f_yy) / 2, np.hypot((f_xx - f_yy) / 2, f_xy)
    shift = np.maximum(0, 2 * (radius - middle)) + damping * (np.abs(middle) + radius)
    f_xx, f_yy = f_xx + shift, f_yy + shift
    determinant = f_xx * f_yy - f_xy**2
    return (f_xy * f_y - f_yy * f_x) / determinant, (f_xy * f_x - f_xx * f_y) / determinant


def _distinct(formulas: Formulas, domain: tuple[Point, Point], x: np.ndarray, y: np.ndarray) -> list[Point]:
    """The points that are minima, each once."""
    (x_min, x_max), (y_min, y_max) = domain
    diagonal = np.hypot(x_max - x_min, y_max - y_min)
    for _ in range(POLISH):  # beyond what differences of values can tell
        step_x, step_y = _newton_step(formulas, x, y, 0.0)
        correction = np.hypot(step_x, step_y)
        small = correction < NEAR * diagonal
        x, y = np.where(small, x + step_x, x), np.where(small, y + step_y, y)
    f_xx, f_xy, f_yy = formulas.hessian(x, y)
    middle, radius = (f_xx + f_yy) / 2, np.hypot((f_xx - f_yy) / 2, f_xy)
    inside = (x_min <= x) & (x <= x_max) & (y_min <= y) & (y <= y_max)
    minimal = inside & (correction < PRECISE * diagonal) & (middle - radius > CURVED * (middle + radius))
    distinct: list[Point] = []
    for point in np.stack([x, y], axis=1)[minimal].tolist():
        if all(np.hypot(point[0] - a, point[1] - b) > NEAR * diagonal for a, b in distinct):
            distinct.append(_tidy(formulas, point, diagonal))
    return distinct


def _tidy(formulas: Formulas, point: Sequence[float], diagonal: float) -> Point:
    """A point that is a short decimal but for rounding as that decimal."""
    short = [round(coordinate, 9) + 0.0 for coordinate in point]
    apart = max(abs(a - b) for a, b in zip(short, point, strict=True))
    level = apart < PRECISE * diagonal and not any(formulas.gradient(*map(np.array, short)))
    x, y = short if level or apart < 1e-13 * diagonal else point
    return x, y
