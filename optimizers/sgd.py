"""Gradient descent, called SGD when the gradient comes from a mini-batch."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise


@elementwise(
    label="SGD",
    source="Robbins & Monro (1951), A stochastic approximation method; Cauchy (1847) for the exact gradient",
    formula=r"x_t = x_{t-1} - \alpha\, g_t",
    watch="It always steps straight downhill, so across a ravine it zigzags and along the floor it crawls. "
    "On a bowl it is stable only while the learning rate is below 2 divided by the largest curvature.",
    measure="gradient",
    rotates=True,
)
def sgd(
    x,
    g,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.01,
):
    return (x - learning_rate * g,)
