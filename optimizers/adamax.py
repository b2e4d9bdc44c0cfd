"""AdaMax: Adam with the infinity norm; the largest recent gradient takes the place of the root mean square."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, quotient


@elementwise(
    label="AdaMax",
    source="Kingma & Ba (2015), Adam: a method for stochastic optimization, Section 7.1, Algorithm 2",
    formula=r"\begin{aligned} m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t \\"
    r" u_t &= \max(\beta_2 u_{t-1}, |g_t|) \\"
    r" x_t &= x_{t-1} - \frac{\alpha}{1 - \beta_1^t}\, \frac{m_t}{u_t} \end{aligned}",
    watch="It walks like Adam, with steps bounded by the learning rate, but remembers one large gradient longer. "
    "After a cliff it takes small steps until u has decayed: compare it with Adam just then.",
)
def adamax(
    x,
    g,
    t,
    m=0.0,
    u=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.002)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of u")] = 0.999,
):
    m = beta1 * m + (1 - beta1) * g
    u = maximum(beta2 * u, abs(g))
    return x - learning_rate / (1 - beta1**t) * quotient(m, u), m, u
