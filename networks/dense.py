"""A fully connected layer: y = x Wᵀ + b, a row of W for each neuron."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .layer import Arrays, Layer


@dataclass(frozen=True)
class Dense(Layer):
    """`inputs` to `outputs` numbers. The weights begin normal with variance `gain`/inputs, the biases at zero: gain 2
    is for a ReLU behind it (He et al. 2015, Delving deep into rectifiers, eq. 10)."""

    inputs: int
    outputs: int
    gain: float = 2.0

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        return (self.outputs, self.inputs), (self.outputs,)

    def initial(self, random: np.random.Generator) -> Arrays:
        W, b = self.shapes
        return random.normal(0.0, np.sqrt(self.gain / self.inputs), W), np.zeros(b)

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        W, b = theta
        y = x @ W.T
        y += b
        return y, x

    def gradients(self, theta: Arrays, memory: Any, dy: np.ndarray) -> Arrays:
        return dy.T @ memory, dy.sum(axis=0)

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return dy @ theta[0]

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        return rx @ theta[0].T + memory @ v[0].T + v[1], rx

    def gradients_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> Arrays:
        return rdy.T @ memory + dy.T @ memory_r, rdy.sum(axis=0)

    def back_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> np.ndarray:
        return rdy @ theta[0] + dy @ v[0]
