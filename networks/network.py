"""A network as a function of one flat vector of weights: loss, gradient, products with the Hessian and the Gauss-Newton
matrix.

The loss is the mean cross-entropy of a softmax over the last layer's outputs z, plus penalty/2 times the sum of the
squared weights (not the biases)::

    loss = mean(log Σⱼ exp(zⱼ) − z_y),    dloss/dz = (softmax(z) − onehot(y))/n

All is computed in the type of the weights and the data, 64 bits or 32.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .batch_norm import BatchNorm
from .dropout import Dropout
from .layer import Arrays, Layer

#: What is given to single layers besides weights and input, by the number of the layer.
Given = Mapping[int, Any]
NOTHING: Given = {}
CHUNK = 512  # samples that are evaluated at a time


@dataclass(frozen=True)
class Network:
    """Layers, the first of which takes samples (n, features) and the last of which gives (n, classes)."""

    layers: tuple[Layer, ...]
    penalty: float = 0.0

    @cached_property
    def places(self) -> tuple[tuple[tuple[slice, tuple[int, ...]], ...], ...]:
        """For each layer, where in the flat vector its weights are, and their shapes."""
        places, start = [], 0
        for layer in self.layers:
            own = []
            for shape in layer.shapes:
                stop = start + int(np.prod(shape))
                own.append((slice(start, stop), shape))
                start = stop
            places.append(tuple(own))
        return tuple(places)

    @cached_property
    def size(self) -> int:
        """How many weights it has, biases included."""
        return sum(place.stop - place.start for own in self.places for place, _ in own)

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        """Where the weights of each filter or neuron are, for normalizing them one by one (Li et al. 2018, Visualizing
        the loss landscape of neural nets, section 4). Biases, scales and shifts are in none."""
        matrices = [place for own in self.places for place in own if len(place[1]) == 2]
        return tuple(
            slice(place.start + row * shape[1], place.start + (row + 1) * shape[1])
            for place, shape in matrices
            for row in range(shape[0])
        )

    def initial(self, seed: int) -> np.ndarray:
        """The weights before training, (size,)."""
        random = np.random.default_rng([seed, 0])
        parts = [np.ravel(part) for layer in self.layers for part in layer.initial(random)]
        return np.concatenate(parts)

    def unpacked(self, w: np.ndarray) -> list[Arrays]:
        """The weights of each layer, as views into w."""
        return [tuple(w[place].reshape(shape) for place, shape in own) for own in self.places]

    def masks(self, random: np.random.Generator, count: int, dtype: Any = float) -> dict[int, np.ndarray]:
        """A mask for each dropout layer, for `count` samples."""
        drops = ((i, layer) for i, layer in enumerate(self.layers) if isinstance(layer, Dropout))
        return {i: layer.mask(random, count, dtype) for i, layer in drops if layer.rate}

    def statistics(self, w: np.ndarray, x: np.ndarray, batch_size: int) -> dict[int, Arrays]:
        """For each batch normalization the mean and variance to evaluate it with: those of the batches of x, averaged,
        the variance times m/(m − 1) (Ioffe & Szegedy 2015, Algorithm 2). Empty if there is none."""
        batch_size = min(batch_size, len(x))
        norms = [i for i, layer in enumerate(self.layers) if isinstance(layer, BatchNorm)]
        found: dict[int, list[Arrays]] = {i: [] for i in norms}
        for start in range(0, len(x) - batch_size + 1 if norms else 0, batch_size):
            _, memories = self._forward(self.unpacked(w), x[start : start + batch_size], NOTHING)
            for i in norms:
                count = memories[i].u.size // memories[i].mean.size
                found[i].append((memories[i].mean, memories[i].variance * (count / max(count - 1, 1))))
        return {i: tuple(np.mean(parts, axis=0) for parts in zip(*of, strict=True)) for i, of in found.items()}

    def outputs(self, w: np.ndarray, x: np.ndarray, given: Given = NOTHING) -> np.ndarray:
        """The last layer's outputs z, (n, classes)."""
        return self._forward(self.unpacked(w), x, given)[0]

    def loss(self, w: np.ndarray, x: np.ndarray, y: np.ndarray, given: Given = NOTHING) -> float:
        """The mean loss over the samples x (n, features) with the classes y (n,)."""
        return self._penalty(w) + float(cross_entropy(self.outputs(w, x, given), y)[0])

    def evaluate(self, w: np.ndarray, x: np.ndarray, y: np.ndarray, given: Given = NOTHING) -> tuple[float, float]:
        """The mean loss and the share of samples that are right (0 to 1), a chunk at a time: for data of any size."""
        loss, right = 0.0, 0
        for start in range(0, len(y), CHUNK):
            labels = y[start : start + CHUNK]
            z = self.outputs(w, x[start : start + CHUNK], given)
            loss += float(cross_entropy(z, labels)[0]) * len(labels)
            right += int(np.count_nonzero(z.argmax(axis=1) == labels))
        return self._penalty(w) + loss / len(y), right / len(y)

    def loss_and_gradient(
        self, w: np.ndarray, x: np.ndarray, y: np.ndarray, given: Given = NOTHING
    ) -> tuple[float, np.ndarray]:
        """The loss and its gradient (size,)."""
        thetas = self.unpacked(w)
        z, memories = self._forward(thetas, x, given)
        loss, p = cross_entropy(z, y)
        gradient = self._backward(thetas, memories, _error(p, y))
        for place in self._penalized:
            gradient[place] += self.penalty * w[place]
        return self._penalty(w) + float(loss), gradient

    def hessian_vector(
        self, w: np.ndarray, v: np.ndarray, x: np.ndarray, y: np.ndarray, given: Given = NOTHING
    ) -> np.ndarray:
        """The Hessian of the loss at w times v, exactly (Pearlmutter 1994, section 4.1)."""
        thetas, along = self.unpacked(w), self.unpacked(v)
        z, memories = self._forward(thetas, x, given)
        rz, memories_r = self._forward_r(thetas, along, memories, x)
        p = softmax(z)
        dy, rdy = _error(p, y), _curved(p, rz)
        product, lowest = np.empty(self.size, dtype=dy.dtype), self._lowest
        for i in range(len(self.layers) - 1, lowest - 1, -1):
            layer, at = self.layers[i], (thetas[i], along[i], memories[i], memories_r[i], dy, rdy)
            self._store(product, i, layer.gradients_r(*at))
            if i > lowest:
                dy, rdy = layer.back(thetas[i], memories[i], dy), layer.back_r(*at)
        return self._with_penalty(product, v)

    def gauss_newton_vector(
        self, w: np.ndarray, v: np.ndarray, x: np.ndarray, y: np.ndarray, given: Given = NOTHING
    ) -> np.ndarray:
        """The generalized Gauss-Newton matrix JᵀHJ times v, with the Jacobian J of the outputs and the Hessian H of the
        loss in them (Schraudolph 2002, Fast curvature matrix-vector products): never a negative curvature."""
        thetas, along = self.unpacked(w), self.unpacked(v)
        z, memories = self._forward(thetas, x, given)
        rz, _ = self._forward_r(thetas, along, memories, x)
        return self._with_penalty(self._backward(thetas, memories, _curved(softmax(z), rz)), v)

    def _forward(self, thetas: list[Arrays], x: np.ndarray, given: Given) -> tuple[np.ndarray, list[Any]]:
        memories = []
        for i, layer in enumerate(self.layers):
            x, memory = layer.forward(thetas[i], x, given.get(i))
            memories.append(memory)
        return x, memories

    def _forward_r(
        self, thetas: list[Arrays], along: list[Arrays], memories: list[Any], x: np.ndarray
    ) -> tuple[np.ndarray, list[Any]]:
        rx, memories_r = np.zeros_like(x), []
        for layer, theta, v, memory in zip(self.layers, thetas, along, memories, strict=True):
            rx, memory_r = layer.forward_r(theta, v, memory, rx)
            memories_r.append(memory_r)
        return rx, memories_r

    def _backward(self, thetas: list[Arrays], memories: list[Any], dy: np.ndarray) -> np.ndarray:
        """The gradient (size,), of which dy is that in the outputs."""
        gradient, lowest = np.empty(self.size, dtype=dy.dtype), self._lowest
        for i in range(len(self.layers) - 1, lowest - 1, -1):
            self._store(gradient, i, self.layers[i].gradients(thetas[i], memories[i], dy))
            if i > lowest:
                dy = self.layers[i].back(thetas[i], memories[i], dy)
        return gradient

    @cached_property
    def _lowest(self) -> int:
        """The number of the first layer that has weights; below it no gradient is wanted."""
        return next(i for i, own in enumerate(self.places) if own)

    @cached_property
    def _penalized(self) -> tuple[slice, ...]:
        matrices = [place for own in self.places for place, shape in own if len(shape) == 2]
        return tuple(matrices) if self.penalty else ()

    def _store(self, flat: np.ndarray, layer: int, parts: Arrays) -> None:
        for (place, shape), part in zip(self.places[layer], parts, strict=True):
            flat[place].reshape(shape)[...] = part

    def _penalty(self, w: np.ndarray) -> float:
        return sum(self.penalty / 2 * float(np.vdot(w[place], w[place])) for place in self._penalized)

    def _with_penalty(self, product: np.ndarray, v: np.ndarray) -> np.ndarray:
        for place in self._penalized:
            product[place] += self.penalty * v[place]
        return product


def softmax(z: np.ndarray) -> np.ndarray:
    """exp(z)/Σ exp(z) in each row."""
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return p


def cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[np.floating, np.ndarray]:
    """The mean cross-entropy of the outputs z with the classes y, and softmax(z)."""
    shifted = z - z.max(axis=1, keepdims=True)
    p = np.exp(shifted)
    total = p.sum(axis=1, keepdims=True)
    p /= total
    return np.mean(np.log(total[:, 0]) - shifted[np.arange(len(y)), y]), p


def _error(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The gradient of the mean cross-entropy in the outputs."""
    dz = p.copy()
    dz[np.arange(len(y)), y] -= 1
    dz /= len(y)
    return dz


def _curved(p: np.ndarray, rz: np.ndarray) -> np.ndarray:
    """The Hessian of the mean cross-entropy in the outputs, (diag(p) − p pᵀ)/n for each sample, times rz."""
    inner = np.einsum("ij,ij->i", p, rz)
    return p * (rz - inner[:, None]) / len(p)
