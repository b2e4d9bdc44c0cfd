"""What a reader moves at a step of a lesson: one slider, or the start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hyperparameters import Hyperparameter
from optimizers import OPTIMIZERS
from races import RaceSpec
from races.noise import NOISES
from races.query.pins import MOST
from schedules import OF_RACES, SCHEDULES
from surfaces import SURFACES

START = "start"
#: How a race is measured: the factor on both weights, or on the loss.
UNITS = {
    "unit.weights": Hyperparameter("× weights", 1e-3, 1e3, "log", name="unit of the weights", default=1.0),
    "unit.loss": Hyperparameter("× loss", 1e-3, 1e3, "log", name="unit of the loss", default=1.0),
}
FIELDS: tuple[tuple[Mapping[str, Any], str], ...] = (
    (OPTIMIZERS, "optimizers"),
    (SURFACES, "surface_parameters"),
    (SCHEDULES, "schedule_parameters"),
    (NOISES, "noise_parameters"),
    (OF_RACES, ""),
)


@dataclass(frozen=True)
class Hand:
    """One slider for `names`, hyperparameters as pins are named ("adam.beta1"), or UNITS; all take its value, in
    `panels` only, or in all that have them. It goes from `low` to `high`; what the text speaks of, `across`, is between
    them, and is marked on it with the words `mark`. "start" alone is the start, which is dragged in the picture.

    Raises ValueError, with what is allowed, for names that are no hyperparameters and for ranges beyond theirs.
    """

    names: Sequence[str] = (START,)
    low: float = 0.0
    high: float = 1.0
    across: float | None = None
    mark: str = ""
    panels: Sequence[int] | None = None
    linear: bool = False

    def __post_init__(self) -> None:
        if self.is_start:
            return
        for name in self.names:
            one = declared(name)
            if not one.minimum <= self.low < self.high <= one.maximum:
                raise ValueError(f"{name}: {self.low:g} to {self.high:g}; allowed: {one.allowed}")
        if self.across is not None and not self.low < self.across < self.high:
            raise ValueError(f"{self.across:g} is not crossed between {self.low:g} and {self.high:g}")

    @property
    def is_start(self) -> bool:
        """Whether the start is dragged."""
        return tuple(self.names) == (START,)

    @property
    def pins(self) -> tuple[str, ...]:
        """Its sliders on the stage, as many as have a place there."""
        return () if self.is_start else tuple(name for name in self.names if name not in UNITS)[:MOST]

    @property
    def parameter(self) -> Hyperparameter:
        """The first one as the slider shows it: over this range, and evenly if that is asked for."""
        one = declared(self.names[0])
        scale = "linear" if self.linear else one.scale
        return replace(one, minimum=self.low, maximum=self.high, scale=scale)

    def value_in(self, specs: Sequence[RaceSpec]) -> float:
        """Where the slider stands in these races. Raises ValueError if nothing there is moved by it."""
        values = [value for index in self._of(specs) for name in self.names for value in _values(specs[index], name)]
        if not values:
            raise ValueError(f"{', '.join(self.names)}: no panel has it")
        return values[0]

    def moved(self, specs: Sequence[RaceSpec], value: float) -> list[RaceSpec]:
        """These races with the slider there, as assets/lessons/hand.mjs moves them."""
        found = list(specs)
        for index in self._of(specs):
            for name in self.names:
                found[index] = _with(found[index], name, value)
        return found

    def _of(self, specs: Sequence[RaceSpec]) -> Sequence[int]:
        return range(len(specs)) if self.panels is None else self.panels


def slider(*names: str, over: tuple[float, float], **more: Any) -> Hand:
    """A slider for these over this range."""
    return Hand(names, *over, **more)


def declared(name: str) -> Hyperparameter:
    """The declaration of a name. Raises ValueError for one that there is not."""
    if name in UNITS:
        return UNITS[name]
    group, _, key = name.partition(".")
    for table, _ in FIELDS:
        if group in table and key in table[group].hyperparameters:
            return table[group].hyperparameters[key]
    raise ValueError(f"{name!r} is none; allowed: {START}, {', '.join(UNITS)}, or method.hyperparameter as adam.beta1")


def _field(name: str) -> tuple[str, str, str]:
    group, _, key = name.partition(".")
    return next(field for table, field in FIELDS if group in table), group, key


def _values(spec: RaceSpec, name: str) -> list[float]:
    """What the name is in a race: one value, or none."""
    if name in UNITS:
        return [spec.units[0 if name == "unit.weights" else 2]]
    field, group, key = _field(name)
    if not field:
        return [getattr(spec, key)]
    used = spec.optimizers.get(group) if field == "optimizers" else _settings(spec, field, group)
    return [used[key]] if used else []


def _settings(spec: RaceSpec, field: str, group: str) -> Any:
    return getattr(spec, field) if getattr(spec, field.partition("_")[0]) == group else None


def _with(spec: RaceSpec, name: str, value: float) -> RaceSpec:
    if not _values(spec, name):
        return spec
    if name in UNITS:
        x, y, f = spec.units
        return replace(spec, units=(value, value, f) if name == "unit.weights" else (x, y, value))
    field, group, key = _field(name)
    if not field:
        own: dict[str, Any] = {key: value}
        return replace(spec, **own)
    if field == "optimizers":
        optimizers = {**spec.optimizers, group: {**spec.optimizers[group], key: value}}
        return replace(spec, optimizers=optimizers)
    changed: dict[str, Any] = {field: {**getattr(spec, field), key: value}}
    return replace(spec, **changed)
