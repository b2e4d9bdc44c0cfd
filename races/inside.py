"""Looking inside one racer: at each step the gradient that it saw, the step that it took, and its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from optimizers import OPTIMIZERS, Elementwise

from .course import path_of
from .noise.samples import samples_of
from .race import race
from .spec import RaceSpec


@dataclass(frozen=True)
class Inside:
    """Rows are steps, (steps + 1, 2); row 0 is before the first, where there is no gradient yet: nan.

    gradients: what the step saw, with its noise, at the look-ahead point where the method has one. moves: what it did.
    rates: moves over gradients, the effective learning rate of each coordinate; nan where the gradient is 0.
    states: by name. Everything is in the units and coordinates in which the race ran.
    """

    positions: np.ndarray
    gradients: np.ndarray
    moves: np.ndarray
    rates: np.ndarray
    states: Mapping[str, np.ndarray]


def inside(spec: RaceSpec, optimizer: str) -> Inside:
    """Look inside one racer of `spec`. Raises KeyError if it is not among them."""
    t = race(spec)[optimizer]
    method, settings = OPTIMIZERS[optimizer], dict(spec.optimizers[optimizer])
    path = path_of(spec.bound_surface, spec.units)
    surface, positions = path.seen, path.inverse(t.positions)
    start = (float(positions[0, 0]), float(positions[0, 1]))
    noise = samples_of(spec.noise, tuple(spec.noise_parameters.items()), spec.seed, surface, start, spec.steps)
    look_ahead = method.bound(settings)[1] if isinstance(method, Elementwise) else None
    gradients = np.full_like(positions, np.nan)
    with np.errstate(all="ignore"):
        for step in range(1, spec.steps + 1):
            at = positions[step - 1]
            if look_ahead:
                at = look_ahead(at, *(state[step - 1] for state in t.states.values()))
            loss = noise(step) if noise else surface
            try:
                gradients[step] = loss.gradient(float(at[0]), float(at[1]))
            except (ArithmeticError, ValueError):
                break
        moves = np.diff(positions, axis=0, prepend=positions[:1])
        rates = np.where(gradients != 0, -moves / gradients, np.nan)
    return Inside(positions, gradients, moves, rates, t.states)
