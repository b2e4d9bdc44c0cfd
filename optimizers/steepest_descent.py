"""Steepest descent with an exact line search: Cauchy's method, and its right angles.

Along the gradient to the first minimum there, so the next gradient is at a right angle to this one. On a quadratic the
length is gᵀg / gᵀHg (Nocedal & Wright, chapter 3), and a cubic through two points finds it at once; elsewhere the
search goes on until the slope is 1e-9 of the first. The first trial length is the one that won the step before.
"""

from collections.abc import Iterator
from math import sqrt

import numpy as np

from .formula import aligned
from .line_search import Point, strong_wolfe
from .vector import Objective, vector

EXACT = 1e-9  # slope that the search leaves, of the first


@vector(
    label="Steepest",
    source="Cauchy (1847), Méthode générale pour la résolution des systèmes d'équations simultanées; as in Nocedal & "
    "Wright (2006), Numerical Optimization, chapter 3",
    formula=aligned(
        r"\alpha_t &= \arg\min_{\alpha > 0} f(\mathbf x_{t-1} - \alpha\, \mathbf g_t)",
        r"x_t &= x_{t-1} - \alpha_t\, g_t",
    ),
    watch="Every turn is a right angle, because the step before has taken all that its direction had. In a ravine that "
    "is a zigzag, and the exact search does not help: it takes as many steps as the best constant rate.",
    states={"alpha": 0.0},
    symbols={"alpha": r"\alpha"},
    rescales=True,
    iterations=100,
)
def steepest_descent(f: Objective, x: np.ndarray) -> Iterator[tuple]:
    g = f.gradient(x)
    first = min(1.0, 1 / sqrt(g @ g)) if g.any() else 1.0
    while sqrt(g @ g) > 1e-12:
        slope = -float(g @ g)
        found = strong_wolfe(f, x, -g, Point(0.0, f.value(x), slope, g), first, c2=EXACT)
        if not found:
            return
        x, alpha = x - found.alpha * g, found.alpha
        yield x, alpha
        g, first = found.gradient if f.fixed else f.gradient(x), alpha
