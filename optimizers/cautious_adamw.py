"""Cautious AdamW: where Adam's step would go against the gradient, that coordinate waits, and the others go further.

Momentum carries on when the slope has turned already; here it may not. What is left of the step is divided by the share
of the coordinates that move, so that of two coordinates one that goes alone goes twice as far. Only the step waits and
grows, not the pull towards the origin.

The paper guards the division by adding ε to the share, an earlier version of it by adding 1 to the number of those that
move; the authors' program, as here, takes no share below a thousandth, so that the step is AdamW's where all move. It
takes the share of each array of weights, here it is that of all weights.
"""

from math import inf

from .adamw import adamw
from .block import mean
from .elementwise import maximum, sign
from .formula import aligned
from .wrapper import around

LEAST = 0.001  # of the share by which is divided


def cautious(step, x, g, *, learning_rate, weight_decay):
    """The inner step where it goes downhill, over the share of the coordinates where it does."""
    u = x - step(weight_decay=0.0)
    moves = maximum(sign(u * g), 0.0)
    return x - u * moves / maximum(mean(moves), LEAST) - learning_rate * weight_decay * x


def formula(t):
    """On the card of any number of coordinates, with numbers of two."""
    mask = r"%s \begin{cases} 1 & %s > 0 \\ 0 & \text{otherwise} \end{cases}"
    both = mask % (r"\breve \varphi_t =", r"\breve m_t\, \breve g_t")
    share = r"\frac{1}{d} \sum_{i=1}^d \varphi_{t,i}" if t == inf else r"(\varphi_t + \breve \varphi_t) / 2"
    return aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
        r"u_t &= \frac{m_t / (1 - \beta_1^t)}{\sqrt{v_t / (1 - \beta_2^t)} + \epsilon}",
        mask % (r"\varphi_t &=", r"m_t\, g_t") + ("" if t == inf else r", \qquad " + both),
        rf"\bar \varphi_t &= {share}",
        rf"x_t &= x_{{t-1}} - \alpha\, \frac{{u_t\, \varphi_t}}{{\max(\bar \varphi_t, {LEAST})}}"
        r" - \alpha \lambda\, x_{t-1}",
    )


cautious_adamw = around(
    adamw,
    cautious,
    block=True,
    name="cautious_adamw",
    label="C-AdamW",
    source="Liang, Chen, Liu & Liu (2024), Cautious optimizers: improving training with one line of code, Algorithm 1",
    formula=formula,
    watch="It never steps against the gradient. Where AdamW swings through the floor of a valley, it stands still in "
    "that coordinate until the momentum has turned, and goes twice as far in the other one.",
    group="beyond Adam",
)
