"""RMSProp: each coordinate divides by a running root mean square of its gradients."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="RMSProp",
    source="Tieleman & Hinton (2012), Neural Networks for Machine Learning, lecture 6, slide 29; "
    "the slide has no ε and no learning rate",
    formula=r"\begin{aligned} r_t &= \rho\, r_{t-1} + (1 - \rho)\, g_t^2 \\"
    r" x_t &= x_{t-1} - \alpha\, \frac{g_t}{\sqrt{r_t} + \epsilon} \end{aligned}",
    watch="The mean forgets, so unlike AdaGrad it keeps its pace; its first step is 1/√(1 − ρ) times a usual one. "
    "With a constant learning rate it never quite arrives: it ends in a small dance around the minimum.",
    hovers=True,
)
def rmsprop(
    x,
    g,
    r=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.01,
    rho: Annotated[float, Hyperparameter("ρ", 0, 0.9999, scale="memory", help="memory of the mean square")] = 0.9,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
):
    r = rho * r + (1 - rho) * g * g
    return x - learning_rate * g / (sqrt(r) + epsilon), r
