"""What a race returns: one Trajectory a racer, and what is measured on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from networks.plane import Plane
from surfaces import Surface

from .checksum import checksum
from .ending import beside, nearest_minimum, status_of, steps_to_tolerance
from .engines import Run
from .length import length
from .showing import Shown

if TYPE_CHECKING:
    import pandas as pd

    from .spec import RaceSpec


@dataclass(frozen=True, repr=False)
class Trajectory:
    """One racer's path. Arrays are read-only, float64 but for the counts in evaluations; row 0 is the start; a diverged
    racer repeats its last point.

    positions: (steps + 1, 2). losses, gradient_norms, distances (to the nearest stated minimum, nan where there is
    none), evaluations (gradients spent up to each step): (steps + 1,). states: by name, (steps + 1, 2). accuracies:
    the share of samples that a classifier has right, (steps + 1,), or None where the loss is none of one.
    status: see `status_of` of ending.py; diverged_at: the step at which it left every bound, or None.
    steps_to_tolerance: the first step within TOLERANCE of the lowest minimum, or None. heights: (steps + 1,), the loss
    of the drawn surface below the racer where that is not its own, as on a network's plane; else None. outlines: what
    the method draws around its head, (steps + 1, 3, 2), as optimizers/drawn.py has it, or None.
    """

    positions: np.ndarray
    losses: np.ndarray
    gradient_norms: np.ndarray
    distances: np.ndarray
    evaluations: np.ndarray
    states: Mapping[str, np.ndarray]
    status: str
    diverged_at: int | None
    steps_to_tolerance: int | None
    accuracies: np.ndarray | None = None
    heights: np.ndarray | None = None
    outlines: np.ndarray | None = None

    @cached_property
    def checksum(self) -> str:
        """Of its positions: 16 hex digits."""
        return checksum(self.positions.ravel())

    def __repr__(self) -> str:
        (x, y), loss = self.positions[-1], self.losses[-1]
        return f"<Trajectory: {len(self.losses) - 1} steps to ({x:.4g}, {y:.4g}), loss {loss:.4g}, {self.status}>"

    @property
    def lost_at(self) -> int | None:
        """The step from which on it is shown as lost; None for who left downhill, too."""
        return None if self.status == "left" else self.diverged_at

    @cached_property
    def moves(self) -> np.ndarray:
        """How long each step was, (steps + 1,): nan for row 0, 0 where it rests."""
        return np.concatenate([[np.nan], length(*np.diff(self.positions, axis=0).T)])

    @property
    def drawn_losses(self) -> np.ndarray:
        """The losses at which the path is drawn in three dimensions: on the surface."""
        return self.losses if self.heights is None else self.heights

    @property
    def status_by_step(self) -> np.ndarray:
        """ "running", and from the step on where it is known how it ends the status: text, (steps + 1,)."""
        steps = np.arange(len(self.losses))
        ends = {"diverged": self.diverged_at, "left": self.diverged_at, "arrived": self.steps_to_tolerance}
        since = ends.get(self.status)
        return np.where(steps >= (steps[-1] if since is None else since), self.status, "running")


class RaceResult(Shown, Mapping[str, Trajectory]):
    """A mapping from optimizer to Trajectory, in the order of the contents page.

    In a notebook it shows itself as a page that plays, in a console as a scoreboard.
    """

    def __init__(self, spec: RaceSpec, trajectories: Mapping[str, Trajectory]) -> None:
        self.spec = spec
        self._trajectories = dict(trajectories)

    def __getitem__(self, optimizer: str) -> Trajectory:
        return self._trajectories[optimizer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._trajectories)

    def __len__(self) -> int:
        return len(self._trajectories)

    def __repr__(self) -> str:
        from .scoreboard import described

        return described(self)

    def to_frame(self, states: bool = False) -> pd.DataFrame:
        """A tidy DataFrame: one row for each racer and step; a classifier's loss also has the column accuracy.

        With `states`, two more columns for each state of each method, such as "v.x" and "v.y"; missing where a method
        has no such state.
        """
        import pandas as pd

        columns = [
            "surface",
            "optimizer",
            "step",
            "x",
            "y",
            "loss",
            "gradient_norm",
            "distance",
            "evaluations",
            "status",
        ]
        frames = [pd.DataFrame(columns=columns)]
        for name, t in self.items():
            frame = pd.DataFrame(
                {
                    "surface": self.spec.surface,
                    "optimizer": name,
                    "step": np.arange(len(t.losses)),
                    "x": t.positions[:, 0],
                    "y": t.positions[:, 1],
                    "loss": t.losses,
                    "gradient_norm": t.gradient_norms,
                    "distance": t.distances,
                    "evaluations": t.evaluations,
                    "status": t.status_by_step,
                },
                columns=columns,
            )
            if t.accuracies is not None:
                frame["accuracy"] = t.accuracies
            if states:
                for state, values in t.states.items():
                    frame[f"{state}.x"], frame[f"{state}.y"] = values.T
            frames.append(frame)
        return pd.concat(frames[1:] or frames, ignore_index=True)


def measured(run: Run, surface: Surface, hovers: bool = False) -> Trajectory:
    """The Trajectory of a run on a (bound) surface; `hovers`: of a method that never rests at a constant rate."""
    x, y = run.positions.T
    with np.errstate(all="ignore"):
        losses = np.broadcast_to(surface.value(x, y), x.shape)
        gradient = [np.broadcast_to(part, x.shape) for part in surface.gradient(x, y)]
        gradient_norms = length(*gradient)
    distances, numbers = nearest_minimum(run.positions, surface)
    nearest = surface.minima[numbers[-1]] if surface.minima else None
    arrays = {
        "positions": run.positions,
        "losses": losses,
        "gradient_norms": gradient_norms,
        "distances": distances,
        "evaluations": run.evaluations,
    }
    if run.outlines is not None:
        arrays["outlines"] = run.outlines
    if surface.accuracy:
        arrays["accuracies"] = surface.accuracy(x, y)
    for array in (*arrays.values(), *run.states.values()):
        array.flags.writeable = False
    return Trajectory(
        **arrays,
        states=MappingProxyType(dict(run.states)),
        status=_status(run, surface, losses, nearest, distances, hovers),
        diverged_at=run.diverged_at,
        steps_to_tolerance=steps_to_tolerance(losses, surface),
    )


def replayed(plane: Plane, optimizer: str, steps: int) -> Trajectory:
    """The first `steps` steps of a recorded training; after its end the racer rests.

    Losses and gradient norms are the network's own; a distance to a minimum is not known.
    """
    track = plane.tracks[optimizer]
    rows = np.minimum(np.arange(steps + 1), plane.steps)
    x, y = (positions := track.positions[rows]).T
    arrays = {
        "positions": positions,
        "losses": track.losses[rows],
        "gradient_norms": track.gradient_norms[rows],
        "distances": np.full(steps + 1, np.nan),
        "evaluations": track.evaluations[rows],
        "heights": plane.surface.value(x, y),
    }
    for array in arrays.values():
        array.flags.writeable = False
    gone = track.diverged_at if track.diverged_at is not None and track.diverged_at <= steps else None
    status = "running" if gone is None else "diverged"
    return Trajectory(**arrays, states=MappingProxyType({}), status=status, diverged_at=gone, steps_to_tolerance=None)


def _status(
    run: Run,
    surface: Surface,
    losses: np.ndarray,
    nearest: tuple[float, float] | None,
    distances: np.ndarray,
    hovers: bool,
) -> str:
    arrived = nearest is not None and beside(
        surface, distances[-1], float(surface.value(*nearest)), losses[0], losses[-1]
    )
    return status_of(losses, run.diverged_at, bool(surface.minima), bool(arrived), hovers)
