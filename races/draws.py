"""What noise has drawn for a race, for who runs it elsewhere: the page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from surfaces import SURFACES

from .checksum import checksum
from .course import path_of
from .noise import NOISES
from .noise.samples import rows_of
from .seen import live_noises, width_of
from .spec import RaceSpec


@dataclass(frozen=True, eq=False)
class Draws:
    """`rows`, (steps, width), and the key that they share with the rows of other races, which may be longer."""

    key: str
    rows: np.ndarray


def draws_of(spec: RaceSpec) -> Draws | None:
    """The draws of a race; None without noise, and where the loss of a step has no program that could use them."""
    if not draws_count(spec):
        return None
    kind = NOISES[spec.noise]
    drawn = tuple((name, spec.noise_parameters[name]) for name in kind.drawn)
    seen = path_of(spec.bound_surface, spec.units).seen
    return Draws(draws_key(spec), rows_of(spec.noise, drawn, spec.seed, seen, spec.steps))


def draws_count(spec: RaceSpec) -> int:
    """How many numbers that is; nothing is drawn yet but a row."""
    surface = SURFACES.get(spec.surface) or spec.bound_surface
    if not NOISES[spec.noise].draws or spec.noise not in live_noises(surface):
        return 0
    return spec.steps * width_of(spec.noise, path_of(spec.bound_surface, spec.units).seen)


def draws_key(spec: RaceSpec) -> str:
    """The noise, the surface if draws depend on it, and a checksum of the numbers that they depend on; the same as of
    `drawsKey` in assets/engine/draws.mjs."""
    kind = NOISES[spec.noise]
    numbers = [float(spec.seed), *(spec.noise_parameters[name] for name in kind.drawn)]
    numbers += spec.surface_parameters.values() if kind.shared else []
    return "-".join([spec.noise, *([spec.surface] if kind.needs else []), checksum(np.array(numbers))])
