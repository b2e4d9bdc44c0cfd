"""CMA-ES: a cloud of samples that learns the shape of the valley from their order alone.

Each step draws λ points from a normal distribution, moves its mean to the best of them, and turns and stretches its
covariance C towards the steps that did well, away from those that did badly; σ grows while steps go one way and shrinks
while they cancel. Only the order of the values counts, so any growing function of the loss makes the same path.

The racer is the best point that has been seen, and the ellipse, of one standard deviation, lies around the mean: a
mean never rests, not even at a minimum. With noise the best point is valued anew among each step's samples. All
constants are the tutorial's; the samples follow from the seed. It ends where the cloud is too small to be seen.
"""

from collections.abc import Iterator
from math import inf, log, sqrt
from typing import Annotated, NamedTuple

import numpy as np

from hyperparameters import Hyperparameter

from .drawn import ellipse
from .formula import aligned
from .vector import Objective, vector

SMALLEST = 1e-9  # standard deviation, of 1 + |x|


def formula(t, better=True):
    """v is the weighted mean of the best steps, S the weighted sum of v vᵀ of all of them, p the path of the mean."""
    card = t == inf
    mean, shape = ("x", r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}") if t == 1 else ("m", r"\mathbf C_{t-1}")
    return aligned(
        r"\mathbf x_k &= \mathbf m_{t-1} + \sigma_{t-1} \mathbf v_k, \qquad \mathbf v_k \sim"
        r" \mathcal N(0, \mathbf C_{t-1})"
        if card
        else "",
        rf"m_t &= {mean}_{{t-1}} + \sigma_{{t-1}}\, v_t",
        rf"\mathbf C_t &= a_t\, {shape} + c_1\, \mathbf p_t \mathbf p_t^\top + c_\mu\, \mathbf S_t",
        r"x_t &= b_t"
        + (r", \qquad b_t: \text{the best } \mathbf x_k, \text{ where it is better than } x_{t-1}" if card else "")
        if card or np.any(better)
        else r"x_t &= x_{t-1}",
    )


class Constants(NamedTuple):
    """Those of the tutorial for n weights: see there; `weights` of all samples, the best first."""

    weights: np.ndarray
    parents: int
    effective: float
    c_sigma: float
    damping: float
    c_c: float
    c_1: float
    c_mu: float
    expected: float


def constants(n: int) -> Constants:
    """All of them follow from n."""
    count = 4 + int(3 * log(n))
    parents = count // 2
    raw = log((count + 1) / 2) - np.log(np.arange(1, count + 1))
    good, bad = raw[:parents], raw[parents:]
    effective, against = (float(part.sum() ** 2 / (part @ part)) for part in (good, bad))
    c_sigma = (effective + 2) / (n + effective + 5)
    c_1 = 2 / ((n + 1.3) ** 2 + effective)
    c_mu = min(1 - c_1, 2 * (effective - 2 + 1 / effective) / ((n + 2) ** 2 + effective))
    least = min(1 + c_1 / c_mu, 1 + 2 * against / (effective + 2), (1 - c_1 - c_mu) / (n * c_mu))
    return Constants(
        weights=np.concatenate([good / good.sum(), least * bad / -bad.sum()]),
        parents=parents,
        effective=effective,
        c_sigma=c_sigma,
        damping=1 + 2 * max(0.0, sqrt((effective - 1) / (n + 1)) - 1) + c_sigma,
        c_c=(4 + effective / n) / (n + 4 + 2 * effective / n),
        c_1=c_1,
        c_mu=c_mu,
        expected=sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
    )


@vector(
    label="CMA-ES",
    source="Hansen & Ostermeier (2001), Completely derandomized self-adaptation in evolution strategies; as in Hansen "
    "(2016), The CMA evolution strategy: a tutorial",
    formula=formula,
    watch="A cloud of samples rolls downhill: its ellipse stretches along the valley, then shrinks into the minimum. "
    "It sees no slope and no value, only which samples are better, and takes six of them a step.",
    group="without gradients",
    states={"center": 0.0, "first": 0.0, "second": 0.0, "sigma": "spread"},
    rotates=False,
    rescales=True,
    iterations=35,
    matrix=True,
    draws=ellipse("center", "first", "second"),
    symbols={
        "sigma": r"\sigma", "covariance": "C", "kept": "a", "path": "p", "c_mu": r"c_\mu", "c_1": "c_1", "sums": "S",
        "step": "v", "lowest": "b",
    },
)  # fmt: skip
def cma_es(
    f: Objective,
    x: np.ndarray,
    *,
    spread: Annotated[float, Hyperparameter("σ₀", 1e-3, 100, scale="log", help="first standard deviation")] = 0.5,
    seed: Annotated[float, Hyperparameter("seed", 0, 99, scale="whole", help="of the samples")] = 1.0,
) -> Iterator[tuple]:
    n, random = len(x), np.random.default_rng(int(seed))
    c, (c_1, c_mu) = (found := constants(n)), (found.c_1, found.c_mu)
    m, sigma, covariance = x, spread, np.eye(n)
    along, path, t, value = np.zeros(n), np.zeros(n), 0, f.value(x)
    while True:
        variances, directions = np.linalg.eigh(covariance)
        lengths = np.sqrt(np.maximum(variances, 0.0))
        if not sigma * lengths.max() > SMALLEST * (1 + np.abs(m).max()):
            return
        t += 1
        z = random.standard_normal((len(c.weights), n))
        steps = z * lengths @ directions.T
        values = np.array([f.value(m + sigma * step) for step in steps])
        order = np.argsort(values, kind="stable")
        z, steps, lowest = z[order], steps[order], m + sigma * steps[order[0]]
        step = c.weights[: c.parents] @ steps[: c.parents]
        m = m + sigma * step
        along = (1 - c.c_sigma) * along + sqrt(c.c_sigma * (2 - c.c_sigma) * c.effective) * (
            directions @ (c.weights[: c.parents] @ z[: c.parents])
        )
        long = sqrt(along @ along)
        steady = long / sqrt(1 - (1 - c.c_sigma) ** (2 * t)) < (1.4 + 2 / (n + 1)) * c.expected
        path = (1 - c.c_c) * path + steady * sqrt(c.c_c * (2 - c.c_c) * c.effective) * step
        weights = np.where(c.weights >= 0, c.weights, c.weights * n / np.maximum((z * z).sum(axis=1), 1e-300))
        sums = (steps.T * weights) @ steps
        kept = 1 - c_1 - c_mu * c.weights.sum() + (not steady) * c_1 * c.c_c * (2 - c.c_c)
        covariance = kept * covariance + c_1 * np.outer(path, path) + c_mu * sums
        sigma = sigma * np.exp(min(1.0, c.c_sigma / c.damping * (long / c.expected - 1)))
        value = value if f.fixed else f.value(x)
        better = bool(values.min() < value)
        x, value = (lowest, float(values.min())) if better else (x, value)
        axes = sigma * np.linalg.cholesky(covariance)
        yield x, m - x, axes[:, 0], axes[:, 1], sigma
