"""Signum: the sign of the momentum; without memory signSGD, which is the Manhattan rule.

Lion with β₁ = β₂ is Signum, and Adam with both memories and ε at 0 is signSGD.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sign


@elementwise(
    label="Signum",
    source="Bernstein, Wang, Azizzadenesheli & Anandkumar (2018), signSGD: compressed optimisation for non-convex "
    "problems",
    formula=r"\begin{aligned} m_t &= \beta m_{t-1} + (1 - \beta)\, g_t \\"
    r" x_t &= x_{t-1} - \alpha \operatorname{sign}(m_t) \end{aligned}",
    watch="Steps of one length along every axis, as in the Manhattan rule, but the momentum votes on the sign: it "
    "turns late, and so swings through a valley. It never comes to rest by itself, give it a schedule.",
    group="beyond Adam",
    hovers=True,
)
def signum(
    x,
    g,
    m=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="length of every step")] = 0.01,
    beta: Annotated[float, Hyperparameter("β", 0, 0.9999, scale="memory", help="memory of m; 0 is signSGD")] = 0.9,
):
    m = beta * m + (1 - beta) * g
    return x - learning_rate * sign(m), m
