"""Least squares in two weights: a quadratic around its minimum, and the quadratics of mini-batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from caches import counted

from .datasets import WEIGHTS, covariance, inputs
from .elementary import sqrt
from .surface import Loss

Symmetric = tuple[float, float, float]  # (a, b, c) stands for [[a, b], [b, c]]
Square = tuple[tuple[float, float], tuple[float, float]]


def quadratic(x: Any, y: Any, curvature: Symmetric, minimum: tuple[float, float], floor: float) -> Any:
    """floor + uᵀ H u / 2 with u from the minimum to (x, y)."""
    (h_11, h_12, h_22), u, v = curvature, x - minimum[0], y - minimum[1]
    return floor + (h_11 * u * u + 2 * h_12 * u * v + h_22 * v * v) / 2


def slope(x: Any, y: Any, curvature: Symmetric, minimum: tuple[float, float]) -> tuple[Any, Any]:
    """H u."""
    (h_11, h_12, h_22), u, v = curvature, x - minimum[0], y - minimum[1]
    return h_11 * u + h_12 * v, h_12 * u + h_22 * v


@counted(64, 30_000)
def products(scale: float, correlation: float, noise: float, samples: float, data_seed: float) -> np.ndarray:
    """Of each sample x₁, x₂, y, x₁², x₁x₂, x₂², x₁y, x₂y, y², (N, 9): their means over a batch are all that least
    squares needs to know of it. y is measured from its mean."""
    x, e = inputs(scale, correlation, samples, data_seed)
    columns = np.column_stack([x, x @ WEIGHTS + noise * e])
    x1, x2, y = columns.T
    return np.column_stack([columns, x1 * x1, x1 * x2, x2 * x2, x1 * y, x2 * y, y * y])


def batch_means(chosen: np.ndarray, **data: float) -> np.ndarray:
    """The means of the products over each step's batch, (9, steps)."""
    return products(**data)[chosen].mean(axis=1).T


def least_squares(row: Sequence[Any]) -> Loss:
    """The loss ½ mean(y²) − c.w + wᵀ S w / 2; the row has ½ mean(y²), c₁, c₂, S₁₁, S₁₂, S₂₂."""
    half_square, c_1, c_2, s_11, s_12, s_22 = row

    def value(x: Any, y: Any) -> Any:
        return half_square - c_1 * x - c_2 * y + (s_11 * x * x + 2 * s_12 * x * y + s_22 * y * y) / 2

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        return s_11 * x + s_12 * y - c_1, s_12 * x + s_22 * y - c_2

    return Loss(value, gradient, lambda x, y: (s_11, s_12, s_22))


def plain_batches(chosen: np.ndarray, **data: float) -> np.ndarray:
    """Of each step's batch the row of `least_squares` whose loss is the mean of (w.x − y)²/2, (steps, 6)."""
    _, _, _, x1_x1, x1_x2, x2_x2, x1_y, x2_y, y_y = batch_means(chosen, **data)
    return np.stack([y_y / 2, x1_y, x2_y, x1_x1, x1_x2, x2_x2], axis=1)


@counted(256, 1000)
def whitening(scale: float, correlation: float, epsilon: float) -> Symmetric:
    """U = (S + ε I)^(−1/2), the symmetric one: unlike the one of eigenvectors it follows S without a jump, and any U
    with UᵀU = (S + ε I)⁻¹ has the same path in the weights."""
    s_11, s_12, s_22 = covariance(scale, correlation)
    return inverse(root((s_11 + epsilon, s_12, s_22 + epsilon)))


def root(a: Symmetric) -> Symmetric:
    """The square root of a positive matrix: (A + √det I)/√(trace + 2 √det)."""
    a_11, a_12, a_22 = a
    d = sqrt(a_11 * a_22 - a_12 * a_12)
    t = sqrt(a_11 + a_22 + 2 * d)
    return (a_11 + d) / t, a_12 / t, (a_22 + d) / t


def inverse(a: Symmetric) -> Symmetric:
    """A⁻¹. Raises ZeroDivisionError where there is none."""
    a_11, a_12, a_22 = a
    determinant = a_11 * a_22 - a_12 * a_12
    return a_22 / determinant, -a_12 / determinant, a_11 / determinant


def square(a: Symmetric) -> Square:
    """The matrix as two rows."""
    return (a[0], a[1]), (a[1], a[2])


def times(a: Square, b: Square) -> Square:
    """A B."""
    (p, q), (r, s) = a
    (t, u), (v, w) = b
    return (p * t + q * v, p * u + q * w), (r * t + s * v, r * u + s * w)
