"""Madsen's residuals as least squares: two minima in which they do not vanish."""

from .elementary import cos, sin
from .surface import Surface


def value(x, y):
    return (x**2 + y**2 + x * y) ** 2 + sin(x) ** 2 + cos(y) ** 2


def gradient(x, y):
    p = x**2 + y**2 + x * y
    return 2 * p * (2 * x + y) + sin(2 * x), 2 * p * (x + 2 * y) - sin(2 * y)


def hessian(x, y):
    p, px, py = x**2 + y**2 + x * y, 2 * x + y, x + 2 * y
    return 2 * px**2 + 4 * p + 2 * cos(2 * x), 2 * px * py + 2 * p, 2 * py**2 + 4 * p - 2 * cos(2 * y)


def residuals(x, y):
    return (
        (x**2 + y**2 + x * y, (2 * x + y, x + 2 * y), (2.0, 1.0, 2.0)),
        (sin(x), (cos(x), 0.0), (-sin(x), 0.0, 0.0)),
        (cos(y), (0.0, -sin(y)), (0.0, 0.0, -cos(y))),
    )


surface = Surface(
    label="Madsen",
    formula=r"f(x, y) = (x^2 + y^2 + x y)^2 + \sin^2 x + \cos^2 y",
    source="Madsen (1975), An algorithm for minimax solution of overdetermined systems of non-linear equations, "
    "as least squares",
    watch="The two minima are mirror images, and the saddle between them decides who gets which: at the tuned rates "
    "momentum and Adam take the upper one, RMSProp and AdaDelta the lower. The residuals do not vanish at "
    "either, so the Gauss–Newton matrix is not the Hessian even there.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.7, -1.1),
    learning_rate=0.005,
    minima=((-0.15543723585956104, 0.6945637753029045), (0.15543723585956104, -0.6945637753029045)),
    saddles=((0.0, 0.0),),
    color_scale="log",
    group="many minima",
    residuals=residuals,
    residual_count=3,
)
