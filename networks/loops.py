"""The two ways in which a method trains a network: an element-wise rule, a mini-batch at a time, and a vector method on
a large batch that stays for an epoch.

Initial weights, the order of the samples and the masks of dropout come from the seed alone, so that all methods of a
seed have the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from optimizers import Elementwise, Matrix, Vector

from .data import Data
from .matrices import Matrices
from .network import Network
from .objective import NetworkObjective
from .whitening import Whitening, canonical, whitened

LARGEST = 1e8  # a weight beyond it has diverged
LARGE_BATCH = 1500  # samples that a vector method sees at a time: all digits
ITERATIONS = 5  # of a vector method in an epoch
PARTS = ("x", "g", "t", "h", "f", "p", "w", "n")
SAME = 1e-5  # of the largest weight: so far a point may be off the one whose whole gradient is known, by rounding
UNSCHEDULED = ("adadelta",)  # in its paper it has no learning rate that could be scheduled


@dataclass(frozen=True)
class Course:
    """What a loop needs to know: the network and its data, and what all methods share.

    `schedule` is the factor on the learning rate at update t, from 1, or None where that is always 1. `watch` is told
    of every update: the weights after it, and how many epochs and passes over the data that took.
    """

    network: Network
    data: Data
    schedule: Callable[[int], float] | None
    batch_size: int
    seed: int
    whiten_every: int
    watch: Callable[[np.ndarray, float, float], None] | None = None

    @property
    def whitens(self) -> bool:
        """Whether the network has whitenings to be fitted."""
        return any(isinstance(layer, Whitening) for layer in self.network.layers)

    def stream(self, number: int) -> np.random.Generator:
        """One of the seed's streams of random numbers: 1 the order, 2 the masks, 3 what single methods draw."""
        return np.random.default_rng([self.seed, number])


@dataclass(frozen=True)
class Lap:
    """An epoch of a loop: the mean cost, the weights after it (those without whitening), and the gradients spent so
    far, in passes over the data. A diverged lap is the last; its weights are the last that were finite."""

    cost: float
    weights: np.ndarray
    passes: float
    diverged: bool = False


def is_scheduled(optimizer: Elementwise | Vector) -> bool:
    """Whether a schedule reaches the method: it has a learning rate, and is called anew for each update."""
    rated = "learning_rate" in optimizer.hyperparameters and optimizer.name not in UNSCHEDULED
    return rated and isinstance(optimizer, Elementwise)


class Updates:
    """The updates of a rule; `first` are the states of weights x before them."""

    def __init__(self, optimizer: Elementwise, settings: Mapping[str, float], course: Course) -> None:
        self.optimizer, self.schedule, self.signs = optimizer, course.schedule, course.stream(3)
        self.settings = dict(settings)
        self.rule, self.look_ahead, self.probe = optimizer.bound(self.settings)
        supplied = optimizer.supplied
        self.first: Callable[[np.ndarray], tuple[Any, ...]] = partial(optimizer.states_at, settings=self.settings)
        if isinstance(optimizer, Matrix):
            matrices = Matrices(optimizer, self.settings, course.network, course.data.train_x.dtype)
            self.rule, supplied, self.first = matrices.rule, ("x", "g", "t"), lambda x: matrices.states
        self.supplied = [PARTS.index(name) for name in supplied]
        self.rate = settings["learning_rate"] if self.schedule and is_scheduled(optimizer) else None
        self.data, self.own = course.data, course.stream(5)
        self.known: tuple[np.ndarray, np.ndarray] | None = None  # a probe, and the whole gradient there
        self.wholly = 0  # samples of whole gradients since that was counted last
        self.cost = optimizer.cost - ("w" in supplied)  # gradients that a sample is asked for in an update

    def update(
        self, network: Network, x: np.ndarray, states: tuple[Any, ...], t: int, batch: tuple
    ) -> tuple[float, np.ndarray, tuple[Any, ...]]:
        """The batch's loss before update t, and weights and states after it."""
        if self.schedule and self.rate is not None:
            self.settings["learning_rate"] = self.rate * float(self.schedule(t))  # no type that widens 32 bits
        at = self.look_ahead(x, *states) if self.look_ahead else x
        loss, g = network.loss_and_gradient(at, *batch)
        h = sampled_diagonal(network, at, batch, self.signs) if "h" in self.optimizer.supplied else None
        f = network.loss(x, *batch) if "f" in self.optimizer.supplied and self.look_ahead else loss
        near = self.probe(x, g, *states) if self.probe else None
        p = network.loss_and_gradient(near, *batch)[1] if near is not None and "p" in self.optimizer.supplied else None
        w = self.whole(network, near) if near is not None and "w" in self.optimizer.supplied else None
        n = self.own.standard_normal(len(x), dtype=x.dtype) if "n" in self.optimizer.supplied else None
        parts = (x, g, t, h, f, p, w, n)
        moved, *after = self.rule(*(parts[i] for i in self.supplied), *states)
        return loss, moved, tuple(after)

    def whole(self, network: Network, at: np.ndarray) -> np.ndarray:
        """The gradient over all samples; computed where it was not asked for at this point before."""
        if self.known is None or np.abs(self.known[0] - at).max() > SAME * np.abs(at).max():
            gradient = network.loss_and_gradient(at, self.data.train_x, self.data.train_y)[1]
            self.known = at, gradient
            self.wholly += len(self.data.train_y)
        return self.known[1]


def elementwise_laps(optimizer: Elementwise, settings: Mapping[str, float], course: Course) -> Iterator[Lap]:
    """Train with an element-wise rule for ever, epoch by epoch, in the numbers of the data, 64 bits or 32."""
    network, data = course.network, course.data
    updates = Updates(optimizer, settings, course)
    order, masks, fits = (course.stream(number) for number in (1, 2, 4))
    count, dtype = len(data.train_y), data.train_x.dtype
    x = network.initial(course.seed).astype(dtype)
    states = updates.first(x)
    t, spent = 0, 0
    while True:
        costs, shuffled = 0.0, order.permutation(count)
        for start in range(0, count, course.batch_size):
            if course.whitens and t % course.whiten_every == 0:
                network, x = fitted(network, x, data, fits)
            chosen, t = shuffled[start : start + course.batch_size], t + 1
            batch = data.train_x[chosen], data.train_y[chosen], network.masks(masks, len(chosen), dtype)
            loss, moved, after = updates.update(network, x, states, t, batch)
            spent += updates.cost * len(chosen) + updates.wholly
            updates.wholly = 0
            if not (math.isfinite(loss) and np.abs(moved).max() <= LARGEST):
                yield Lap(math.inf, canonical(network, x), spent / count, diverged=True)
                return
            x, states, costs = moved, after, costs + loss * len(chosen)
            if course.watch:
                course.watch(canonical(network, x), t / math.ceil(count / course.batch_size), spent / count)
        yield Lap(costs / count, canonical(network, x), spent / count)


def sampled_diagonal(network: Network, w: np.ndarray, batch: Any, random: np.random.Generator) -> np.ndarray:
    """An estimate of the Gauss-Newton matrix's diagonal, (n,), from one product: s ∘ G s with random signs s (Bekas,
    Kokiopoulou & Saad 2007, An estimator for the diagonal of a matrix). Unbiased, with the other entries as noise."""
    s = random.choice(np.array([-1.0, 1.0], dtype=w.dtype), size=len(w))
    return s * network.gauss_newton_vector(w, s, *batch)


def vector_laps(optimizer: Vector, settings: Mapping[str, float], course: Course) -> Iterator[Lap]:
    """Train with a vector method for ever: an epoch is ITERATIONS of its iterations on all samples, or on LARGE_BATCH
    of them, in 64 bits. Where the network has dropout, or the samples are not all there are, each epoch draws anew and
    the method begins anew, because it remembers losses and gradients of the former."""
    network, data = course.network, course.data
    order, masks, fits = (course.stream(number) for number in (1, 2, 4))
    count = len(data.train_y)
    size = min(count, LARGE_BATCH)
    x, spent = network.initial(course.seed), 0
    f: NetworkObjective | None = None
    done = 0
    while True:
        if f is None or f.given or size < count:
            if course.whitens:
                network, x = fitted(network, x, data, fits)
            chosen = order.permutation(count)[:size]
            batch = data.train_x[chosen].astype(float), data.train_y[chosen], network.masks(masks, size)
            f = NetworkObjective(network, *batch)
            path = optimizer.rule(f, x, **settings)
        costs, before = 0.0, f.evaluations
        for _ in range(ITERATIONS):
            costs += f.value(x)
            try:
                moved = next(path, (x,))[0]
            except (ArithmeticError, ValueError, np.linalg.LinAlgError):
                moved = np.full_like(x, np.nan)
            if not np.abs(moved).max() <= LARGEST:
                spent += (f.evaluations - before) * size
                yield Lap(math.inf, canonical(network, x), spent / count, diverged=True)
                return
            x, done = moved, done + 1
            if course.watch:
                passes = (spent + (f.evaluations - before) * size) / count
                course.watch(canonical(network, x), done / ITERATIONS, passes)
        spent += (f.evaluations - before) * size
        yield Lap(costs / ITERATIONS, canonical(network, x), spent / count)


def fitted(network: Network, w: np.ndarray, data: Data, random: np.random.Generator) -> tuple[Network, np.ndarray]:
    """The network with its whitenings fitted to at most LARGE_BATCH samples, with dropout, and its weights."""
    chosen = random.permutation(len(data.train_x))[:LARGE_BATCH]
    x = data.train_x[chosen]
    return whitened(network, w, x, network.masks(random, len(chosen), x.dtype))
