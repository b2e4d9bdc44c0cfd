"""The long valley: steep walls and a floor that falls away from a ridge, so gently that it seems level."""

from .surface import Surface


def value(x, y):
    return 5 * y**2 - x**2


def gradient(x, y):
    return -2 * x, 10 * y


def hessian(x, y):
    return -2.0, 0.0, 10.0


surface = Surface(
    label="Long valley",
    formula=r"f(x, y) = 5 y^2 - x^2",
    source="Alec Radford's animation (2014), measured from its frames",
    watch="Gradient descent drops to the floor and seems to have finished: x grows from one millionth by 2 % a step, "
    "which takes nearly 600 steps to show. AdaGrad, RMSProp and Adam enlarge the tiny gradient and leave almost at "
    "once, unless their ε is large enough to hold them back.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 1.0), (-1.0, 1.0)),
    start=(-1e-6, 0.25),
    learning_rate=0.01,
    saddles=((0.0, 0.0),),
    group="valleys",
)
