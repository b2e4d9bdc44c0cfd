"""One batch-normalized neuron over its two weights: only their direction counts."""

from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .datasets import inputs
from .elementary import sqrt
from .linear_regression import Noise, Samples, Seed
from .surface import Loss, Surface

TARGET = (0.8, 0.6)  # the targets are this many deviations of each input


def data_of(scale, correlation, noise):
    """S, c = mean(x t), γ = sqrt(cᵀ S⁻¹ c), the best one, and mean(t²); β is the targets' mean, 0."""
    s_11, s_12, s_22 = 1.0, correlation * scale, scale * scale
    a, b = TARGET[0], TARGET[1] / scale
    c_1, c_2 = s_11 * a + s_12 * b, s_12 * a + s_22 * b
    best = c_1 * a + c_2 * b
    return (s_11, s_12, s_22), (c_1, c_2), sqrt(best), best + noise * noise


def formulas(s, c, gamma, square):
    """L = ½ (γ² − 2 γ c.w / sqrt(wᵀ S w) + mean(t²)), with û = 0 and so L = ½ mean(t²) where the variance is 0."""
    (s_11, s_12, s_22), (c_1, c_2) = s, c

    def parts(x, y):
        a, b = s_11 * x + s_12 * y, s_12 * x + s_22 * y
        v = x * a + y * b
        flat = v == 0
        root = sqrt(v + flat)
        return a, b, c_1 * x + c_2 * y, root, 1.0 - flat

    def value(x, y):
        _, _, p, root, there = parts(x, y)
        return (there * gamma * gamma + square) / 2 - gamma * p / root

    def gradient(x, y):
        a, b, p, root, there = parts(x, y)
        q = p / (root * root)
        return -there * gamma * (c_1 - q * a) / root, -there * gamma * (c_2 - q * b) / root

    def hessian(x, y):
        a, b, p, root, there = parts(x, y)
        cube, q = root * root * root, 3 * p / (root * root)
        k = there * gamma / cube
        return (
            k * (2 * a * c_1 + p * s_11 - q * a * a),
            k * (a * c_2 + b * c_1 + p * s_12 - q * a * b),
            k * (2 * b * c_2 + p * s_22 - q * b * b),
        )

    return Loss(value, gradient, hessian)


def value(
    x, y, *, scale: Annotated[
        float, Hyperparameter("σ₂", 0.2, 5, scale="log", help="deviation of the second input; the first has 1")
    ] = 1.0,
    correlation: Annotated[float, Hyperparameter("c", -0.8, 0.8, help="correlation of the two inputs")] = 0.0,
    noise: Noise = 0.1, samples: Samples = 200.0, data_seed: Seed = 0.0
):  # fmt: skip
    return formulas(*data_of(scale, correlation, noise)).value(x, y)


def gradient(x, y, *, scale=1.0, correlation=0.0, noise=0.1, samples=200.0, data_seed=0.0):
    return formulas(*data_of(scale, correlation, noise)).gradient(x, y)


def hessian(x, y, *, scale=1.0, correlation=0.0, noise=0.1, samples=200.0, data_seed=0.0):
    return formulas(*data_of(scale, correlation, noise)).hessian(x, y)


def batches(chosen, *, scale=1.0, correlation=0.0, noise=0.1, samples=200.0, data_seed=0.0):
    """A batch is normalized by its own mean and variance: the same formulas with its covariances, as û has mean 0."""
    x, e = inputs(scale, correlation, samples, data_seed)
    t = x @ (TARGET[0], TARGET[1] / scale) + noise * e
    apart = x[chosen] - x[chosen].mean(axis=1, keepdims=True)
    a, b, wanted = apart[..., 0], apart[..., 1], t[chosen]
    means = [part.mean(axis=1) for part in (a * a, a * b, b * b, a * wanted, b * wanted, wanted * wanted)]
    return np.stack([*means, np.full(len(chosen), data_of(scale, correlation, noise)[2])], axis=1)


def batch_loss(row):
    """The row has S₁₁, S₁₂, S₂₂, c₁, c₂, mean(t²), γ."""
    s_11, s_12, s_22, c_1, c_2, square, gamma = row
    return formulas((s_11, s_12, s_22), (c_1, c_2), gamma, square)


def facts(*, scale=1.0, **_):
    """Minima along the ray of the true direction, to the edge of the picture."""
    x, y = TARGET[0], TARGET[1] / scale
    longest = 4.0 / max(x, y)
    return {"minima": tuple((k * longest * x, k * longest * y) for k in RAY)}


RAY = [(k / 40) ** 1.5 for k in range(4, 41)]

surface = Surface(
    label="Normalized neuron",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_j (\gamma\,\hat u_j + \beta - t_j)^2, \quad "
    r"\hat u_j = \frac{u_j - \mu}{\sigma}, \quad u_j = w \cdot x_j, \quad w = (x, y)",
    source="Ioffe & Szegedy (2015), Batch normalization, section 3.3",
    watch="The neuron’s input is normalized, so the length of its weights means nothing: the surface is level along "
    "every ray, and the gradient is square to it. Steps can only lengthen the weights, and longer weights have smaller "
    "gradients: too large a learning rate damps itself.",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-4.0, 4.0), (-4.0, 4.0)),
    start=(-1.2, 0.3),
    learning_rate=0.2,
    **facts(),
    curve="a ray from the origin",
    color_scale="linear",
    group="data",
    equal=True,
    batches=batches,
    batch_loss=batch_loss,
    sample_count=200,
    facts=facts,
)
