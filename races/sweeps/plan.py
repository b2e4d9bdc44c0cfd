"""Plans: which races a sweep runs of one method, and how what they found becomes its Outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from schedules import NO_WARM_UP
from surfaces import Surface

from ..course import path_of
from ..spec import RaceSpec
from ..theory import largest_stable_rates
from .result import Outcome
from .spec import Second, SweepSpec


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
            start_loss=float(losses_at(self.race.bound_surface, *(self.race.start or ()))),
            rates=self.rates,
            flat=flat,
            bound=_bound(self.race, self.method, self.second),
        )


def plan_of(spec: SweepSpec, method: str) -> Plan:
    """What a sweep runs of one of its methods."""
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


def losses_at(surface: Surface, x: Any, y: Any) -> Any:
    """The losses at the points, where they overflow inf or nan."""
    with np.errstate(all="ignore"):
        return surface.value(x, y)


def _bound(race: RaceSpec, method: str, second: Second | None) -> np.ndarray | None:
    """Theory's largest stable rate for each value of the second hyperparameter."""
    settings = {**race.optimizers[method], **({second.name: second.values} if second else {})}
    if race.schedule != "constant" or race.warmup > NO_WARM_UP or race.noise != "none":
        return None
    bound = largest_stable_rates(method, settings, path_of(race.bound_surface, race.units).seen)
    return None if bound is None else np.broadcast_to(bound, (second.count if second else 1,))
