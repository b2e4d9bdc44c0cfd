"""SweepSpec: a race at many learning rates, and at many values of a second hyperparameter of one of its methods."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from hyperparameters import Hyperparameter, allowed_numbers, number_from, shown, whole_or
from optimizers import OPTIMIZERS, Vector

from ..spec import NETWORK, NO_PLANE, RaceSpec, SpecError

MAX_METHODS = 9
MAX_RATES = 120
MAX_VALUES = 60
LOWEST, HIGHEST = 1e-6, 1000.0  # learning rates
AT_ONCE = 1_000_000  # lanes x steps whose positions are in memory at once


@dataclass(frozen=True)
class Second:
    """A second hyperparameter to sweep, of one method: `count` values from `low` to `high`, equally far apart on its
    slider."""

    method: str
    name: str
    low: float
    high: float
    count: int = 30

    @property
    def declared(self) -> Hyperparameter:
        """The hyperparameter's declaration."""
        return OPTIMIZERS[self.method].hyperparameters[self.name]

    @property
    def values(self) -> np.ndarray:
        """The values, (count,)."""
        places = np.linspace(self.declared.position(self.low), self.declared.position(self.high), self.count)
        return np.array([self.declared.value_at(place) for place in places])


@dataclass(frozen=True)
class SweepSpec:
    """`race` at `count` learning rates from `low` to `high`, equally far apart on a logarithmic scale.

    The race's own learning rates do not matter. A method does not run at rates outside its own range. At most
    MAX_METHODS methods and MAX_RATES rates.

    Raises SpecError, listing every problem with what was given and what is allowed.
    """

    race: RaceSpec
    low: float = 1e-4
    high: float = 1.0
    count: int = 60
    second: Second | None = None

    def __post_init__(self) -> None:
        problems = [NO_PLANE] if self.race.surface == NETWORK else []
        if not 1 <= len(self.race.optimizers) <= MAX_METHODS:
            problems.append(f"{len(self.race.optimizers)} methods; allowed: 1 to {MAX_METHODS}")
        low, high = number_from(self.low), number_from(self.high)
        if low is None or high is None or not LOWEST <= low < high <= HIGHEST:
            given = f"learning rates from {shown(self.low)} to {shown(self.high)}"
            problems.append(f"{given}; allowed: {allowed_numbers(LOWEST, HIGHEST)}, the first below the second")
        count = whole_or(2, self.count, 2, MAX_RATES, "number of learning rates", problems)
        checked: dict[str, Any] = {"low": low, "high": high, "count": count}
        if self.second is not None:
            checked["second"] = _checked(self.second, self.race, problems)
        if problems:
            raise SpecError(problems)
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_dict(cls, fields: Any) -> SweepSpec:
        """The sweep of what :meth:`to_dict` gives, unchecked as it may be. Raises SpecError."""
        try:
            race, second = RaceSpec(**fields["race"]), fields["second"]
            given = {name: fields[name] for name in ("low", "high", "count")}
            return cls(race, **given, second=Second(**second) if second else None)
        except (TypeError, KeyError):
            raise SpecError([f"{shown(fields)} is not a sweep"]) from None

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers."""
        second = asdict(self.second) if self.second else None
        return {"race": self.race.to_dict(), "low": self.low, "high": self.high, "count": self.count, "second": second}

    @property
    def rates(self) -> np.ndarray:
        """The learning rates, (count,)."""
        return np.geomspace(self.low, self.high, self.count)

    @property
    def lanes(self) -> int:
        """How many single races this is."""
        return sum(self.rates_of(name).sum() * self.values_of(name) for name in self.race.optimizers)

    def rates_of(self, method: str) -> np.ndarray:
        """At which of the rates a method runs: booleans, (count,); at the first one only if it has no rate."""
        declared = OPTIMIZERS[method].hyperparameters.get("learning_rate")
        if declared is None:
            return np.arange(self.count) == 0
        return (self.rates >= declared.minimum) & (self.rates <= declared.maximum)

    def values_of(self, method: str) -> int:
        """How many values of the second hyperparameter a method has, 1 if it is another method's."""
        return self.second.count if self.second and self.second.method == method else 1

    @property
    def seconds(self) -> float:
        """About how long it takes, on one core of a small machine."""
        total, begun = 0.0, 0
        for name in self.race.optimizers:
            lanes = int(self.rates_of(name).sum()) * self.values_of(name)
            if isinstance(OPTIMIZERS[name], Vector):
                total += 20e-6 * lanes * self.race.steps
            else:
                parts = max(math.ceil(lanes * self.race.steps / AT_ONCE), 1)
                total += (20e-6 * parts + 0.3e-6 * lanes) * self.race.steps
                begun = 1
        total += 60e-6 * begun * self.race.steps
        return total

    def single(self, method: str, rate: int, value: int = 0) -> RaceSpec:
        """The race of one method at the rate and the second value with these indices."""
        settings = dict(self.race.optimizers[method])
        if "learning_rate" in settings:
            settings["learning_rate"] = float(self.rates[rate])
        if self.second and self.second.method == method:
            settings[self.second.name] = float(self.second.values[value])
        return replace(self.race, optimizers={method: settings})


def _checked(second: Second, spec: RaceSpec, problems: list[str]) -> Second:
    """A second hyperparameter with its numbers as numbers; what is wrong with it is added to the problems."""
    settings = spec.optimizers.get(second.method) if isinstance(second.method, str) else None
    if settings is None:
        allowed = ", ".join(spec.optimizers)
        problems.append(f"second hyperparameter: {shown(second.method)} does not race; allowed: {allowed}")
        return second
    if second.name not in (others := [name for name in settings if name != "learning_rate"]):
        allowed = ", ".join(others)
        problems.append(f"{second.method} has no second hyperparameter {shown(second.name)}; allowed: {allowed}")
        return second
    ends = []
    for end in (second.low, second.high):
        try:
            ends.append(second.declared.parse(end))
        except ValueError as error:
            problems.append(f"{second.method}: {error}")
    if len(ends) == 2 and not ends[0] < ends[1]:
        problems.append(f"{second.name} from {shown(second.low)} to {shown(second.high)}; the first must be below")
    count = whole_or(2, second.count, 2, MAX_VALUES, f"number of values of {second.name}", problems)
    return replace(second, low=ends[0], high=ends[1], count=count) if len(ends) == 2 else second
