"""The bounded valley: a relative of the long valley whose floor ends in two minima."""

from .surface import Surface


def value(x, y):
    return 10 * x**2 + (y**2 - 4) ** 2 / 80


def gradient(x, y):
    return 20 * x, y * (y**2 - 4) / 20


def hessian(x, y):
    return 20.0, 0.0, (3 * y**2 - 4) / 20


surface = Surface(
    label="Bounded valley",
    formula=r"f(x, y) = 10 x^2 + \tfrac{1}{80}\,(y^2 - 4)^2",
    source="This project: Alec Radford's long valley (2014), given minima to arrive at",
    watch="On the ridge the slope along the valley is almost nothing: gradient descent needs some two thousand steps "
    "to reach a minimum, momentum 0.9 about an eighth of that. AdaGrad, RMSProp and Adam scale each coordinate by "
    "itself, so they set out along the valley with the first step.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-1.5, 1.5), (-3.5, 3.5)),
    start=(-1.0, 0.001),
    learning_rate=0.02,
    minima=((0.0, 2.0), (0.0, -2.0)),
    saddles=((0.0, 0.0),),
    color_scale="log",
    group="valleys",
)
