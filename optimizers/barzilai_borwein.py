"""Barzilai and Borwein's steps: the last step and the change of the gradient along it tell the curvature.

One number stands for the whole Hessian: the long step is sᵀs / sᵀy, the short one sᵀy / yᵀy, with the step s before and
the change y of the gradient over it. On a quadratic the long one is what an exact search would have taken a step
earlier. There is no search, so the loss goes up and down, sometimes by a lot. Where the curvature along the last step
is not positive, and at the first step, it takes the learning rate.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .block import block, total
from .elementwise import where
from .formula import aligned


def formula(short):
    """The change of the gradient is u_t here, as y is a coordinate."""
    s, u = r"\mathbf s_{t-1}", r"\mathbf u_t"
    chosen = rf"\frac{{{s}^\top {u}}}{{{u}^\top {u}}}" if short else rf"\frac{{{s}^\top {s}}}{{{s}^\top {u}}}"
    return aligned(
        r"\mathbf u_t &= \mathbf g_t - \mathbf g_{t-1}",
        rf"a_t &= \begin{{cases}} {chosen} & {s}^\top {u} > 0 \\ \alpha & \text{{otherwise}} \end{{cases}}",
        r"s_t &= -a_t\, g_t",
        r"x_t &= x_{t-1} + s_t",
    )


@block(
    label="Barzilai–B.",
    source="Barzilai & Borwein (1988), Two-point step size gradient methods",
    formula=formula,
    watch="The length of each step comes from the one before, and nobody looks whether the loss falls: it leaps up now "
    "and then, and yet is there in a dozen steps. The exact search beside it takes hundreds.",
    group="beyond Adam",
    measure="gradient",
    rotates=True,
    symbols={"old": "g"},
)
def barzilai_borwein(
    x,
    g,
    s=0.0,
    old=0.0,
    a=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="of the first step")] = 0.01,
    short: Annotated[float, Hyperparameter("short", 0, 1, scale="switch", help="the shorter of the two steps")] = False,
):
    change = g - old
    curved = total(s * change)
    known = curved > 0
    longer = total(s * s) / where(known, curved, 1.0)
    shorter = curved / where(known, total(change * change), 1.0)
    a = where(known, where(short, shorter, longer), learning_rate)
    return x - a * g, -a * g, g, a
