"""The two ways in which a method trains a network: an element-wise rule, a mini-batch at a time, and a vector method on
a large batch that stays for an epoch.

Initial weights, the order of the samples and the masks of dropout come from the seed alone, so that all methods of a
seed have the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers import Elementwise, Vector

from .data import Data
from .network import Network
from .objective import NetworkObjective

LARGEST = 1e8  # a weight beyond it has diverged
LARGE_BATCH = 2048  # samples that a vector method sees at a time
ITERATIONS = 5  # of a vector method in an epoch
PARTS = ("x", "g", "t", "h", "f", "p")
UNSCHEDULED = ("adadelta",)  # in its paper it has no learning rate that could be scheduled


@dataclass(frozen=True)
class Course:
    """What a loop needs to know: the network and its data, and what all methods share."""

    network: Network
    data: Data
    schedule: Callable[[int], float]
    batch_size: int
    seed: int

    def stream(self, number: int) -> np.random.Generator:
        """One of the seed's streams of random numbers: 1 the order, 2 the masks, 3 what single methods draw."""
        return np.random.default_rng([self.seed, number])


@dataclass(frozen=True)
class Lap:
    """An epoch of a loop: the mean cost, the weights after it, and the gradients spent so far, in passes over the data.
    A diverged lap is the last; its weights are the last that were finite."""

    cost: float
    weights: np.ndarray
    passes: float
    diverged: bool = False


def elementwise_laps(optimizer: Elementwise, settings: Mapping[str, float], course: Course) -> Iterator[Lap]:
    """Train with an element-wise rule for ever, epoch by epoch."""
    network, data = course.network, course.data
    bound = dict(settings)
    rule, look_ahead, probe = optimizer.bound(bound)
    supplied = [PARTS.index(name) for name in optimizer.supplied]
    order, masks, signs = (course.stream(number) for number in (1, 2, 3))
    count, dtype = len(data.train_y), data.train_x.dtype
    x = network.initial(course.seed).astype(dtype)
    states = optimizer.initial_states(settings)
    scheduled = "learning_rate" in settings and optimizer.name not in UNSCHEDULED
    t, spent, p, h = 0, 0, None, None
    while True:
        costs = 0.0
        shuffled = order.permutation(count)
        for start in range(0, count, course.batch_size):
            t += 1
            if scheduled:
                bound["learning_rate"] = settings["learning_rate"] * course.schedule(t)
            chosen = shuffled[start : start + course.batch_size]
            batch = data.train_x[chosen], data.train_y[chosen], network.masks(masks, len(chosen), dtype)
            at = look_ahead(x, *states) if look_ahead else x
            loss, g = network.loss_and_gradient(at, *batch)
            if "h" in optimizer.supplied:
                h = sampled_diagonal(network, at, batch, signs)
            if probe:
                p = network.loss_and_gradient(probe(x, *states), *batch)[1]
            parts = (x, g, t, h, loss, p)
            moved, *after = rule(*(parts[i] for i in supplied), *states)
            spent += optimizer.cost * len(chosen)
            if not (math.isfinite(loss) and math.isfinite(np.vdot(moved, moved)) and np.abs(moved).max() <= LARGEST):
                yield Lap(math.inf, x, spent / count, diverged=True)
                return
            x, states = moved, tuple(after)
            costs += loss * len(chosen)
        yield Lap(costs / count, x, spent / count)


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
    order, masks = course.stream(1), course.stream(2)
    count = len(data.train_y)
    size = min(count, LARGE_BATCH)
    x = network.initial(course.seed)
    f: NetworkObjective | None = None
    spent = 0
    while True:
        if f is None or f.given or size < count:
            chosen = order.permutation(count)[:size]
            given = network.masks(masks, size)
            f = NetworkObjective(network, data.train_x[chosen].astype(float), data.train_y[chosen], given)
            path = optimizer.rule(f, x, **settings)
        costs, before = 0.0, f.evaluations
        for _ in range(ITERATIONS):
            costs += f.value(x)
            try:
                moved = next(path, (x,))[0]
            except (ArithmeticError, ValueError, np.linalg.LinAlgError):
                moved = np.full_like(x, np.nan)
            if not np.abs(moved).max() <= LARGEST:
                yield Lap(math.inf, x, (spent + (f.evaluations - before) * size) / count, diverged=True)
                return
            x = moved
        spent += (f.evaluations - before) * size
        yield Lap(costs / ITERATIONS, x, spent / count)
