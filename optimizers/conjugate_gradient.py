"""Nonlinear conjugate gradients: directions that do not spoil what the ones before have won.

Polak-Ribière with β kept at or above 0, Powell's restart, and a strong Wolfe line search. The first trial length of a
search is the one at which the slope would promise the decrease of the step before (Nocedal & Wright, chapter 3).
"""

from collections.abc import Iterator
from math import sqrt
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .formula import aligned
from .line_search import Point, strong_wolfe
from .vector import Finite, Objective, vector


def formula(restarted=False):
    """A restart is Powell's, where two gradients are far from orthogonal, or comes every N steps, or for want of a
    descent."""
    powell = r"|\mathbf g_t^\top \mathbf g_{t-1}| \ge 0.1\, \mathbf g_t^\top \mathbf g_t"
    share = r"\frac{\mathbf g_t^\top (\mathbf g_t - \mathbf g_{t-1})}{\mathbf g_{t-1}^\top \mathbf g_{t-1}}"
    return aligned(
        r"\beta_t &= 0\ \text{(restart)}"
        if restarted
        else rf"\beta_t &= \begin{{cases}} 0 & {powell} \\ \max\Bigl(0, {share}\Bigr) &"
        r" \text{otherwise} \end{cases}",
        r"p_t &= -g_t + \beta_t\, p_{t-1}",
        r"x_t &= x_{t-1} + \alpha_t\, p_t, \qquad \alpha_t: \text{line search}",
    )


@vector(
    label="CG",
    source="Polak & Ribière (1969); as in Nocedal & Wright (2006), Numerical Optimization, Algorithm 5.4 and "
    "restarts as in eq. (5.52)",
    formula=formula,
    watch="On a quadratic two straight legs all but end the race, where steepest descent zigzags; with c₂ lowered to "
    "0.01 the search is nearly exact, and they do end it. Count gradient evaluations instead of steps to see its cost.",
    states={"p": 0.0, "alpha": 0.0, "beta": 0.0},
    finite=Finite(lambda n: n, {"c2": 1e-10}),
    symbols={"alpha": r"\alpha", "beta": r"\beta"},
)
def conjugate_gradient(
    f: Objective,
    x: np.ndarray,
    *,
    c2: Annotated[float, Hyperparameter("c₂", 0.01, 0.45, help="slope left by the line search, of the first")] = 0.1,
    restart: Annotated[float, Hyperparameter("N", 0, 50, scale="whole", help="restart every N steps; 0: never")] = 0.0,
) -> Iterator[tuple]:
    g = f.gradient(x)
    p, alpha, beta, count, restarted = -g, 0.0, 0.0, 0, True
    first = min(1.0, 1 / sqrt(g @ g)) if g.any() else 1.0
    while sqrt(g @ g) > 1e-12:
        if g @ p >= 0:
            p, beta, restarted = -g, 0.0, True
        start = Point(0.0, f.value(x), float(g @ p), g)
        found = strong_wolfe(f, x, p, start, first, c2=c2)
        if not found and beta:
            p, beta, restarted, first = -g, 0.0, True, min(1.0, 1 / sqrt(g @ g))
            continue
        if not found:
            return
        x, alpha, count = x + found.alpha * p, found.alpha, count + 1
        yield x, p, alpha, beta
        after = found.gradient if f.fixed else f.gradient(x)
        beta = max(0.0, float(after @ (after - g)) / float(g @ g))
        restarted = bool(restart) and count % restart == 0
        if abs(after @ g) >= 0.1 * (after @ after) or restarted:
            beta = 0.0
        slope, p, g = start.slope, -after + beta * p, after
        first = alpha * slope / float(g @ p) if g @ p < 0 else 1.0
