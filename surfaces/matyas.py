"""Matyas's function: a shallow bowl, 25 times as steep across its diagonal as along it."""

from .surface import Surface


def value(x, y):
    return 0.26 * (x**2 + y**2) - 0.48 * x * y


def gradient(x, y):
    return 0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x


def hessian(x, y):
    return 0.52, -0.48, 0.52


surface = Surface(
    label="Matyas",
    formula=r"f(x, y) = 0.26\,(x^2 + y^2) - 0.48\,x y",
    source="Jamil & Yang (2013), A literature survey of benchmark functions for global optimization problems",
    watch="The floor is reached in a moment and then hardly slopes: the bowl is 25 times as curved across as along. "
    "Momentum swings from wall to wall and yet arrives, while gradient descent and AdaGrad are still on the "
    "way.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-9.0, -2.0),
    learning_rate=0.5,
    minima=((0.0, 0.0),),
    color_scale="log",
    group="bowls",
    equal=True,
)
