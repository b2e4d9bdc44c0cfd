"""Nesterov's accelerated gradient with its own momentum, which grows: 0, then 0.28, 0.43 ... towards 1.

x_t is a step of gradient descent from y_{t-1}, a point ahead: y_t = x_t + w_t. With α = 1/L a convex loss falls at
least like 1/t² (Beck & Teboulle), without knowing the condition number; the momentum grows beyond what is best for
it, and then the loss ripples. Where the loss has risen, the restart forgets the momentum. Differs from O'Donoghue &
Candès: they restart before the step from where the loss has risen, here that step is still made from y, as its
gradient is asked for at the same time as the loss; and with noise the losses of two samples are compared.
"""

import math
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt, where
from .formula import aligned

FIRST = (1 + math.sqrt(5)) / 2  # of the sequence k, after 1


def look_ahead(x, w, k, loss):
    """The point y = x + w at which the gradient is taken."""
    return x + w


def formula(t, restart, k=0.0):
    """Where the momentum was forgotten, 1 stands for what k was."""
    before = "1" if restart and t > 1 and np.all(np.equal(k, FIRST)) else "k_{t-1}"
    return aligned(
        r"g_t &= \nabla f(x_{t-1} + w_{t-1})",
        r"x_t &= x_{t-1} + w_{t-1} - \alpha\, g_t",
        rf"k_t &= \frac{{1 + \sqrt{{1 + 4\, {before}^2}}}}{{2}}",
        rf"w_t &= \frac{{{before} - 1}}{{k_t}}\, (x_t - x_{{t-1}})",
    )


@elementwise(
    label="NAG, own μ",
    source="Nesterov (1983); as in Beck & Teboulle (2009), eqs. (4.1)-(4.3); restart: O'Donoghue & Candès (2015)",
    formula=formula,
    watch="Its momentum grows from step to step, until the loss ripples: it rises and falls again. "
    "Switch the restart on, and the ripples are gone.",
    group="modern",
    measure="gradient",
    rotates=True,
    look_ahead=look_ahead,
    symbols={"loss": "f"},
)
def accelerated_gradient(
    x,
    g,
    f,
    w=0.0,
    k=1.0,
    loss=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.01,
    restart: Annotated[
        float, Hyperparameter("restart", 0, 1, scale="switch", help="forget the momentum where the loss has risen")
    ] = False,
):
    rose = where(f > loss, 1.0, 0.0)
    kept = where(restart * rose > 0, 1.0, k)
    k = (1 + sqrt(1 + 4 * kept * kept)) / 2
    after = x + w - learning_rate * g
    return after, (kept - 1) / k * (after - x), k, f
