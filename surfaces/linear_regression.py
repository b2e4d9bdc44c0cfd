"""Linear regression in two weights: inputs of different scales, and correlated, make a ravine."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .datasets import WEIGHTS, covariance, inputs
from .quadratic import least_squares, plain_batches, quadratic, slope
from .scatter import of_targets
from .surface import Surface

Scale = Annotated[
    float, Hyperparameter("σ₂", 0.01, 1, scale="log", help="deviation of the second input; the first has 1")
]
Correlation = Annotated[float, Hyperparameter("c", -0.99, 0.99, help="correlation of the two inputs")]
Noise = Annotated[float, Hyperparameter("ν", 0, 1, help="deviation of the targets around the true weights")]
Samples = Annotated[float, Hyperparameter("N", 20, 400, scale="whole", help="samples of data")]
Seed = Annotated[float, Hyperparameter("seed", 0, 99, scale="whole", help="seed of the data")]


def value(
    x, y, *, scale: Scale = 0.1, correlation: Correlation = 0.9, noise: Noise = 0.1, samples: Samples = 200.0,
    data_seed: Seed = 0.0
):  # fmt: skip
    return quadratic(x, y, covariance(scale, correlation), WEIGHTS, noise * noise / 2)


def gradient(x, y, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0):
    return slope(x, y, covariance(scale, correlation), WEIGHTS)


def hessian(x, y, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0):
    return covariance(scale, correlation)


def batches(chosen, *, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0):
    return plain_batches(
        chosen, scale=scale, correlation=correlation, noise=noise, samples=samples, data_seed=data_seed
    )


def sampled(scale, correlation, noise, samples, data_seed):
    """Inputs (N, 2) and targets (N,)."""
    x, e = inputs(scale, correlation, samples, data_seed)
    return x, x @ WEIGHTS + noise * e


def scatter(*, scale=0.1, correlation=0.9, noise=0.1, samples=200.0, data_seed=0.0):
    return of_targets(*sampled(scale, correlation, noise, samples, data_seed))


surface = Surface(
    label="Linear regression",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_j \bigl(w \cdot (x_j - \bar x) - (t_j - \bar t)\bigr)^2, \quad w = (x, y)",
    source="LeCun, Bottou, Orr & Müller (1998), Efficient BackProp, section 5",
    watch="The Hessian is the covariance of the inputs: one input ten times as small as the other, and correlated with "
    "it, makes a ravine with condition number 535. The bias is left out: it is always at its best. The noise of the "
    "targets is made uncorrelated with the inputs, so that the minimum stays at (0.6, 4).",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-3.0, 3.0), (-2.0, 14.0)),
    start=(-1.0, 8.0),
    learning_rate=1.0,
    minima=(WEIGHTS,),
    color_scale="log",
    group="data",
    equal=True,
    batches=batches,
    batch_loss=least_squares,
    sample_count=200,
    scatter=scatter,
)
