"""Nelder and Mead's simplex: n + 1 points walk downhill by the order of their values, without a gradient.

In a plane it is a triangle. The worst corner is reflected through the middle of the others; where that is the best yet
it goes twice as far, where it is still the worst it comes half-way back, and if nothing helps all shrink towards the
best. Only which of two values is smaller counts, so any growing function of the loss makes the same path. The factors
are those of 1965 in a plane; for n weights those of Gao & Han (2012), which are the same for n = 2. The first corners
are scipy's: each coordinate of the start longer by a share, or by 0.00025 if it is 0, which depends on the axes.

It ends where the simplex is too small to be seen. With noise every corner is valued anew at each step.
"""

from collections.abc import Iterator
from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .drawn import corners
from .formula import aligned
from .vector import Objective, vector

FIRST = 0.00025  # of a coordinate that is 0
SMALLEST = 1e-10  # simplex, of 1 + |x|


def formula(t, stretch=1.0, lowest=2):
    """b and w are the best and the worst corner before the step, c the middle of the others. `lowest` says which corner
    is the best after it: b, 0, or the new one, 2; where all shrink, the second or the worst, half-way to b."""
    if t == inf:
        return aligned(
            r"c_t &= \frac{1}{2} (b_t + s_t), \qquad f(b_t) \le f(s_t) \le f(w_t)",
            r"n_t &= c_t + a_t (c_t - w_t), \qquad a_t \in \{1, 2, \tfrac12, -\tfrac12\}",
            r"x_t &= n_t \quad \text{if it is the best, else } b_t",
        )
    shrinks, lowest = not np.any(stretch), int(np.max(lowest))
    half = (r"b_t", r"c_t", r"b_t + \frac{1}{2} (w_t - b_t)")  # the middle of b and the second is c
    return aligned(
        "" if shrinks else r"n_t &= c_t + a_t (c_t - w_t)",
        rf"x_t &= {half[lowest] if shrinks else 'n_t' if lowest == 2 else 'b_t'}",
    )


@vector(
    label="Nelder–Mead",
    source="Nelder & Mead (1965), A simplex method for function minimization; factors for n weights: Gao & Han (2012), "
    "Implementing the Nelder-Mead simplex algorithm with adaptive parameters",
    formula=formula,
    watch="A triangle that knows no slope, only which of its corners is lowest: it stretches down a valley, turns with "
    "it, and shrinks around the minimum. It pays with many values for the gradient that it does without.",
    group="without gradients",
    states={"second": 0.0, "worst": 0.0},
    rotates=False,
    rescales=True,
    iterations=115,
    matrix=True,
    draws=corners("second", "worst"),
    symbols={"centroid": "c", "stretch": "a", "tried": "n", "best": "b", "last": "w"},
)
def nelder_mead(
    f: Objective,
    x: np.ndarray,
    *,
    edge: Annotated[
        float, Hyperparameter("h", 1e-3, 1, scale="log", help="first edges, of the start's coordinates")
    ] = 0.05,
) -> Iterator[tuple[np.ndarray, ...]]:
    n = len(x)
    points = np.vstack([x, x + np.diag(np.where(x == 0, FIRST, edge * x))])
    values = np.array([f.value(point) for point in points])
    while True:
        if not f.fixed:
            values = np.array([f.value(point) for point in points])
        order = np.argsort(values, kind="stable")
        points, values = points[order], values[order]
        size = np.abs(points - points[0]).max()
        if size <= SMALLEST * (1 + np.abs(points[0]).max()):
            return
        best, last = points[0], points[-1]
        centroid = points[:-1].mean(axis=0)
        stretch, tried, value = _tried(f, centroid, last, values)
        if stretch:
            points, values = np.vstack([points[:-1], tried]), np.append(values[:-1], value)
        else:
            points = best + (1 - 1 / n if n > 2 else 0.5) * (points - best)
            values = np.array([values[0], *(f.value(point) for point in points[1:])])
        lowest = int(np.argmin(values))
        x = points[lowest]
        _, second, *_, worst = points[np.argsort(values, kind="stable")]
        yield x, second - x, worst - x


def _tried(f: Objective, centroid: np.ndarray, last: np.ndarray, values: np.ndarray) -> tuple[float, np.ndarray, float]:
    """How far beyond the centroid the worst corner goes, as a share of its distance, the point and its value; 0 where
    the simplex is to shrink."""
    n = len(last)
    away = centroid - last

    def at(stretch: float) -> tuple[float, np.ndarray, float]:
        point = centroid + stretch * away
        return stretch, point, f.value(point)

    reflected = at(1.0)
    value, inward = reflected[2], 0.75 - 1 / (2 * n)
    if value < values[0]:
        expanded = at(1 + 2 / n)
        return expanded if expanded[2] < value else reflected
    if value < values[-2]:
        return reflected
    outside = value < values[-1]
    contracted = at(inward if outside else -inward)
    if contracted[2] <= value if outside else contracted[2] < values[-1]:
        return contracted
    return 0.0, centroid, value
