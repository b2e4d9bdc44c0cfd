"""The data of the two-weight problems: made from a seed, and exactly as correlated, scaled and noisy as asked for."""

from __future__ import annotations

import numpy as np

from caches import counted

#: Standard deviation of the first input; that of the second is a hyperparameter, as only their ratio matters.
FIRST = 1.0
WEIGHTS = (0.6, 4.0)  # the true ones of the regression problems


def covariance(scale: float, correlation: float) -> tuple[float, float, float]:
    """S = (S₁₁, S₁₂, S₂₂) of inputs with deviations FIRST and `scale`."""
    return FIRST * FIRST, correlation * FIRST * scale, scale * scale


@counted(64, 11_000)
def inputs(scale: float, correlation: float, samples: float, seed: float) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (N, 2) with mean 0 and covariance exactly S, and a column e (N,), exactly uncorrelated with them, of mean
    0 and deviation 1, of which targets take their noise. Read-only.

    A normal sample of three columns is whitened (its mean subtracted, multiplied by the inverse Cholesky factor of its
    covariance), then its first two are mapped by the Cholesky factor of S. Covariances divide by N.
    """
    drawn = np.random.default_rng(int(seed)).standard_normal((round(samples), 3))
    drawn -= drawn.mean(axis=0)
    white = np.linalg.solve(np.linalg.cholesky(drawn.T @ drawn / len(drawn)), drawn.T).T
    s_11, s_12, s_22 = covariance(scale, correlation)
    x = white[:, :2] @ np.linalg.cholesky([[s_11, s_12], [s_12, s_22]]).T
    return _kept(x), _kept(white[:, 2].copy())


@counted(64, 11_000)
def moons(noise: float, samples: float, seed: float) -> tuple[np.ndarray, np.ndarray]:
    """Two interleaved half-moons: points (N, 2), centred, and labels ±1 (N,). Read-only.

    Upper moon (cos a, sin a), lower moon (1 − cos a, 1/2 − sin a), a even on [0, π], and normal noise on both
    coordinates.
    """
    random, count = np.random.default_rng(int(seed)), round(samples)
    upper = np.arange(count) < count // 2
    a = random.uniform(0, np.pi, count)
    x = np.where(upper, [np.cos(a), np.sin(a)], [1 - np.cos(a), 0.5 - np.sin(a)]).T
    x = x + noise * random.standard_normal((count, 2))
    return _kept(x - x.mean(axis=0)), _kept(np.where(upper, 1.0, -1.0))


def _kept(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array
