"""ADOPT: Adam that divides each gradient by the size of those before it, not of itself, and only then averages.

So a rare, large gradient is not divided by its own size, which is what leads Adam astray in the example of Reddi et
al. The first gradient only sets the scale, and nothing moves. What is divided is clipped at the fourth root of the
number of moves.
"""

from math import inf
from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, minimum, sqrt, where
from .formula import aligned


def formula(t):
    """The first gradient only sets the scale."""
    if t == 1:
        return aligned("v_t &= g_t^2", "m_t &= m_{t-1}", "x_t &= x_{t-1}")
    return aligned(
        r"c_t &= \sqrt{\sqrt{t - 1}}",
        r"n_t &= \min(c_t, \max(-c_t, g_t / \max(\sqrt{v_{t-1}}, \epsilon)))",
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, n_t",
        r"x_t &= x_{t-1} - \alpha\, m_t",
        r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
    )


@elementwise(
    label="ADOPT",
    source="Taniguchi, Harada, Minegishi, Oshima, Jeong et al. (2024), ADOPT: modified Adam can converge with any β₂ "
    "with the optimal rate, with clipping",
    formula=formula,
    watch="The first step does not move: it only measures. Then each gradient is divided by the size of those before "
    "it, and on a surface without outliers it is a slower Adam.",
    group="beyond Adam",
)
def adopt(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.05,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.9999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="least size", paper=1e-6)] = 1e-8,
):
    bound = sqrt(sqrt(t - 1.0))
    size = maximum(sqrt(v), epsilon)
    divided = maximum(minimum(g / where(size > 0, size, inf), bound), -bound)
    m = where(t > 1, beta1 * m + (1 - beta1) * divided, m)
    v = where(t > 1, beta2 * v + (1 - beta2) * g * g, g * g)
    return where(t > 1, x - learning_rate * m, x), m, v
