"""Classical momentum (heavy ball): the velocity is a decaying sum of past gradients."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise


@elementwise(
    label="Momentum",
    source="Polyak (1964); in the form of Sutskever, Martens, Dahl & Hinton (2013), eqs. (1)-(2)",
    formula=r"\begin{aligned} v_t &= \mu\, v_{t-1} - \alpha\, g_t \\ x_t &= x_{t-1} + v_t \end{aligned}",
    watch="It gathers speed along the valley, up to 1/(1 − μ) times a plain step, and its zigzags cancel. "
    "The price is inertia: look for the overshoot past the minimum and the circling before it settles.",
    measure="gradient",
    rotates=True,
)
def momentum(
    x,
    g,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.01,
    momentum: Annotated[float, Hyperparameter("μ", 0, 0.999, scale="memory", help="share of the velocity kept")] = 0.9,
):
    v = momentum * v - learning_rate * g
    return x + v, v
