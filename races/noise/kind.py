"""The form of a kind of noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hyperparameters import Hyperparameter, hyperparameters_of
from surfaces import Loss

#: What a noise may need: such a loss.
NEEDS = {"squares": "a sum of squares, each a sample", "samples": "a mean over samples of data"}

Row = Sequence[Any]  # numbers, or symbols of a program


@dataclass(frozen=True)
class Noise:
    """A kind of noise. `draws(surface, steps, random)` are rows of numbers, (steps, width), a row for each step, each
    step's drawn after those before. `losses(surface, start)` takes the (bound) surface and the start of the race, and
    gives `loss(row)`, the loss of a step with this row: straight-line, as rules are, so that it becomes a program.

    Keyword-only arguments of both are the hyperparameters; those of `draws`, `drawn`, change what is drawn. `needs` is
    what a surface must offer for it, a key of NEEDS or ""; draws of a mean over samples of data follow from the data.
    `mean` says what the samples are on average, beside the surface that is drawn.
    """

    label: str
    draws: Callable[..., np.ndarray] | None = None
    losses: Callable[..., Callable[[Row], Loss]] | None = None
    needs: str = ""
    mean: str = ""

    @cached_property
    def drawn(self) -> Mapping[str, Hyperparameter]:
        """The hyperparameters that what is drawn depends on, by name."""
        return hyperparameters_of(self.draws) if self.draws else {}

    @cached_property
    def hyperparameters(self) -> Mapping[str, Hyperparameter]:
        """All of them by name."""
        return {**self.drawn, **(hyperparameters_of(self.losses) if self.losses else {})}

    @property
    def shared(self) -> bool:
        """Whether draws depend on the hyperparameters of the surface, too."""
        return self.needs == "samples"
