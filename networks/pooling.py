"""Max-pooling: of every 2 × 2 pixels the largest stays, channel by channel; of equal ones the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .layer import Arrays, Layer


@dataclass(frozen=True)
class MaxPool(Layer):
    """Pictures (n, height, width, channels) of half the height and width, which must be even."""

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        a, b, c, d = quarters(x)
        top, bottom = np.maximum(a, b), np.maximum(c, d)
        upper = top >= bottom
        top_left, bottom_left = upper & (a >= b), ~upper & (c >= d)
        chosen = top_left, upper ^ top_left, bottom_left, ~upper ^ bottom_left
        return np.maximum(top, bottom), chosen

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        n, height, width, channels = dy.shape
        dx = np.empty((n, 2 * height, 2 * width, channels), dtype=dy.dtype)
        for quarter, chosen in zip(quarters(dx), memory, strict=True):
            np.multiply(dy, chosen, out=quarter)
        return dx

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        a, b, c, d = (quarter * chosen for quarter, chosen in zip(quarters(rx), memory, strict=True))
        return a + b + c + d, None


def quarters(x: np.ndarray) -> Arrays:
    """The four pixels of every square, each as a picture of half the size: views into x."""
    return x[:, ::2, ::2], x[:, ::2, 1::2], x[:, 1::2, ::2], x[:, 1::2, 1::2]
