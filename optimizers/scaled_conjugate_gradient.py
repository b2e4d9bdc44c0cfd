"""Scaled conjugate gradients: no line search; a finite difference gives the curvature along the direction, and a
Levenberg-Marquardt term keeps it positive. The nine steps are numbered as in the paper.

An iteration whose trial would go uphill stays where it is and shortens the next one. Where the paper says nothing: λ
stays from 1e-15 to 1e20, a trial that is not finite counts as uphill, a direction that points uphill, as no line is
searched, restarts, N counts only steps that were taken, and the method ends when a step is too short to be seen. The
paper's r of an iteration that was refused stays; with noise loss and gradient are asked for anew, of the next sample.
"""

from collections.abc import Iterator
from math import isfinite, sqrt
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .vector import Finite, Objective, vector

SMALLEST, LARGEST = 1e-15, 1e20


@vector(
    label="SCG",
    source="Møller (1993), A scaled conjugate gradient algorithm for fast supervised learning, section 4",
    formula=r"\begin{aligned} \mathbf r_t &= -\nabla f(\mathbf x_{t-1}), \qquad"
    r" \sigma'_t = \sigma / \sqrt{\mathbf p_t^\top \mathbf p_t} \\"
    r" \gamma_t &= \mathbf p_t^\top"
    r" \frac{\nabla f(\mathbf x_{t-1} + \sigma'_t \mathbf p_t) - \nabla f(\mathbf x_{t-1})}{\sigma'_t} \\"
    r" \delta_t &= \gamma_t + \lambda_t\, \mathbf p_t^\top \mathbf p_t, \qquad"
    r" \alpha_t = \frac{\mathbf p_t^\top \mathbf r_t}{\delta_t} \\"
    r" x_t &= \begin{cases} x_{t-1} + \alpha_t\, p_t & \Delta_t \ge 0 \\ x_{t-1} & \text{otherwise} \end{cases}, \qquad"
    r" \Delta_t = \frac{2\, \delta_t\, (f(\mathbf x_{t-1}) - f(\mathbf x_{t-1} + \alpha_t \mathbf p_t))}"
    r"{(\mathbf p_t^\top \mathbf r_t)^2} \end{aligned}",
    watch="It strides like conjugate gradients at two gradients a step, for it searches no line. It never goes uphill: "
    "a step that would is refused, and λ grows until the next one is short enough.",
    states={"p": 0.0, "alpha": 0.0, "lambda": "lambda_start"},
    finite=Finite(lambda n: n, {"lambda_start": 0.0}),
    symbols={
        "alpha": r"\alpha",
        "used": r"\lambda",
        "delta": r"\delta",
        "curvature": r"\gamma",
        "comparison": r"\Delta",
    },
)
def scaled_conjugate_gradient(
    f: Objective,
    x: np.ndarray,
    *,
    lambda_start: Annotated[float, Hyperparameter("λ₁", 1e-9, 1, scale="log", help="first damping")] = 1e-6,
    sigma: Annotated[
        float, Hyperparameter("σ", 1e-7, 1e-3, scale="log", help="length of the finite difference")
    ] = 1e-4,
    restart: Annotated[
        float,
        Hyperparameter("N", 0, 50, scale="whole", help="restart after N accepted steps; 0: as many as weights"),
    ] = 0.0,
) -> Iterator[tuple]:
    value, r = f.value(x), -f.gradient(x)  # 1.
    p, lam, lam_bar, success, accepted = r, lambda_start, 0.0, True, 0
    period = int(restart) or len(x)
    delta = 0.0
    while r.any():
        if p @ r <= 0:
            p, success = r, True
        length2 = float(p @ p)
        if success:  # 2.
            sigma_t = sigma / sqrt(length2)
            curvature = float(p @ (f.gradient(x + sigma_t * p) + r)) / sigma_t
            delta = curvature
        delta += (lam - lam_bar) * length2  # 3.
        if delta <= 0:  # 4.
            lam_bar = 2 * (lam - delta / length2)
            delta = -delta + lam * length2
            lam = lam_bar
        mu = float(p @ r)  # 5.
        alpha = mu / delta
        trial = f.value(x + alpha * p)  # 6.
        comparison = 2 * delta * (value - trial) / mu**2
        if not isfinite(comparison):
            comparison = -1.0
        success, after, following = comparison >= 0, r, p  # 7.
        if success:
            x, value, accepted = x + alpha * p, trial, accepted + 1
            after = -f.gradient(x)
            beta = 0.0 if accepted % period == 0 else float(after @ after - after @ r) / mu
            following = after + beta * p
        used, lam = lam, max(lam / 4, SMALLEST) if comparison >= 0.75 else lam
        yield x, p, alpha, lam
        p, r, lam_bar = following, after, 0.0 if success else used
        if comparison < 0.25:  # 8.
            lam = lam + delta * (1 - comparison) / length2
        if lam >= LARGEST or alpha * sqrt(length2) <= 1e-15 * (1 + sqrt(x @ x)):  # 9., as far as rounding lets one see
            return
        if not f.fixed:
            value, r = f.value(x), -f.gradient(x)
