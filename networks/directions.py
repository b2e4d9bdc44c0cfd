"""Two directions through the weights, and what is lost when a path is projected on their plane.

Li, Xu, Taylor, Studer & Goldstein (2018), Visualizing the loss landscape of neural nets, arXiv:1712.09913: the
principal directions of a path are in section 7.2, filter normalization is in section 4. Paths are arrays of weights,
(points, n); `centre`, (n,), is the origin of the plane; directions are (2, n).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BLOCK = 2048  # weights that are taken at a time in 64 bits, for all of them would need more memory than the paths
LEVEL = 1e-12  # of the first principal value; below it there is no second direction


def principal(paths: Sequence[np.ndarray], centre: np.ndarray) -> np.ndarray:
    """The two orthonormal directions that keep most of the squared distance of all points from the centre.

    These are the first two principal components of the rows w_t - w_end, as in section 7.2; not centred about their
    mean, because the plane must pass through the centre. Signs are such that the first path begins at the upper left.
    """
    rows = np.concatenate(paths)
    products = np.zeros((len(rows), len(rows)))
    blocks = [slice(start, start + BLOCK) for start in range(0, len(centre), BLOCK)]
    for block in blocks:
        apart = rows[:, block] - centre[block]
        products += apart @ apart.T
    values, vectors = np.linalg.eigh(products)  # as many as points, which are fewer than weights
    first, second = np.hstack([vectors[:, [-1, -2]].T @ (rows[:, block] - centre[block]) for block in blocks])
    first = _unit(first)
    if not values[-2] > LEVEL * values[-1]:  # the paths lie on a line: any other direction
        second = np.random.default_rng(0).standard_normal(len(centre))
    second -= (second @ first) * first
    found = np.stack([first, _unit(second)])
    start = found @ (paths[0][0] - centre)
    return found * np.where(start * [-1, 1] < 0, -1.0, 1.0)[:, None]


def filter_normalized(centre: np.ndarray, filters: Sequence[slice], seed: int) -> np.ndarray:
    """Two Gaussian directions, each of whose filters is as long as the same filter of the centre (section 4).

    `filters` are the places, in the flat weights, of those into each neuron or channel. All other weights,
    biases and those of batch normalization, stay where they are, as in the authors' program.
    """
    drawn = np.random.default_rng(seed).standard_normal((2, len(centre)))
    found = np.zeros_like(drawn)
    for chosen in filters:
        part = drawn[:, chosen]
        found[:, chosen] = part / np.linalg.norm(part, axis=1, keepdims=True) * np.linalg.norm(centre[chosen])
    return found


def project(path: np.ndarray, centre: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """The coordinates, (points, 2), of the points of the plane nearest to a path.

    Random directions are not orthogonal, so this is a least-squares problem.
    """
    along = (path - centre) @ directions.T.astype(path.dtype)
    return np.linalg.solve(directions @ directions.T, along.astype(float).T).T


def explained(paths: Sequence[np.ndarray], directions: np.ndarray) -> np.ndarray:
    """The share of the paths' variance, about their common mean, along each axis: (2,).

    The second axis counts for what it adds to the first.
    """
    mean = np.mean([path.mean(axis=0, dtype=float) for path in paths], axis=0)
    return _shares(paths, mean, directions)


def lost(path: np.ndarray, centre: np.ndarray, directions: np.ndarray) -> float:
    """The share of the squared distance of a path from the centre that is off the plane."""
    return float(max(1 - _shares([path], centre, directions).sum(), 0.0))


def _shares(paths: Sequence[np.ndarray], origin: np.ndarray, directions: np.ndarray) -> np.ndarray:
    axes, kept, total = _orthonormal(directions), np.zeros(2), 0.0
    for path in paths:
        apart = path - origin
        kept += np.square(apart @ axes.T).sum(axis=0)
        total += np.einsum("ij,ij->", apart, apart)
    return kept / total if total else np.ones(2) / 2


def _orthonormal(directions: np.ndarray) -> np.ndarray:
    first = _unit(directions[0])
    return np.stack([first, _unit(directions[1] - (directions[1] @ first) * first)])


def _unit(direction: np.ndarray) -> np.ndarray:
    return direction / (np.linalg.norm(direction) or 1.0)
