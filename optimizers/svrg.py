"""Stochastic variance reduced gradient: the noise of a sample is taken away, as far as it was the same a while ago.

Every `period` steps it remembers where it is, w̃, and there the gradient without noise. From then on each step asks its
sample for the gradient here and for the one at w̃, which has the same noise: their difference has little, and the
gradient at w̃ without noise is added. So the steps are right on average, and near a minimum their noise fades: a
constant learning rate converges. d is how far w̃ is from x, so that a minimum is left by no rounding.

Without noise it is gradient descent, and so it is with noise that is added. In each period the paper has a whole
gradient once; here it is counted once a step, as it is not known how many samples it is worth. The next period begins
at the last iterate (option I).
"""

from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .elementwise import elementwise, where
from .formula import aligned


def remembered(x, d, k):
    """The point w̃."""
    return x + d


def formula(t, k=1.0):
    """With numbers: a period ends only now and then."""
    step = r"x_t &= x_{t-1} - \alpha\, (g_t - p_t + w_t)"
    if t == inf:
        return aligned(
            r"\tilde w &= x_{t-1} + d_{t-1}",
            r"g_t &= \nabla f_i(x_{t-1}), \quad p_t = \nabla f_i(\tilde w), \quad w_t = \nabla f(\tilde w)",
            step,
            r"d_t &= d_{t-1} + x_{t-1} - x_t, \quad \text{every } K \text{ steps } 0",
        )
    return aligned(step, "" if np.all(np.asarray(k) == 0) else r"d_t &= d_{t-1} + x_{t-1} - x_t")


@elementwise(
    label="SVRG",
    source="Johnson & Zhang (2013), Accelerating stochastic gradient descent using predictive variance reduction, "
    "Figure 1, option I",
    formula=formula,
    watch="With mini-batches SGD ends in a cloud around the minimum, and this one in the minimum, at the same learning "
    "rate. It pays with a second gradient a step, and now and then with the gradient of all samples.",
    group="beyond Adam",
    measure="gradient",
    rotates=True,
    probe=remembered,
)
def svrg(
    x,
    g,
    p,
    w,
    d=0.0,
    k=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.01,
    period: Annotated[float, Hyperparameter("K", 1, 500, scale="whole", help="steps between whole gradients")] = 20.0,
):
    step = learning_rate * (g - p + w)
    k = where(k + 1 < period, k + 1, 0.0)
    return x - step, where(k == 0, 0.0, d + step), k
