"""Ackley's function: a funnel with a pointed tip, dimpled all over."""

from .elementary import cos, e, exp, pi, sin, sqrt
from .minima import all_minima
from .surface import Surface

#: Keeps q from 0: at the tip, where f has no derivatives, the formulas give those of the dimples alone.
TINY = 1e-40


def terms(x, y):
    """q, the distance from the tip over √2, and the two exponentials: the funnel's and the dimples'."""
    q = sqrt((x**2 + y**2) / 2 + TINY)
    return q, exp(-q / 5), exp((cos(2 * pi * x) + cos(2 * pi * y)) / 2)


def value(x, y):
    _, funnel, dimples = terms(x, y)
    return 20 * (1 - funnel) + (e - dimples)


def gradient(x, y):
    q, funnel, dimples = terms(x, y)
    return (
        2 * x * funnel / q + pi * sin(2 * pi * x) * dimples,
        2 * y * funnel / q + pi * sin(2 * pi * y) * dimples,
    )


def hessian(x, y):
    q, funnel, dimples = terms(x, y)
    sx, sy = sin(2 * pi * x), sin(2 * pi * y)
    return (
        funnel * (y**2 / q - x**2 / 5) / q**2 + pi**2 * dimples * (2 * cos(2 * pi * x) - sx**2),
        -funnel * (x * y / q + x * y / 5) / q**2 - pi**2 * dimples * sx * sy,
        funnel * (x**2 / q - y**2 / 5) / q**2 + pi**2 * dimples * (2 * cos(2 * pi * y) - sy**2),
    )


# The middle of the customary square, whose sides are 65.536 long: only near the tip are the dimples to be seen.
DOMAIN = ((-2.5, 2.5), (-2.5, 2.5))

surface = Surface(
    label="Ackley",
    formula=r"f(x, y) = 20 \left(1 - e^{-\frac{1}{5} \sqrt{(x^2 + y^2)/2}}\right) "
    r"+ e - e^{(\cos 2\pi x + \cos 2\pi y)/2}",
    source="Ackley (1987), A Connectionist Machine for Genetic Hillclimbing",
    watch="The funnel leads to the centre, but its dimples hold whoever is slow: at the tuned rates only Nesterov's "
    "method rolls from one to the next. Start near the tip: its slope does not fade, so gradient descent hops "
    "to and fro over it for ever, and only shrinking steps, such as AdaGrad's or a schedule's, close in on "
    "it.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=DOMAIN,
    start=(-1.6, 1.55),
    learning_rate=0.01,
    minima=all_minima(gradient, hessian, DOMAIN),
    group="many minima",
)
