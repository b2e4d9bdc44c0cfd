"""The saddle: a valley along x, a ridge along y, and a pass where both are level."""

from .surface import Surface


def value(x, y):
    return x**2 - y**2


def gradient(x, y):
    return 2 * x, -2 * y


def hessian(x, y):
    return 2.0, 0.0, -2.0


surface = Surface(
    label="Saddle",
    formula=r"f(x, y) = x^2 - y^2",
    source="Dauphin et al. (2014), Identifying and attacking the saddle point problem in high-dimensional non-convex "
    "optimization",
    watch="Gradient descent slides almost into the saddle and lingers there, for y grows by only 4 % a step, and "
    "momentum 0.9 needs about a quarter of the steps. AdaGrad, RMSProp and Adam turn downhill with the first step, but "
    "plain Newton jumps right into the saddle and stays.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.5, 0.001),
    learning_rate=0.02,
    saddles=((0.0, 0.0),),
    group="saddles",
    equal=True,
)
