"""Logistic regression in two weights, with inputs of different scales, and correlated."""

from typing import Annotated

import numpy as np

from caches import counted
from hyperparameters import Hyperparameter

from .datasets import inputs
from .linear_regression import Correlation, Samples, Scale, Seed
from .logistic import batch_loss, batches_of, loss_over, lowest, share_right
from .scatter import of_classes
from .surface import Surface

START = (-3.0, 1.0)  # in deviations of the inputs, like the true weights (1, 1)
FAR = 6.0  # in the same unit: the middle of the picture where there is no minimum


@counted(64, 7000)
def samples_with_labels(scale, correlation, noise, samples, data_seed):
    """t x, (N, 2)."""
    x, t = labelled(scale, correlation, noise, samples, data_seed)
    return t[:, None] * x


def labelled(scale, correlation, noise, samples, data_seed):
    """x, (N, 2), and the label t = ±1, (N,), the sign of x₁/σ₁ + x₂/σ₂ + ν e: the noise puts some on the wrong side."""
    x, e = inputs(scale, correlation, samples, data_seed)
    return x, np.sign(x @ (1.0, 1.0 / scale) + noise * e)


@counted(64, 16_000)
def loss(*data):
    """The loss over all samples; the arguments are those of `samples_with_labels`."""
    return loss_over(samples_with_labels(*data))


def value(
    x, y, *, scale: Scale = 0.3, correlation: Correlation = 0.5,
    noise: Annotated[float, Hyperparameter("ν", 0.5, 3, help="how far labels stray")] = 1.0,
    samples: Samples = 200.0, data_seed: Seed = 0.0
):  # fmt: skip
    return loss(scale, correlation, noise, samples, data_seed).value(x, y)


def gradient(x, y, *, scale=0.3, correlation=0.5, noise=1.0, samples=200.0, data_seed=0.0):
    return loss(scale, correlation, noise, samples, data_seed).gradient(x, y)


def hessian(x, y, *, scale=0.3, correlation=0.5, noise=1.0, samples=200.0, data_seed=0.0):
    return loss(scale, correlation, noise, samples, data_seed).hessian(x, y)


def batches(chosen, *, scale=0.3, correlation=0.5, noise=1.0, samples=200.0, data_seed=0.0):
    return batches_of(samples_with_labels(scale, correlation, noise, samples, data_seed), chosen)


def accuracy(x, y, *, scale=0.3, correlation=0.5, noise=1.0, samples=200.0, data_seed=0.0):
    return share_right(samples_with_labels(scale, correlation, noise, samples, data_seed), x, y)


def scatter(*, scale=0.3, correlation=0.5, noise=1.0, samples=200.0, data_seed=0.0):
    return of_classes(*labelled(scale, correlation, noise, samples, data_seed))


@counted(64, 1500)
def _facts(*data):
    (x, y), scale = lowest(loss(*data)), data[0]
    apart = bool(share_right(samples_with_labels(*data), x, y) == 1)
    if apart:  # few samples may be told apart by a line: the longer its weights the better, and there is no minimum
        factor = FAR / max(abs(x), abs(y) * scale)
        x, y = factor * x, factor * y
    start = START[0], START[1] / scale
    wide, high = 1.25 * abs(start[0] - x), 1.25 * max(abs(start[1] - y), 3 / scale)
    domain = (x - wide, x + wide), (y - high, y + high)
    return {"domain": domain, "start": start, "minima": () if apart else ((x, y),)}


def facts(*, scale=0.3, correlation=0.5, noise=1.0, samples=200.0, data_seed=0.0):
    """The minimum, found by Newton's method, and a picture around it; or around a point on the way."""
    return _facts(scale, correlation, noise, samples, data_seed)


surface = Surface(
    label="Logistic regression",
    formula=r"f(x, y) = \frac{1}{N} \sum_j \log\bigl(1 + e^{-t_j\, w \cdot x_j}\bigr), \quad w = (x, y),\ t_j = \pm 1",
    source="LeCun, Bottou, Orr & Müller (1998), Efficient BackProp, section 5",
    watch="Two classes, one line between them. Far on the wrong side the slope is constant, near the minimum the "
    "surface is a ravine, as tight as the inputs are unlike. Look at the accuracy beneath: it is good long before "
    "the loss is.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    **facts(),
    learning_rate=1.0,
    color_scale="log",
    group="data",
    equal=True,
    batches=batches,
    batch_loss=batch_loss,
    sample_count=200,
    accuracy=accuracy,
    facts=facts,
    scatter=scatter,
)
