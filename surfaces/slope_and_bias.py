"""A line through points: inputs whose mean is far from 0 make slope and bias pull at each other."""

from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .datasets import inputs
from .linear_regression import Noise, Samples, Seed
from .quadratic import least_squares, quadratic, slope
from .scatter import of_fit
from .surface import Surface

LINE = (0.5, -1.0)


def curvature(mean, deviation):
    """[[m² + s², m], [m, 1]]."""
    return mean * mean + deviation * deviation, mean, 1.0


def value(
    x, y, *, mean: Annotated[float, Hyperparameter("m", 0, 10, help="mean of the inputs")] = 4.0,
    deviation: Annotated[float, Hyperparameter("s", 0.1, 3, scale="log", help="deviation of the inputs")] = 0.5,
    noise: Noise = 0.1, samples: Samples = 200.0, data_seed: Seed = 0.0
):  # fmt: skip
    return quadratic(x, y, curvature(mean, deviation), LINE, noise * noise / 2)


def gradient(x, y, *, mean=4.0, deviation=0.5, noise=0.1, samples=200.0, data_seed=0.0):
    return slope(x, y, curvature(mean, deviation), LINE)


def hessian(x, y, *, mean=4.0, deviation=0.5, noise=0.1, samples=200.0, data_seed=0.0):
    return curvature(mean, deviation)


def line(mean, deviation, noise, samples, data_seed):
    """Inputs u and targets t, each (N,)."""
    x, e = inputs(1.0, 0.0, samples, data_seed)
    u = mean + deviation * x[:, 0]
    return u, LINE[0] * u + LINE[1] + noise * e


def scatter(*, mean=4.0, deviation=0.5, noise=0.1, samples=200.0, data_seed=0.0):
    return of_fit(*line(mean, deviation, noise, samples, data_seed))


def batches(chosen, *, mean=4.0, deviation=0.5, noise=0.1, samples=200.0, data_seed=0.0):
    u, t = line(mean, deviation, noise, samples, data_seed)
    u_, uu, t_, ut, tt = (part[chosen].mean(axis=1) for part in (u, u * u, t, u * t, t * t))
    return np.stack([tt / 2, ut, t_, uu, u_, np.ones_like(u_)], axis=1)


surface = Surface(
    label="Slope and bias",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_j (x\,u_j + y - t_j)^2",
    source="LeCun, Bottou, Orr & Müller (1998), Efficient BackProp, section 4.3",
    watch="A line through points far to the right: when the slope grows, the bias has to give way, and gradient "
    "descent crawls along a ravine with condition number 1188. Move the mean of the inputs to 0, as normalizing does, "
    "and it is gone.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-1.5, 2.5), (-6.0, 4.0)),
    start=(-0.5, 2.5),
    learning_rate=0.05,
    minima=(LINE,),
    color_scale="log",
    group="data",
    equal=True,
    batches=batches,
    batch_loss=least_squares,
    sample_count=200,
    scatter=scatter,
)
