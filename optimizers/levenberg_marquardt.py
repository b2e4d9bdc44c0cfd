"""Levenberg and Marquardt's method: Gauss-Newton's step, damped by as much as is needed to go down.

λ is added to every curvature of JᵀJ: large, it makes a short step along the gradient, small, Gauss-Newton's. How much
of the descent that the linear model promised has come true says what λ is next (Nielsen's rule); a step that would go
up is not taken. Marquardt's scaling adds λ times the diagonal instead, which frees the step from the units.

The first λ is a share of the largest number on the diagonal, as in the source: that, and the scaling, depend on the
axes. Where the loss is no sum of squares the matrix is half the Hessian, and λ grows until it is positive definite.
"""

from collections.abc import Iterator
from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .formula import aligned
from .gauss_newton import curved
from .newton import EPSILON
from .vector import Finite, Objective, vector


def formula(t, scaled, taken=True):
    """With the curvatures c of JᵀJ, or of the scaled matrix, along its directions Q; w: the roots of the diagonal."""
    below = r" \oslash \mathbf w_t" if scaled else ""
    gradient = rf"(\mathbf g_t{below})" if scaled else r"\mathbf g_t"
    shares = rf"\frac{{1}}{{2}} \mathbf Q_t^\top {gradient} \oslash (\mathbf c_t + \bar\lambda_t \cdot \mathbf 1)"
    return aligned(
        r"\mathbf p_t &= -(\mathbf J^\top \mathbf J + \bar\lambda_t \mathbf I)^{-1} \mathbf J^\top \mathbf r"
        if t == inf
        else "",
        r"\mathbf J^\top \mathbf J &= \mathbf Q_t \operatorname{diag}(\mathbf c_t)\, \mathbf Q_t^\top, \quad"
        r" \mathbf g_t = \nabla f(x_{t-1}) = 2\, \mathbf J^\top \mathbf r"
        if t == inf
        else "",
        rf"\mathbf p_t &= -\mathbf Q_t \Bigl( {shares} \Bigr){below}",
        r"x_t &= x_{t-1} + p_t \quad \text{if } \rho_t > 0" if t == inf else "",
        "" if t == inf else r"x_t &= x_{t-1} + p_t" if np.all(taken) else r"x_t &= x_{t-1}",
        r"\lambda_t &= \begin{cases} \bar\lambda_t \cdot \max(1 / 3, 1 - (2 \rho_t - 1)^3) & \rho_t > 0 \\"
        r" \nu_t\, \bar\lambda_t & \text{otherwise} \end{cases}"
        + (r" \\" if t == inf else r", \qquad")
        + r" \rho_t"
        + ("&" if t == inf else "")
        + r": \text{descent, of what the model promised}",
    )


@vector(
    label="Levenberg–M.",
    source="Levenberg (1944), Marquardt (1963); as in Madsen, Nielsen & Tingleff (2004), Methods for non-linear least "
    "squares problems, Algorithm 3.16",
    formula=formula,
    watch="Gauss-Newton with a brake: it refuses the leap uphill, stays where it is while λ grows, then follows the "
    "valley. Once the model is right λ falls by a third a step, and the last strides are Gauss-Newton's.",
    states={"p": 0.0, "lambda": 0.0},
    rotates=False,
    rescales=True,
    finite=Finite(lambda n: 1, {"tau": 0.0}),
    gauss_newton=True,
    matrix=True,
    symbols={
        "lambda": r"\lambda", "damped": r"\bar\lambda", "ratio": r"\rho", "growth": r"\nu", "curvatures": "c",
        "directions": "Q", "roots": "w",
    },
)  # fmt: skip
def levenberg_marquardt(
    f: Objective,
    x: np.ndarray,
    *,
    tau: Annotated[float, Hyperparameter("τ", 1e-8, 1, scale="log", help="first λ, of the largest curvature")] = 1e-3,
    scaled: Annotated[float, Hyperparameter("D", 0, 1, scale="switch", help="Marquardt's scaling")] = False,
) -> Iterator[tuple]:
    lam, growth, taken, value, g = None, 2.0, True, 0.0, x
    while True:
        if taken or not f.fixed:  # a step that was refused has left all that is known of x as it was
            value, g, matrix = f.value(x), f.gradient(x), curved(f, x)
            roots = np.sqrt(np.where(np.diag(matrix) > 0, np.diag(matrix), 1.0)) if scaled else np.ones(len(x))
            matrix = matrix / roots / roots[:, None]
            curvatures, directions = np.linalg.eigh(matrix)
            along = directions.T @ (g / roots) / 2
        if lam is None:
            lam = tau * float(np.abs(np.diag(matrix)).max())
        least = float(curvatures.min())
        damped = lam if least + lam > 0 else max(lam, 1.5 * abs(least), EPSILON)
        p = -directions @ (along / (curvatures + damped)) / roots
        there, promised = f.value(x + p), float(p @ (damped * roots**2 * p - g / 2))
        ratio = (value - there) / promised if promised > 0 else 0.0
        taken = ratio > 0
        lam = damped * (max(1 / 3, 1 - (2 * ratio - 1) ** 3) if taken else growth)
        x = x + p if taken else x
        yield x, p, lam
        growth = 2.0 if taken else 2 * growth
        hidden = EPSILON * np.abs(curvatures).max() * (1 + np.abs(x).max())
        if np.abs(along).max() <= hidden or np.abs(p).max() <= 1e-15 * (1 + np.abs(x).max()):
            return
