"""The Goldstein–Price function: a product of two quartics in slanted coordinates, from 3 up to a million."""

from .surface import Surface


def factors(u, v):
    """A and B of f = A(u) B(v), with u = x + y and v = 2 x - 3 y."""
    return 1 + (u + 1) ** 2 * (3 * u**2 - 14 * u + 19), 30 + v**2 * (3 * v**2 - 16 * v + 18)


def slopes(u, v):
    """A' and B'."""
    return 12 * (u + 1) * (u - 1) * (u - 2), 12 * v * (v - 1) * (v - 3)


def value(x, y):
    a, b = factors(x + y, 2 * x - 3 * y)
    return a * b


def gradient(x, y):
    u, v = x + y, 2 * x - 3 * y
    (a, b), (a1, b1) = factors(u, v), slopes(u, v)
    return a1 * b + 2 * a * b1, a1 * b - 3 * a * b1


def hessian(x, y):
    u, v = x + y, 2 * x - 3 * y
    (a, b), (a1, b1) = factors(u, v), slopes(u, v)
    a2, b2 = 12 * (3 * u**2 - 4 * u - 1), 12 * (3 * v**2 - 8 * v + 3)
    return a2 * b + 4 * a1 * b1 + 4 * a * b2, a2 * b - a1 * b1 - 6 * a * b2, a2 * b - 6 * a1 * b1 + 9 * a * b2


# The stationary points are where u is -1, 1 or 2 and v is 0, 1 or 3.
surface = Surface(
    label="Goldstein–Price",
    formula=r"f(x, y) = \begin{gathered}[t] \left(1 + (u + 1)^2 (3 u^2 - 14 u + 19)\right)"
    r" \left(30 + v^2 (3 v^2 - 16 v + 18)\right), \\ u = x + y, \quad v = 2 x - 3 y \end{gathered}",
    source="Goldstein & Price (1971), On descent from local minima",
    watch="From 3 in the deepest hollow the surface rises to a million in a corner, so the learning rates of "
    "gradient descent and momentum are tiny. Momentum carries to the deepest hollow nevertheless, while "
    "AdaGrad, RMSProp and Adam stop in the one beside it, where f is 30.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.2, -1.2),
    learning_rate=1e-5,
    minima=((0.0, -1.0), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)),
    saddles=((-0.4, -0.6), (1.2, -0.2), (1.4, 0.6), (0.6, 0.4)),
    color_scale="log",
    group="many minima",
)
