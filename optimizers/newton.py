"""Newton's method: the step to the stationary point of the quadratic model.

Plain, it goes to the nearest stationary point, be it a saddle or a maximum. Damping adds λ to the curvature in every
direction; the saddle-free form of Dauphin et al. (2014) takes the absolute value of each curvature, so that it descends
from a saddle. Where the matrix is singular the step is that of least squares.

It ends where its step is too short to be seen, or where rounding hides the gradient: the coordinates of x are rounded,
by ε |x| at the most, and a curvature c makes c ε |x| of that in the gradient, by which steps would go to and fro for
ever, differently on every processor.
"""

from collections.abc import Iterator
from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .formula import aligned
from .vector import Finite, Objective, vector

EPSILON = float(np.finfo(float).eps)


def formula(t, saddle_free, singular=False):
    """With the curvatures c of H along its directions Q, or with their absolute values; without those that are 0."""
    H, c = (r"|\mathbf H|", r"|\mathbf c_t|") if saddle_free else (r"\mathbf H", r"\mathbf c_t")
    shares = rf"\mathbf Q_t^\top \mathbf g_t \oslash ({c} + \lambda \cdot \mathbf 1)"
    return aligned(
        rf"\mathbf s_t &= -({H} + \lambda \mathbf I)^{{-1}}\, \mathbf g_t, \qquad"
        r" \mathbf H = \nabla^2 f(x_{t-1}) = \mathbf Q_t \operatorname{diag}(\mathbf c_t)\, \mathbf Q_t^\top"
        if t == inf
        else "",
        r"\mathbf s_t &= -\mathbf Q_t \mathbf a_t, \qquad \mathbf a_t: \text{least squares}"
        if np.any(singular)
        else rf"\mathbf s_t &= -\mathbf Q_t \bigl( {shares} \bigr)",
        r"x_t &= x_{t-1} + \alpha\, s_t",
    )


@vector(
    label="Newton",
    source="Nocedal & Wright (2006), Numerical Optimization, chapter 3; saddle-free: Dauphin et al. (2014), "
    "Identifying and attacking the saddle point problem, Algorithm 1",
    formula=formula,
    watch="One step solves a quadratic, however narrow its valley: the curvature gives the step its unit. Near a "
    "saddle or a maximum the plain step goes there; switch on saddle-free and it leaves.",
    states={"s": 0.0},
    rescales=True,
    descends=False,
    finite=Finite(lambda n: 1),
    matrix=True,
    symbols={"step": "s", "curvatures": "c", "directions": "Q", "shares": "a"},
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
        damped = (np.abs(curvatures) if saddle_free else curvatures) + damping
        singular = np.abs(damped) <= 10 * len(x) * EPSILON * np.abs(damped).max()  # eigh finds no 0 exactly
        shares = np.where(singular, 0.0, along / np.where(singular, 1.0, damped))
        step = -directions @ shares
        x = x + learning_rate * f.factor * step
        yield x, step
        if np.abs(g).max() <= hidden or np.abs(step).max() <= 1e-15 * (1 + np.abs(x).max()):
            return
