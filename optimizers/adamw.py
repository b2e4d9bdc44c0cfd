"""AdamW: Adam with weight decay beside the gradient step instead of inside the gradient.

As in PyTorch, the decay is multiplied by the learning rate; the paper multiplies both by a schedule of its own.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="AdamW",
    source="Loshchilov & Hutter (2019), Decoupled weight decay regularization, Algorithm 2",
    formula=r"\begin{aligned} m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad"
    r" v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2 \\"
    r" \hat m_t &= m_t / (1 - \beta_1^t), \qquad \hat v_t = v_t / (1 - \beta_2^t) \\"
    r" x_t &= x_{t-1} - \alpha \bigl( \hat m_t / (\sqrt{\hat v_t} + \epsilon) + \lambda\, x_{t-1} \bigr) \end{aligned}",
    watch="It is Adam with a pull towards the origin that no division touches: raise λ and it comes to rest between "
    "the minimum and the origin. The pull is the same for steep and flat coordinates, unlike a penalty in the loss.",
    group="modern",
)
def adamw(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin")] = 0.01,
):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    x = x - learning_rate * weight_decay * x
    return x - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m, v
