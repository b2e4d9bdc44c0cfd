"""From a network to a surface: the loss on a plane through its weights, and the paths of trainings seen on it.

>>> from networks.plane import plane
>>> from networks.plane_spec import PlaneSpec
>>> found = plane(PlaneSpec("logistic", {"adam": {}, "sgd": {}}, epochs=2, grid=21))
>>> found.losses.shape, list(found.tracks)
((21, 21), ['sgd', 'adam'])

The weights are recorded while the methods train, `directions.py` spans the plane through the last weights of one of
them, and the loss over all training data, without dropout, is evaluated on a grid and along each path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from optimizers import OPTIMIZERS
from progress import Progress, progress_bar, silent
from surfaces import Surface
from surfaces.sampled import sampled_surface

from .directions import explained, filter_normalized, lost, principal, project
from .experiments import EXPERIMENTS
from .plane_spec import DIRECTIONS, EACH, SHIPPED_EPOCHS, PlaneSpec
from .recording import Recording, loss_of, record

MARGIN = 0.15  # of the paths' extent, on each side of the picture
NARROWEST = 0.4  # of the longer side
TOO_HIGH = 3.0  # times the loss of the start: points of a run that diverged do not widen the picture


class Losses(Protocol):
    """The loss over all training data as a function of the weights, without dropout."""

    def value(self, weights: np.ndarray) -> float:
        """The loss."""

    def value_and_slope(self, weights: np.ndarray) -> tuple[float, float]:
        """The loss and the norm of its gradient."""


@dataclass(frozen=True, eq=False)
class Track:
    """One training seen on the plane; rows are the recorded points, `positions` (points, 2).

    `losses` and `gradient_norms` are the network's own, at its real weights; `plane_losses` is the loss of the network
    whose weights are the projected point. `evaluations` counts gradients of mini-batches. `diverged_at` is the first
    point that is not finite, from which on the one before stands, or None. `explained` is the share of the path's
    variance along each axis, `lost` the share of its squared distance from the centre that is off the plane.
    """

    positions: np.ndarray
    losses: np.ndarray
    gradient_norms: np.ndarray
    plane_losses: np.ndarray
    evaluations: np.ndarray
    diverged_at: int | None
    explained: tuple[float, float]
    lost: float


@dataclass(frozen=True, eq=False)
class Plane:
    """The loss on a grid over `domain`, rows along y, and each racer's track; `together` is the share of the variance
    of all paths along each axis, `weights` the number of weights of the network."""

    spec: PlaneSpec
    domain: tuple[tuple[float, float], tuple[float, float]]
    losses: np.ndarray
    tracks: Mapping[str, Track]
    together: tuple[float, float]
    weights: int

    @property
    def steps(self) -> int:
        """The number of recorded points after the start."""
        return len(next(iter(self.tracks.values())).losses) - 1

    @property
    def label(self) -> str:
        """A short title."""
        return title_of(self.spec)

    @cached_property
    def surface(self) -> Surface:
        """The plane as a surface; races on it are recordings."""
        first = next(iter(self.tracks.values()))
        start = (float(first.positions[0, 0]), float(first.positions[0, 1]))
        section = "section 4" if self.spec.directions == "random" else "section 7"
        return sampled_surface(
            self.losses,
            self.domain,
            start,
            label=self.label,
            formula=r"f(x, y) = L(w_{\mathrm{end}} + x\,d_1 + y\,d_2)",
            source="Li, Xu, Taylor, Studer & Goldstein (2018), Visualizing the loss landscape of neural nets, "
            f"{section}; bicubic between {len(self.losses)} × {len(self.losses)} points",
            watch=f"A plane through the {self.weights:,} weights of a network, spanned by "
            f"{DIRECTIONS[self.spec.directions]}. The paths are trainings, projected on it. A valley that is seen here "
            "may be one of the projection.",
            learning_rate=0.0,  # nobody descends on it
            group="data",
        )


def title_of(spec: PlaneSpec) -> str:
    """What a plane is called, short enough for half a screen: first what tells two planes of a network apart."""
    label = EXPERIMENTS[spec.experiment].label.partition(" with ")[0]
    title = f"{'Random' if spec.directions == 'random' else 'PCA'} plane: {label[0].lower()}{label[1:]}"
    if spec.epochs == SHIPPED_EPOCHS:
        return title
    return f"{title}, {spec.epochs} epoch{'s' if spec.epochs > 1 else ''}"


def plane(spec: PlaneSpec, progress: Progress | None = None) -> Plane:
    """Train, span the plane and evaluate it. Calls `progress` with the work done and the work in all; without it, a
    notebook and a terminal show a bar.

    Raises ValueError where the training in whose end the origin would lie has diverged.
    """
    with progress_bar("evaluations", progress, name="the plane") as told:
        recordings = record(spec, lambda done, total: told(done, 10 * total))
        return measured(spec, recordings, loss_of(spec), EXPERIMENTS[spec.experiment].network.blocks, told)


def measured(
    spec: PlaneSpec,
    recordings: Mapping[str, Recording],
    loss: Losses,
    filters: Sequence[slice],
    progress: Progress = silent,
) -> Plane:
    """The plane of recorded paths: the part of :func:`plane` that follows the training."""
    if recordings[spec.centre].diverged is not None:
        label = OPTIMIZERS[spec.centre].label
        raise ValueError(f"{label} diverges, so its end is no origin; choose another, or a lower learning rate")
    centre = recordings[spec.centre].weights[-1].astype(float)
    whole = [recording.weights for recording in recordings.values() if recording.diverged is None]
    if spec.directions == "random":
        directions = filter_normalized(centre, filters, spec.seed)
    else:
        directions = principal([recordings[spec.centre].weights] if spec.directions == "pca_one" else whole, centre)
    count = _counter(progress, EACH * sum(len(recording.times) for recording in recordings.values()) + spec.grid**2)
    tracks = {name: _track(spec, recordings[name], centre, directions, loss, count) for name in recordings}
    domain = _domain(spec, list(tracks.values()))
    x, y = (np.linspace(*side, spec.grid) for side in domain)
    losses = np.empty((spec.grid, spec.grid))
    for i, j in np.ndindex(losses.shape):
        losses[i, j] = loss.value(centre + x[j] * directions[0] + y[i] * directions[1])
        count(1)
    together = explained(whole, directions)
    return Plane(spec, domain, losses, tracks, (float(together[0]), float(together[1])), len(centre))


def _counter(progress: Progress, total: int) -> Callable[[int], None]:
    """Counts evaluations of the loss; the training before them was the first tenth."""
    done = total // 9

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total + total // 9)

    return count


def _track(
    spec: PlaneSpec,
    recording: Recording,
    centre: np.ndarray,
    directions: np.ndarray,
    loss: Losses,
    count: Callable[[int], None],
) -> Track:
    path = recording.weights
    positions = project(path, centre, directions)
    numbers = []
    for weights, (x, y) in zip(path, positions, strict=True):
        there = loss.value(centre + x * directions[0] + y * directions[1])
        numbers.append((*loss.value_and_slope(weights), there))
        count(EACH)
    times = spec.times
    rows = recording.rows(times)
    losses, norms, there = np.array(numbers)[rows].T
    shares, gone = explained([path], directions), None
    if recording.diverged is not None:
        gone = int(np.searchsorted(times, recording.diverged - 1e-9))
    return Track(
        positions=positions[rows],
        losses=losses,
        gradient_norms=norms,
        plane_losses=there,
        evaluations=recording.evaluations[rows],
        diverged_at=gone,
        explained=(float(shares[0]), float(shares[1])),
        lost=lost(path, centre, directions),
    )


def _domain(spec: PlaneSpec, tracks: Sequence[Track]) -> tuple[tuple[float, float], tuple[float, float]]:
    """All paths with a margin; of random directions at least a whole filter's length, -1 to 1, as in Li et al."""
    seen = [track.positions[track.losses <= TOO_HIGH * track.losses[0]] for track in tracks]
    points = np.concatenate([*seen, np.zeros((1, 2))])
    low, high = points.min(axis=0), points.max(axis=0)
    extent = high - low
    extent = np.maximum(np.maximum(extent, NARROWEST * extent.max()), 1e-6)
    middle = (low + high) / 2
    low, high = middle - (0.5 + MARGIN) * extent, middle + (0.5 + MARGIN) * extent
    if spec.directions == "random":
        low, high = np.minimum(low, -1.0), np.maximum(high, 1.0)
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))
