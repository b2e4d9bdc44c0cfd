"""RaceSpec: everything that determines one panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from hyperparameters import parse_all, shown
from optimizers import OPTIMIZERS
from surfaces import SURFACES, Surface

from .schedules import SCHEDULES

MAX_STEPS = 2000
DEFAULT_SURFACE = "beale"
Settings = Mapping[str, float]


class SpecError(ValueError):
    """A race that cannot be run; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class RaceSpec:
    """One panel's race: surface, optimizers with their hyperparameters, start, steps and learning-rate schedule.

    What is left out takes its declared default; the start defaults to the surface's own. Settings are completed on
    creation, so that two specs are equal when they mean the same race.

    Raises SpecError, listing every problem with what was given and what is allowed.
    """

    surface: str = DEFAULT_SURFACE
    optimizers: Mapping[str, Settings] = field(default_factory=lambda: {"sgd": {}})
    start: tuple[float, float] | None = None
    steps: int = 200
    schedule: str = "constant"
    schedule_parameters: Settings = field(default_factory=dict)
    surface_parameters: Settings = field(default_factory=dict)

    def __post_init__(self) -> None:
        clean, problems = _resolve({name: getattr(self, name) for name in self.__dataclass_fields__})
        if problems:
            raise SpecError(problems)
        for name, value in clean.items():
            object.__setattr__(self, name, _frozen(value))

    @classmethod
    def lenient(cls, given: Mapping[str, Any]) -> tuple[RaceSpec, list[str]]:
        """The spec that `given` describes, with the default in place of every bad part, and the list of bad parts."""
        clean, problems = _resolve(given)
        return cls(**clean), problems

    @property
    def bound_surface(self) -> Surface:
        """The surface with its hyperparameters fixed at this spec's."""
        return SURFACES[self.surface].bind(**self.surface_parameters)

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers; `RaceSpec(**spec.to_dict())` is the same spec."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}

    def __hash__(self) -> int:
        return hash(str(self.to_dict()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles and copies by value: read-only mappings do not."""
        return _from_dict, (self.to_dict(),)


def _from_dict(fields: dict[str, Any]) -> RaceSpec:
    return RaceSpec(**fields)


def _resolve(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Complete and check the fields of a spec: (fields that are valid for certain, problems)."""
    problems = [f"unknown part {shown(name)}" for name in given if name not in RaceSpec.__dataclass_fields__]
    surface = _choice(given.get("surface", DEFAULT_SURFACE), SURFACES, DEFAULT_SURFACE, "surface", problems)
    schedule = _choice(given.get("schedule", "constant"), SCHEDULES, "constant", "schedule", problems)
    same_surface = given.get("surface", DEFAULT_SURFACE) == surface
    clean = {
        "surface": surface,
        "optimizers": _optimizers(given.get("optimizers", {"sgd": {}}), problems),
        "start": _start(given.get("start") if same_surface else None, surface, problems),
        "steps": _steps(given.get("steps", 200), problems),
        "schedule": schedule,
    }
    for part, choice, table in (("surface", surface, SURFACES), ("schedule", schedule, SCHEDULES)):
        values = _mapping(given.get(f"{part}_parameters"), f"{part}_parameters", problems)
        if given.get(part, choice) != choice:
            values = {}  # they belonged to another one
        clean[f"{part}_parameters"], bad = parse_all(values, table[choice].hyperparameters, choice)
        problems += bad
    return clean, problems


def _choice(name: Any, table: Mapping[str, Any], default: str, what: str, problems: list[str]) -> str:
    if isinstance(name, str) and name in table:
        return name
    problems.append(f"unknown {what} {shown(name)}; allowed: {', '.join(table)}")
    return default


def _mapping(given: Any, what: str, problems: list[str]) -> Mapping[str, Any]:
    if given is None or isinstance(given, Mapping):
        return given or {}
    problems.append(f"{what}: {shown(given)} is not a mapping of names to values")
    return {}


def _optimizers(given: Any, problems: list[str]) -> dict[str, dict[str, float]]:
    clean = {}
    for name, settings in _mapping(given, "optimizers", problems).items():
        if name not in OPTIMIZERS:
            problems.append(f"unknown optimizer {shown(name)}; allowed: {', '.join(OPTIMIZERS)}")
            continue
        settings = _mapping(settings, name, problems)
        clean[name], bad = parse_all(settings, OPTIMIZERS[name].hyperparameters, name)
        problems += bad
    return {name: clean[name] for name in OPTIMIZERS if name in clean}


def _start(given: Any, surface: str, problems: list[str]) -> tuple[float, float]:
    if given is None:
        return SURFACES[surface].start
    (x_min, x_max), (y_min, y_max) = SURFACES[surface].domain
    allowed = f"allowed on {surface}: x {x_min:g} to {x_max:g}, y {y_min:g} to {y_max:g}"
    try:
        if not isinstance(given, Sequence) or isinstance(given, str | bytes):
            raise TypeError
        x, y = (float(coordinate) + 0.0 for coordinate in given)  # -0.0 is the same start as 0.0
    except (TypeError, ValueError, OverflowError):
        problems.append(f"start: {shown(given)} is not a pair of numbers; {allowed}")
        return SURFACES[surface].start
    if x_min <= x <= x_max and y_min <= y <= y_max:
        return x, y
    problems.append(f"start: ({x:g}, {y:g}) is outside the domain; {allowed}")
    return SURFACES[surface].start


def _steps(given: Any, problems: list[str]) -> int:
    try:
        steps = int(given)
        if steps == float(given) and 1 <= steps <= MAX_STEPS and not isinstance(given, bool):
            return steps
    except (TypeError, ValueError, OverflowError):
        pass
    problems.append(f"steps: {shown(given)}; allowed: a whole number from 1 to {MAX_STEPS}")
    return 200


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({name: _frozen(inner) for name, inner in value.items()})
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value
