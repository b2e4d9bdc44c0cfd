"""Rosenbrock's banana: a curved valley whose floor is nearly flat."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementary import sqrt
from .surface import Surface


def value(
    x, y, *, b: Annotated[float, Hyperparameter("b", 1, 1000, scale="log", help="steepness of the valley")] = 100.0
):
    return (1 - x) ** 2 + b * (y - x**2) ** 2


def gradient(x, y, *, b=100.0):
    valley = y - x**2
    return -2 * (1 - x) - 4 * b * x * valley, 2 * b * valley


def hessian(x, y, *, b=100.0):
    return 2 - 4 * b * y + 12 * b * x**2, -4 * b * x, 2 * b


def residuals(x, y, *, b=100.0):
    root = sqrt(b)
    return (
        (1 - x, (-1.0, 0.0), (0.0, 0.0, 0.0)),
        (root * (y - x**2), (-2 * root * x, root), (-2 * root, 0.0, 0.0)),
    )


surface = Surface(
    label="Rosenbrock",
    formula=r"f(x, y) = (1 - x)^2 + b\,(y - x^2)^2",
    source="Rosenbrock (1960), An automatic method for finding the greatest or least value of a function",
    watch="Everybody falls into the valley at once; the race is along its floor. Small b is a gentle bend, b = 100 the "
    "classic hard case, where plain gradient descent crawls and momentum pays.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.2, 1.0),
    learning_rate=0.001,
    minima=((1.0, 1.0),),
    color_scale="log",
    group="valleys",
    residuals=residuals,
    residual_count=2,
)
