"""The monkey saddle: three valleys, for two legs and a tail, meet at a point that is level to second order."""

from .surface import Surface


def value(x, y):
    return x * (x**2 - 3 * y**2)


def gradient(x, y):
    return 3 * (x**2 - y**2), -6 * x * y


def hessian(x, y):
    fxx = 6 * x
    return fxx, -6 * y, -fxx


# At the origin the Hessian vanishes with the gradient: a degenerate point, not among the `saddles`.
surface = Surface(
    label="Monkey saddle",
    formula=r"f(x, y) = x^3 - 3 x y^2",
    source="Hilbert & Cohn-Vossen (1932), Anschauliche Geometrie; the saddle of Alec Radford's animation (2014)",
    watch="Gradient descent slides half-way to the level centre before it turns off into a side valley, while AdaGrad, "
    "RMSProp and Adam turn off much earlier. Momentum 0.9 with the same learning rate shoots over the centre and "
    "leaves by the opposite valley.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    start=(1.0, 0.05),
    learning_rate=0.01,
    group="saddles",
)
