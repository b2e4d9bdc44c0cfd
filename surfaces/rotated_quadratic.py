"""The rotated quadratic: a straight ravine, k times as curved across as along, turned by an angle."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementary import cos, pi, sin
from .surface import Surface


def direction(angle):
    """c = cos φ and s = sin φ: the ravine runs along (c, s) and is steep along (-s, c)."""
    phi = angle * pi / 180
    return cos(phi), sin(phi)


def value(
    x,
    y,
    *,
    condition_number: Annotated[
        float, Hyperparameter("k", 1, 10_000, scale="log", help="curvature across the ravine over curvature along it")
    ] = 100.0,
    angle: Annotated[
        float, Hyperparameter("φ", 0, 90, help="direction of the ravine, in degrees", unit="degrees")
    ] = 30.0,
):
    c, s = direction(angle)
    return ((c * x + s * y) ** 2 + condition_number * (c * y - s * x) ** 2) / 2


def gradient(x, y, *, condition_number=100.0, angle=30.0):
    c, s = direction(angle)
    u = c * x + s * y
    kv = condition_number * (c * y - s * x)
    return c * u - s * kv, s * u + c * kv


def hessian(x, y, *, condition_number=100.0, angle=30.0):
    c, s = direction(angle)
    k = condition_number
    return c**2 + k * s**2, (1 - k) * c * s, s**2 + k * c**2


surface = Surface(
    label="Rotated quadratic",
    formula=r"f(x, y) = \tfrac{1}{2}\,(u^2 + k\,v^2), \quad "
    r"u = x \cos\varphi + y \sin\varphi, \quad v = y \cos\varphi - x \sin\varphi",
    source="Goh (2017), Why momentum really works, Distill",
    watch="Gradient descent drops to the floor of the ravine and crawls along it, and it zigzags between the walls as "
    "the learning rate nears 2/k. Start off the diagonals and turn the angle: AdaGrad and Adam hardly notice k while "
    "the ravine follows an axis, and lose that advantage as it nears 45 degrees.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-4.0, 4.0), (-4.0, 4.0)),
    start=(-3.0, 1.0),
    learning_rate=0.01,
    minima=((0.0, 0.0),),
    color_scale="log",
    group="bowls",
    equal=True,
)
