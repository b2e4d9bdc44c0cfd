"""The same regression with its inputs whitened: over the weights v the ravine is a circle."""

from functools import lru_cache
from typing import Annotated

from hyperparameters import Hyperparameter

from . import linear_regression as plain
from .datasets import WEIGHTS, covariance
from .linear_regression import Correlation, Noise, Samples, Scale, Seed
from .normalized_regression import DrawnBack, framed
from .quadratic import (
    batch_means,
    inverse,
    least_squares,
    plain_batches,
    quadratic,
    samples_of,
    slope,
    square,
    times,
    whitening,
)
from .surface import Course, Loss, Surface

Epsilon = Annotated[float, Hyperparameter("ε", 0, 1, scale="zero_log", help="added to the covariance", paper=1e-3)]
Every = Annotated[
    float,
    Hyperparameter("T", 1, 1000, scale="log", help="steps between two estimates, from mini-batches of data"),
]


@lru_cache(maxsize=256)
def whitened(scale, correlation, epsilon, drawn_back):
    """Curvature and minimum over v, where w = Uᵀ v; or those over w."""
    s = covariance(scale, correlation)
    if drawn_back:
        return s, WEIGHTS
    u = square(whitening(scale, correlation, epsilon))
    (h_11, h_12), (_, h_22) = times(times(u, square(s)), u)
    return (h_11, h_12, h_22), back_from(scale, correlation, epsilon, WEIGHTS)


def back_from(scale, correlation, epsilon, w):
    """v = U⁻ᵀ w."""
    (a, b), (c, d) = square(inverse(whitening(scale, correlation, epsilon)))
    return a * w[0] + b * w[1], c * w[0] + d * w[1]


def value(
    x, y, *, scale: Scale = 0.1, correlation: Correlation = 0.9, noise: Noise = 0.1, samples: Samples = 200.0,
    data_seed: Seed = 0.0, epsilon: Epsilon = 0.0, every: Every = 10.0, drawn_back: DrawnBack = 0.0
):  # fmt: skip
    curvature, minimum = whitened(scale, correlation, epsilon, drawn_back)
    return quadratic(x, y, curvature, minimum, noise * noise / 2)


def gradient(
    x, y, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0,
    epsilon=0.0, every=10.0, drawn_back=0.0
):  # fmt: skip
    return slope(x, y, *whitened(scale, correlation, epsilon, drawn_back))


def hessian(
    x, y, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0,
    epsilon=0.0, every=10.0, drawn_back=0.0
):  # fmt: skip
    return whitened(scale, correlation, epsilon, drawn_back)[0]


def batches(
    rows, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0,
    epsilon=0.0, every=10.0, drawn_back=0.0
):  # fmt: skip
    """Every T steps the whitening is estimated from the step's own batch (Desjardins et al. 2015, Algorithm 1 with its
    samples). The picture keeps its coordinates, those of all data: a step of −α Uₜᵀ Uₜ ∇f in w is one along
    U⁻ᵀ Uₜᵀ Uₜ ∇f there. Only the first derivative is so; the value is the batch's own."""
    data = {"scale": scale, "correlation": correlation, "noise": noise, "samples": samples, "data_seed": data_seed}
    if drawn_back:
        return plain_batches(rows, **data)
    u, last, losses = whitening(scale, correlation, epsilon), round(every), []
    there = square(inverse(u))
    step = there
    for t, (m_1, m_2, _, x1_x1, x1_x2, x2_x2, x1_y, x2_y, y_y) in enumerate(batch_means(rows, **data).tolist()):
        if t % last == 0:
            estimate = x1_x1 - m_1 * m_1 + epsilon, x1_x2 - m_1 * m_2, x2_x2 - m_2 * m_2 + epsilon
            step = times(there, square(_inverse(estimate)))
        losses.append(_step(least_squares(y_y / 2, (x1_y, x2_y), (x1_x1, x1_x2, x2_x2)), square(u), step))
    return samples_of(losses)


def _inverse(estimate):
    """Of a batch whose covariance has no inverse, infinity: the racer leaves at once."""
    a, b, c = estimate
    return inverse(estimate) if a * c - b * b > 1e-15 * a * c else (float("inf"),) * 3


def _step(loss, u, step):
    """What a step sees over v, where w = Uᵀ v: the gradient times `step`."""
    (u_11, u_12), (u_21, u_22) = u
    (p, q), (r, s) = step

    def at(x, y):
        return u_11 * x + u_21 * y, u_12 * x + u_22 * y

    def gradient(x, y):
        g_1, g_2 = loss.gradient(*at(x, y))
        return p * g_1 + q * g_2, r * g_1 + s * g_2

    (f_11, f_12), (f_21, f_22) = times(times(step, square(loss.hessian(0.0, 0.0))), ((u_11, u_21), (u_12, u_22)))
    return Loss(lambda x, y: loss.value(*at(x, y)), gradient, lambda x, y: (f_11, (f_12 + f_21) / 2, f_22))


def facts(**given):
    """As for the normalized inputs."""
    found = {"scale": 0.1, "correlation": 0.9, "epsilon": 0.0, "drawn_back": 0.0} | given
    data = found["scale"], found["correlation"], found["epsilon"]
    if found["drawn_back"]:
        course = Course(surface.bind(**given | {"drawn_back": 0.0}), square(whitening(*data)))
        return {name: getattr(plain.surface, name) for name in ("domain", "start", "minima")} | {"course": course}
    return framed(back_from(*data, plain.surface.start), whitened(*data, 0.0)[1])


surface = Surface(
    label="Whitened inputs",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_j \bigl(v \cdot U (x_j - \bar x) - (t_j - \bar t)\bigr)^2, \quad "
    r"v = (x, y), \quad U^\top U = (S + \epsilon I)^{-1}",
    source="Desjardins, Simonyan, Pascanu & Kavukcuoglu (2015), Natural neural networks, Algorithm 1",
    watch="Linear regression after its inputs were whitened: scales and correlation are gone, the ravine is a circle, "
    "and gradient descent with learning rate 1 is home in one step. With mini-batches of data the whitening is "
    "estimated anew every T steps; with all data that changes nothing.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    **framed(back_from(0.1, 0.9, 0.0, plain.surface.start), whitened(0.1, 0.9, 0.0, 0.0)[1]),
    learning_rate=0.5,
    color_scale="log",
    group="data",
    batches=batches,
    sample_count=200,
    facts=facts,
)
