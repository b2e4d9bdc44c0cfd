"""What a sweep finds: an Outcome for each method, in arrays over its rates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..ending import lowest_loss
from .spec import SweepSpec

if TYPE_CHECKING:
    import pandas as pd

    from ..spec import RaceSpec


def tail_of(race: RaceSpec) -> int:
    """Over how many of its last steps the final loss of a race is meant: with noise a tenth of them, else the last."""
    return 1 if race.noise == "none" else math.ceil(race.steps / 10)


@dataclass(frozen=True)
class Outcome:
    """What became of one method, in arrays of shape (rates,), or (rates, values) for the method with the second one.

    losses: at the end, with noise the mean of the last tenth of the steps (what a single one shows is chance), where a
    diverged racer has that of its last point; best: the lowest on the way; steps: to
    tolerance, as in Trajectory, nan if it was not reached; diverged_at: the step, 0 for never. Where the method does
    not run, the first three are nan. `flat`: it has no learning rate, so that all rates are one race. bound: the
    largest learning rate that theory calls stable, (values,) or (1,), or None where theory has no word.
    """

    losses: np.ndarray
    best: np.ndarray
    steps: np.ndarray
    diverged_at: np.ndarray
    start_loss: float
    rates: np.ndarray
    flat: bool
    bound: np.ndarray | None

    @property
    def diverged(self) -> np.ndarray:
        """Where the racer left for good: booleans."""
        return self.diverged_at > 0

    @property
    def ran(self) -> np.ndarray:
        """Where there was a race: booleans."""
        return ~np.isnan(self.losses) | self.diverged

    @property
    def settled(self) -> np.ndarray:
        """Where the racer ended no higher than it began: booleans. On a quadratic a rate is stable if, and only if, the
        loss does not grow in the long run; that it diverges may take longer than the race."""
        with np.errstate(invalid="ignore"):
            return ~self.diverged & (self.losses <= self.start_loss)

    @property
    def stable(self) -> tuple[float, float] | None:
        """The lowest rate and the highest one below the first at which the racer did not settle; None if the lowest is
        none, if all rates are one, or if there is a second hyperparameter."""
        if self.flat or self.losses.ndim > 1 or not self.ran.any():
            return None
        rates, settled = self.rates[self.ran], self.settled[self.ran]
        count = len(settled) if settled.all() else int(settled.argmin())
        return (float(rates[0]), float(rates[count - 1])) if count else None


class SweepResult(Mapping[str, Outcome]):
    """A mapping from method to Outcome. floor: the lowest minimum's loss, or None."""

    def __init__(self, spec: SweepSpec, outcomes: Mapping[str, Outcome]) -> None:
        self.spec = spec
        self._outcomes = dict(outcomes)

    def __getitem__(self, method: str) -> Outcome:
        return self._outcomes[method]

    def __iter__(self) -> Iterator[str]:
        return iter(self._outcomes)

    def __len__(self) -> int:
        return len(self._outcomes)

    @cached_property
    def floor(self) -> float | None:
        """The loss of the lowest minimum, None where there is none."""
        return lowest_loss(self.spec.race.bound_surface)

    def best_of(self, method: str, measure: str = "loss") -> tuple[int, ...] | None:
        """The index (rate,) or (rate, value) of the lowest final "loss" or of the fewest "steps"; None if no race ended
        within tolerance, or all diverged. Of equal ones the lowest rate."""
        outcome = self[method]
        given = outcome.steps if measure == "steps" else outcome.losses
        values = np.where(outcome.diverged | np.isnan(given), np.inf, given)
        if np.isinf(values).all():
            return None
        return tuple(int(i) for i in np.unravel_index(int(values.argmin()), values.shape))

    def to_frame(self) -> pd.DataFrame:
        """A tidy DataFrame: one row for each method, rate and value of the second hyperparameter."""
        import pandas as pd

        second, frames = self.spec.second, []
        for name, outcome in self.items():
            ran = np.argwhere(outcome.ran)[: 1 if outcome.flat else None]
            at = tuple(ran.T)
            values = second.values[ran[:, 1]] if second and outcome.losses.ndim > 1 else np.nan
            columns = {
                "optimizer": name,
                "learning_rate": np.nan if outcome.flat else self.spec.rates[ran[:, 0]],
                **({f"{second.method}.{second.name}": values} if second else {}),
                "loss": outcome.losses[at],
                "best_loss": outcome.best[at],
                "steps_to_tolerance": pd.array(
                    [None if math.isnan(steps) else int(steps) for steps in outcome.steps[at]], dtype="Int64"
                ),
                "diverged_at": pd.array([int(step) or None for step in outcome.diverged_at[at]], dtype="Int64"),
            }
            frames.append(pd.DataFrame(columns, index=range(len(ran))))
        return pd.concat(frames, ignore_index=True)
