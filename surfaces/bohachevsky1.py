"""Bohachevsky's first function: a bowl with waves in x and in y, like Rastrigin's but steep enough to see down."""

from .elementary import cos, pi, sin
from .minima import all_minima
from .surface import Surface


def value(x, y):
    return x**2 + 2 * y**2 - 0.3 * cos(3 * pi * x) - 0.4 * cos(4 * pi * y) + 0.7


def gradient(x, y):
    return 2 * x + 0.9 * pi * sin(3 * pi * x), 4 * y + 1.6 * pi * sin(4 * pi * y)


def hessian(x, y):
    return 2 + 2.7 * pi**2 * cos(3 * pi * x), 0.0, 4 + 6.4 * pi**2 * cos(4 * pi * y)


# The middle of the customary square, whose sides are 200 long; outside there is no other minimum.
DOMAIN = ((-2.0, 2.0), (-2.0, 2.0))

surface = Surface(
    label="Bohachevsky 1",
    formula=r"f(x, y) = x^2 + 2 y^2 - 0.3 \cos 3\pi x - 0.4 \cos 4\pi y + 0.7",
    source="Bohachevsky, Johnson & Stein (1986), Generalized simulated annealing for function optimization",
    watch="The waves are shallow enough to be rolled over: at the tuned rates momentum and Adam run through hollow "
    "after hollow down to the centre. Gradient descent, AdaGrad and RMSProp stop in the first one.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=DOMAIN,
    start=(-1.8, 1.7),
    learning_rate=0.02,
    minima=all_minima(gradient, hessian, DOMAIN),
    group="many minima",
)
