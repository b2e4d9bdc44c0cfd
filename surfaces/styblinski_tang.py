"""The Styblinski–Tang function: one double well in x plus the same in y, hence four minima of three depths."""

from .surface import Surface


def value(x, y):
    x2, y2 = x**2, y**2
    return (x2 * (x2 - 16) + 5 * x + y2 * (y2 - 16) + 5 * y) / 2


def gradient(x, y):
    return 2 * x**3 - 16 * x + 2.5, 2 * y**3 - 16 * y + 2.5


def hessian(x, y):
    return 6 * x**2 - 16, 0.0, 6 * y**2 - 16


# The roots of 2 x^3 - 16 x + 2.5 = 0: every stationary point is a pair of them.
DEEP, RIDGE, SHALLOW = -2.903534027771177, 0.1567312567803401, 2.746802770990837

surface = Surface(
    label="Styblinski–Tang",
    formula=r"f(x, y) = \tfrac{1}{2}\,(x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y)",
    source="Styblinski & Tang (1990), Experiments in nonconvex optimization: stochastic approximation with function "
    "smoothing and simulated annealing",
    watch="The start lies just right of the ridge at x = 0.157, so nearly everybody rolls into the second-best hollow "
    "and stays there. Move the start to the left of that ridge, and gradient descent finds the deepest corner.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(0.5, -0.5),
    learning_rate=0.01,
    minima=((DEEP, DEEP), (SHALLOW, DEEP), (DEEP, SHALLOW), (SHALLOW, SHALLOW)),
    saddles=((RIDGE, DEEP), (DEEP, RIDGE), (RIDGE, SHALLOW), (SHALLOW, RIDGE)),
    group="many minima",
)
