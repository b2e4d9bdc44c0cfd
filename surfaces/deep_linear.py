"""A deep linear net with two weights, y x, that should learn to be 1: a saddle between two curved valleys."""

from .elementary import sqrt
from .surface import Surface

ROOT = sqrt(2.0)


def value(x, y):
    return (x * y - 1) ** 2 / 2


def gradient(x, y):
    error = x * y - 1
    return error * y, error * x


def hessian(x, y):
    return y**2, 2 * x * y - 1, x**2


def residuals(x, y):
    return (((x * y - 1) / ROOT, (y / ROOT, x / ROOT), (0.0, 1 / ROOT, 0.0)),)


#: The branch of x y = 1 inside the domain, closest together where it comes nearest to the saddle.
BRANCH = [3 ** (k / 20) for k in range(-20, 21)]

surface = Surface(
    label="Deep linear net",
    formula=r"f(x, y) = \tfrac{1}{2}\,(x y - 1)^2",
    source="Saxe, McClelland & Ganguli (2014), Exact solutions to the nonlinear dynamics of learning in deep linear "
    "neural networks",
    watch="Two weights should learn that their product is 1: everybody slides to the saddle, where both weights "
    "vanish and learning almost stops, turns there and runs out to the curve of minima. Start at (-2, 1.9) "
    "and they turn the other way. AdaGrad has spent its learning rate on the way in.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    start=(-2.0, 2.1),
    learning_rate=0.05,
    minima=tuple((sign * x, sign / x) for sign in (-1, 1) for x in BRANCH),
    curve="x y = 1",
    saddles=((0.0, 0.0),),
    color_scale="log",
    group="data",
    equal=True,
    residuals=residuals,
    residual_count=1,
)
