"""Polyak's step: as long as it must be to reach f* if the loss were its tangent plane.

The learning rate is the gap to the lowest value, f - f*, over the squared length of the gradient, so the lowest value
must be known: it is the slider. The loss that is meant is the one at the point of the gradient, in a training the
mini-batch's. Where the loss is at f* or below, nothing moves, though the formula would go uphill there; nor where the
gradient is 0.
"""

from math import inf
from typing import Annotated

from hyperparameters import Hyperparameter

from .block import block, total
from .elementwise import maximum, where
from .formula import aligned


@block(
    label="Polyak step",
    source="Polyak (1987), Introduction to optimization; for mini-batches Loizou, Vaswani, Laradji & Lacoste-Julien "
    "(2021), Stochastic Polyak step-size for SGD, without its largest step",
    formula=aligned(
        r"\alpha_t &= \frac{\max(0, f_t - f^{*})}{\mathbf g_t^\top \mathbf g_t}",
        r"x_t &= x_{t-1} - \alpha_t\, g_t",
    ),
    watch="No learning rate: the loss itself says how far it is, and on a bowl no step ever leads away from the "
    "minimum. It must know the lowest value, so set f* too low and it never comes to rest.",
    group="beyond Adam",
    symbols={"alpha": r"\alpha"},
    measure="curvature",
    rotates=True,
)
def polyak_step(
    x,
    g,
    f,
    alpha=0.0,
    *,
    f_star: Annotated[float, Hyperparameter("f*", -100, 100, help="the lowest value of the loss")] = 0.0,
):
    square = total(g * g)
    alpha = maximum(f - f_star, 0.0) / where(square > 0, square, inf)
    return x - alpha * g, alpha
