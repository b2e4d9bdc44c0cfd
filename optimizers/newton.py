"""Newton's method: the step to the stationary point of the quadratic model.

Plain, it goes to the nearest stationary point, be it a saddle or a maximum. Damping adds λ to the curvature in every
direction; the saddle-free form of Dauphin et al. (2014) takes the absolute value of each curvature, so that it descends
from a saddle. Where the matrix is singular the step is that of least squares.

It ends where its step is too short to be seen, or where rounding hides the gradient: the coordinates of x are rounded,
by ε |x| at the most, and a curvature c makes c ε |x| of that in the gradient, by which steps would go to and fro for
ever, differently on every processor.
"""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .vector import Finite, Objective, vector

EPSILON = float(np.finfo(float).eps)


@vector(
    label="Newton",
    source="Nocedal & Wright (2006), Numerical Optimization, eq. (3.30); saddle-free: Dauphin et al. (2014), "
    "Identifying and attacking the saddle point problem, Algorithm 1",
    formula=r"\begin{aligned} s_t &= -(H(x_{t-1}) + \lambda I)^{-1}\, \nabla f(x_{t-1}) \\"
    r" x_t &= x_{t-1} + \alpha\, s_t \end{aligned}",
    watch="One step solves a quadratic, however narrow its valley: the curvature gives the step its unit. Near a "
    "saddle or a maximum the plain step goes there; switch on saddle-free and it leaves.",
    states={"s": 0.0},
    rescales=True,
    descends=False,
    finite=Finite(lambda n: 1),
    matrix=True,
)
def newton(
    f: Objective,
    x: np.ndarray,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-3, 2, scale="log", help="share of the full step")] = 1.0,
    damping: Annotated[float, Hyperparameter("λ", 0, 100, scale="zero_log", help="added to every curvature")] = 0.0,
    saddle_free: Annotated[float, Hyperparameter("|H|", 0, 1, scale="switch", help="absolute curvatures")] = False,
) -> Iterator[tuple[np.ndarray, ...]]:
    while True:
        curvatures, directions = np.linalg.eigh(f.hessian(x))
        g = f.gradient(x)
        along = directions.T @ g
        hidden = EPSILON * np.abs(curvatures).max() * (1 + np.abs(x).max())
        curvatures = (np.abs(curvatures) if saddle_free else curvatures) + damping
        singular = np.abs(curvatures) <= 10 * len(x) * EPSILON * np.abs(curvatures).max()  # eigh finds no 0 exactly
        step = -directions @ np.where(singular, 0.0, along / np.where(singular, 1.0, curvatures))
        x = x + learning_rate * f.factor * step
        yield x, step
        if np.abs(g).max() <= hidden or np.abs(step).max() <= 1e-15 * (1 + np.abs(x).max()):
            return
