"""The functions between layers: ReLU and tanh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .layer import Arrays, Layer


@dataclass(frozen=True)
class Relu(Layer):
    """max(x, 0), with slope 0 at 0."""

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        return np.maximum(x, 0), x > 0

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return dy * memory

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        return rx * memory, None


@dataclass(frozen=True)
class Tanh(Layer):
    """tanh(x)."""

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        y = np.tanh(x)
        return y, y

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return dy * (1 - memory * memory)

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        ry = (1 - memory * memory) * rx
        return ry, ry

    def back_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> np.ndarray:
        return (1 - memory * memory) * rdy - 2 * memory * memory_r * dy


#: The activations of the MLP, by name.
ACTIVATIONS: dict[str, Layer] = {"relu": Relu(), "tanh": Tanh()}
