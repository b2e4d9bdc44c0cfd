"""Rastrigin's function: a shallow bowl under a regular pattern of deep hollows."""

from itertools import product

from .elementary import cos, pi, sin
from .surface import Surface


def value(x, y):
    return 20 + x**2 - 10 * cos(2 * pi * x) + y**2 - 10 * cos(2 * pi * y)


def gradient(x, y):
    return 2 * x + 20 * pi * sin(2 * pi * x), 2 * y + 20 * pi * sin(2 * pi * y)


def hessian(x, y):
    return 2 + 40 * pi**2 * cos(2 * pi * x), 0.0, 2 + 40 * pi**2 * cos(2 * pi * y)


def bottom(n):
    """The bottom of the hollow near the integer n: Newton's method on x + 10 π sin 2πx = 0."""
    x = float(n)
    for _ in range(6):
        x -= (x + 10 * pi * sin(2 * pi * x)) / (1 + 20 * pi**2 * cos(2 * pi * x))
    return x


surface = Surface(
    label="Rastrigin",
    formula=r"f(x, y) = 20 + x^2 - 10 \cos 2\pi x + y^2 - 10 \cos 2\pi y",
    source="Rastrigin (1974), Systems of Extremal Control",
    watch="With small steps every method settles in the nearest of 121 hollows, far from the one that counts, in the "
    "centre. Larger steps and noise carry a racer over the walls, but where it comes to rest is then mostly luck.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.12, 5.12), (-5.12, 5.12)),
    start=(-3.2, 2.7),
    learning_rate=0.001,
    minima=tuple(product(map(bottom, range(-5, 6)), repeat=2)),
)
