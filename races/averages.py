"""Averages of a racer's path: what SWA, an EMA of the weights and schedule-free methods hand out in its place.

Ruppert (1988) and Polyak & Juditsky (1992): where gradients are noisy, the mean of where a racer was is nearer to the
minimum than where it is. A racer does not feel its average; the average is drawn beside it, from the recorded path.
assets/core/average.mjs does the same; tests/shared/averages.json holds both to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from hyperparameters import plain
from optimizers import OPTIMIZERS
from surfaces import Surface

from .ending import nearest_minimum
from .fields import MAX_STEPS
from .trajectory import Trajectory

#: What the view's `average` can be, and how it is called there.
AVERAGES = {"none": "None", "mean": "Mean", "ema": "EMA"}
SINCE = (0, MAX_STEPS)  # of the mean: the step after which positions count
DECAY = (0.0, 0.9999)  # of the EMA
FEW = 3  # methods that are named


def average_of(positions: np.ndarray, end: int, kind: str, since: int, decay: float) -> np.ndarray:
    """The average of a path up to each step, (steps + 1, 2), of `positions` of that shape.

    "mean": of the positions at steps `since` + 1, ..., t; up to `since` the position itself. "ema": a_t = decay a_{t-1}
    + (1 - decay) x_t from a_0 = x_0. From step `end` on, at which a racer is lost, it rests.
    """
    found = positions.copy()
    for t in range(1, len(positions)):
        if t >= end:
            found[t] = found[t - 1]
        elif kind == "ema":
            found[t] = decay * found[t - 1] + (1 - decay) * positions[t]
        elif t > since:
            found[t] = found[t - 1] + (positions[t] - found[t - 1]) / (t - since)
    return found


def averaged(racer: Trajectory, surface: Surface, view: Mapping[str, Any]) -> Trajectory:
    """The average of a racer's path, as the view asks for it, as a trajectory: with losses and distances of its own on
    a (bound) surface, without states, norms or accuracies. Of a recorded training the losses are not known: nan."""
    end = len(racer.losses) if racer.lost_at is None else racer.lost_at
    positions = average_of(racer.positions, end, view["average"], view["average_from"], view["average_decay"])
    nothing = np.full(racer.losses.shape, np.nan)
    with np.errstate(all="ignore"):
        values = np.broadcast_to(surface.value(*positions.T), nothing.shape)
    isolated = racer.heights is not None
    return replace(
        racer,
        positions=positions,
        losses=nothing if isolated else values,
        heights=values if isolated else None,
        gradient_norms=nothing,
        distances=nothing if isolated else nearest_minimum(positions, surface)[0],
        states=MappingProxyType({}),
        accuracies=None,
        outlines=None,
    )


def is_averaged(name: str, view: Mapping[str, Any]) -> bool:
    """Whether a view has the average of a method's path drawn: of all methods, or of those that `average_of` names."""
    return view["average"] != "none" and (not view["average_of"] or name in view["average_of"])


def averages_in(racers: Mapping[str, Trajectory], surface: Surface, view: Mapping[str, Any]) -> dict[str, Trajectory]:
    """Of the racers on a (bound) surface the averages that a view has drawn, by name."""
    return {name: averaged(racer, surface, view) for name, racer in racers.items() if is_averaged(name, view)}


def average_text(view: Mapping[str, Any]) -> str:
    """The average of a view in words, with whose it is where it is not everybody's; "" for none."""
    if view["average"] == "none":
        return ""
    of = [OPTIMIZERS[name].label for name in view["average_of"]]
    those = f"{len(of)} methods" if len(of) > FEW else ", ".join(of)
    mean, ema = f"since step {view['average_from']}", f"decay {plain(float(view['average_decay']))}"
    told = f"mean of the path {mean}" if view["average"] == "mean" else f"EMA of the path, {ema}"
    return f"{told} ({those})" if of else told
