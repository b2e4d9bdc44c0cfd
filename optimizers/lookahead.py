"""Lookahead: a fast point runs ahead, and a slow one follows it half of the way every few steps.

Then the fast point begins anew from the slow one; its method, here momentum, keeps its velocity, as in the paper. What
is drawn is the fast point, so its path jumps back every few steps. d is how far the slow point is from it. Where the
slow point goes all of the way, it is the inner method.
"""

from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .elementwise import where
from .formula import aligned
from .momentum import momentum
from .wrapper import around


def ahead(
    step,
    x,
    g,
    d=0.0,
    k=0.0,
    *,
    period: Annotated[float, Hyperparameter("K", 1, 50, scale="whole", help="fast steps for a slow one")] = 5.0,
    share: Annotated[float, Hyperparameter("s", 0, 1, help="how much of the way the slow point goes")] = 0.5,
):
    """The inner step, and after `period` of them a way back."""
    fast = step()
    d = d + (x - fast)
    k = where(k + 1 < period, k + 1, 0.0)
    back = where(k == 0, (1 - share) * d, 0.0)
    return fast + back, where(k == 0, 0.0, d), k


def formula(t, k=1.0):
    """With numbers: only some steps go back."""
    velocity = r"v_t &= \mu\, v_{t-1} - \alpha\, g_t"
    if t == inf:
        moves = r"x_t &= x_{t-1} + v_t, \quad \text{and every } K \text{ steps}"
        return aligned(velocity, moves, r"x_t &:= x_{t-K} + s\, (x_t - x_{t-K})")
    if np.all(np.asarray(k) == 0):
        return aligned(velocity, r"x_t &= x_{t-1} + v_t + (1 - s) (d_{t-1} - v_t)")
    return aligned(velocity, r"d_t &= d_{t-1} - v_t, \qquad k_t = k_{t-1} + 1", r"x_t &= x_{t-1} + v_t")


lookahead = around(
    momentum,
    ahead,
    name="lookahead",
    label="Lookahead",
    source="Zhang, Lucas, Hinton & Ba (2019), Lookahead optimizer: k steps forward, 1 step back, around momentum",
    formula=formula,
    watch="Every fifth step it goes half of the way back to where it was five steps before, which cuts momentum's "
    "swings short. With a share of 1 it is momentum.",
    group="beyond Adam",
)
