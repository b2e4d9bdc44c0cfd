"""Stochastic gradient Langevin dynamics: gradient descent with noise of its own, whose path is a sample.

At a small learning rate, and after a while, it is at each place as often as exp(−f/T) says: T is the temperature of the
paper's posterior, where it is 1, and the learning rate half of the paper's ε. On a parabola of curvature h the variance
is T / (h (1 − α h / 2)) exactly. At T = 0 it is gradient descent. Of a network, whose loss is a mean over N samples,
T = 1/N has the posterior of the paper.

n is a number of its own for each coordinate and each step, of mean 0 and variance 1: the sum of twelve uniform
ones (races/own_noise.py). It follows from the seed, and is the same wherever a race is run. What the method promises of
other axes and units it does at T = 0.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="Langevin",
    source="Welling & Teh (2011), Bayesian learning via stochastic gradient Langevin dynamics, eq. 4",
    formula=r"x_t = x_{t-1} - \alpha\, g_t + \sqrt{2\, \alpha\, T}\, n_t",
    watch="It never rests, and is not meant to: where its trail is dense the loss is low, and the temperature says how "
    "high it climbs. Now and then it crosses into another valley.",
    group="beyond Adam",
    measure="gradient",
    rotates=True,
    hovers=True,
)
def langevin(
    x,
    g,
    n,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.01,
    temperature: Annotated[float, Hyperparameter("T", 0, 10, scale="zero_log", help="of the noise; 0 is none")] = 0.1,
    seed: Annotated[float, Hyperparameter("s", 0, 999, scale="whole", help="of the noise")] = 0.0,
):
    return (x - learning_rate * g + sqrt(2 * learning_rate * temperature) * n,)
