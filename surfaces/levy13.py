"""Levy's function N.13: a bowl with ripples that grow with the distance from its centre."""

from .elementary import cos, pi, sin
from .minima import all_minima
from .surface import Surface


def value(x, y):
    return sin(3 * pi * x) ** 2 + (x - 1) ** 2 * (1 + sin(3 * pi * y) ** 2) + (y - 1) ** 2 * (1 + sin(2 * pi * y) ** 2)


def gradient(x, y):
    u, v = x - 1, y - 1
    return (
        3 * pi * sin(6 * pi * x) + 2 * u * (1 + sin(3 * pi * y) ** 2),
        3 * pi * u**2 * sin(6 * pi * y) + 2 * v * (1 + sin(2 * pi * y) ** 2) + 2 * pi * v**2 * sin(4 * pi * y),
    )


def hessian(x, y):
    u, v = x - 1, y - 1
    return (
        18 * pi**2 * cos(6 * pi * x) + 2 * (1 + sin(3 * pi * y) ** 2),
        6 * pi * u * sin(6 * pi * y),
        18 * pi**2 * u**2 * cos(6 * pi * y)
        + 2 * (1 + sin(2 * pi * y) ** 2)
        + 8 * pi * v * sin(4 * pi * y)
        + 8 * pi**2 * v**2 * cos(4 * pi * y),
    )


# The middle of the customary square, whose sides are 20 long and which has more than a thousand minima.
DOMAIN = ((-0.5, 2.5), (-0.5, 2.5))

surface = Surface(
    label="Levy N.13",
    formula=r"f(x, y) = \sin^2 3\pi x + (x - 1)^2 (1 + \sin^2 3\pi y) + (y - 1)^2 (1 + \sin^2 2\pi y)",
    source="Levy & Montalvo (1985), The tunneling algorithm for the global minimization of functions",
    watch="Everybody falls into the nearest of 73 hollows and stays. The ripples fade towards the middle: from "
    "(1.1, 1.4) all racers run freely towards the minimum at (1, 1), fast or slowly.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=DOMAIN,
    start=(0.2, 2.15),
    learning_rate=0.001,
    minima=all_minima(gradient, hessian, DOMAIN),
    group="many minima",
)
