"""Dropout in its inverted form: while training, each number is dropped with probability `rate`, and those that stay are
divided by 1 − rate, so that the expectation is the input itself and nothing is done afterwards (Srivastava et al. 2014,
Dropout, section 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .layer import Arrays, Layer


@dataclass(frozen=True)
class Dropout(Layer):
    """On `size` numbers. The mask is `given`; without one the layer does nothing."""

    rate: float
    size: int

    def mask(self, random: np.random.Generator, count: int, dtype: Any = float) -> np.ndarray:
        """A mask for `count` samples: 0 or 1/(1 − rate)."""
        kept = random.random((count, self.size), dtype=np.float32) >= self.rate
        return kept * np.asarray(1 / (1 - self.rate), dtype=dtype)

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        return (x if given is None else x * given), given

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return dy if memory is None else dy * memory

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        return self.back(theta, memory, rx), None
