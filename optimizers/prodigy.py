"""Prodigy: Adam that estimates how far away the minimum is, and takes that for its learning rate.

The estimate d is a lower bound on the distance, got from inner products of the gradients with the way come so far, and
it only grows. Every gradient is weighed with the d of its time. As in the authors' program Adam's bias correction is
left out; the learning rate, a factor that the paper leaves at 1, is left out, too. Where all gradients have been 0, d
stays and nothing moves.

It draws the square around the start of which d is half a side. The estimate is a lower bound on the largest coordinate
of the way from the start to the minimum, where the loss is convex: then no minimum lies within the square.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .block import block, total
from .drawn import box
from .elementwise import maximum, quotient, sqrt
from .formula import aligned


@block(
    label="Prodigy",
    source="Mishchenko & Defazio (2023), Prodigy: an expeditiously adaptive parameter-free learner, the Adam version",
    formula=aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, d_{t-1}\, g_t",
        r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, d_{t-1}^2\, g_t^2",
        r"r_t &= \sqrt{\beta_2}\, r_{t-1} - \frac{d_{t-1}^2}{d_0}\, \mathbf g_t^\top \mathbf e_{t-1}",
        r"s_t &= \sqrt{\beta_2}\, s_{t-1} + \frac{d_{t-1}^2}{d_0}\, g_t",
        r"d_t &= \max(d_{t-1}, r_t / (\mathbf 1^\top |\mathbf s_t|))",
        r"e_t &= e_{t-1} - d_{t-1}\, \frac{m_t}{\sqrt{v_t} + d_t\, \epsilon}",
        r"x_t &= x_{t-1} + e_t - e_{t-1}",
    ),
    watch="Its first step is a millionth, and its learning rate grows by itself, tenfold in a step or two, until it "
    "knows how far away the minimum is. From then on it is Adam, so watch the estimate d in the look inside.",
    group="beyond Adam",
    draws=box("e", "d"),
)
def prodigy(
    x,
    g,
    m=0.0,
    v=0.0,
    r=0.0,
    s=0.0,
    d="d0",
    e=0.0,
    *,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    d0: Annotated[float, Hyperparameter("d₀", 1e-8, 1, scale="log", help="first estimate of the distance")] = 1e-6,
):
    memory = sqrt(beta2)
    weight = d * d / d0
    m = beta1 * m + (1 - beta1) * d * g
    v = beta2 * v + (1 - beta2) * d * d * g * g
    r = memory * r - weight * total(g * e)
    s = memory * s + weight * g
    after = maximum(d, quotient(r, total(abs(s))))
    step = -d * quotient(m, sqrt(v) + after * epsilon)
    return x + step, m, v, r, s, after, e + step
