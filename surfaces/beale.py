"""Beale's function: a flat cross-shaped valley between walls that rise like y^6."""

from .surface import Surface


def terms(x, y):
    """The residuals r_k = c_k + x a_k, after their slopes a_k = y^k - 1."""
    y2 = y * y
    a1, a2, a3 = y - 1, y2 - 1, y2 * y - 1  # y**3 of an array takes thirty times as long
    return a1, a2, a3, 1.5 + x * a1, 2.25 + x * a2, 2.625 + x * a3


def value(x, y):
    _, _, _, r1, r2, r3 = terms(x, y)
    return r1**2 + r2**2 + r3**2


def gradient(x, y):
    a1, a2, a3, r1, r2, r3 = terms(x, y)
    return 2 * (r1 * a1 + r2 * a2 + r3 * a3), 2 * x * (r1 + 2 * y * r2 + 3 * y * y * r3)


def hessian(x, y):
    a1, a2, a3, r1, r2, r3 = terms(x, y)
    b2, b3 = 2 * y, 3 * y**2  # derivatives of a2 and a3; that of a1 is 1
    return (
        2 * (a1**2 + a2**2 + a3**2),
        2 * x * (a1 + b2 * a2 + b3 * a3) + 2 * (r1 + b2 * r2 + b3 * r3),
        2 * x**2 * (1 + b2**2 + b3**2) + 4 * x * (r2 + 3 * y * r3),
    )


def residuals(x, y):
    a1, a2, a3, r1, r2, r3 = terms(x, y)
    b2, b3 = 2 * y, 3 * y**2
    return (
        (r1, (a1, x), (0.0, 1.0, 0.0)),
        (r2, (a2, b2 * x), (0.0, b2, 2 * x)),
        (r3, (a3, b3 * x), (0.0, b3, 6 * x * y)),
    )


surface = Surface(
    label="Beale",
    formula=r"f(x, y) = (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
    source="Beale (1958), On an iterative method for finding a local minimum of a function of more than one variable",
    watch="The steep wall by the start throws momentum far past the valley floor before it turns towards the minimum, "
    "while AdaGrad and RMSProp cut almost straight across. Plain gradient descent stays on the floor, which is so flat "
    "that it crawls.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    start=(1.0, 1.6),
    learning_rate=0.005,
    minima=((3.0, 0.5),),
    saddles=((0.0, 1.0), (0.10053793732415836, -2.644513585023125)),
    color_scale="log",
    group="valleys",
    eye=(2.12, -0.45, 1.13),  # along the valley: from elsewhere a wall hides the minimum
    residuals=residuals,
    residual_count=3,
)
