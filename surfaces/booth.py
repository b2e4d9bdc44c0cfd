"""Booth's function: two linear equations as least squares, an elongated bowl turned by 45 degrees."""

from .surface import Surface


def value(x, y):
    return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2


def gradient(x, y):
    return 10 * x + 8 * y - 34, 8 * x + 10 * y - 38


def hessian(x, y):
    return 10.0, 8.0, 10.0


def residuals(x, y):
    return (x + 2 * y - 7, (1.0, 2.0), (0.0, 0.0, 0.0)), (2 * x + y - 5, (2.0, 1.0), (0.0, 0.0, 0.0))


surface = Surface(
    label="Booth",
    formula=r"f(x, y) = (x + 2 y - 7)^2 + (2 x + y - 5)^2",
    source="Jamil & Yang (2013), A literature survey of benchmark functions for global optimization problems",
    watch="Everybody drops to the floor first and turns the corner there, for the bowl is nine times as curved "
    "across as along. Gradient descent converges up to a learning rate of 1/9 and zigzags just below it, and "
    "AdaGrad's steps have shrunk before it arrives.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-8.0, 0.0),
    learning_rate=0.02,
    minima=((1.0, 3.0),),
    color_scale="log",
    group="bowls",
    equal=True,
    residuals=residuals,
    residual_count=2,
)
