"""Himmelblau's function: four minima, all equally deep, around one hill."""

from .surface import Surface


def value(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def gradient(x, y):
    p, q = x**2 + y - 11, x + y**2 - 7
    return 4 * x * p + 2 * q, 2 * p + 4 * y * q


def hessian(x, y):
    return 12 * x**2 + 4 * y - 42, 4 * (x + y), 12 * y**2 + 4 * x - 26


def residuals(x, y):
    return (
        (x**2 + y - 11, (2 * x, 1.0), (2.0, 0.0, 0.0)),
        (x + y**2 - 7, (1.0, 2 * y), (0.0, 0.0, 2.0)),
    )


surface = Surface(
    label="Himmelblau",
    formula=r"f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    source="Himmelblau (1972), Applied Nonlinear Programming",
    watch="From the centre nearly every method runs to (3, 2), but momentum 0.9 with gradient descent's learning rate "
    "of 0.01 overshoots into the next hollow, at (3.58, -1.85). Move the start a little: all four minima are equally "
    "deep, so where a racer ends tells of its path, not of its skill.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(0.0, 0.0),
    learning_rate=0.01,
    minima=(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    ),
    saddles=(
        (3.385154183607021, 0.07385187983774928),
        (0.08667750455539636, 2.884254701174776),
        (-3.0730257507643897, -0.08135304428796751),
        (-0.12796134673068008, -1.9537149802445763),
    ),
    color_scale="log",
    group="many minima",
    residuals=residuals,
    residual_count=2,
)
