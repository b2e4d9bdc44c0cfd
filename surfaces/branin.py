"""Branin's function: a parabolic trough with a wave along it, hence three minima, all equally deep."""

from .elementary import cos, pi, sin
from .surface import Surface

a, b, c = 5.1 / (4 * pi**2), 5 / pi, 10 * (1 - 1 / (8 * pi))


def value(x, y):
    return (y - a * x**2 + b * x - 6) ** 2 + c * cos(x) + 10


def gradient(x, y):
    r = y - a * x**2 + b * x - 6
    return 2 * r * (b - 2 * a * x) - c * sin(x), 2 * r


def hessian(x, y):
    r, slope = y - a * x**2 + b * x - 6, b - 2 * a * x
    return 2 * slope**2 - 4 * a * r - c * cos(x), 2 * slope, 2.0


surface = Surface(
    label="Branin",
    formula=r"f(x, y) = \left(y - \tfrac{5.1}{4\pi^2} x^2 + \tfrac{5}{\pi} x - 6\right)^2 "
    r"+ 10 \left(1 - \tfrac{1}{8\pi}\right) \cos x + 10",
    source="Branin (1972), Widely convergent method for finding multiple solutions of simultaneous nonlinear equations",
    watch="All three minima are equally deep, and the first steps decide: gradient descent and momentum follow the "
    "steepest slope to the right, to (3.14, 2.28). Methods that scale each coordinate, such as RMSProp and "
    "Adam, set out along the diagonal and go up to (-3.14, 12.28).",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 10.0), (0.0, 15.0)),
    start=(-4.0, 2.0),
    learning_rate=0.02,
    minima=((-pi, 12.275), (pi, 2.275), (3 * pi, 2.475)),
    saddles=((0.0, 6.0), (2 * pi, 1.1)),
    color_scale="log",
    group="many minima",
)
