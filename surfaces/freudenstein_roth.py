"""The Freudenstein–Roth function: two narrow valleys side by side, and only one of them goes down to 0."""

from .elementary import sqrt
from .surface import Surface


def value(x, y):
    return (x - 13 + ((5 - y) * y - 2) * y) ** 2 + (x - 29 + ((y + 1) * y - 14) * y) ** 2


def residuals(x, y):
    return (
        (x - 13 + ((5 - y) * y - 2) * y, (1.0, (10 - 3 * y) * y - 2), (0.0, 0.0, 10 - 6 * y)),
        (x - 29 + ((y + 1) * y - 14) * y, (1.0, (3 * y + 2) * y - 14), (0.0, 0.0, 6 * y + 2)),
    )


def gradient(x, y):
    (r1, (_, d1), _), (r2, (_, d2), _) = residuals(x, y)
    return 2 * (r1 + r2), 2 * (r1 * d1 + r2 * d2)


def hessian(x, y):
    (r1, (_, d1), (_, _, e1)), (r2, (_, d2), (_, _, e2)) = residuals(x, y)
    return 4.0, 2 * (d1 + d2), 2 * (d1**2 + d2**2 + r1 * e1 + r2 * e2)


ROOT = sqrt(22.0)

surface = Surface(
    label="Freudenstein–Roth",
    formula=r"f(x, y) = \left(x - 13 + ((5 - y)\,y - 2)\,y\right)^2 + \left(x - 29 + ((y + 1)\,y - 14)\,y\right)^2",
    source="Freudenstein & Roth (1963), Numerical solutions of systems of nonlinear equations",
    watch="Two valleys lie side by side, and from here everybody drops into the wrong one, whose bottom is no lower "
    "than 48.98. Along its floor Adam and RMSProp walk to the end while gradient descent crawls. Start at y = "
    "1.8, a tenth higher, and most drop into the right one.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 25.0), (-4.0, 6.0)),
    start=(-4.0, 1.7),
    learning_rate=0.0005,
    minima=((5.0, 4.0), ((53 - 4 * ROOT) / 3, (2 - ROOT) / 3)),
    saddles=(((53 + 4 * ROOT) / 3, (2 + ROOT) / 3),),
    color_scale="log",
    group="valleys",
    residuals=residuals,
    residual_count=2,
)
