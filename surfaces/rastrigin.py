"""Rastrigin's function: a shallow bowl under a regular pattern of deep hollows."""

from .elementary import cos, pi, sin
from .minima import all_minima
from .surface import Surface


def value(x, y):
    return 20 + x**2 - 10 * cos(2 * pi * x) + y**2 - 10 * cos(2 * pi * y)


def gradient(x, y):
    return 2 * x + 20 * pi * sin(2 * pi * x), 2 * y + 20 * pi * sin(2 * pi * y)


def hessian(x, y):
    return 2 + 40 * pi**2 * cos(2 * pi * x), 0.0, 2 + 40 * pi**2 * cos(2 * pi * y)


DOMAIN = ((-5.12, 5.12), (-5.12, 5.12))

surface = Surface(
    label="Rastrigin",
    formula=r"f(x, y) = 20 + x^2 - 10 \cos 2\pi x + y^2 - 10 \cos 2\pi y",
    source="Rastrigin (1974), Systems of Extremal Control",
    watch="With small steps every method settles in the nearest of 121 hollows, far from the one that counts, in the "
    "centre. Larger steps and noise carry a racer over the walls, but where it comes to rest is then mostly luck.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=DOMAIN,
    start=(-3.2, 2.7),
    learning_rate=0.001,
    minima=all_minima(gradient, hessian, DOMAIN),
    group="many minima",
)
