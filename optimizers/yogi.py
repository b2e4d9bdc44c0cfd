"""Yogi: Adam whose v moves towards g² by steps of the size of g², not by a share of the distance.

So v falls slowly when small gradients follow large ones. As in the libraries m and v are corrected for their start, and
v starts at 1e-6; m starts at 0, as in the paper, where some libraries start it at 1e-6 too.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sign, sqrt


@elementwise(
    label="Yogi",
    source="Zaheer, Reddi, Sachan, Kale & Kumar (2018), Adaptive methods for nonconvex optimization, Algorithm 2",
    formula=r"\begin{aligned} m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t \\"
    r" v_t &= v_{t-1} - (1 - \beta_2) \operatorname{sign}(v_{t-1} - g_t^2)\, g_t^2 \\"
    r" \hat m_t &= m_t / (1 - \beta_1^t), \qquad \hat v_t = v_t / (1 - \beta_2^t) \\"
    r" x_t &= x_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat v_t} + \epsilon) \end{aligned}",
    watch="It follows Adam down a wall, but past it its v falls only by the small squares that it now sees, so its "
    "steps stay short where Adam's grow again. With β₂ at 0.999 both change slowly: lower it and they part.",
    group="modern",
    rescales=False,
)
def yogi(
    x,
    g,
    t,
    m=0.0,
    v=1e-6,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.01)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="pace of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-3,
):
    m = beta1 * m + (1 - beta1) * g
    v = v - (1 - beta2) * sign(v - g * g) * g * g
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return x - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m, v
