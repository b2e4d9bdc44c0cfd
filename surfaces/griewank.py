"""Griewank's function: a grid of hollows on a bowl so wide that they look alike."""

from .elementary import cos, sin, sqrt
from .minima import all_minima
from .surface import Surface

ROOT = sqrt(2.0)


def value(x, y):
    return 1 + (x**2 + y**2) / 4000 - cos(x) * cos(y / ROOT)


def gradient(x, y):
    z = y / ROOT
    return x / 2000 + sin(x) * cos(z), y / 2000 + cos(x) * sin(z) / ROOT


def hessian(x, y):
    z = y / ROOT
    return 1 / 2000 + cos(x) * cos(z), -sin(x) * sin(z) / ROOT, 1 / 2000 + cos(x) * cos(z) / 2


# The middle of the customary square, whose sides are 1200 long.
DOMAIN = ((-10.0, 10.0), (-10.0, 10.0))

surface = Surface(
    label="Griewank",
    formula=r"f(x, y) = 1 + \tfrac{1}{4000}\,(x^2 + y^2) - \cos x \, \cos \tfrac{y}{\sqrt{2}}",
    source="Griewank (1981), Generalized descent for global optimization",
    watch="From where a racer stands all hollows look alike; they differ in depth by less than 0.03, and only the "
    "one in the centre counts. The start lies beside a hilltop: at the tuned rates AdaGrad and AdaDelta roll "
    "off to the right, everybody else downwards.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=DOMAIN,
    start=(-5.9, 3.3),
    learning_rate=0.5,
    minima=all_minima(gradient, hessian, DOMAIN),
    group="many minima",
)
