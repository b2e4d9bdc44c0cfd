"""Schedule-free SGD: an average of the path takes the place of a schedule.

Three points: z takes the steps, x is the average of all z and what is judged, and the gradient is taken at y, between
the two. It is written with the difference d = z - x, so that a minimum is left by no rounding. Each z weighs with the
square of the largest rate so far, as in the authors' program; at a constant rate that is the plain mean, and x_1 is
z_1.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .drawn import AHEAD, points
from .elementwise import elementwise, maximum, quotient
from .formula import aligned


def between(x, d, r, W, *, beta=0.9):
    """The point y at which the gradient is taken."""
    return x + (1 - beta) * d


@elementwise(
    label="SF-SGD",
    source="Defazio, Yang, Mehta, Mishchenko, Khaled & Cutkosky (2024), The road less scheduled",
    formula=aligned(
        r"g_t &= \nabla f(x_{t-1} + (1 - \beta)\, d_{t-1})",
        r"e_t &= d_{t-1} - \alpha\, g_t",
        r"r_t &= \max(r_{t-1}, \alpha), \qquad W_t = W_{t-1} + r_t^2, \qquad c_t = r_t^2 / W_t",
        r"x_t &= x_{t-1} + c_t\, e_t",
        r"d_t &= e_t - c_t\, e_t",
    ),
    watch="What you see is an average, so it glides where gradient descent hops, and takes rates that would throw that "
    "one about. It needs no schedule, because an average comes to rest by itself.",
    group="beyond Adam",
    measure="gradient",
    rotates=True,
    look_ahead=between,
    draws=points(AHEAD, "d"),
)
def schedule_free_sgd(
    x,
    g,
    d=0.0,
    r=0.0,
    W=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size of z")] = 0.01,
    beta: Annotated[float, Hyperparameter("β", 0, 1, help="0: gradients at z; 1: at the average")] = 0.9,
):
    r = maximum(r, learning_rate)
    W = W + r * r
    c = quotient(r * r, W)
    e = d - learning_rate * g
    return x + c * e, e - c * e, r, W
