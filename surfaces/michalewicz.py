"""Michalewicz's function with m = 10: two narrow ravines that cross, in a plain that is all but level."""

from .elementary import cos, pi, sin
from .surface import Surface

# f is -B(x, 1) - B(y, 2) with B(x, k) = sin x s²⁰, where s = sin(k x²/π) and s' = c w, c = cos(k x²/π), w = 2 k x/π.


def slope(x, k):
    """B'."""
    s, c, w = sin(k * x**2 / pi), cos(k * x**2 / pi), 2 * k * x / pi
    return s**19 * (cos(x) * s + 20 * w * sin(x) * c)


def curvature(x, k):
    """B''."""
    s, c, w = sin(k * x**2 / pi), cos(k * x**2 / pi), 2 * k * x / pi
    bend = 20 * w**2 * (19 * c**2 - s**2) - s**2
    return s**18 * (bend * sin(x) + 40 * s * c * (w * cos(x) + k / pi * sin(x)))


def value(x, y):
    return -sin(x) * sin(x**2 / pi) ** 20 - sin(y) * sin(2 * y**2 / pi) ** 20


def gradient(x, y):
    return -slope(x, 1), -slope(y, 2)


def hessian(x, y):
    return -curvature(x, 1), 0.0, -curvature(y, 2)


surface = Surface(
    label="Michalewicz",
    formula=r"f(x, y) = -\sin x \, \sin^{20} \tfrac{x^2}{\pi} - \sin y \, \sin^{20} \tfrac{2 y^2}{\pi}",
    source="Michalewicz (1992), Genetic Algorithms + Data Structures = Evolution Programs",
    watch="Gradient descent and momentum drop into the ravine and stand still, for along its floor the slope is two "
    "millionths. AdaGrad, RMSProp, Rprop and Adam enlarge even that and walk along to the crossing.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((0.0, pi), (0.0, pi)),
    start=(1.2, 1.8),
    learning_rate=0.005,
    minima=((2.2029055201726093, pi / 2), (2.2029055201726093, 2.7115714838430143)),
    group="plateaus",
)
