"""What noise draws: rows of numbers, (steps, width), from the surface, the number of steps and a random generator.

The rows of fewer steps are the first of those of more.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter
from surfaces import Surface

Random = np.random.Generator
COPIES = 200  # of the data, with noise on each target


def normal(surface: Surface, steps: int, random: Random) -> np.ndarray:
    """A normal number."""
    return random.standard_normal((steps, 1))


def normals(surface: Surface, steps: int, random: Random) -> np.ndarray:
    """A normal number for each coordinate."""
    return random.standard_normal((steps, 2))


def chances(surface: Surface, steps: int, random: Random) -> np.ndarray:
    """A number from 0 to 1 for each coordinate."""
    return random.random((steps, 2))


def directions(surface: Surface, steps: int, random: Random) -> np.ndarray:
    """A number from 0 to 1, and a direction, as a point on the unit circle."""
    chance, turn = random.random((steps, 2)).T
    return np.stack([chance, np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)], axis=1)


def orders(surface: Surface, steps: int, random: Random) -> np.ndarray:
    """The place of each residual, from 0, in an order of them all."""
    return random.random((steps, surface.residual_count)).argsort(axis=1).argsort(axis=1).astype(float)


def nine_to_one(surface: Surface, steps: int, random: Random) -> np.ndarray:
    """0.1 nine times and −0.9 once in each ten steps, in any order: they sum to 0."""
    rounds = np.tile([0.1] * 9 + [-0.9], (-(-steps // 10), 1))
    return np.array([random.permutation(ten) for ten in rounds]).reshape(-1, 1)[:steps]


def mean_errors(
    surface: Surface,
    steps: int,
    random: Random,
    *,
    batch_size: Annotated[float, Hyperparameter("b", 1, COPIES, scale="log", help="copies in a batch, rounded")] = 1.0,
) -> np.ndarray:
    """Of COPIES of the data with normal errors on each target, which add up to 0, b are drawn without replacement: the
    mean error of each residual."""
    errors = random.standard_normal((COPIES, surface.residual_count))
    errors -= errors.mean(axis=0)
    b = round(batch_size)
    return np.array([errors[random.permutation(COPIES)[:b]].mean(axis=0) for _ in range(steps)])


def data(
    surface: Surface,
    steps: int,
    random: Random,
    *,
    batch_size: Annotated[float, Hyperparameter("b", 1, 400, scale="log", help="samples in a batch, rounded")] = 20.0,
) -> np.ndarray:
    """What the loss over b samples of the data, drawn without replacement, follows from. The surface says it itself:
    batch normalization takes the batch's own mean and variance."""
    assert surface.batches  # RaceSpec has seen to it
    n = surface.sample_count
    return surface.batches(random.random((steps, n)).argsort(axis=1)[:, : min(round(batch_size), n)])
