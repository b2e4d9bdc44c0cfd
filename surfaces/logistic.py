"""The logistic loss of two weights over samples z = t x with labels t = ±1: f(w) = mean log(1 + e^(−w.z)) + λ|w|²/2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from progress import look

from .surface import Loss

AT_ONCE = 512  # points: a block of them times the samples stays in the cache, and takes some milliseconds


def loss_over(z: np.ndarray, ridge: float = 0.0) -> Loss:
    """The mean over the samples z, (n, 2)."""
    mean = _Mean(z, ridge)
    return Loss(mean.value, mean.gradient, mean.hessian)


class _Mean:
    """The loss over samples z, (n, 2), its gradient and its Hessian: at points of one shape, and faster at one point of
    plain floats, which is a step of a race, where every microsecond counts."""

    def __init__(self, z: np.ndarray, ridge: float) -> None:
        self.z_1, self.z_2 = z.T[:, :, None]
        self.column_1, self.column_2 = np.ascontiguousarray(z.T)
        self.count, self.ridge = len(z), ridge

    def _at(self, x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
        """a = w.z and e^−|a| of one point, (n,)."""
        a = x * self.column_1 + y * self.column_2
        return a, np.exp(-np.abs(a))

    def _over(self, part: Callable[..., list[np.ndarray]], x: Any, y: Any) -> list[Any]:
        """The mean over samples of what `part` says of a = w.z, (n, points), in the shape of x and y."""
        x, y = np.broadcast_arrays(x, y)
        flat = np.stack([x.ravel(), y.ravel()])
        blocks = []
        for block in np.array_split(flat, max(flat.shape[1] // AT_ONCE, 1), axis=1):
            look()
            blocks.append([rows.sum(axis=0) / self.count for rows in part(self.z_1 * block[0] + self.z_2 * block[1])])
        return [np.concatenate(pieces).reshape(x.shape) for pieces in zip(*blocks, strict=True)]

    def value(self, x: Any, y: Any) -> Any:
        if type(x) is float:
            a, small = self._at(x, y)
            return float((np.maximum(-a, 0) + np.log1p(small)).sum()) / self.count + self.ridge / 2 * (x * x + y * y)
        (found,) = self._over(lambda a: [softplus(-a)], x, y)
        return found + self.ridge / 2 * (x * x + y * y)

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        ridge = self.ridge
        if type(x) is float:
            a, small = self._at(x, y)
            s = np.where(a > 0, small, 1) / (1 + small)
            return (
                ridge * x - float(s @ self.column_1) / self.count,
                ridge * y - float(s @ self.column_2) / self.count,
            )

        def part(a: np.ndarray) -> list[np.ndarray]:
            s = sigmoid(-a)
            return [s * self.z_1, s * self.z_2]

        g_1, g_2 = self._over(part, x, y)
        return ridge * x - g_1, ridge * y - g_2

    def hessian(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        if type(x) is float:
            _, small = self._at(x, y)
            s = small / (1 + small) ** 2 / self.count
            first, second = s * self.column_1, s * self.column_2
            h_12 = float(first @ self.column_2)
            return float(first @ self.column_1) + self.ridge, h_12, float(second @ self.column_2) + self.ridge

        def part(a: np.ndarray) -> list[np.ndarray]:
            s = sigmoid(a) * sigmoid(-a)
            return [s * self.z_1 * self.z_1, s * self.z_1 * self.z_2, s * self.z_2 * self.z_2]

        h_11, h_12, h_22 = self._over(part, x, y)
        return h_11 + self.ridge, h_12, h_22 + self.ridge


def softplus(a: np.ndarray) -> np.ndarray:
    """log(1 + e^a), without overflow."""
    above = np.real(a) > 0
    return np.where(above, a, 0) + np.log1p(np.exp(np.where(above, -a, a)))


def sigmoid(a: np.ndarray) -> np.ndarray:
    """1/(1 + e^−a), without overflow."""
    above = np.real(a) > 0
    small = np.exp(np.where(above, -a, a))
    return np.where(above, 1, small) / (1 + small)


def lowest(loss: Loss) -> tuple[float, float]:
    """The minimum, by Newton's method with its steps halved while they lead up."""
    w = np.zeros(2)
    for _ in range(100):
        (g, (a, b, c)), f = (np.array(loss.gradient(*w.tolist())), loss.hessian(*w.tolist())), loss.value(*w.tolist())
        step = np.linalg.solve([[a, b], [b, c]], g)
        while loss.value(*(w - step).tolist()) > f + 1e-14 * abs(f):
            step = step / 2
        w = w - step
        if np.abs(step).max() < 1e-14 * (1 + np.abs(w).max()):
            break
    return float(w[0]), float(w[1])


def share_right(z: np.ndarray, x: Any, y: Any) -> Any:
    """The share of samples with w.z > 0."""
    x, y = np.broadcast_arrays(x, y)
    return (z[:, 0, None] * x.ravel() + z[:, 1, None] * y.ravel() > 0).mean(axis=0).reshape(x.shape)


def batches_of(z: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Of each step the row of its loss, (steps, 2 b): the samples that are chosen of z, one after the other."""
    return z[chosen].reshape(len(chosen), -1)


def batch_loss(row: Sequence[float], ridge: float = 0.0) -> Loss:
    """The loss over the samples of a row."""
    return loss_over(np.reshape(row, (-1, 2)), ridge)
