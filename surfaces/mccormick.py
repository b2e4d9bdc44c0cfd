"""McCormick's function: a trough along the diagonal, falling in waves towards the lower left."""

from .elementary import cos, pi, sin
from .surface import Surface


def value(x, y):
    return sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1


def gradient(x, y):
    wave, across = cos(x + y), 2 * (x - y)
    return wave + across - 1.5, wave - across + 2.5


def hessian(x, y):
    wave = sin(x + y)
    return 2 - wave, -2 - wave, 2 - wave


surface = Surface(
    label="McCormick",
    formula=r"f(x, y) = \sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1",
    source="Lootsma, ed. (1972), Numerical Methods for Non-Linear Optimization",
    watch="Everybody drops to the floor of the trough beside the pass at (1.55, 0.55) and then runs down to the "
    "lower left. Start at (3.7, -1.3), a little further up, and everybody runs the other way, into the "
    "shallower hollow. Outside the picture the trough goes on falling, by π from wave to wave.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-1.5, 4.0), (-3.0, 4.0)),
    start=(3.5, -1.5),
    learning_rate=0.05,
    minima=((0.5 - pi / 3, -0.5 - pi / 3), (0.5 + 2 * pi / 3, -0.5 + 2 * pi / 3)),
    saddles=((0.5 + pi / 3, -0.5 + pi / 3),),
    color_scale="log",
    group="many minima",
)
