"""Pictures from rows of numbers, and back. Pictures are (n, height, width, channels): the channels of a pixel are
neighbours in memory, so a convolution is one product of matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .layer import Arrays, Layer


@dataclass(frozen=True)
class Shaped(Layer):
    """Each sample in another `shape`."""

    shape: tuple[int, ...]

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        return x.reshape(len(x), *self.shape), x.shape

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return dy.reshape(memory)

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        return rx.reshape(len(rx), *self.shape), None
