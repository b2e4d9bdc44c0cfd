"""Easom's function: one hole in a plain that is all but level."""

from .elementary import cos, exp, pi, sin
from .surface import Surface


def ripple(x):
    """A(x) = cos x exp(-(x - π)²) with A' and A''."""
    u, c, s = x - pi, cos(x), sin(x)
    bell = exp(-(u**2))
    return c * bell, -(s + 2 * u * c) * bell, (4 * u**2 * c + 4 * u * s - 3 * c) * bell


def value(x, y):
    return -ripple(x)[0] * ripple(y)[0]


def gradient(x, y):
    (a, a1, _), (b, b1, _) = ripple(x), ripple(y)
    return -a1 * b, -a * b1


def hessian(x, y):
    (a, a1, a2), (b, b1, b2) = ripple(x), ripple(y)
    return -a2 * b, -a1 * b1, -a * b2


# A has its largest values, tiny ones, at π ± FLAT: beside the hole lie four dents, too shallow to be seen.
FLAT = 1.8365972031521258

# The domain is the middle of the customary square, whose sides are 200 long: the rest of it is level.
surface = Surface(
    label="Easom",
    formula=r"f(x, y) = -\cos x \, \cos y \; e^{-(x - \pi)^2 - (y - \pi)^2}",
    source="Easom (1990), A survey of global optimization techniques",
    watch="The plain has a slope, but hardly any: at the start gradient descent and momentum wait until they feel "
    "the hole, while AdaGrad and Adam are off at once. Start at (0.5, 0.5), and gradient descent stands still "
    "for good; RMSProp and Adam move, but into a dent too shallow to be seen.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-1.0, 7.0), (-1.0, 7.0)),
    start=(1.6, 2.1),
    learning_rate=0.2,
    minima=(
        (pi, pi),
        (pi - FLAT, pi - FLAT),
        (pi + FLAT, pi - FLAT),
        (pi - FLAT, pi + FLAT),
        (pi + FLAT, pi + FLAT),
    ),
    saddles=(
        (pi / 2, pi / 2),
        (3 * pi / 2, pi / 2),
        (pi / 2, 3 * pi / 2),
        (3 * pi / 2, 3 * pi / 2),
    ),
    group="plateaus",
)
