"""Full-matrix AdaGrad: the step is divided by the root of a matrix, the sum of all outer products of gradients.

So it sees a ravine that lies across the axes, of which the diagonal case sees nothing. S = Σ g gᵀ has the sums of
squares G on its diagonal, and c beside it; with D its determinant the inverse root of a matrix of two rows is

    S^(-1/2) = (adj S + √D I) / (√D √(tr S + 2 √D)).

As long as all gradients have had the same direction, D is 0 but for rounding; then the step is along that direction
alone. ε is added to the diagonal before the root, as in Shampoo; in the paper it is added after it.
"""

from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .block import block, other, total
from .elementwise import maximum, quotient, sqrt, where
from .formula import aligned

RANK = 1e-15  # a determinant below this share of the squared trace is rounding


def parts(G, c, epsilon):
    """Trace and determinant of S + ε I, and whether that is more than rounding."""
    trace, determinant = total(G + epsilon), (G + epsilon) * (other(G) + epsilon) - c * c
    return trace, determinant, determinant > RANK * trace * trace


def formula(t, G=(1.0, 1.0), c=0.0, epsilon=0.0):
    """With numbers: as long as all gradients have had one direction, along that."""
    if t == inf:
        return aligned(
            r"\mathbf S_t &= \mathbf S_{t-1} + \mathbf g_t \mathbf g_t^\top",
            r"\mathbf u_t &= (\mathbf S_t + \epsilon \mathbf I)^{-1/2}\, \mathbf g_t",
            r"x_t &= x_{t-1} - \alpha\, u_t",
        )
    full = np.all(parts(np.asarray(G), np.asarray(c), epsilon)[2])
    return aligned(
        r"G_t &= G_{t-1} + g_t^2, \qquad c_t = c_{t-1} + g_t\, \breve g_t",
        r"D_t &= (G_t + \epsilon) (\breve G_t + \epsilon) - c_t^2" if full else "",
        r"T_t &= G_t + \breve G_t + 2 \epsilon",
        r"u_t &= \frac{(\breve G_t + \epsilon + \sqrt{D_t})\, g_t - c_t\, \breve g_t}"
        r"{\sqrt{D_t} \sqrt{T_t + 2 \sqrt{D_t}}}"
        if full
        else r"u_t &= \frac{(G_t + \epsilon)\, g_t + c_t\, \breve g_t}{T_t \sqrt{T_t}}",
        r"x_t &= x_{t-1} - \alpha\, u_t",
    )


@block(
    label="AdaGrad full",
    source="Duchi, Hazan & Singer (2011), Adaptive subgradient methods, full matrix",
    formula=formula,
    watch="It learns which way a ravine runs, and takes it as if it lay along an axis: the diagonal AdaGrad beside it "
    "zigzags. The first step has the length of the learning rate and goes straight downhill.",
    group="beyond Adam",
    pair=True,
    rotates=True,
)
def adagrad_full(
    x,
    g,
    G=0.0,
    c=0.0,
    D=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 100, scale="log", help="first step")] = 0.5,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="added to the diagonal")] = 1e-8,
):
    G = G + g * g
    c = c + g * other(g)
    trace, determinant, known = parts(G, c, epsilon)
    root = where(known, sqrt(maximum(determinant, 0.0)), 1.0)
    full = ((other(G) + epsilon + root) * g - c * other(g)) / (root * sqrt(trace + 2 * root))
    alone = quotient((G + epsilon) * g + c * other(g), trace * sqrt(trace))
    return x - learning_rate * where(known, full, alone), G, c, determinant
