"""A network's loss over one batch as the objective of a vector method."""

from __future__ import annotations

import math

import numpy as np

from .network import NOTHING, Given, Network

LARGEST_MATRIX = 2000  # weights at which a matrix of their number squared may still be formed


class NetworkObjective:
    """An :class:`optimizers.Objective` over the samples x, y with what is `given`, such as dropout's masks, fixed.

    `evaluations` counts what has been spent, in gradients: value and gradient at one point are one evaluation, a
    product with the Hessian or the Gauss-Newton matrix is one, a whole Hessian one for each weight.
    """

    def __init__(self, network: Network, x: np.ndarray, y: np.ndarray, given: Given = NOTHING) -> None:
        self.network, self.x, self.y, self.given = network, x, y, given
        self.factor, self.fixed = 1.0, True
        self.reach = 1e4
        self.evaluations = 0
        self._last: tuple[bytes, float, np.ndarray] | None = None

    @property
    def residual_count(self) -> int:
        """How many samples the generalized Gauss-Newton matrix is a sum over."""
        return len(self.y)

    def value(self, w: np.ndarray) -> float:
        """The loss at w; inf where it is not finite."""
        value, _ = self._evaluated(w)
        return value if math.isfinite(value) else math.inf

    def gradient(self, w: np.ndarray) -> np.ndarray:
        """The gradient at w, (n,)."""
        return self._evaluated(w)[1]

    def hessian(self, w: np.ndarray) -> np.ndarray:
        """The Hessian at w, (n, n), column by column."""
        columns = [self.hessian_vector(w, column) for column in np.eye(self.network.size)]
        matrix = np.stack(columns)
        return (matrix + matrix.T) / 2

    def hessian_vector(self, w: np.ndarray, p: np.ndarray) -> np.ndarray:
        """The Hessian at w times p, (n,)."""
        self.evaluations += 1
        return self.network.hessian_vector(w, p, self.x, self.y, self.given)

    def gauss_newton_vector(self, w: np.ndarray, p: np.ndarray) -> np.ndarray:
        """The generalized Gauss-Newton matrix at w times p, (n,)."""
        self.evaluations += 1
        return self.network.gauss_newton_vector(w, p, self.x, self.y, self.given)

    def _evaluated(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """Loss and gradient at w. They are computed together: those who ask for the one ask for the other next, and
        a search along a line asks for values where it will want gradients."""
        point = w.tobytes()
        if self._last is None or self._last[0] != point:
            self.evaluations += 1
            self._last = (point, *self.network.loss_and_gradient(w, self.x, self.y, self.given))
        return self._last[1:]
