"""L-BFGS: BFGS that remembers its last few steps instead of a matrix.

The product of the inverse Hessian with the gradient comes from two loops over the pairs of steps s and of changes y of
the gradient, so n weights cost 2 m n numbers where BFGS has n². The matrix that the pairs change is the identity times
sᵀy / yᵀy of the newest one; BFGS takes that of the first and keeps it, which is all that their paths differ by while
every pair is remembered. The search is BFGS's, and so is its c₂: the stored gradients are of one sample.
"""

from collections.abc import Iterator
from math import inf, sqrt
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .formula import aligned
from .line_search import Point, strong_wolfe
from .vector import Finite, Objective, vector

Pair = tuple[np.ndarray, np.ndarray, float]  # s, y and sᵀy


def formula(t, y=0):
    """The card has both loops; a step what the newest pair, the last one, adds to the older ones' r. The change of the
    gradient is u here, as y is a coordinate."""
    if t == inf:
        first = r"\mathbf q &:= \mathbf g_t, \qquad a_i = \mathbf s_i^\top \mathbf q / \mathbf s_i^\top \mathbf u_i,"
        return aligned(
            first + r"\; \mathbf q := \mathbf q - a_i \mathbf u_i, \qquad i = t - 1 \ldots t - m",
            r"\mathbf r &:= \gamma\, \mathbf q, \qquad \gamma = \mathbf s_{t-1}^\top \mathbf u_{t-1} /"
            r" \mathbf u_{t-1}^\top \mathbf u_{t-1}",
            r"\mathbf r &:= \mathbf r + \Bigl(a_i - \frac{\mathbf u_i^\top \mathbf r}{\mathbf s_i^\top \mathbf u_i}"
            r"\Bigr) \mathbf s_i, \qquad i = t - m \ldots t - 1",
            r"x_t &= x_{t-1} + \alpha_t\, p_t, \qquad \mathbf p_t = -\mathbf r, \qquad \alpha_t: \text{line search}",
        )
    s, u = r"\mathbf s_{t-1}", r"\mathbf u_{t-1}"
    a, b = rf"\frac{{{s}^\top \mathbf g_t}}{{{s}^\top {u}}}", rf"\frac{{{u}^\top \mathbf r_t}}{{{s}^\top {u}}}"
    return aligned(
        rf"\mathbf p_t &= -\mathbf r_t - \Bigl({a} - {b}\Bigr) {s}" if np.any(y) else r"\mathbf p_t &= -\mathbf g_t",
        r"x_t &= x_{t-1} + \alpha_t\, p_t, \qquad \alpha_t: \text{line search}",
    )


@vector(
    label="L-BFGS",
    source="Nocedal (1980), Updating quasi-Newton matrices with limited storage; as in Nocedal & Wright (2006), "
    "Numerical Optimization, Algorithm 7.4 and section 7.2",
    formula=formula,
    watch="BFGS without its matrix: on two weights it does nearly what BFGS does, on a network it is what can be "
    "afforded. With m = 1 it knows one step only, and the valley's shape is forgotten as it bends.",
    states={"p": 0.0, "alpha": 0.0},
    finite=Finite(lambda n: n, {"c2": 1e-10}),
    symbols={"alpha": r"\alpha", "s": "s_{t-1}", "y": "u_{t-1}", "older": "r"},
)
def lbfgs(
    f: Objective,
    x: np.ndarray,
    *,
    memory: Annotated[float, Hyperparameter("m", 1, 50, scale="whole", help="steps that are remembered")] = 10.0,
    c2: Annotated[float, Hyperparameter("c₂", 0.1, 0.99, help="slope left by the line search, of the first")] = 0.9,
) -> Iterator[tuple]:
    g, none = f.gradient(x), np.zeros_like(x)
    kept: list[Pair] = []
    s = y = none
    first = min(1.0, 1 / sqrt(g @ g)) if g.any() else 1.0
    while sqrt(g @ g) > 1e-12:
        older, newest = multiplied(g, kept)
        p = -older - newest
        if g @ p >= 0:
            kept, s, y, p = [], none, none, -g
        found = strong_wolfe(f, x, p, Point(0.0, f.value(x), float(g @ p), g), first, c2=c2)
        if not found:
            return
        x = x + found.alpha * p
        yield x, p, found.alpha
        step, change = found.alpha * p, found.gradient - g
        g = found.gradient if f.fixed else f.gradient(x)
        curvature = float(change @ step)
        if curvature > 1e-12 * sqrt(change @ change) * sqrt(step @ step):  # else it has taught nothing about a bowl
            s, y = step, change
            kept = [*kept, (s, y, curvature)][-int(memory) :]
        first = 1.0


def multiplied(g: np.ndarray, kept: list[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Algorithm 7.4, the inverse Hessian times g, in two parts: what came before the newest pair, and what it adds."""
    if not kept:
        return g, np.zeros_like(g)
    q, shares = g, []
    for s, y, curvature in reversed(kept):
        shares.append(float(s @ q) / curvature)
        q = q - shares[-1] * y
    _, y, curvature = kept[-1]
    r, added = curvature / float(y @ y) * q, np.zeros_like(g)
    for (s, y, curvature), share in zip(kept, reversed(shares), strict=True):
        r = r + added
        added = (share - float(y @ r) / curvature) * s
    return r, added
