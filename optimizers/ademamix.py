"""AdEMAMix: Adam with a second, much slower momentum beside the first.

The slow one is not corrected for starting at 0, so it comes in by itself. In the paper its weight and its memory grow
over a training, for hundreds of thousands of steps; a race is short, so here both are constants, and the memory is
shorter than the paper's 0.9999.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt
from .formula import aligned


@elementwise(
    label="AdEMAMix",
    source="Pagliardini, Ablin & Grangier (2024), The AdEMAMix optimizer: better, faster, older, without schedulers",
    formula=aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad \hat m_t = m_t / (1 - \beta_1^t)",
        r"q_t &= \beta_3 q_{t-1} + (1 - \beta_3)\, g_t",
        r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2, \qquad \hat v_t = v_t / (1 - \beta_2^t)",
        r"x_t &= x_{t-1} - \alpha \Bigl( \frac{\hat m_t + \kappa\, q_t}{\sqrt{\hat v_t} + \epsilon}"
        r" + \lambda x_{t-1} \Bigr)",
    ),
    watch="It remembers where gradients of long ago have pointed, and keeps drifting along a valley. Where the valley "
    "bends it sails on, much farther than Adam, which is this method with κ = 0.",
    group="beyond Adam",
    symbols={"slow": "q"},
)
def ademamix(
    x,
    g,
    t,
    m=0.0,
    slow=0.0,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.05,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    beta3: Annotated[
        float, Hyperparameter("β₃", 0, 0.9999, scale="memory", help="memory of the slow one", paper=0.9999)
    ] = 0.99,
    kappa: Annotated[float, Hyperparameter("κ", 0, 10, help="weight of the slow one", paper=5)] = 5.0,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin")] = 0.0,
):
    m = beta1 * m + (1 - beta1) * g
    slow = beta3 * slow + (1 - beta3) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return x - learning_rate * ((m_hat + kappa * slow) / (sqrt(v_hat) + epsilon) + weight_decay * x), m, slow, v
