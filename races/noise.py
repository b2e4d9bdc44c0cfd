"""Noise: each step sees a sample of the loss instead of the loss itself; the surface that is drawn is the expectation.

All racers of a race see the same samples, drawn from its seed: a fair race. A longer race begins with the samples of a
shorter one. A new kind is one function and one row in `NOISES`; its keyword-only arguments are its hyperparameters.
Each takes the bound surface, the start, the number of steps and a random generator, and returns `sample(t)`, the loss
that step t = 1, 2, ... sees.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

import numpy as np

from hyperparameters import Hyperparameter, hyperparameters_of
from surfaces import Loss, Surface

from .losses import linear, scaled, sum_of_squares, tilted

Sample = Callable[[int], Loss]
Start = tuple[float, float]
Random = np.random.Generator


def additive(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    sigma: Annotated[float, Hyperparameter("σ", 0, 100, scale="zero_log", help="deviation of each coordinate")] = 1.0,
) -> Sample:
    """g = ∇f + σ ξ with ξ ~ N(0, I): the gradient of f(x) + σ ξᵀx, so that the Hessian is exact."""
    draws = (sigma * random.standard_normal((steps, 2))).tolist()

    def sample(t: int) -> Loss:
        return tilted(surface, *draws[t - 1])

    return sample


def multiplicative(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    sigma: Annotated[float, Hyperparameter("σ", 0, 10, scale="zero_log", help="deviation of the factor")] = 0.5,
) -> Sample:
    """g = (1 + σ ξ) ∇f with ξ ~ N(0, 1): the noise fades where the gradient does."""
    factors = (1 + sigma * random.standard_normal(steps)).tolist()

    def sample(t: int) -> Loss:
        return scaled(surface, factors[t - 1])

    return sample


def minibatch(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    batch_size: Annotated[float, Hyperparameter("b", 1, 10, scale="whole", help="residuals in a batch")] = 1.0,
) -> Sample:
    """f is a sum of m squared residuals, its samples; a step sees b of them, drawn without replacement, times m/b.

    The requirement of stochastic gradient descent: the loss decomposes into samples. b = m or more is the whole loss.
    """
    m = surface.residual_count
    b = min(int(batch_size), m)
    batches = random.random((steps, m)).argsort(axis=1)[:, :b].tolist()

    def sample(t: int) -> Loss:
        return sum_of_squares(surface, dict.fromkeys(batches[t - 1], m / b))

    return sample


def data_batches(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    batch_size: Annotated[float, Hyperparameter("b", 1, 400, scale="log", help="samples in a batch, rounded")] = 20.0,
) -> Sample:
    """f is a mean over N samples of data; a step sees the mean over b of them, drawn without replacement.

    b = N or more is the whole loss. What a surface makes of a batch, it says itself: batch normalization takes the
    batch's own mean and variance.
    """
    assert surface.batches  # RaceSpec has seen to it
    n = surface.sample_count
    return surface.batches(random.random((steps, n)).argsort(axis=1)[:, : min(round(batch_size), n)])


def noisy_targets(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    batch_size: Annotated[float, Hyperparameter("b", 1, 200, scale="log", help="copies in a batch, rounded")] = 1.0,
    sigma: Annotated[float, Hyperparameter("σ", 0, 10, scale="zero_log", help="deviation of a target")] = 0.5,
) -> Sample:
    """200 copies of the data with noise on each target, f_j = Σ (r_k + e_jk)²; a step sees the mean over b of them.

    The noise of all copies adds up to 0, so that their mean is f and a constant. Radford's "Beale with noise".
    """
    count = 200
    errors = sigma * random.standard_normal((count, surface.residual_count))
    errors -= errors.mean(axis=0)
    b = round(batch_size)
    means = [errors[random.permutation(count)[:b]].mean(axis=0).tolist() for _ in range(steps)]

    def sample(t: int) -> Loss:
        return sum_of_squares(surface, dict.fromkeys(range(surface.residual_count), 1.0), means[t - 1])

    return sample


def outliers(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    probability: Annotated[float, Hyperparameter("p", 0, 1, help="of an outlier at a step")] = 0.02,
    size: Annotated[
        float, Hyperparameter("K", 1, 1000, scale="log", help="its gradient over the gradient at the start")
    ] = 10.0,
) -> Sample:
    """Now and then the gradient is K times as long as at the start, and points anywhere: the mean is (1 − p) ∇f."""
    length = size * math.hypot(*surface.gradient(*start))
    draws = random.random((steps, 2))
    angles = (2 * math.pi * draws[:, 1]).tolist()
    hit = (draws[:, 0] < probability).tolist()
    plain = tilted(surface, 0.0, 0.0)

    def sample(t: int) -> Loss:
        if not hit[t - 1]:
            return plain
        return linear(length * math.cos(angles[t - 1]), length * math.sin(angles[t - 1]))

    return sample


def masked(
    surface: Surface,
    start: Start,
    steps: int,
    random: Random,
    *,
    probability: Annotated[float, Hyperparameter("p", 0, 0.95, help="of a coordinate's absence at a step")] = 0.5,
) -> Sample:
    """Each coordinate of the gradient is absent with probability p, as for a rare feature; the others are divided by
    1 − p."""
    weights = ((random.random((steps, 2)) >= probability) / (1 - probability)).tolist()

    def sample(t: int) -> Loss:
        a, b = weights[t - 1]

        def gradient(x: Any, y: Any) -> tuple[Any, Any]:
            f_x, f_y = surface.gradient(x, y)
            return a * f_x, b * f_y

        def hessian(x: Any, y: Any) -> tuple[Any, Any, Any]:
            f_xx, f_xy, f_yy = surface.hessian(x, y)
            return a * f_xx, math.sqrt(a * b) * f_xy, b * f_yy

        return Loss(surface.value, gradient, hessian)

    return sample


@dataclass(frozen=True)
class Noise:
    """A kind of noise; `samples` draws it. `needs`: what a surface must offer for it, a key of NEEDS or ""."""

    label: str
    samples: Callable[..., Sample] | None
    hyperparameters: Mapping[str, Hyperparameter]
    needs: str = ""


#: What a noise may need: such a loss.
NEEDS = {"squares": "a sum of squares, each a sample", "samples": "a mean over samples of data"}

NOISES: dict[str, Noise] = {
    "none": Noise("none", None, {}),
    **{
        samples.__name__: Noise(label, samples, hyperparameters_of(samples), needs)
        for label, samples, needs in (
            ("additive", additive, ""),
            ("multiplicative", multiplicative, ""),
            ("mini-batch", minibatch, "squares"),
            ("mini-batch of data", data_batches, "samples"),
            ("noisy targets", noisy_targets, "squares"),
            ("outliers", outliers, ""),
            ("masked", masked, ""),
        )
    },
}


@lru_cache(maxsize=64)
def samples_of(
    noise: str, parameters: tuple[tuple[str, float], ...], seed: int, surface: Surface, start: Start, steps: int
) -> Sample | None:
    """`sample(t)` of one race, None without noise; the same for all its racers."""
    kind = NOISES[noise]
    return kind.samples and kind.samples(surface, start, steps, np.random.default_rng(seed), **dict(parameters))
