"""Hessian-free optimization: conjugate gradients on the local quadratic model, whose matrix is never formed.

The matrix is Gauss-Newton's where the loss is a sum of squares, or a network's, else the Hessian. Without a
preconditioner; the inner conjugate gradients may end after 2 n + 10 iterations at the latest, and where they meet a
direction of negative curvature (possible with the Hessian only) the damping grows and they begin again.
"""

from collections.abc import Callable, Iterator
from functools import partial
from math import ceil, isfinite
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .vector import Finite, Objective, vector

Product = Callable[[np.ndarray], np.ndarray]


@vector(
    label="Hessian-free",
    source="Martens (2010), Deep learning via Hessian-free optimization, Algorithm 2 and section 4; "
    "Martens & Sutskever (2012)",
    formula=r"\begin{aligned} \mathbf d_t &\approx \arg\min_{\mathbf d}\; \mathbf g_t^\top \mathbf d"
    r" + \tfrac12\, \mathbf d^\top (\mathbf G + \bar\lambda_t \mathbf I)\, \mathbf d \quad"
    r" \text{(conjugate gradients)} \\ p_t &= \alpha_t\, d_t, \qquad \alpha_t: \text{backtracking} \\"
    r" x_t &= x_{t-1} + p_t \\"
    r" \lambda_t &= \begin{cases} \bar\lambda_t \cdot 2 / 3 & \rho_t > 0.75 \\ \bar\lambda_t & \rho_t \ge 0.25 \\"
    r" 1.5\, \bar\lambda_t & \text{otherwise} \end{cases}, \qquad \rho_t: \text{descent, of what the model promised}"
    r" \end{aligned}",
    watch="Each step minimizes a whole quadratic model, so few steps reach far along a valley. λ falls by a third "
    "where the model was right and grows where it was wrong.",
    states={"p": 0.0, "lambda": "damping"},
    finite=Finite(lambda n: 1, {"damping": 0.0}),
    gauss_newton=True,
    symbols={"lambda": r"\lambda", "damped": r"\bar\lambda", "rate": r"\alpha", "ratio": r"\rho"},
)
def hessian_free(
    f: Objective,
    x: np.ndarray,
    *,
    damping: Annotated[float, Hyperparameter("λ₀", 1e-4, 1e3, scale="log", help="first damping", paper=45.0)] = 1.0,
    gauss_newton: Annotated[
        float, Hyperparameter("G", 0, 1, scale="switch", help="Gauss-Newton matrix where the loss is a sum of squares")
    ] = True,
    zeta: Annotated[float, Hyperparameter("ζ", 0, 1, help="share of the last step at which CG begins")] = 0.95,
) -> Iterator[tuple]:
    lam, d = damping, np.zeros_like(x)
    while True:
        value, g = f.value(x), f.gradient(x)
        if np.sqrt(g @ g) <= 1e-12:
            return
        curvature = f.gauss_newton_vector if gauss_newton and f.residual_count else f.hessian_vector
        iterates, damped = _minimize(partial(curvature, x), g, zeta * d, lam)
        d = iterates.pop()
        there = f.value(x + d)
        while iterates and (before := f.value(x + iterates[-1])) < there:  # an earlier iterate may be the better one
            d, there = iterates.pop(), before
        promised = float(g @ d + d @ curvature(x, d) / 2)
        ratio = (there - value) / promised if promised else 0.0
        lam = damped * (1.5 if not ratio >= 0.25 else 2 / 3 if ratio > 0.75 else 1.0)
        rate = _backtracked(f, x, d, value, float(g @ d))
        p = rate * d
        x = x + p
        yield x, p, lam
        d = d if rate else np.zeros_like(x)


def _minimize(product: Product, g: np.ndarray, start: np.ndarray, lam: float) -> tuple[list[np.ndarray], float]:
    """Conjugate gradients on q(p) = gᵀp + pᵀ(C + λI)p/2: the iterates, and λ, larger if the curvature was negative."""
    while True:
        p = start
        r = -g - product(p) - lam * p if p.any() else -g
        d, iterates, q = r, [p], [float(p @ (g - r)) / 2]  # as r = -g - B p
        for i in range(1, 2 * len(g) + 11):
            if r @ r <= 1e-20 * (g @ g):
                return iterates, lam
            image = product(d) + lam * d
            bend = float(d @ image)
            if not bend > 0:
                break
            alpha = float(r @ r) / bend
            p, after = p + alpha * d, r - alpha * image
            d, r = after + float(after @ after) / float(r @ r) * d, after
            iterates.append(p)
            q.append(float(p @ (g - r)) / 2)
            k = max(10, ceil(0.1 * i))
            if i > k and q[i] < 0 and (q[i] - q[i - k]) / q[i] < k * 0.0005:
                return iterates, lam
        else:
            return iterates, lam
        if not isfinite(bend):
            return [np.full_like(g, np.nan)], lam
        start, lam = np.zeros_like(g), 1.5 * max(lam, 1e-8)


def _backtracked(f: Objective, x: np.ndarray, p: np.ndarray, value: float, slope: float) -> float:
    """The share of p that decreases the loss, shortened by a fifth at a time; 0 if none does."""
    rate = 1.0
    for _ in range(60):
        if f.value(x + rate * p) <= value + 0.01 * rate * min(0.0, slope):
            return rate
        rate *= 0.8
    return 0.0
