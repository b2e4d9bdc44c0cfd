"""Training with every step written down: the paths of weights that a plane shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from optimizers import OPTIMIZERS, Elementwise
from progress import Progress
from schedules import factor_of

from .data import digits
from .experiments import EXPERIMENTS
from .loops import Course, elementwise_laps, vector_laps
from .network import Network
from .plane_spec import BATCH, UPDATES, PlaneSpec


@dataclass(frozen=True, eq=False)
class Recording:
    """The weights of one training, (points, n) in 32 bits, of which row 0 is the start; `times` in epochs;
    `evaluations`, what was spent until then, in gradients of a mini-batch. `diverged` is the time of the step that
    could not be taken, or None."""

    weights: np.ndarray
    times: np.ndarray
    evaluations: np.ndarray
    diverged: float | None

    def rows(self, times: np.ndarray) -> np.ndarray:
        """Of each time, the number of the last point until then."""
        return np.searchsorted(self.times, times + 1e-9, side="right") - 1


def record(spec: PlaneSpec, progress: Progress) -> Mapping[str, Recording]:
    """The recordings of all racers of a spec; calls `progress` with the epochs done and the epochs in all."""
    total, found = spec.epochs * len(spec.racers), {}
    for place, name in enumerate(spec.racers):

        def told(epoch: int, before: int = place * spec.epochs) -> None:
            progress(before + epoch, total)

        found[name] = _recorded(spec, name, told)
    return found


def _recorded(spec: PlaneSpec, name: str, told: Callable[[int], None]) -> Recording:
    experiment, optimizer, data = EXPERIMENTS[spec.experiment], OPTIMIZERS[name], digits()
    every = spec.every if isinstance(optimizer, Elementwise) else 1
    points = [(experiment.network.initial(spec.seed), 0.0, 0.0)]
    count = 0

    def watch(weights: np.ndarray, epochs: float, passes: float) -> None:
        nonlocal count
        count += 1
        if count % every == 0:
            points.append((weights.astype(np.float32), epochs, passes))

    factor = factor_of(experiment.schedule, spec.epochs * UPDATES, {})
    course = Course(experiment.network, data, factor, BATCH, spec.seed, whiten_every=1, watch=watch)
    settings = spec.racers[name]
    laps = (
        elementwise_laps(optimizer, settings, course)
        if isinstance(optimizer, Elementwise)
        else vector_laps(optimizer, settings, course)
    )
    diverged = None
    with np.errstate(all="ignore"):  # a diverging run overflows before it is seen
        for epoch, lap in enumerate(laps, start=1):
            told(epoch)
            if lap.diverged:
                diverged = min(points[-1][1] + every / UPDATES, float(spec.epochs))
            if lap.diverged or epoch == spec.epochs:
                break
    weights, times, passes = zip(*points, strict=True)
    spent = np.rint(np.array(passes) * UPDATES).astype(int)
    return Recording(np.array(weights, dtype=np.float32), np.array(times), spent, diverged)


@dataclass(frozen=True, eq=False)
class TrainingLoss:
    """The loss over all training data, without dropout, in 32 bits."""

    network: Network
    x: np.ndarray
    y: np.ndarray

    def value(self, weights: np.ndarray) -> float:
        """The loss."""
        return self.network.loss(weights.astype(np.float32), self.x, self.y)

    def value_and_slope(self, weights: np.ndarray) -> tuple[float, float]:
        """The loss and the norm of its gradient."""
        loss, gradient = self.network.loss_and_gradient(weights.astype(np.float32), self.x, self.y)
        return loss, float(np.linalg.norm(gradient))


def loss_of(spec: PlaneSpec) -> TrainingLoss:
    """The loss that the plane of a spec shows."""
    data = digits()
    return TrainingLoss(EXPERIMENTS[spec.experiment].network, data.train_x.astype(np.float32), data.train_y)
