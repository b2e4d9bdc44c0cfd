"""Sophia: a mean of gradients divided by a mean of curvatures, and clipped.

Where the curvature is small, negative or not yet known, the step is the learning rate against the sign, as Lion's;
where it is large, it is a step of diagonal Newton. Here the diagonal of the Hessian is exact, and new at every step; in
the paper it is estimated, on every tenth. In a network it is the Gauss-Newton diagonal, estimated from one product.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, quotient
from .formula import aligned


@elementwise(
    label="Sophia",
    source="Liu, Li, Hall, Liang & Ma (2023), Sophia: a scalable stochastic second-order optimizer, Algorithm 3",
    formula=aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad \bar h_t = \beta_2 \bar h_{t-1} + (1 - \beta_2)\, h_t",
        r"x_t &= x_{t-1} - \alpha\, \frac{m_t}{\max\bigl(|m_t|, \max(\gamma\, \bar h_t, \epsilon)\bigr)}"
        r" - \alpha \lambda\, x_{t-1}",
    ),
    watch="Where curvature is known and large it takes Newton's step in each coordinate, elsewhere a step of one size: "
    "near saddles it goes on where Newton turns back. On a ravine across the axes it is slow.",
    group="second order",
    measure="curvature",
    symbols={"mean": r"\bar h"},
)
def sophia(
    x,
    g,
    h,
    m=0.0,
    mean=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="largest step")] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.965,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of the curvature")] = 0.99,
    gamma: Annotated[float, Hyperparameter("γ", 1e-3, 10, scale="log", help="weight of curvature", paper=0.01)] = 1.0,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="least curvature")] = 1e-12,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin", paper=0.1)] = 0.0,
):
    m = beta1 * m + (1 - beta1) * g
    mean = beta2 * mean + (1 - beta2) * h
    step = quotient(m, maximum(maximum(abs(m), gamma * mean), epsilon))
    return x - learning_rate * (step + weight_decay * x), m, mean
