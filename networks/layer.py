"""What every layer of a network offers: its output, the way back for gradients, and the same for a derivative along
a direction of the weights (Pearlmutter 1994, Fast exact multiplication by the Hessian: his operator R).

A layer holds no weights: it is given them, `theta`, as a tuple of arrays of its `shapes`, the largest first, so that
its rows are filters or neurons. What the forward pass must remember it returns, and the way back is given it::

    y, memory = layer.forward(theta, x)
    layer.gradients(theta, memory, dy)    # of the loss, in theta; dy is the gradient in y
    layer.back(theta, memory, dy)         # and in x

With `v`, a direction in theta, and `rx`, the derivative of x along the whole direction::

    ry, memory_r = layer.forward_r(theta, v, memory, rx)
    layer.gradients_r(theta, v, memory, memory_r, dy, rdy)    # derivatives of gradients(...) and of back(...),
    layer.back_r(theta, v, memory, memory_r, dy, rdy)         # where rdy is that of dy
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import numpy as np

Arrays = tuple[np.ndarray, ...]


class Layer(ABC):
    """A layer without weights, linear in its input: what such a layer need not say again.

    `given` is what the network knows about the layer besides its weights: the mask of a dropout, the statistics of a
    batch normalization; None if there is none.
    """

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """The shapes of its weights."""
        return ()

    def initial(self, random: np.random.Generator) -> Arrays:
        """Its weights before training."""
        return ()

    @abstractmethod
    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        """Its output, and what the way back needs."""

    def gradients(self, theta: Arrays, memory: Any, dy: np.ndarray) -> Arrays:
        """The gradient in its weights."""
        return ()

    @abstractmethod
    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        """The gradient in its input."""

    @abstractmethod
    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        """The derivative of its output, and what the way back needs of it."""

    def gradients_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> Arrays:
        """The derivative of the gradient in its weights."""
        return ()

    def back_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> np.ndarray:
        """The derivative of the gradient in its input."""
        return self.back(theta, memory, rdy)
