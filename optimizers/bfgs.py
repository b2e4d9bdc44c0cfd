"""BFGS: a picture of the inverse Hessian, built from the gradients of the steps taken.

With an exact line search it needs n steps for a quadratic of n weights (Nocedal & Wright, chapter 6). The usual
c₂ = 0.9 takes nearly any step that goes down: cheaper in gradients, and two steps are not enough. With noise the search
and both gradients of y are of one sample.
"""

from collections.abc import Iterator
from math import inf, sqrt
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .formula import aligned
from .line_search import Point, strong_wolfe
from .vector import Finite, Objective, vector


def formula(t):
    """How H comes about is on the card; a step uses it."""
    return aligned(
        r"\mathbf p_t &= -\mathbf H_{t-1} \mathbf g_t",
        r"x_t &= x_{t-1} + \alpha_t\, p_t, \qquad \alpha_t: \text{line search}",
        r"\mathbf H_t &= (\mathbf I - \rho\, \mathbf s \mathbf y^\top)\, \mathbf H_{t-1}"
        r" (\mathbf I - \rho\, \mathbf y \mathbf s^\top) + \rho\, \mathbf s \mathbf s^\top, \qquad"
        r" \rho = 1 / (\mathbf y^\top \mathbf s)"
        if t == inf
        else "",
    )


@vector(
    label="BFGS",
    source="Broyden, Fletcher, Goldfarb and Shanno (1970); as in Nocedal & Wright (2006), Numerical Optimization, "
    "Algorithm 6.1 and eqs. (6.17), (6.20)",
    formula=formula,
    watch="The first step is steepest descent; after a few it knows the valley's shape and strides like Newton, "
    "without a Hessian. At c₂ = 0.01 its search is nearly exact, and two steps teach it all that a quadratic in two "
    "dimensions has; at 0.9 it takes about four, but fewer gradients.",
    states={"p": 0.0, "alpha": 0.0},
    finite=Finite(lambda n: n, {"c2": 1e-10}),
    matrix=True,
    symbols={"inverse": "H_{t-1}", "alpha": r"\alpha"},
)
def bfgs(
    f: Objective,
    x: np.ndarray,
    *,
    c2: Annotated[float, Hyperparameter("c₂", 0.1, 0.99, help="slope left by the line search, of the first")] = 0.9,
) -> Iterator[tuple]:
    g, identity = f.gradient(x), np.eye(len(x))
    inverse, scaled = identity, False
    first = min(1.0, 1 / sqrt(g @ g)) if g.any() else 1.0
    while sqrt(g @ g) > 1e-12:
        p = -inverse @ g
        if g @ p >= 0:
            inverse, p = identity, -g
        found = strong_wolfe(f, x, p, Point(0.0, f.value(x), float(g @ p), g), first, c2=c2)
        if not found:
            return
        s, y = found.alpha * p, found.gradient - g
        x = x + s
        yield x, p, found.alpha
        g = found.gradient if f.fixed else f.gradient(x)
        curvature = float(y @ s)
        if curvature > 1e-12 * sqrt(y @ y) * sqrt(s @ s):  # else the step has taught nothing about a bowl
            if not scaled:
                inverse, scaled = curvature / float(y @ y) * identity, True
            left = identity - np.outer(s, y) / curvature
            inverse = left @ inverse @ left.T + np.outer(s, s) / curvature
        first = 1.0
