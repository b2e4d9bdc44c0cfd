"""The kinds of noise: from the surface and the start to `loss(row)`, the loss of a step with this row of its draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from hyperparameters import Hyperparameter
from optimizers.elementwise import minimum, where
from surfaces import Loss, Surface
from surfaces.elementary import sqrt

from ..losses import linear_where, scaled, stretched, sum_of_squares, tilted
from .kind import Row

Start = tuple[Any, Any]
Losses = Callable[[Row], Loss]


def additive(
    surface: Loss | Surface,
    start: Start,
    *,
    sigma: Annotated[float, Hyperparameter("σ", 0, 100, scale="zero_log", help="deviation of each coordinate")] = 1.0,
) -> Losses:
    """g = ∇f + σ ξ with ξ ~ N(0, I): the gradient of f(x) + σ ξᵀx, so that the Hessian is exact."""

    def loss(row: Row) -> Loss:
        a, b = row
        return tilted(surface, sigma * a, sigma * b)

    return loss


def multiplicative(
    surface: Loss | Surface,
    start: Start,
    *,
    sigma: Annotated[float, Hyperparameter("σ", 0, 10, scale="zero_log", help="deviation of the factor")] = 0.5,
) -> Losses:
    """g = (1 + σ ξ) ∇f with ξ ~ N(0, 1): the noise fades where the gradient does."""

    def loss(row: Row) -> Loss:
        return scaled(surface, 1 + sigma * row[0])

    return loss


def minibatch(
    surface: Loss | Surface,
    start: Start,
    *,
    batch_size: Annotated[float, Hyperparameter("b", 1, 10, scale="whole", help="residuals in a batch")] = 1.0,
) -> Losses:
    """f is a sum of m squared residuals, its samples; a step sees b of them, drawn without replacement, times m/b.

    The requirement of stochastic gradient descent: the loss decomposes into samples. b = m or more is the whole loss.
    """
    m = surface.residual_count
    root = sqrt(m / minimum(batch_size, float(m)))

    def loss(row: Row) -> Loss:
        return sum_of_squares(surface, [where(place < batch_size, root, 0.0) for place in row])

    return loss


def data_batches(surface: Loss | Surface, start: Start) -> Losses:
    """f is a mean over N samples of data; a step sees the mean over b of them, drawn without replacement.

    b = N or more is the whole loss.
    """
    assert surface.batch_loss  # RaceSpec has seen to it
    return surface.batch_loss


def noisy_targets(
    surface: Loss | Surface,
    start: Start,
    *,
    sigma: Annotated[float, Hyperparameter("σ", 0, 10, scale="zero_log", help="deviation of a target")] = 0.5,
) -> Losses:
    """200 copies of the data with noise on each target, f_j = Σ (r_k + e_jk)²; a step sees the mean over b of them.

    The noise of all copies adds up to 0, so that their mean is f and a constant. Radford's "Beale with noise".
    """

    def loss(row: Row) -> Loss:
        return sum_of_squares(surface, [1.0] * surface.residual_count, [sigma * error for error in row])

    return loss


def outliers(
    surface: Loss | Surface,
    start: Start,
    *,
    probability: Annotated[float, Hyperparameter("p", 0, 1, help="of an outlier at a step")] = 0.02,
    size: Annotated[
        float, Hyperparameter("K", 1, 1000, scale="log", help="its gradient over the gradient at the start")
    ] = 10.0,
) -> Losses:
    """Now and then the gradient is K times as long as at the start, and points anywhere: the mean is (1 − p) ∇f."""
    f_x, f_y = surface.gradient(*start)
    length = size * sqrt(f_x * f_x + f_y * f_y)

    def loss(row: Row) -> Loss:
        chance, cosine, sine = row
        return linear_where(chance < probability, length * cosine, length * sine, surface)

    return loss


def nine_plus_one(
    surface: Loss | Surface,
    start: Start,
    *,
    size: Annotated[float, Hyperparameter("c", 0, 100, scale="zero_log", help="factor on all ten")] = 1.0,
) -> Losses:
    """Ten mini-batches for the weight x: nine gradients of ∇f + 0.1 c and one of ∇f − 0.9 c, of which the mean is ∇f.

    Tieleman & Hinton (2012), Neural Networks for Machine Learning, lecture 6, on why Rprop does not work with them.
    """

    def loss(row: Row) -> Loss:
        return tilted(surface, size * row[0], 0.0)

    return loss


def masked(
    surface: Loss | Surface,
    start: Start,
    *,
    probability: Annotated[float, Hyperparameter("p", 0, 0.95, help="of a coordinate's absence at a step")] = 0.5,
    common: Annotated[float, Hyperparameter("x", 0, 1, scale="switch", help="is never absent: only y is rare")] = False,
) -> Losses:
    """Each coordinate of the gradient is absent with probability p, as for a rare feature; the others are divided by
    1 − p. So along a line is the loss, an absent coordinate held (`stretched`). `common`: only y can be absent."""
    weight = 1 / (1 - probability)

    def loss(row: Row) -> Loss:
        a, b = (where(chance >= probability, weight, 0.0) for chance in row)
        a = where(common > 0, 1.0, a)
        return stretched(surface, a, b, sqrt(a * b))

    return loss
