"""Steepest descent with the exact step of the quadratic model along the gradient."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .vector import Objective, vector


@vector(
    label="Cauchy",
    source="made up for the tests, after Cauchy (1847)",
    formula=r"\begin{aligned} \mathbf s_t &= -\alpha\, \frac{\mathbf g_t^\top \mathbf g_t}{c_t}\, \mathbf g_t, \qquad"
    r" c_t = |\mathbf g_t^\top \nabla^2 f\, \mathbf g_t| \\ x_t &= x_{t-1} + s_t \end{aligned}",
    symbols={"gradient": "g", "curvature": "c", "step": "s"},
    watch="It zigzags at right angles. On a sphere it arrives in a step.",
    states={"s": 0.0},
    descends=False,
    rescales=True,
    iterations=100,
)
def cauchy(
    f: Objective,
    x: np.ndarray,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-3, 2, scale="log", help="share of the exact step")] = 1.0,
) -> Iterator[tuple[np.ndarray, ...]]:
    while True:
        gradient = f.gradient(x)
        curvature = abs(gradient @ f.hessian_vector(x, gradient))
        step = -learning_rate * f.factor * gradient * (gradient @ gradient) / max(curvature, 1e-12)
        x = x + step
        yield x, step
        if np.abs(step).max() <= 1e-15 * (1 + np.abs(x).max()):
            return
