"""Minima that are too many to write down: Newton's method finds them from a grid."""

from __future__ import annotations

import numpy as np

from .surface import Formula, Point

GRID = 121  # points a side


def all_minima(gradient: Formula, hessian: Formula, domain: tuple[Point, Point]) -> tuple[Point, ...]:
    """The minima in the domain. Beside each one there are grid points from which Newton's method steps no further than
    one cell of the grid, and where the surface is curved upwards; those are followed to the end."""
    (x_min, x_max), (y_min, y_max) = domain
    x, y = np.meshgrid(np.linspace(x_min, x_max, GRID), np.linspace(y_min, y_max, GRID))
    for _ in range(10):
        (fx, fy), (fxx, fxy, fyy) = gradient(x, y), hessian(x, y)
        determinant = fxx * fyy - fxy**2
        dx, dy = (fyy * fx - fxy * fy) / determinant, (fxx * fy - fxy * fx) / determinant
        beside = (np.abs(dx) * (GRID - 1) <= x_max - x_min) & (np.abs(dy) * (GRID - 1) <= y_max - y_min)
        kept = beside & (determinant > 0) & (fxx > 0)
        x, y = (x - dx)[kept], (y - dy)[kept]
    inside = (x_min <= x) & (x <= x_max) & (y_min <= y) & (y <= y_max)
    found = {(round(a, 9), round(b, 9)): (a, b) for a, b in zip(x[inside].tolist(), y[inside].tolist(), strict=True)}
    return tuple(sorted(found.values()))
