"""A convolution with 3 × 3 filters over pictures (n, height, width, channels), padded with zeros to keep their size.

The 3 × 3 neighbourhoods of all pixels are copied side by side, a row for each pixel, and then the filters, a row of W
each, are one product of matrices (Chellapilla, Puri & Simard 2006, High performance convolutional neural networks).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .layer import Arrays, Layer


@dataclass(frozen=True)
class Convolution(Layer):
    """`inputs` to `outputs` channels. The weights begin normal with variance 2/(9 inputs), the biases at zero."""

    inputs: int
    outputs: int

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        return (self.outputs, 9 * self.inputs), (self.outputs,)

    def initial(self, random: np.random.Generator) -> Arrays:
        W, b = self.shapes
        return random.normal(0.0, np.sqrt(2 / (9 * self.inputs)), W), np.zeros(b)

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        W, b = theta
        rows = neighbourhoods(x)
        y = rows @ W.T
        y += b
        return y.reshape(*x.shape[:3], -1), rows

    def gradients(self, theta: Arrays, memory: Any, dy: np.ndarray) -> Arrays:
        flat = dy.reshape(-1, self.outputs)
        return flat.T @ memory, flat.sum(axis=0)

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return added(dy.reshape(-1, self.outputs) @ theta[0], dy.shape[:3])

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        rows_r = neighbourhoods(rx)
        ry = rows_r @ theta[0].T + memory @ v[0].T + v[1]
        return ry.reshape(*rx.shape[:3], -1), rows_r

    def gradients_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> Arrays:
        flat, flat_r = dy.reshape(-1, self.outputs), rdy.reshape(-1, self.outputs)
        return flat_r.T @ memory + flat.T @ memory_r, flat_r.sum(axis=0)

    def back_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> np.ndarray:
        return self.back(theta, memory, rdy) + self.back(v, memory, dy)


def neighbourhoods(x: np.ndarray) -> np.ndarray:
    """The 3 × 3 neighbourhood of every pixel as a row, (n · height · width, 9 · channels)."""
    n, height, width, channels = x.shape
    padded = np.zeros((n, height + 2, width + 2, channels), dtype=x.dtype)
    padded[:, 1:-1, 1:-1] = x
    if channels == 1:  # pixel by pixel there would be little to copy at a time
        rows = np.empty((n, height, width, 9), dtype=x.dtype)
        for k in range(9):
            i, j = divmod(k, 3)
            rows[..., k] = padded[:, i : i + height, j : j + width, 0]
        return rows.reshape(-1, 9)
    a, b, c, d = padded.strides  # three pixels of a row of the picture are neighbours in memory
    windows = np.lib.stride_tricks.as_strided(padded, (n, height, width, 3, 3 * channels), (a, b, c, b, d))
    return windows.reshape(-1, 9 * channels)


def added(rows: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The transpose of :func:`neighbourhoods`: every number added to the pixel that it is a copy of."""
    n, height, width = shape
    parts = rows.reshape(n, height, width, 3, 3, -1)
    padded = np.zeros((n, height + 2, width + 2, parts.shape[-1]), dtype=rows.dtype)
    for i in range(3):
        for j in range(3):
            padded[:, i : i + height, j : j + width] += parts[:, :, :, i, j]
    return padded[:, 1:-1, 1:-1]
