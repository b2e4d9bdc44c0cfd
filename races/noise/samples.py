"""What the steps of one race see, drawn from its seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from caches import kept
from hyperparameters import hyperparameters_of
from surfaces import Loss, Surface
from surfaces.program import compiled, exactly, loss_of
from tracing import Made

from ..engines import Sample
from ..seen import START, live_noises, seen_program
from . import NOISES
from .kind import Row
from .kinds import Start

Items = tuple[tuple[str, float], ...]


#: Of all rows that are kept, bytes: the longest race on the largest batches of the largest data has 13 MB.
LARGEST = 13_500_000


@dataclass(frozen=True, eq=False)
class Samples:
    """`samples(t)` is the loss that step t = 1, 2, ... of a race sees, as it is written; `live` are the values of those
    hyperparameters of the noise that its loss takes."""

    noise: str
    live: Items
    surface: Surface
    start: Start
    rows: np.ndarray

    @cached_property
    def _loss(self) -> Callable[[Row], Loss]:
        losses = NOISES[self.noise].losses
        assert losses, self.noise
        return losses(self.surface, self.start, **dict(self.live))

    def __call__(self, t: int) -> Loss:
        return self._loss(self.rows[t - 1].tolist())

    def on_floats(self) -> tuple[Sample, Sample]:
        """The same on plain floats, which may raise, and in the IEEE way, which never does: from its program where it
        has one. They are for one racer: the loss of a step is good until another is asked for."""
        if self.noise not in live_noises(self.surface):
            return self, lambda t: exactly(self(t))
        program = seen_program(self.surface, self.noise)
        values = {name: parameter.default for name, parameter in hyperparameters_of(self.surface.value).items()}
        values |= dict(self.live) | dict(zip(START, self.start, strict=True))
        made = compiled(program).made(*(values[symbol.value] for symbol in program.stages[0]))
        return _by_row(made, self.rows.tolist()), lambda t: _by_row(made.exactly, self.rows.tolist())(t)


def _by_row(made: Made, rows: list[list[float]]) -> Sample:
    draw, loss = made.begin, loss_of(made)
    assert draw

    def sample(t: int) -> Loss:
        draw(*rows[t - 1])
        return loss

    return sample


@kept(LARGEST)
def rows_of(noise: str, drawn: Items, seed: int, surface: Surface, steps: int) -> np.ndarray:
    """What a noise draws for a race on a (bound) surface, (steps, width), read-only; `drawn` are the values of the
    hyperparameters that it depends on."""
    draws = NOISES[noise].draws
    assert draws, noise
    rows = draws(surface, steps, np.random.default_rng(seed), **dict(drawn))
    rows.flags.writeable = False
    return rows


@kept(LARGEST)
def samples_of(noise: str, parameters: Items, seed: int, surface: Surface, start: Start, steps: int) -> Samples | None:
    """What the steps of one race see, None without noise; the same for all its racers."""
    kind = NOISES[noise]
    if not kind.losses:
        return None
    drawn, live = (tuple(item for item in parameters if (item[0] in kind.drawn) == of_draws) for of_draws in (1, 0))
    return Samples(noise, live, surface, start, rows_of(noise, drawn, seed, surface, steps))
