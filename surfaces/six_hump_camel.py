"""The six-hump camel: six minima in three mirrored pairs, on the floor of a steep trough."""

from .surface import Surface


def value(x, y):
    x2, y2 = x**2, y**2
    return (4 - 2.1 * x2 + x2**2 / 3) * x2 + x * y + 4 * (y2 - 1) * y2


def gradient(x, y):
    x2 = x**2
    return (8 - 8.4 * x2 + 2 * x2**2) * x + y, x + 8 * (2 * y**2 - 1) * y


def hessian(x, y):
    x2 = x**2
    return 8 - 25.2 * x2 + 10 * x2**2, 1.0, 48 * y**2 - 8


surface = Surface(
    label="Six-hump camel",
    formula=r"f(x, y) = \left(4 - 2.1 x^2 + \tfrac{1}{3} x^4\right) x^2 + x y + (4 y^2 - 4)\,y^2",
    source="Dixon & Szegö (1978), The global optimization problem: an introduction, in Towards Global Optimisation 2",
    watch="With small steps everybody settles in the nearest hollow, at (-1.70, 0.80), and never sees the two deeper "
    "ones near the centre. Raise Adam's step size to about 0.5 and it climbs out and finds one of them.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-3.0, 3.0), (-2.0, 2.0)),
    start=(-1.5, 1.0),
    learning_rate=0.02,
    minima=(
        (0.08984201310031806, -0.7126564030207396),
        (-0.08984201310031806, 0.7126564030207396),
        (1.703606714969981, -0.7960835686726251),
        (-1.703606714969981, 0.7960835686726251),
        (1.6071047529201972, 0.5686514548841314),
        (-1.6071047529201972, -0.5686514548841314),
    ),
    saddles=(
        (0.0, 0.0),
        (1.1092053368047865, -0.7682680925095399),
        (-1.1092053368047865, 0.7682680925095399),
        (1.6380679841897785, 0.22867406904439408),
        (-1.6380679841897785, -0.22867406904439408),
        (1.2960702671671092, 0.6050843880386585),
        (-1.2960702671671092, -0.6050843880386585),
    ),
    color_scale="log",
    group="many minima",
)
