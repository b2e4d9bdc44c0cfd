"""Noisy moons: logistic regression on two interleaved half-moons, after Radford's fourth animation."""

from functools import partial
from typing import Annotated

from caches import counted
from hyperparameters import Hyperparameter

from .datasets import moons
from .linear_regression import Samples, Seed
from .logistic import batch_loss, batches_of, loss_over, lowest, share_right
from .scatter import of_classes
from .surface import Surface

RIDGE = 0.01  # of |w|²/2


@counted(64, 7000)
def samples_with_labels(noise, samples, data_seed):
    """t x, (N, 2)."""
    x, t = moons(noise, samples, data_seed)
    return t[:, None] * x


@counted(64, 16_000)
def loss(*data):
    """The loss over all samples; the arguments are those of `samples_with_labels`."""
    return loss_over(samples_with_labels(*data), RIDGE)


def value(
    x, y, *, noise: Annotated[float, Hyperparameter("ν", 0, 1, help="deviation of the points from their moons")] = 0.3,
    samples: Samples = 200.0, data_seed: Seed = 0.0
):  # fmt: skip
    return loss(noise, samples, data_seed).value(x, y)


def gradient(x, y, *, noise=0.3, samples=200.0, data_seed=0.0):
    return loss(noise, samples, data_seed).gradient(x, y)


def hessian(x, y, *, noise=0.3, samples=200.0, data_seed=0.0):
    return loss(noise, samples, data_seed).hessian(x, y)


def batches(chosen, *, noise=0.3, samples=200.0, data_seed=0.0):
    return batches_of(samples_with_labels(noise, samples, data_seed), chosen)


def accuracy(x, y, *, noise=0.3, samples=200.0, data_seed=0.0):
    return share_right(samples_with_labels(noise, samples, data_seed), x, y)


def scatter(*, noise=0.3, samples=200.0, data_seed=0.0):
    return of_classes(*moons(noise, samples, data_seed))


@counted(64, 1500)
def _minimum(*data):
    return lowest(loss(*data))


def facts(*, noise=0.3, samples=200.0, data_seed=0.0):
    """The minimum, found by Newton's method."""
    return {"minima": (_minimum(noise, samples, data_seed),)}


surface = Surface(
    label="Noisy moons",
    formula=r"f(x, y) = \frac{1}{N} \sum_j \log\bigl(1 + e^{-t_j\, w \cdot x_j}\bigr) + 0.005\,|w|^2, "
    r"\quad w = (x, y),\ t_j = \pm 1",
    source="Radford (2014), animation of optimizers on noisy moons",
    watch="The surface is the loss over all 200 points of two half-moons; with mini-batches of data each step sees a "
    "few of them. Watch who is thrown about by the noise, and the accuracy beneath: a line cannot have all of them "
    "right.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-4.0, 6.0)),
    start=(3.5, -2.5),
    learning_rate=1.0,
    **facts(),
    color_scale="log",
    group="data",
    equal=True,
    batches=batches,
    batch_loss=partial(batch_loss, ridge=RIDGE),
    sample_count=200,
    accuracy=accuracy,
    facts=facts,
    scatter=scatter,
)
