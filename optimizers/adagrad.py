"""AdaGrad: each coordinate divides by the root of all its squared gradients so far."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="AdaGrad",
    source="Duchi, Hazan & Singer (2011), Adaptive subgradient methods, Figure 1, diagonal case",
    formula=r"\begin{aligned} G_t &= G_{t-1} + g_t^2 \\"
    r" x_t &= x_{t-1} - \alpha\, \frac{g_t}{\sqrt{G_t} + \epsilon} \end{aligned}",
    watch="It leaves boldly in every coordinate, however flat, because the first step is the learning rate itself. "
    "Then the sum of squares only grows and the rate fades, so watch it slow down long before it arrives.",
)
def adagrad(
    x,
    g,
    G=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 100, scale="log", help="first step", paper=0.01)] = 0.5,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
):
    G = G + g * g
    return x - learning_rate * g / (sqrt(G) + epsilon), G
