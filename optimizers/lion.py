"""Lion: the sign of a momentum, found by a search over programs.

The sign is that of one mix of momentum and gradient, what is kept is another, with a longer memory. The default has no
weight decay, which on a surface would only move the goal; the paper uses it throughout.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sign


@elementwise(
    label="Lion",
    source="Chen, Liang, Huang, Real, Wang et al. (2023), Symbolic discovery of optimization algorithms, Algorithm 2",
    formula=r"\begin{aligned} c_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t \\"
    r" x_t &= x_{t-1} - \alpha \bigl( \operatorname{sign}(c_t) + \lambda\, x_{t-1} \bigr) \\"
    r" m_t &= \beta_2 m_{t-1} + (1 - \beta_2)\, g_t \end{aligned}",
    watch="Every step has the same length along both axes, as in the Manhattan rule, but momentum votes on the sign, "
    "so it swings far beyond a valley before it turns. It never comes to rest by itself: give it a schedule.",
    group="modern",
    hovers=True,
)
def lion(
    x,
    g,
    m=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=1e-4)] = 0.02,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="share of m in the sign")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of m")] = 0.99,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin")] = 0.0,
):
    update = sign(beta1 * m + (1 - beta1) * g)
    m = beta2 * m + (1 - beta2) * g
    return x - learning_rate * (update + weight_decay * x), m
