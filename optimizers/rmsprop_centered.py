"""Centred RMSProp: each coordinate divides by the running standard deviation of its gradients.

Graves adds ε inside the root, and momentum; here ε stands outside, as in this project's RMSProp and in PyTorch, and
there is no momentum. Rounding can make the variance of a constant gradient negative, hence the maximum with 0.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, sqrt


@elementwise(
    label="Centred RMS",
    source="Graves (2013), Generating sequences with recurrent neural networks, eqs. (38)-(41), without momentum",
    formula=r"\begin{aligned} r_t &= \rho\, r_{t-1} + (1 - \rho)\, g_t^2, \qquad"
    r" a_t = \rho\, a_{t-1} + (1 - \rho)\, g_t \\"
    r" x_t &= x_{t-1} - \alpha\, \frac{g_t}{\sqrt{\max(r_t - a_t^2, 0)} + \epsilon} \end{aligned}",
    watch="A steady slope has little variance, so along a valley its steps grow where RMSProp's stay the same. Where "
    "the gradient swings about zero its mean vanishes, and the two are alike.",
    hovers=True,
)
def rmsprop_centered(
    x,
    g,
    r=0.0,
    a=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=1e-4)] = 0.01,
    rho: Annotated[
        float, Hyperparameter("ρ", 0, 0.9999, scale="memory", help="memory of both means", paper=0.95)
    ] = 0.9,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="bounds the steps")] = 1e-2,
):
    r = rho * r + (1 - rho) * g * g
    a = rho * a + (1 - rho) * g
    return x - learning_rate * g / (sqrt(maximum(r - a * a, 0.0)) + epsilon), r, a
