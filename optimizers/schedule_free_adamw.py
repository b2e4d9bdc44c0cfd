"""Schedule-free AdamW: the average of the path in the place of momentum and schedule, and Adam's division.

As schedule-free SGD, with steps of z that are divided by the root mean square of the gradients. There is no momentum
besides: taking the gradient between z and their average x is one. The winner of the self-tuning ruleset in the
first AlgoPerf competition (2024) was based on it.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .drawn import AHEAD, points
from .elementwise import elementwise, maximum, quotient, sqrt
from .formula import aligned


def between(x, d, squares, r, W, *, beta=0.9):
    """The point y at which the gradient is taken."""
    return x + (1 - beta) * d


@elementwise(
    label="SF-AdamW",
    source="Defazio, Yang, Mehta, Mishchenko, Khaled & Cutkosky (2024), The road less scheduled, AdamW version",
    formula=aligned(
        r"u_t &= x_{t-1} + (1 - \beta)\, d_{t-1}",
        r"g_t &= \nabla f(u_t)",
        r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2, \qquad \hat v_t = v_t / (1 - \beta_2^t)",
        r"e_t &= d_{t-1} - \alpha \Bigl( \frac{g_t}{\sqrt{\hat v_t} + \epsilon} + \lambda u_t \Bigr)",
        r"r_t &= \max(r_{t-1}, \alpha), \qquad W_t = W_{t-1} + r_t^2, \qquad c_t = r_t^2 / W_t",
        r"x_t &= x_{t-1} + c_t\, e_t",
        r"d_t &= e_t - c_t\, e_t",
    ),
    watch="It takes rates many times as large as Adam's, because what you see is the average of bold steps. So it is "
    "there in a few steps, and comes to rest without a schedule.",
    group="beyond Adam",
    look_ahead=between,
    draws=points(AHEAD, "d"),
    symbols={"squares": "v"},
)
def schedule_free_adamw(
    x,
    g,
    t,
    d=0.0,
    squares=0.0,
    r=0.0,
    W=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size of z")] = 0.1,
    beta: Annotated[float, Hyperparameter("β", 0, 1, help="0: gradients at z; 1: at the average")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin")] = 0.0,
):
    squares = beta2 * squares + (1 - beta2) * g * g
    divided = quotient(g, sqrt(squares / (1 - beta2**t)) + epsilon)
    r = maximum(r, learning_rate)
    W = W + r * r
    c = quotient(r * r, W)
    e = d - learning_rate * (divided + weight_decay * (x + (1 - beta) * d))
    return x + c * e, e - c * e, squares, r, W
