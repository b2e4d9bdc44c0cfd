"""Sweeps: one race at many learning rates, and at many values of a second hyperparameter of one of its methods.

A rate is a lane: all rates of a method are one run (engines.py), and so are those of several methods (together.py).
Methods without a learning rate run once, and vector methods once for each rate.

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
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from optimizers import OPTIMIZERS, Elementwise, Optimizer, Vector
from surfaces import Surface

from .course import path_of
from .engines import run_lanes, run_vector
from .noise import samples_of
from .schedules import SCHEDULES
from .spec import RaceSpec
from .sweep_spec import AT_ONCE, Second, SweepSpec
from .theory import largest_stable_rates
from .together import can_run_together, together
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
    recomputes one method; those that have to be run are run together, where they can be."""
    plans = {name: _plan(spec, name) for name in spec.race.optimizers}
    outcomes = {name: _KNOWN[plan.key] for name, plan in plans.items() if plan.key in _KNOWN}
    done = sum(plans[name].lanes for name in outcomes)
    new = [plan for name, plan in plans.items() if name not in outcomes]
    few = [plan for plan in new if can_run_together(OPTIMIZERS[plan.method])]
    if len(few) < 2 or sum(plan.lanes for plan in few) * spec.race.steps > AT_ONCE:
        few = []
    for plan, found in zip(few, _measured_together(few), strict=True):
        outcomes[plan.method] = plan.outcome(found)
        done += plan.lanes
    for plan in new:
        if plan.method not in outcomes:
            outcomes[plan.method] = plan.outcome(_measured(plan, done, spec.lanes, progress))
            done += plan.lanes
    if progress and len(few) == len(new):
        progress(done, spec.lanes)
    for plan in new:
        _remember(plan.key, outcomes[plan.method])
    return SweepResult(spec, {name: outcomes[name] for name in plans})


#: Outcomes by what determines them; the oldest go first.
_KNOWN: dict[Any, Outcome] = {}
KEPT = 64


def _remember(key: Any, outcome: Outcome) -> None:
    _KNOWN[key] = outcome
    for stale in list(_KNOWN)[:-KEPT]:
        _KNOWN.pop(stale, None)  # another thread may have been faster


@dataclass(frozen=True, eq=False)
class Plan:
    """The races of one method in a sweep. `race` has only this method, whose own rate does not matter; `runs` are the
    indices of the rates at which it runs; `settings` its hyperparameters, numbers or arrays of shape (lanes,)."""

    race: RaceSpec
    method: str
    rates: np.ndarray
    runs: np.ndarray
    second: Second | None
    settings: Mapping[str, Any]

    @property
    def key(self) -> Any:
        """All that determines the outcome."""
        return self.race, self.rates.tobytes(), self.second

    @property
    def lanes(self) -> int:
        """How many races there are."""
        return len(self.runs) * (self.second.count if self.second else 1)

    def outcome(self, found: Sequence[np.ndarray]) -> Outcome:
        """The Outcome of what was measured on the lanes."""
        flat, values = "learning_rate" not in self.settings, self.second.count if self.second else 1

        def table(numbers: np.ndarray, nothing: float | int) -> np.ndarray:
            """(rates,) or (rates, values), read-only; `nothing` where the method does not run."""
            whole = np.full((len(self.rates), values), nothing)
            whole[slice(None) if flat else self.runs] = numbers.reshape(-1, values)
            whole.flags.writeable = False
            return whole if self.second else whole[:, 0]

        losses, best, steps, diverged_at = found
        return Outcome(
            losses=table(losses, np.nan),
            best=table(best, np.nan),
            steps=table(steps, np.nan),
            diverged_at=table(diverged_at, 0),
            start_loss=float(_loss(self.race.bound_surface, *(self.race.start or ()))),
            rates=self.rates,
            flat=flat,
            bound=_bound(self.race, self.method, self.second),
        )


def _plan(spec: SweepSpec, method: str) -> Plan:
    own = {name: value for name, value in spec.race.optimizers[method].items() if name != "learning_rate"}
    race = replace(spec.race, optimizers={method: own})
    second = spec.second if spec.second and spec.second.method == method else None
    runs, values = np.flatnonzero(spec.rates_of(method)), second.values if second else np.full(1, np.nan)
    settings: dict[str, Any] = dict(race.optimizers[method])
    if "learning_rate" in settings:
        settings["learning_rate"] = np.repeat(spec.rates[runs], len(values))
    if second:
        settings[second.name] = np.tile(values, len(runs))
    return Plan(race, method, spec.rates, runs, second, settings)


def _loss(surface: Surface, x: Any, y: Any) -> Any:
    with np.errstate(all="ignore"):
        return surface.value(x, y)


def _bound(race: RaceSpec, method: str, second: Second | None) -> np.ndarray | None:
    """Theory's largest stable rate for each value of the second hyperparameter."""
    settings = {**race.optimizers[method], **({second.name: second.values} if second else {})}
    if race.schedule != "constant" or race.noise != "none":
        return None
    bound = largest_stable_rates(method, settings, path_of(race.bound_surface, race.units).seen)
    return None if bound is None else np.broadcast_to(bound, (second.count if second else 1,))


def _measured_together(plans: Sequence[Plan]) -> list[list[np.ndarray]]:
    """What :func:`_measured` says of each of the plans, from one run; their races differ only in the method."""
    if not plans:
        return []
    united, settings = together([(plan.method, plan.settings, plan.lanes) for plan in plans])
    lanes = [plan.lanes for plan in plans]
    race = plans[0].race
    found = _judged(race, *_run(race, united, settings, sum(lanes)))
    ends = np.cumsum(lanes)
    return [[numbers[end - count : end] for numbers in found] for end, count in zip(ends, lanes, strict=True)]


def _measured(plan: Plan, before: int, total: int, progress: Progress | None) -> Sequence[np.ndarray]:
    """Final loss, lowest loss, steps to tolerance and step of divergence of every lane, (lanes,) each."""
    optimizer = OPTIMIZERS[plan.method]
    at_once = 1 if isinstance(optimizer, Vector) else max(AT_ONCE // plan.race.steps, 1)
    parts = []
    for first in range(0, plan.lanes, at_once):
        chosen = slice(first, min(first + at_once, plan.lanes))
        own = {name: value if np.ndim(value) == 0 else value[chosen] for name, value in plan.settings.items()}
        parts.append(_judged(plan.race, *_run(plan.race, optimizer, own, chosen.stop - first)))
        if progress:
            progress(before + chosen.stop, total)
    return [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.empty(0)] * 4


def _run(race: RaceSpec, optimizer: Optimizer, settings: dict[str, Any], lanes: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions (steps + 1, 2, lanes) in the surface's own coordinates, and steps of divergence (lanes,), 0 for never;
    all as `race.race` has them for one lane."""
    path, steps = path_of(race.bound_surface, race.units), race.steps
    seen, place = path.seen, path.there(race.start or (0.0, 0.0))
    factor = None
    if race.schedule != "constant":
        factor = partial(SCHEDULES[race.schedule].factor, steps=steps, **race.schedule_parameters)
    sample = samples_of(race.noise, tuple(race.noise_parameters.items()), race.seed, seen, place, steps)
    if isinstance(optimizer, Vector):
        numbers = {name: float(np.ravel(value)[0]) for name, value in settings.items()}
        run = run_vector(optimizer, seen, numbers, place, steps, factor, sample)
        positions, diverged_at = run.positions[:, :, None], np.array([run.diverged_at or 0])
    else:
        assert isinstance(optimizer, Elementwise)
        starts = np.repeat(np.array(place)[:, None], lanes, axis=1)
        positions, diverged_at = run_lanes(optimizer, seen, settings, starts, steps, factor, sample)
    if path.matrix is not None:
        positions = np.moveaxis(path.back(np.moveaxis(positions, 1, -1)), -1, 1)
    return positions, diverged_at


def _judged(race: RaceSpec, positions: np.ndarray, diverged_at: np.ndarray) -> Sequence[np.ndarray]:
    """What :func:`_measured` says, of lanes that have run."""
    surface = race.bound_surface
    losses = np.broadcast_to(_loss(surface, positions[:, 0], positions[:, 1]), positions[:, 0].shape)
    reached = within_tolerance(losses, surface)
    steps = np.where(reached.any(axis=0), reached.argmax(axis=0), np.nan)
    lowest = np.fmin.reduce(losses, axis=0)
    return losses[-1], lowest, steps, diverged_at
