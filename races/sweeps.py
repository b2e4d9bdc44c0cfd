"""Sweeps: one race at many learning rates, and at many values of a second hyperparameter of one of its methods.

A rate is a lane: all rates of a method are one run (engines.py). Methods without a learning rate run once, and vector
methods once for each rate.

>>> from races import RaceSpec
>>> spec = SweepSpec(RaceSpec(surface="sphere", optimizers={"sgd": {}}, steps=300), low=0.5, high=4, count=71)
>>> low, high = sweep(spec)["sgd"].stable
>>> (low, round(high, 2))
(0.5, 1.96)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from optimizers import OPTIMIZERS, Vector
from surfaces import Surface

from .engines import run_lanes, run_vector
from .fields import SAME_UNITS
from .noise import samples_of
from .schedules import SCHEDULES
from .spec import RaceSpec
from .sweep_spec import AT_ONCE, Second, SweepSpec
from .theory import largest_stable_rates
from .trajectory import lowest_loss, within_tolerance

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]  # lanes done, lanes in all


@dataclass(frozen=True)
class Outcome:
    """What became of one method, in arrays of shape (rates,), or (rates, values) for the method with the second one.

    losses: at the end, where a diverged racer has that of its last point; best: the lowest on the way; steps: to
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


def sweep(spec: SweepSpec, progress: Progress | None = None) -> SweepResult:
    """Run `spec`. A method that was swept before with the same settings comes from a cache, so that dragging one slider
    recomputes one method."""
    outcomes, done = {}, 0
    for name in spec.race.optimizers:
        alone = replace(spec.race, optimizers={name: _without_rate(spec.race.optimizers[name])})
        second = spec.second if spec.second and spec.second.method == name else None
        own = (alone, float(spec.low), float(spec.high), spec.count, second)
        outcomes[name] = _cached(*own) if progress is None else _outcome(*own, _after(done, spec.lanes, progress))
        done += int(spec.rates_of(name).sum()) * spec.values_of(name)
    return SweepResult(spec, outcomes)


def _without_rate(settings: Mapping[str, float]) -> dict[str, float]:
    """The same whatever the race's own learning rate is."""
    return {name: value for name, value in settings.items() if name != "learning_rate"}


def _after(before: int, total: int, progress: Progress) -> Callable[[int], None]:
    return lambda done: progress(before + done, total)


@lru_cache(maxsize=64)
def _cached(race: RaceSpec, low: float, high: float, count: int, second: Second | None) -> Outcome:
    return _outcome(race, low, high, count, second, lambda done: None)


def _outcome(
    race: RaceSpec, low: float, high: float, count: int, second: Second | None, tell: Callable[[int], None]
) -> Outcome:
    """The outcome of the one method of `race`."""
    spec = SweepSpec(race, low, high, count, second)
    (method,) = race.optimizers
    runs, rates = np.flatnonzero(spec.rates_of(method)), spec.rates
    values = second.values if second else np.full(1, np.nan)
    flat = "learning_rate" not in OPTIMIZERS[method].hyperparameters
    settings: dict[str, Any] = dict(race.optimizers[method])
    if not flat:
        settings["learning_rate"] = np.repeat(rates[runs], len(values))
    if second:
        settings[second.name] = np.tile(values, len(runs))
    found = _measured(race, method, settings, len(runs) * len(values), tell)

    def table(numbers: np.ndarray, nothing: float | int) -> np.ndarray:
        """(rates,) or (rates, values), read-only; `nothing` where the method does not run."""
        whole = np.full((count, len(values)), nothing)
        whole[slice(None) if flat else runs] = numbers.reshape(-1, len(values))
        whole.flags.writeable = False
        return whole if second else whole[:, 0]

    losses, best, steps, diverged_at = found
    return Outcome(
        losses=table(losses, np.nan),
        best=table(best, np.nan),
        steps=table(steps, np.nan),
        diverged_at=table(diverged_at, 0),
        start_loss=float(_loss(race.bound_surface, *(race.start or ()))),
        rates=rates,
        flat=flat,
        bound=_bound(race, method, second),
    )


def _loss(surface: Surface, x: Any, y: Any) -> Any:
    with np.errstate(all="ignore"):
        return surface.value(x, y)


def _bound(race: RaceSpec, method: str, second: Second | None) -> np.ndarray | None:
    """Theory's largest stable rate for each value of the second hyperparameter."""
    settings = {**race.optimizers[method], **({second.name: second.values} if second else {})}
    if race.schedule != "constant" or race.noise != "none":
        return None
    bound = largest_stable_rates(method, settings, race.bound_surface.rescaled(*race.units))
    return None if bound is None else np.broadcast_to(bound, (second.count if second else 1,))


def _measured(
    race: RaceSpec, method: str, settings: Mapping[str, Any], lanes: int, tell: Callable[[int], None]
) -> list[np.ndarray]:
    """Final loss, lowest loss, steps to tolerance and step of divergence of every lane, (lanes,) each."""
    at_once = max(AT_ONCE // race.steps, 1)
    if isinstance(OPTIMIZERS[method], Vector):
        at_once = 1
    parts = []
    for first in range(0, lanes, at_once):
        chosen = slice(first, min(first + at_once, lanes))
        own = {name: value if np.ndim(value) == 0 else value[chosen] for name, value in settings.items()}
        parts.append(_judged(race, *_run(race, method, own, chosen.stop - first)))
        tell(chosen.stop)
    return [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.empty(0)] * 4


def _run(race: RaceSpec, method: str, settings: dict[str, Any], lanes: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions (steps + 1, 2, lanes) in the surface's own coordinates, and steps of divergence (lanes,), 0 for never;
    all as `race.race` has them for one lane."""
    seen, start, steps = race.bound_surface, np.array(race.start), race.steps
    if race.units != SAME_UNITS:
        seen, start = seen.rescaled(*race.units), start / race.units[:2]
    factor = None
    if race.schedule != "constant":
        factor = partial(SCHEDULES[race.schedule].factor, steps=steps, **race.schedule_parameters)
    place = (float(start[0]), float(start[1]))
    sample = samples_of(race.noise, tuple(race.noise_parameters.items()), race.seed, seen, place, steps)
    optimizer = OPTIMIZERS[method]
    if isinstance(optimizer, Vector):
        numbers = {name: float(np.ravel(value)[0]) for name, value in settings.items()}
        run = run_vector(optimizer, seen, numbers, place, steps, factor, sample)
        positions, diverged_at = run.positions[:, :, None], np.array([run.diverged_at or 0])
    else:
        starts = np.repeat(start[:, None], lanes, axis=1)
        positions, diverged_at = run_lanes(optimizer, seen, settings, starts, steps, factor, sample)
    if race.units != SAME_UNITS:
        positions = positions * np.array(race.units[:2])[:, None]
    return positions, diverged_at


def _judged(race: RaceSpec, positions: np.ndarray, diverged_at: np.ndarray) -> Sequence[np.ndarray]:
    """What :func:`_measured` says, of lanes that have run."""
    surface = race.bound_surface
    losses = np.broadcast_to(_loss(surface, positions[:, 0], positions[:, 1]), positions[:, 0].shape)
    reached = within_tolerance(losses, surface)
    steps = np.where(reached.any(axis=0), reached.argmax(axis=0), np.nan)
    lowest = np.fmin.reduce(losses, axis=0)
    return losses[-1], lowest, steps, diverged_at
