"""DoG, distance over gradients: how far it has been from its start, over the root of all squared gradients.

The one number that is left, the first step's length, hardly matters: the distance grows by itself until it is as far
as the minimum. In the paper that length is 1e-6 (1 + |x_0|), which depends on where the origin is; here it is a length,
and a longer one, as a race has hundreds of steps, not thousands. The paper judges the average of the path, this is the
path.
"""

from math import inf
from typing import Annotated

from hyperparameters import Hyperparameter

from .block import block, total
from .elementwise import maximum, sqrt, where
from .formula import aligned


@block(
    label="DoG",
    source="Ivgi, Hinder & Carmon (2023), DoG is SGD's best friend: a parameter-free dynamic step size schedule",
    formula=aligned(
        r"\bar r_t &= \max\bigl(\bar r_{t-1}, \sqrt{\mathbf d_{t-1}^\top \mathbf d_{t-1}}\bigr)",
        r"G_t &= G_{t-1} + \mathbf g_t^\top \mathbf g_t",
        r"d_t &= d_{t-1} - \frac{\bar r_t}{\sqrt{G_t}}\, g_t",
        r"x_t &= x_{t-1} + d_t - d_{t-1}",
    ),
    watch="It has no learning rate: the farther it has come from its start, the longer it dares to step. It creeps at "
    "first, then finds the scale of the surface by itself, and slows down as squared gradients add up.",
    group="beyond Adam",
    symbols={"r": r"\bar r"},
    rotates=True,
)
def dog(
    x,
    g,
    d=0.0,
    r="r_first",
    G=0.0,
    *,
    r_first: Annotated[
        float, Hyperparameter("r_ε", 1e-6, 1, scale="log", help="length of the first step", paper=1e-6)
    ] = 0.01,
):
    r = maximum(r, sqrt(total(d * d)))
    G = G + total(g * g)
    step = -r / where(G > 0, sqrt(G), inf) * g
    return x + step, d + step, r, G
