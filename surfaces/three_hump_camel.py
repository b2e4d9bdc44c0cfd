"""The three-hump camel: three hollows in a row, the middle one the deepest."""

from .elementary import sqrt
from .surface import Surface


def value(x, y):
    x2 = x**2
    return (2 - 1.05 * x2 + x2**2 / 6) * x2 + x * y + y**2


def gradient(x, y):
    x2 = x**2
    return (4 - 4.2 * x2 + x2**2) * x + y, x + 2 * y


def hessian(x, y):
    x2 = x**2
    return 4 - 12.6 * x2 + 5 * x2**2, 1.0, 2.0


# On a stationary point y = -x/2, and then x (x^4 - 4.2 x^2 + 3.5) = 0.
HOLLOW, PASS = sqrt(2.1 + sqrt(0.91)), sqrt(2.1 - sqrt(0.91))

surface = Surface(
    label="Three-hump camel",
    formula=r"f(x, y) = 2 x^2 - 1.05 x^4 + \tfrac{1}{6} x^6 + x y + y^2",
    source="Dixon & Szegö (1975), Towards Global Optimisation",
    watch="Which hollow is a matter of speed: at the tuned rates momentum and Adam carry over the pass into the "
    "deepest one, in the centre. Gradient descent, AdaGrad and RMSProp roll into the one beside the start and "
    "stay.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    start=(-2.0, -1.5),
    learning_rate=0.02,
    minima=((0.0, 0.0), (HOLLOW, -HOLLOW / 2), (-HOLLOW, HOLLOW / 2)),
    saddles=((PASS, -PASS / 2), (-PASS, PASS / 2)),
    color_scale="log",
    group="many minima",
)
