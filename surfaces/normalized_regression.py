"""The same regression with its inputs batch-normalized: over the scales γ the ravine is a tilted ellipse."""

from typing import Annotated

import numpy as np

from caches import counted
from hyperparameters import Hyperparameter

from . import linear_regression as plain
from .datasets import WEIGHTS, covariance
from .elementary import sqrt
from .linear_regression import Correlation, Noise, Samples, Scale, Seed
from .quadratic import batch_means, least_squares, plain_batches, quadratic, slope
from .scatter import of_targets
from .surface import Course, Surface

Epsilon = Annotated[float, Hyperparameter("ε", 0, 0.1, scale="zero_log", help="added to the variance", paper=1e-5)]
DrawnBack = Annotated[
    float, Hyperparameter("drawn back", 0, 1, scale="switch", help="the same race over the original weights")
]


@counted(256, 1000)
def normalized(scale, correlation, epsilon, drawn_back):
    """Curvature and minimum over γ, where w = γ / sqrt(s² + ε); or those over w."""
    s_11, s_12, s_22 = covariance(scale, correlation)
    if drawn_back:
        return (s_11, s_12, s_22), WEIGHTS
    a, b = sqrt(s_11 + epsilon), sqrt(s_22 + epsilon)
    return (s_11 / (a * a), s_12 / (a * b), s_22 / (b * b)), (a * WEIGHTS[0], b * WEIGHTS[1])


def value(
    x, y, *, scale: Scale = 0.1, correlation: Correlation = 0.9, noise: Noise = 0.1, samples: Samples = 200.0,
    data_seed: Seed = 0.0, epsilon: Epsilon = 0.0, drawn_back: DrawnBack = 0.0
):  # fmt: skip
    curvature, minimum = normalized(scale, correlation, epsilon, drawn_back)
    return quadratic(x, y, curvature, minimum, noise * noise / 2)


def gradient(x, y, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0, epsilon=0.0, drawn_back=0.0):
    return slope(x, y, *normalized(scale, correlation, epsilon, drawn_back))


def hessian(x, y, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0, epsilon=0.0, drawn_back=0.0):
    return normalized(scale, correlation, epsilon, drawn_back)[0]


def batches(
    chosen, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0, epsilon=0.0, drawn_back=0.0
):
    """A batch is normalized by its own mean and variance (Ioffe & Szegedy 2015, Algorithm 1): û_k = (x_k − mean) /
    sqrt(variance + ε), 0 where both vanish; dL/dγ = mean((γ.û − t) û)."""
    data = {"scale": scale, "correlation": correlation, "noise": noise, "samples": samples, "data_seed": data_seed}
    if drawn_back:
        return plain_batches(chosen, **data)
    m_1, m_2, m_y, x1_x1, x1_x2, x2_x2, x1_y, x2_y, y_y = batch_means(chosen, **data)
    v_1, v_2 = np.maximum(x1_x1 - m_1 * m_1, 0.0), np.maximum(x2_x2 - m_2 * m_2, 0.0)
    a, b = (inverse_root(v + epsilon) for v in (v_1, v_2))
    c_1, c_2 = a * (x1_y - m_1 * m_y), b * (x2_y - m_2 * m_y)
    return np.stack([y_y / 2, c_1, c_2, a * a * v_1, a * b * (x1_x2 - m_1 * m_2), b * b * v_2], axis=1)


def scatter(*, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0, epsilon=0.0, drawn_back=0.0):
    """Over the inputs that the weights are of."""
    x, t = plain.sampled(scale, correlation, noise, samples, data_seed)
    return of_targets(x if drawn_back else x / np.sqrt((1.0 + epsilon, scale * scale + epsilon)), t)


def inverse_root(v):
    """1/√v, 0 where v vanishes."""
    there = v > 1e-15
    return np.where(there, 1 / np.sqrt(np.where(there, v, 1.0)), 0.0)


def facts(**given):
    """The minimum, a start that is the plain one's, and a picture around both; drawn back, those of the plain one, and
    the course of the race."""
    found = {"scale": 0.1, "correlation": 0.9, "epsilon": 0.0, "drawn_back": 0.0} | given
    scale, epsilon = found["scale"], found["epsilon"]
    a, b = sqrt(1.0 + epsilon), sqrt(scale * scale + epsilon)
    if found["drawn_back"]:
        course = Course(surface.bind(**given | {"drawn_back": 0.0}), ((1 / a, 0.0), (0.0, 1 / b)))
        return {
            name: getattr(plain.surface, name) for name in ("domain", "start", "minima")
        } | {"course": course}  # fmt: skip
    return framed((a * plain.surface.start[0], b * plain.surface.start[1]), (a * WEIGHTS[0], b * WEIGHTS[1]))


def framed(start, minimum):
    """Facts of a surface with this start and one minimum: a square picture around it with the start well inside."""
    half = 1.4 * max(abs(start[0] - minimum[0]), abs(start[1] - minimum[1]))
    domain = tuple((middle - half, middle + half) for middle in minimum)
    return {"domain": domain, "start": start, "minima": (minimum,), "course": None}


surface = Surface(
    label="Normalized inputs",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_j \bigl(\gamma \cdot \hat u_j - (t_j - \bar t)\bigr)^2, \quad "
    r"\gamma = (x, y), \quad \hat u_{jk} = \frac{x_{jk} - \mu_k}{\sqrt{\sigma_k^2 + \epsilon}}",
    source="Ioffe & Szegedy (2015), Batch normalization, Algorithm 1",
    watch="Linear regression after each input was normalized: the scales are gone, the correlation stays, and the "
    "condition number falls from 535 to 19. With mini-batches each one is normalized by its own mean and variance. "
    "Switch to the original weights to see the same race over the ravine.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    **framed((-1.0, 0.1 * 8.0), (0.6, 0.1 * 4.0)),
    learning_rate=0.5,
    color_scale="log",
    group="data",
    equal=True,
    batches=batches,
    batch_loss=least_squares,
    sample_count=200,
    scatter=scatter,
    facts=facts,
)
