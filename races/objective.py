"""A surface as the objective of a vector method: points of shape (2,), every evaluation counted."""

from __future__ import annotations

import math

import numpy as np

from surfaces import Loss, Surface


def seen_from(loss: Loss | Surface, x: np.ndarray) -> Loss | Surface:
    """The loss of a step that begins at x, (2,): a sample may show a method that compares values another one from
    each place."""
    return loss.seen_from(*x.tolist()) if isinstance(loss, Loss) and loss.seen_from else loss


class SurfaceObjective:
    """An :class:`optimizers.Objective` over a surface, or over the noisy loss of the present step.

    `evaluations` counts what has been spent, in gradients: value and gradient at one point are one evaluation,
    whichever comes first (a line search asks for both); a product with the Hessian or with JᵀJ is one; a whole Hessian
    is two, one for each column.
    """

    def __init__(self, surface: Surface) -> None:
        self.reach = surface.diagonal
        self.evaluations = 0
        self.factor = 1.0
        self.fixed = True
        self.loss: Loss | Surface = surface
        self._seen: set[bytes] = set()  # points at which the present loss is known

    def begin(self, factor: float, loss: Loss | Surface) -> None:
        """Turn to the next iteration: its learning-rate factor and its loss."""
        if loss is not self.loss:
            self._seen.clear()
            self.fixed = False
        self.factor, self.loss = factor, loss

    @property
    def residual_count(self) -> int:
        """How many squares the loss is the sum of, 0 if it is none."""
        return self.loss.residual_count

    def value(self, x: np.ndarray) -> float:
        """The loss at x; inf where the arithmetic fails."""
        self._count(x)
        try:
            value = float(self.loss.value(*x.tolist()))
        except (ArithmeticError, ValueError):
            return math.inf
        return math.inf if math.isnan(value) else value

    def gradient(self, x: np.ndarray) -> np.ndarray:
        """The gradient at x, (2,)."""
        self._count(x)
        return np.array(self.loss.gradient(*x.tolist()), dtype=float)

    def hessian(self, x: np.ndarray) -> np.ndarray:
        """The Hessian at x, (2, 2)."""
        self.evaluations += 2
        f_xx, f_xy, f_yy = self.loss.hessian(*x.tolist())
        return np.array([[f_xx, f_xy], [f_xy, f_yy]], dtype=float)

    def hessian_vector(self, x: np.ndarray, p: np.ndarray) -> np.ndarray:
        """The Hessian at x times p, (2,)."""
        self.evaluations += 1
        f_xx, f_xy, f_yy = self.loss.hessian(*x.tolist())
        return np.array([f_xx * p[0] + f_xy * p[1], f_xy * p[0] + f_yy * p[1]])

    def gauss_newton_vector(self, x: np.ndarray, p: np.ndarray) -> np.ndarray:
        """2 JᵀJ p, (2,), with the Jacobian J of the residuals at x."""
        if not self.loss.residuals:
            raise TypeError("this loss is no sum of squares: it has no Gauss-Newton matrix")
        self.evaluations += 1
        jacobian = np.array([gradient for _, gradient, _ in self.loss.residuals(*x.tolist())], dtype=float)
        return 2 * jacobian.T @ (jacobian @ p)

    def _count(self, x: np.ndarray) -> None:
        if (point := x.tobytes()) not in self._seen:
            self._seen.add(point)
            self.evaluations += 1
