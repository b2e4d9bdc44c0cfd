"""What the steps of one race see, drawn from its seed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from surfaces import Surface

from ..engines import Sample
from . import NOISES
from .kinds import Start

Items = tuple[tuple[str, float], ...]


@lru_cache(maxsize=32)
def rows_of(noise: str, drawn: Items, seed: int, surface: Surface, steps: int) -> np.ndarray:
    """What a noise draws for a race on a (bound) surface, (steps, width), read-only; `drawn` are the values of the
    hyperparameters that it depends on."""
    draws = NOISES[noise].draws
    assert draws, noise
    rows = draws(surface, steps, np.random.default_rng(seed), **dict(drawn))
    rows.flags.writeable = False
    return rows


@lru_cache(maxsize=64)
def samples_of(noise: str, parameters: Items, seed: int, surface: Surface, start: Start, steps: int) -> Sample | None:
    """`sample(t)`, the loss that step t = 1, 2, ... of one race sees, None without noise; the same for all its
    racers."""
    kind = NOISES[noise]
    if kind.losses is None:
        return None
    drawn, live = (tuple(item for item in parameters if (item[0] in kind.drawn) == of_draws) for of_draws in (1, 0))
    rows, loss = rows_of(noise, drawn, seed, surface, steps), kind.losses(surface, start, **dict(live))
    return lambda t: loss(rows[t - 1].tolist())
