"""The Dixon–Price function: a valley bent like a horseshoe, with a minimum on each arm."""

from .elementary import sqrt
from .surface import Surface

ROOT = sqrt(2.0)


def value(x, y):
    return (x - 1) ** 2 + 2 * (2 * y**2 - x) ** 2


def gradient(x, y):
    valley = 2 * y**2 - x
    return 2 * (x - 1) - 4 * valley, 16 * y * valley


def hessian(x, y):
    return 6.0, -16 * y, 96 * y**2 - 16 * x


def residuals(x, y):
    return (
        (x - 1, (1.0, 0.0), (0.0, 0.0, 0.0)),
        (ROOT * (2 * y**2 - x), (-ROOT, 4 * ROOT * y), (0.0, 0.0, 4 * ROOT)),
    )


surface = Surface(
    label="Dixon–Price",
    formula=r"f(x, y) = (x - 1)^2 + 2\,(2 y^2 - x)^2",
    source="Dixon & Price (1989), The truncated Newton method for sparse unconstrained optimisation using automatic "
    "differentiation",
    watch="The valley is bent like a horseshoe, and every racer has to choose an arm: at the tuned rates Adam and "
    "Rprop overshoot to the lower one, RMSProp and AdaGrad turn into the upper one. Gradient descent creeps "
    "along the middle towards the saddle, where both arms are as near.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(-3.0, 3.0),
    learning_rate=0.001,
    minima=((1.0, 1 / ROOT), (1.0, -1 / ROOT)),
    saddles=((1 / 3, 0.0),),
    color_scale="log",
    group="valleys",
    residuals=residuals,
    residual_count=2,
)
