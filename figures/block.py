"""What the player draws: the results of a page's races as one block of numbers with a short description."""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Sequence
from typing import Any, TypedDict

import numpy as np

from optimizers import OPTIMIZERS
from races import RaceResult, Trajectory, racer_key


class RacerBlock(TypedDict):
    """What is said of a racer beside its numbers; `held`, `counted` and `scored` say which of these follow, and so does
    `drawn`, the shape of its outlines, "" without."""

    name: str
    key: str
    held: bool
    status: str
    diverged_at: int | None
    steps_to_tolerance: int | None
    counted: bool
    scored: bool
    drawn: str


class PanelBlock(TypedDict):
    """What is said of a race beside its numbers."""

    steps: int
    racers: list[RacerBlock]


def block(results: Sequence[RaceResult], held: Sequence[Collection[str]] = ()) -> tuple[list[PanelBlock], np.ndarray]:
    """The description, [{"steps", "racers": [{"name", "key", "held", ...}, ...]}, ...], and the numbers, (n,).

    The numbers hold, racer after racer in that order, x, y, loss and gradient norm, each (steps + 1,) little-endian
    float64; racers whose evaluations are not one a step (then "counted" is true) add theirs, and so do racers of a
    classifier (then "scored" is true) their accuracies; those with outlines ("drawn") add six columns, x and y of the
    point and of each vector. `held` are for each result the keys of racers that the player
    has of this very surface: these (then "held" is true) add nothing.
    """
    parts: list[np.ndarray] = []
    panels: list[PanelBlock] = []
    for result, known in zip(results, held or [()] * len(results), strict=True):
        racers = [_racer(name, trajectory, known) for name, trajectory in result.items()]
        for told, trajectory in zip(racers, result.values(), strict=True):
            if not told["held"]:
                parts += [*trajectory.positions.T, trajectory.losses, trajectory.gradient_norms]
                parts += [trajectory.evaluations] if told["counted"] else []
                parts += [] if trajectory.accuracies is None else [trajectory.accuracies]
                parts += [] if trajectory.outlines is None else [*trajectory.outlines.reshape(-1, 6).T]
        panels.append({"steps": result.spec.steps, "racers": racers})
    return panels, np.concatenate(parts, dtype="<f8") if parts else np.empty(0, "<f8")


def _racer(name: str, trajectory: Trajectory, known: Collection[str]) -> RacerBlock:
    key = racer_key(name, trajectory)
    return {
        "name": name,
        "key": key,
        "held": key in known,
        "status": trajectory.status,
        "diverged_at": trajectory.diverged_at,
        "steps_to_tolerance": trajectory.steps_to_tolerance,
        "counted": not _one_a_step(trajectory),
        "scored": trajectory.accuracies is not None,
        "drawn": shape_of(name, trajectory),
    }


def shape_of(name: str, trajectory: Trajectory) -> str:
    """The shape of a racer's outlines, "" if it has none."""
    draws = OPTIMIZERS[name].draws
    return draws.shape if draws and trajectory.outlines is not None else ""


def packed(description: Any, numbers: np.ndarray) -> bytes:
    """Both as bytes: the length of the description (uint32), the description as JSON in UTF-8, padded so that what
    follows is aligned for any numbers, and the numbers as they are."""
    header = json.dumps(description).encode()
    header += b" " * (-(4 + len(header)) % 8)
    return struct.pack("<I", len(header)) + header + numbers.tobytes()


def _one_a_step(trajectory: Trajectory) -> bool:
    steps = np.arange(len(trajectory.evaluations))
    return bool((trajectory.evaluations == np.minimum(steps, trajectory.diverged_at or steps[-1])).all())
