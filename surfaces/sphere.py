"""The sphere: a round bowl, equally steep in every direction."""

from .surface import Surface


def value(x, y):
    return (x**2 + y**2) / 2


def gradient(x, y):
    return x, y


def hessian(x, y):
    return 1.0, 0.0, 1.0


surface = Surface(
    label="Sphere",
    formula=r"f(x, y) = \tfrac{1}{2}\,(x^2 + y^2)",
    source="De Jong (1975), An analysis of the behavior of a class of genetic adaptive systems, function F1, halved",
    watch="Gradient descent heads straight for the centre, and momentum swings through it and back on the same line. "
    "Methods that scale each coordinate, such as AdaGrad, RMSProp and Adam, set out along the diagonal instead, so "
    "their paths bend.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(-4.0, 3.0),
    learning_rate=0.1,
    minima=((0.0, 0.0),),
    group="bowls",
    equal=True,
)
