"""The egg crate: a shallow bowl under a square pattern of hollows."""

from .elementary import cos, sin
from .minima import all_minima
from .surface import Surface


def value(x, y):
    return x**2 + y**2 + 25 * (sin(x) ** 2 + sin(y) ** 2)


def gradient(x, y):
    return 2 * x + 25 * sin(2 * x), 2 * y + 25 * sin(2 * y)


def hessian(x, y):
    return 2 + 50 * cos(2 * x), 0.0, 2 + 50 * cos(2 * y)


DOMAIN = ((-5.0, 5.0), (-5.0, 5.0))

surface = Surface(
    label="Egg crate",
    formula=r"f(x, y) = x^2 + y^2 + 25 (\sin^2 x + \sin^2 y)",
    source="Jamil & Yang (2013), A literature survey of benchmark functions, no. 47",
    watch="Nine hollows, of which the one in the middle counts. From most starts a small step ends in another one.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=DOMAIN,
    start=(4.0, 2.0),
    learning_rate=0.01,
    minima=all_minima(gradient, hessian, DOMAIN),
    group="many minima",
)
