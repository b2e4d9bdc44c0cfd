"""What the player draws: the results of a page's races as one block of float32 with a short description."""

from __future__ import annotations

import json
import struct
from collections.abc import Container, Sequence
from typing import Any, TypedDict

import numpy as np

from races import RaceResult, Trajectory, racer_key


class RacerBlock(TypedDict):
    """What is said of a racer beside its numbers; `held`, `counted` and `scored` say which of these follow."""

    name: str
    key: str
    held: bool
    status: str
    diverged_at: int | None
    steps_to_tolerance: int | None
    counted: bool
    scored: bool


class PanelBlock(TypedDict):
    """What is said of a race beside its numbers."""

    steps: int
    racers: list[RacerBlock]


def block(results: Sequence[RaceResult], held: Container[str] = ()) -> tuple[list[PanelBlock], np.ndarray]:
    """The description, [{"steps", "racers": [{"name", "key", "held", ...}, ...]}, ...], and the numbers, (n,).

    The numbers hold, racer after racer in that order, x, y, loss and gradient norm, each (steps + 1,) little-endian
    float32; racers whose evaluations are not one a step (then "counted" is true) add theirs, and so do racers of a
    classifier (then "scored" is true) their accuracies. A loss beyond the range
    of float32 becomes infinite. Racers whose key is in `held` (then "held" is true) add nothing: the player has them.
    """
    parts: list[np.ndarray] = []
    panels: list[PanelBlock] = []
    for result in results:
        racers: list[RacerBlock] = []
        for name, trajectory in result.items():
            key, counted = racer_key(result.spec, name), not _one_a_step(trajectory)
            if key not in held:
                parts += [*trajectory.positions.T, trajectory.losses, trajectory.gradient_norms]
                parts += [trajectory.evaluations] if counted else []
                parts += [] if trajectory.accuracies is None else [trajectory.accuracies]
            racers.append(
                {
                    "name": name,
                    "key": key,
                    "held": key in held,
                    "status": trajectory.status,
                    "diverged_at": trajectory.diverged_at,
                    "steps_to_tolerance": trajectory.steps_to_tolerance,
                    "counted": counted,
                    "scored": trajectory.accuracies is not None,
                }
            )
        panels.append({"steps": result.spec.steps, "racers": racers})
    with np.errstate(over="ignore"):
        data = np.concatenate(parts).astype("<f4") if parts else np.empty(0, "<f4")
    return panels, data


def packed(description: Any, numbers: np.ndarray) -> bytes:
    """Both as bytes: the length of the description (uint32), the description as JSON in UTF-8, padded so that what
    follows is aligned, and the numbers as they are."""
    header = json.dumps(description).encode()
    header += b" " * (-len(header) % 4)
    return struct.pack("<I", len(header)) + header + numbers.tobytes()


def _one_a_step(trajectory: Trajectory) -> bool:
    steps = np.arange(len(trajectory.evaluations))
    return bool((trajectory.evaluations == np.minimum(steps, trajectory.diverged_at or steps[-1])).all())
