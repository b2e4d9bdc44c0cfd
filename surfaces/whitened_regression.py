"""The same regression with its inputs whitened: over the weights v the ravine is a circle."""

from typing import Annotated

import numpy as np

from caches import counted
from hyperparameters import Hyperparameter

from . import linear_regression as plain
from .datasets import WEIGHTS, covariance
from .linear_regression import Correlation, Noise, Samples, Scale, Seed
from .normalized_regression import DrawnBack, framed
from .quadratic import batch_means, inverse, least_squares, quadratic, slope, square, times, whitening
from .scatter import of_targets
from .surface import Course, Loss, Surface

Epsilon = Annotated[float, Hyperparameter("ε", 0, 1, scale="zero_log", help="added to the covariance", paper=1e-3)]
Every = Annotated[
    float,
    Hyperparameter(
        "T", 1, 1000, scale="log", help="steps between two estimates, from mini-batches of data", unit="steps"
    ),
]


@counted(256, 1000)
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
    chosen, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0,
    epsilon=0.0, every=10.0, drawn_back=0.0
):  # fmt: skip
    """Every T steps the whitening is estimated from the step's own batch (Desjardins et al. 2015, Algorithm 1 with its
    samples). The picture keeps its coordinates, those of all data: a step of −α Uₜᵀ Uₜ ∇f in w is one along
    U⁻ᵀ Uₜᵀ Uₜ ∇f there. Only the first derivative is so; the value is the batch's own."""
    data = {"scale": scale, "correlation": correlation, "noise": noise, "samples": samples, "data_seed": data_seed}
    m_1, m_2, _, x1_x1, x1_x2, x2_x2, x1_y, x2_y, y_y = batch_means(chosen, **data)
    c, s = np.stack([x1_y, x2_y], axis=1), matrices(x1_x1, x1_x2, x2_x2)
    if drawn_back:
        return rows_of(y_y / 2, c, s, c, s)
    last = np.arange(len(chosen)) // round(every) * round(every)  # the step of the estimate
    u = np.array(square(whitening(scale, correlation, epsilon)))
    with np.errstate(all="ignore"):
        found = inverses(x1_x1 - m_1 * m_1 + epsilon, x1_x2 - m_1 * m_2, x2_x2 - m_2 * m_2 + epsilon)
        step = square(inverse(whitening(scale, correlation, epsilon))) @ found[last]
        return rows_of(y_y / 2, c @ u, u @ s @ u, np.einsum("tij,tj->ti", step, c), step @ s @ u)


def scatter(
    *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0, epsilon=0.0, every=10.0, drawn_back=0.0
):
    """Over the inputs that the weights are of."""
    x, t = plain.sampled(scale, correlation, noise, samples, data_seed)
    return of_targets(x if drawn_back else x @ square(whitening(scale, correlation, epsilon)), t)


def matrices(a, b, c):
    """[[a, b], [b, c]] of each step, (steps, 2, 2)."""
    return np.stack([a, b, b, c], axis=1).reshape(-1, 2, 2)


def inverses(a, b, c):
    """Of [[a, b], [b, c]] of each step; where there is none, infinity: the racer leaves at once."""
    determinant = a * c - b * b
    return np.where(determinant > 1e-15 * a * c, matrices(c, -b, a).T / determinant, np.inf).T


def rows_of(half_square, c, s, d, step):
    """The rows of `batch_loss`, (steps, 12)."""
    return np.column_stack([half_square, c, s[:, 0], s[:, 1, 1], d, step.reshape(-1, 4)])


def batch_loss(row):
    """The loss ½ mean(y²) − c.v + vᵀ S v / 2, and in place of its gradient the step M v − d; the row has ½ mean(y²), c,
    S₁₁, S₁₂, S₂₂, d and M by rows."""
    *plain, d_1, d_2, m_11, m_12, m_21, m_22 = row

    def gradient(x, y):
        return m_11 * x + m_12 * y - d_1, m_21 * x + m_22 * y - d_2

    return Loss(least_squares(plain).value, gradient, lambda x, y: (m_11, (m_12 + m_21) / 2, m_22))


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
    equal=True,
    batches=batches,
    batch_loss=batch_loss,
    sample_count=200,
    scatter=scatter,
    facts=facts,
)
