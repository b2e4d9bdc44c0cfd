"""Gauss-Newton: Newton's method for a sum of squares, without the curvature of the residuals.

A loss f = rᵀr has the Hessian 2 JᵀJ + 2 Σ rᵢ ∇²rᵢ with the Jacobian J of the residuals. The first part needs no second
derivatives and has no negative curvature, so no saddle attracts the step; it is all there is where the residuals are
linear or vanish. Where they are neither, the step may be far too long, and nothing holds it. The step is that of least
squares where J has not full rank. A loss that is no sum of squares has no such part: there it is Newton's step.
"""

from collections.abc import Iterator
from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .formula import aligned
from .newton import EPSILON
from .vector import Finite, Objective, vector


def formula(t, singular=False):
    """With the curvatures c of JᵀJ along its directions Q; b is Jᵀr, half the gradient."""
    return aligned(
        r"\mathbf s_t &= -(\mathbf J^\top \mathbf J)^{-1} \mathbf J^\top \mathbf r, \qquad \mathbf J^\top \mathbf J ="
        r" \mathbf Q_t \operatorname{diag}(\mathbf c_t)\, \mathbf Q_t^\top, \quad \mathbf g_t = \nabla f(x_{t-1})"
        r" = 2\, \mathbf J^\top \mathbf r"
        if t == inf
        else "",
        r"\mathbf s_t &= -\mathbf Q_t \mathbf a_t, \qquad \mathbf a_t: \text{least squares}"
        if np.any(singular)
        else r"\mathbf s_t &= -\mathbf Q_t \Bigl( \frac{1}{2} \mathbf Q_t^\top \mathbf g_t \oslash \mathbf c_t \Bigr)",
        r"x_t &= x_{t-1} + \alpha\, s_t",
    )


@vector(
    label="Gauss–Newton",
    source="Gauss (1809), Theoria motus corporum coelestium; as in Nocedal & Wright (2006), Numerical Optimization, "
    "section 10.3",
    formula=formula,
    watch="Newton's stride without second derivatives, on losses that are sums of squares. On Rosenbrock's valley it "
    "needs two steps, and the first one leaps far uphill: nothing holds it.",
    states={"s": 0.0},
    rescales=True,
    descends=False,
    finite=Finite(lambda n: 1),
    gauss_newton=True,
    matrix=True,
    symbols={"step": "s", "curvatures": "c", "directions": "Q", "shares": "a"},
)
def gauss_newton(
    f: Objective,
    x: np.ndarray,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-3, 2, scale="log", help="share of the full step")] = 1.0,
) -> Iterator[tuple[np.ndarray, ...]]:
    while True:
        curvatures, directions = np.linalg.eigh(curved(f, x))
        g = f.gradient(x)
        largest = np.abs(curvatures).max()
        singular = np.abs(curvatures) <= 10 * len(x) * EPSILON * largest
        shares = np.where(singular, 0.0, directions.T @ g / 2 / np.where(singular, 1.0, curvatures))
        step = -directions @ shares
        x = x + learning_rate * f.factor * step
        yield x, step
        hidden = 2 * EPSILON * largest * (1 + np.abs(x).max())
        if np.abs(g).max() <= hidden or np.abs(step).max() <= 1e-15 * (1 + np.abs(x).max()):
            return


def curved(f: Objective, x: np.ndarray) -> np.ndarray:
    """JᵀJ, (n, n), column by column; half the Hessian where the loss is no sum of squares."""
    if not f.residual_count:
        return f.hessian(x) / 2
    matrix = np.stack([f.gauss_newton_vector(x, column) for column in np.eye(len(x))])
    return (matrix + matrix.T) / 4
