"""A surface that is known only at the points of a grid: bicubic interpolation between them.

Keys (1981), Cubic convolution interpolation for digital image processing, with a = -1/2 (Catmull-Rom): it passes
through every sample, its first derivatives are continuous, and quadratics are exact away from the border. Beyond the
grid the value of the nearest point of the border stands, so that the gradient vanishes there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .surface import Point, Surface

#: The weights of the four samples around a point, as polynomials in its place t between the inner two: rows are
#: samples, columns powers of t.
CUBIC = np.array([[0, -0.5, 1, -0.5], [1, 0, -2.5, 1.5], [0, 0.5, 2, -1.5], [0, 0, -0.5, 0.5]])
POWERS: tuple[Callable[[Any], list[Any]], ...] = (  # of t, and their first and second derivatives
    lambda t: [np.ones_like(t), t, t * t, t * t * t],
    lambda t: [np.zeros_like(t), np.ones_like(t), 2 * t, 3 * t * t],
    lambda t: [np.zeros_like(t), np.zeros_like(t), 2 * np.ones_like(t), 6 * t],
)


@dataclass(frozen=True, eq=False)
class Samples:
    """Values on a grid over `domain`, (rows along y, columns along x), and what lies between them."""

    values: np.ndarray
    domain: tuple[Point, Point]

    def __post_init__(self) -> None:
        values = np.asarray(self.values, float)
        if values.ndim != 2 or min(values.shape) < 3:
            raise ValueError(f"values of shape {values.shape}; allowed: at least 3 x 3")
        wide = np.pad(values, 1)
        wide[0], wide[-1] = 3 * wide[1] - 3 * wide[2] + wide[3], 3 * wide[-2] - 3 * wide[-3] + wide[-4]
        wide[:, 0] = 3 * wide[:, 1] - 3 * wide[:, 2] + wide[:, 3]
        wide[:, -1] = 3 * wide[:, -2] - 3 * wide[:, -3] + wide[:, -4]
        object.__setattr__(self, "_wide", wide)

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return self._derivative(x, y, 0, 0)

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(f_x, f_y)."""
        return self._derivative(x, y, 1, 0), self._derivative(x, y, 0, 1)

    def hessian(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(f_xx, f_xy, f_yy), which jump at the lines of the grid."""
        return self._derivative(x, y, 2, 0), self._derivative(x, y, 1, 1), self._derivative(x, y, 0, 2)

    def _derivative(self, x: Any, y: Any, in_x: int, in_y: int) -> Any:
        rows, columns = self.values.shape
        column, across = _weights(x, self.domain[0], columns, in_x)
        row, up = _weights(y, self.domain[1], rows, in_y)
        around = np.arange(4)
        near = self._wide[row[..., None, None] + around[:, None], column[..., None, None] + around]  # type: ignore[attr-defined]
        found = np.einsum("...ij,...i,...j->...", near, up, across)
        return float(found) if np.ndim(found) == 0 else found


def _weights(at: Any, ends: Point, count: int, order: int) -> tuple[np.ndarray, np.ndarray]:
    """The first of the four samples (in the padded grid) around each coordinate, and their weights, (..., 4)."""
    low, high = ends
    spacing = (high - low) / (count - 1)
    place = (np.asarray(at, float) - low) / spacing
    inside = (place >= 0) & (place <= count - 1)
    clipped = np.clip(place, 0, count - 1)
    first = np.clip(np.nan_to_num(clipped).astype(int), 0, count - 2)
    weights = np.stack(POWERS[order](clipped - first), axis=-1) @ CUBIC.T / spacing**order
    return first, weights if order == 0 else np.where(inside[..., None], weights, 0.0)


def sampled_surface(values: np.ndarray, domain: tuple[Point, Point], start: Point, **told: Any) -> Surface:
    """The Surface between `values` on a grid over `domain`; `told` are further fields of it.

    It has no stated minima: the lowest sample is none. The colour scale is logarithmic where a tenth of the samples
    lies in the lowest thirtieth of their range.
    """
    samples = Samples(values, domain)
    lowest, tenth, highest = np.nanquantile(values, (0, 0.1, 1))
    scale = "log" if tenth - lowest < (highest - lowest) / 30 else "linear"
    formulas = {name: getattr(samples, name) for name in ("value", "gradient", "hessian")}
    return Surface(**{"color_scale": scale, "domain": domain, "start": start, **formulas, **told})
