"""Zakharov's function: a plate with quartic walls on two sides."""

from .surface import Surface


def value(x, y):
    t = x / 2 + y
    return x**2 + y**2 + t**2 + t**4


def gradient(x, y):
    t = x / 2 + y
    return 2 * x + t + 2 * t**3, 2 * y + 2 * t + 4 * t**3


def hessian(x, y):
    t = x / 2 + y
    return 2.5 + 3 * t**2, 1 + 6 * t**2, 4 + 12 * t**2


surface = Surface(
    label="Zakharov",
    formula=r"f(x, y) = x^2 + y^2 + t^2 + t^4, \quad t = \tfrac{1}{2} x + y",
    source="Jamil & Yang (2013), A literature survey of benchmark functions for global optimization problems",
    watch="On the wall the slope is a hundred times that on the plate, so a learning rate that is small enough for "
    "the wall is too small for the plate: gradient descent drops at once and then crawls. AdaGrad remembers "
    "the wall for good and stays slow, RMSProp and Adam forget it.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(3.0, 3.5),
    learning_rate=0.002,
    minima=((0.0, 0.0),),
    color_scale="log",
    group="bowls",
    equal=True,
)
