"""Gradient descent with a step that no gradient makes longer than the learning rate."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="Softsign",
    source="made up for the tests (2026)",
    formula=r"x_t = x_{t-1} - \alpha\, g_t / \sqrt{1 + g_t^2}",
    watch="Where the gradient is large it steps by its sign. Where it is small it is gradient descent.",
    group="modern",
    rescales=False,
)
def softsign(
    x,
    g,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="longest step")] = 0.01,
):
    return (x - learning_rate * g / sqrt(1 + g * g),)
