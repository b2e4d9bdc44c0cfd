"""AdaBelief: Adam that divides by how far the gradient is from what its mean made one expect.

The same ε stands beside the root and is added to s at every step, as in the paper's Algorithm 2; the authors' program
has 1e-16.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="AdaBelief",
    source="Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris & Duncan (2020), AdaBelief optimizer: adapting "
    "stepsizes by the belief in observed gradients, Algorithm 2",
    formula=r"\begin{aligned} m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t \\"
    r" s_t &= \beta_2 s_{t-1} + (1 - \beta_2)\, (g_t - m_t)^2 + \epsilon \\"
    r" \hat m_t &= m_t / (1 - \beta_1^t), \qquad \hat s_t = s_t / (1 - \beta_2^t) \\"
    r" x_t &= x_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat s_t} + \epsilon) \end{aligned}",
    watch="Where the gradient is as expected, along a straight valley, it trusts it and takes longer steps than Adam. "
    "Where the gradient surprises it, at a wall or in a bend, it shortens them.",
    group="modern",
)
def adabelief(
    x,
    g,
    t,
    m=0.0,
    s=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of s")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-20, 1, scale="log", help="added to s and to its root")] = 1e-16,
):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * (g - m) * (g - m) + epsilon
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return x - learning_rate * m_hat / (sqrt(s_hat) + epsilon), m, s
