"""Natural neural networks (Desjardins et al. 2015, Algorithm 1, PRONG): before each dense layer its input is centred
and whitened, h = U (x − c), with statistics that are taken anew every T updates. The dense layer's weights change with
them so that the network's function stays; only the coordinates in which it is trained are others.

The paper whitens with diag(λ + ε)^(-1/2) Eᵀ, where E diag(λ) Eᵀ is the covariance. Here U is E diag(λ + ε)^(-1/2) Eᵀ,
which turns back and gives the same steps of gradient descent: it changes little from one time to the next, where
eigenvectors change their signs, so that the state of a method such as momentum keeps its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .dense import Dense
from .layer import Arrays, Layer
from .network import NOTHING, Given, Network

EPSILON = 1e-3  # added to every variance: a pixel that is always blank has none


@dataclass(frozen=True, eq=False)
class Whitening(Layer):
    """h = U (x − c) with a symmetric matrix U. It stands before a dense layer; it has no weights to be trained."""

    c: np.ndarray
    U: np.ndarray

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        return (x - self.c) @ self.U, None

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return dy @ self.U

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        return rx @ self.U, None


def with_whitening(network: Network) -> Network:
    """The network with a whitening before each dense layer, which does nothing yet."""
    layers: list[Layer] = []
    for layer in network.layers:
        if isinstance(layer, Dense):
            layers.append(Whitening(np.zeros(layer.inputs), np.eye(layer.inputs)))
        layers.append(layer)
    return replace(network, layers=tuple(layers))


def canonical(network: Network, w: np.ndarray) -> np.ndarray:
    """The weights with which the network without whitening is the same function."""
    thetas = network.unpacked(w)
    for i, layer in enumerate(network.layers):
        if isinstance(layer, Whitening):
            thetas[i + 1] = _unwhitened(layer, thetas[i + 1])
    return np.concatenate([part.ravel() for theta in thetas for part in theta])


def whitened(
    network: Network, w: np.ndarray, x: np.ndarray, given: Given = NOTHING, epsilon: float = EPSILON
) -> tuple[Network, np.ndarray]:
    """The network with its whitenings fitted to the samples x, and the weights with which its function is unchanged.

    A layer whose inputs overflow, as in a run that is about to diverge, keeps the whitening that it has.
    """
    layers, thetas = list(network.layers), network.unpacked(w)
    for i, layer in enumerate(network.layers):
        if isinstance(layer, Whitening):
            W, b = _unwhitened(layer, thetas[i + 1])
            c = x.mean(axis=0)
            covariance = (x - c).T @ (x - c) / len(x)
            if not np.isfinite(covariance).all():
                break
            variances, E = np.linalg.eigh(covariance)
            root = np.sqrt(np.maximum(variances, 0) + np.asarray(epsilon, dtype=x.dtype))
            layers[i] = Whitening(c, E / root @ E.T)
            thetas[i + 1] = W @ (E * root @ E.T), b + W @ c
        x, _ = layers[i].forward(thetas[i], x, given.get(i))
    return replace(network, layers=tuple(layers)), np.concatenate([part.ravel() for theta in thetas for part in theta])


def _unwhitened(layer: Whitening, theta: Arrays) -> Arrays:
    """The weights of the dense layer behind a whitening as they are without it."""
    V, d = theta
    W = V @ layer.U
    return W, d - W @ layer.c
