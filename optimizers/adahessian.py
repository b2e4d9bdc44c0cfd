"""AdaHessian: Adam with the curvature in the place of the gradient's size.

The root of a mean of squared curvatures divides the mean gradient, so that a negative curvature counts as a positive
one, and a moment without curvature does no harm. Where the curvature does not change it is diagonal Newton with
momentum. Here the diagonal of the Hessian is exact; in the paper it is estimated and averaged over blocks of weights.
In a network it is the Gauss-Newton diagonal, estimated from one product.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, quotient, sqrt
from .formula import aligned


@elementwise(
    label="AdaHessian",
    source="Yao, Gholami, Shen, Mustafa, Keutzer & Mahoney (2021), AdaHessian: an adaptive second order optimizer, "
    "Hessian power 1",
    formula=aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, h_t^2",
        r"x_t &= x_{t-1} - \alpha\, \frac{m_t / (1 - \beta_1^t)}{\sqrt{v_t / (1 - \beta_2^t)} + \epsilon}"
        r" - \alpha \lambda\, x_{t-1}",
    ),
    watch="It is Adam's formula, and Newton's step: steep and flat coordinates arrive together. It remembers curvature "
    "for long, so one that was large slows it down long afterwards; Sophia beside it is clipped instead.",
    group="second order",
    measure="curvature",
)
def adahessian(
    x,
    g,
    t,
    h,
    m=0.0,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.15,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-4,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin")] = 0.0,
):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * h * h
    step = quotient(m / (1 - beta1**t), sqrt(v / (1 - beta2**t)) + epsilon)
    return x - learning_rate * (step + weight_decay * x), m, v
