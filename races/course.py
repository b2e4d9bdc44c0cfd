"""Where a race runs, and where it is drawn: in other units, or in other coordinates of the same weights.

A point that is drawn is a matrix times the point φ where the race is: diagonal for units, any for coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from caches import kept
from surfaces import Surface

SAME_UNITS = (1.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class Path:
    """`seen` is the surface over φ, on which the race runs; `matrix`, (2, 2), leads back, None where φ is what is
    drawn. Points and vectors are arrays whose last axis is x and y."""

    seen: Surface
    matrix: np.ndarray | None = None

    def there(self, start: tuple[float, float]) -> tuple[float, float]:
        """The point φ of a point that is drawn."""
        if self.matrix is None:
            return start
        x, y = self.inverse(np.array(start)).tolist()
        return x, y

    def inverse(self, points: np.ndarray) -> np.ndarray:
        """The points φ of points that are drawn."""
        if self.matrix is None:
            return points
        (a, b), (c, d) = self.matrix.tolist()
        if b == c == 0:
            return points / np.array([a, d])
        determinant = a * d - b * c
        return _times(np.array([[d, -b], [-c, a]]) / determinant, points)

    def back(self, points: Any) -> Any:
        """The points, or vectors, that are drawn."""
        return points if self.matrix is None else _times(self.matrix, points)


def _times(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    (a, b), (c, d) = matrix
    if b == c == 0:
        return points * np.array([a, d])
    x, y = points[..., 0], points[..., 1]
    return np.stack([a * x + b * y, c * x + d * y], axis=-1)


@kept(1_500_000)
def path_of(shown: Surface, units: tuple[float, float, float] = SAME_UNITS) -> Path:
    """The path of a race on a (bound) surface, in these units."""
    course = shown.course
    seen, matrix = (course.surface, np.array(course.matrix)) if course else (shown, None)
    if tuple(units) != SAME_UNITS:
        scales = np.diag(units[:2])
        seen, matrix = seen.rescaled(*units), scales if matrix is None else matrix @ scales
    return Path(seen, matrix)
