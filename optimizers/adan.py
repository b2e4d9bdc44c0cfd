"""Adan: Nesterov's momentum in Adam, by the change of the gradient from step to step.

Momentum of the gradient, momentum of its change, and a division by the root mean square of the gradient as it is
expected at the point ahead. The βs are memories, as everywhere here; the paper writes their complements. Hats correct
for starting at 0, as in the authors' program; the paper starts m and n at the first gradient instead. The change counts
as 0 at the first step.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt, where
from .formula import aligned


def formula(t):
    """At the first step there is no change yet."""
    change = "0" if t == 1 else r"g_t - g_{t-1}"
    return aligned(
        rf"u_t &= {change}",
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t",
        r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, u_t",
        r"n_t &= \beta_3 n_{t-1} + (1 - \beta_3) (g_t + \beta_2 u_t)^2",
        r"\hat m_t &= m_t / (1 - \beta_1^t), \qquad \hat v_t = v_t / (1 - \beta_2^t), \qquad"
        r" \hat n_t = n_t / (1 - \beta_3^t)",
        r"x_t &= \frac{x_{t-1} - \alpha (\hat m_t + \beta_2 \hat v_t) / (\sqrt{\hat n_t} + \epsilon)}"
        r"{1 + \alpha \lambda}",
    )


@elementwise(
    label="Adan",
    source="Xie, Zhou, Li, Lin & Yan (2022), Adan: adaptive Nesterov momentum algorithm for faster optimizing deep "
    "models, Algorithm 1",
    formula=formula,
    watch="It sees how the gradient changes and brakes before the bend, so of all that divide as Adam does it "
    "overshoots least. Set β₂ to 0 and it is Adam.",
    group="beyond Adam",
    symbols={"old": "g"},
)
def adan(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    n=0.0,
    old=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.98,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.92,
    beta3: Annotated[float, Hyperparameter("β₃", 0, 0.9999, scale="memory", help="memory of n")] = 0.99,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin")] = 0.0,
):
    change = where(t > 1, g - old, 0.0)
    ahead = g + beta2 * change
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * change
    n = beta3 * n + (1 - beta3) * ahead * ahead
    m_hat, v_hat, n_hat = m / (1 - beta1**t), v / (1 - beta2**t), n / (1 - beta3**t)
    moved = x - learning_rate * (m_hat + beta2 * v_hat) / (sqrt(n_hat) + epsilon)
    return moved / (1 + learning_rate * weight_decay), m, v, n, g
