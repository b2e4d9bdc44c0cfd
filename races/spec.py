"""RaceSpec: everything that determines one panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from hyperparameters import shown
from schedules import NO_WARM_UP
from surfaces import Surface

from .fields import DEFAULT_SURFACE, MAX_STEPS, NETWORK, SAME_UNITS, Domain, Settings, bound_surface, resolve

__all__ = [
    "DEFAULT_SURFACE",
    "MAX_STEPS",
    "NETWORK",
    "NO_PLANE",
    "SAME_UNITS",
    "RaceSpec",
    "Settings",
    "SpecError",
    "plane_race",
]

#: What is said where a race would have to be run anew.
NO_PLANE = f"surface {NETWORK}: a network's plane shows recorded trainings; nothing else can be run on it"


class SpecError(ValueError):
    """A race that cannot be run; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class RaceSpec:
    """One panel's race: surface, optimizers with their hyperparameters, start, steps, learning-rate schedule, noise.

    What is left out takes its declared default; the start defaults to the surface's own. Settings are completed on
    creation, so that two specs are equal when they mean the same race.

    The surface "own" is f(x, y) = `expression` on `domain`, ((x_min, x_max), (y_min, y_max)); the others have neither.
    The surface "network" is the plane through a network's weights that `expression` says, by the text of a PlaneSpec or
    the name of one that ships. A race on it is a recording: only who of the trained methods is shown, and how many
    steps, can be chosen (`plane_race` shows all).

    `schedule` is one of SCHEDULES; before step `warmup` its factor is less, by t/warmup.

    `noise` is one of NOISES, drawn from `seed`. `units` (k_x, k_y, c) runs the race on c f(k_x x, k_y y) and shows it
    in the surface's own coordinates: who has the right units takes the same path.

    Raises SpecError, listing every problem with what was given and what is allowed.
    """

    surface: str = DEFAULT_SURFACE
    optimizers: Mapping[str, Settings] = field(default_factory=lambda: {"sgd": {}})
    start: tuple[float, float] | None = None
    steps: int = 200
    schedule: str = "constant"
    schedule_parameters: Settings = field(default_factory=dict)
    warmup: float = NO_WARM_UP
    surface_parameters: Settings = field(default_factory=dict)
    noise: str = "none"
    noise_parameters: Settings = field(default_factory=dict)
    seed: int = 0
    units: tuple[float, float, float] = SAME_UNITS
    expression: str = ""
    domain: Domain | None = None

    def __post_init__(self) -> None:
        clean, problems = resolve({name: getattr(self, name) for name in self.__dataclass_fields__})
        if problems:
            raise SpecError(problems)
        for name, value in clean.items():
            object.__setattr__(self, name, _frozen(value))

    @classmethod
    def lenient(cls, given: Mapping[str, Any]) -> tuple[RaceSpec, list[str]]:
        """The spec that `given` describes, with the default in place of every bad part, and the list of bad parts."""
        known = cls.__dataclass_fields__
        problems = [f"unknown part {shown(name)}" for name in given if name not in known]
        clean, bad = resolve({name: value for name, value in given.items() if name in known})
        return cls(**clean), problems + bad

    @property
    def bound_surface(self) -> Surface:
        """The surface with its hyperparameters fixed at this spec's; the same object for the same surface."""
        return bound_surface(self.surface, tuple(self.surface_parameters.items()), self.expression, self.domain)

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers; `RaceSpec(**spec.to_dict())` is the same spec."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}

    def __hash__(self) -> int:
        return hash(str(self.to_dict()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles and copies by value: read-only mappings do not."""
        return _from_dict, (self.to_dict(),)


def plane_race(plane: str) -> RaceSpec:
    """The race of everybody on a network's plane, to its end. Raises SpecError."""
    spec, problems = RaceSpec.lenient({"surface": NETWORK, "expression": plane})
    if problems:
        raise SpecError(problems)
    return spec


def _from_dict(fields: dict[str, Any]) -> RaceSpec:
    return RaceSpec(**fields)


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({name: _frozen(inner) for name, inner in value.items()})
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value
