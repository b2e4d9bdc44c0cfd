"""Cautious AdamW: where Adam's step would go against the gradient, that coordinate waits.

Momentum carries on when the slope has turned already; here it may not. Only the step waits, not the pull towards the
origin. The paper also lengthens what is left, by the share of coordinates that move; of two coordinates that would be a
factor of 1 or 2, and is left out, so that each moves as AdamW would from its states, or not at all.
"""

from .adamw import adamw
from .elementwise import where
from .formula import aligned
from .wrapper import around


def cautious(step, x, g, *, learning_rate, weight_decay):
    """The inner step where it goes downhill."""
    moved = step(weight_decay=0.0)
    return where((x - moved) * g > 0, moved, x) - learning_rate * weight_decay * x


cautious_adamw = around(
    adamw,
    cautious,
    name="cautious_adamw",
    label="C-AdamW",
    source="Liang, Chen, Liu & Liu (2024), Cautious optimizers: improving training with one line of code, Algorithm 1, "
    "without its scaling",
    formula=aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
        r"u_t &= \frac{m_t / (1 - \beta_1^t)}{\sqrt{v_t / (1 - \beta_2^t)} + \epsilon}",
        r"x_t &= x_{t-1} - \alpha \lambda\, x_{t-1} - \begin{cases} \alpha\, u_t & u_t\, g_t > 0 \\"
        r" 0 & \text{otherwise} \end{cases}",
    ),
    watch="It never steps against the gradient. Where AdamW swings through the floor of a valley, it stands still in "
    "that coordinate until the momentum has turned.",
    group="beyond Adam",
)
