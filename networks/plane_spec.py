"""PlaneSpec: everything that determines a plane through the weights of a network, and the paths that are drawn on it.

Its text is short enough for a link: the experiment with the settings that differ from their defaults, then each
racer with what is tuned for the experiment or differs from its defaults, separated by `/`::

    mlp,directions:random,epochs:10/adam,learning_rate:0.01/momentum,learning_rate:0.1
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

import numpy as np

from hyperparameters import plain, shown, whole_or
from optimizers import OPTIMIZERS, Elementwise

from .data import TRAINING
from .experiments import EXPERIMENTS
from .training import Training

Settings = Mapping[str, float]
#: What spans the plane, and how it is told.
DIRECTIONS = {
    "pca": "PCA of all paths together",
    "pca_one": "PCA of one path",
    "random": "two random directions, filter-normalized",
}
MAX_RACERS = 9
MAX_EPOCHS = 45
SHIPPED_EPOCHS = 20  # of the planes that ship: their titles do not tell them
MAX_SEED = 999_999
GRIDS = (21, 121)  # points a side
MAX_LENGTH = 4000  # of a text

BATCH = 128  # samples, as in the experiments
UPDATES = math.ceil(TRAINING / BATCH)  # of an element-wise method in an epoch
EACH = 4  # evaluations that a point of a path costs: loss and gradient, and the loss on the plane
MOST_POINTS = 300  # of a path
MOST_NUMBERS = 80_000_000  # of all paths, of 4 bytes each
#: Seconds on one core of a small machine, for an evaluation of the loss and for an epoch.
SECONDS = {"logistic": (0.002, 0.06), "mlp": (0.008, 0.1), "convnet": (0.07, 0.5)}
#: Of an epoch of a method that sees all weights at once; "" stands for those that are not named.
SECONDS_AT_ONCE = {
    "logistic": {"newton": 6.0, "": 0.3},
    "mlp": {"hessian_free": 4.0, "": 0.3},
    "convnet": {"hessian_free": 40.0, "": 4.0},
}
PATHS = 100.0  # s that all paths' points may take; else there are fewer points
LONGEST = 480.0  # s


class PlaneError(ValueError):
    """A plane that cannot be made; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class PlaneSpec:
    """A plane through the weights where the training of `centre` ended, and the paths of `optimizers` seen on it.

    `optimizers` is a mapping of 1 to MAX_RACERS methods to settings, completed with those of the experiment (default:
    the methods of its table). Each trains the `experiment` for `epochs` from the same initial weights, with the same
    mini-batches, drawn from `seed`. `directions` is one of DIRECTIONS; `centre`, the method in whose last weights the
    origin lies, is the first one if it is not told. The loss is evaluated at `grid` points a side.

    Raises PlaneError, listing every problem with what was given and what is allowed.
    """

    experiment: str = "logistic"
    optimizers: Mapping[str, Settings] | None = None
    epochs: int = 10
    seed: int = 0
    directions: str = "pca"
    centre: str = ""
    grid: int = 61

    def __post_init__(self) -> None:
        problems: list[str] = []
        for name, table in (("experiment", EXPERIMENTS), ("directions", DIRECTIONS)):
            if not (isinstance(getattr(self, name), str) and getattr(self, name) in table):
                problems.append(f"{name}: {shown(getattr(self, name))}; allowed: {', '.join(table)}")
        for name, low, high in (("epochs", 1, MAX_EPOCHS), ("seed", 0, MAX_SEED), ("grid", *GRIDS)):
            object.__setattr__(self, name, whole_or(low, getattr(self, name), low, high, name, problems))
        if problems:
            raise PlaneError(problems)
        racers = _racers(self.experiment, self.optimizers, problems)
        centre = self.centre or next(iter(racers), "")
        if racers and not (isinstance(centre, str) and centre in racers):
            problems.append(f"centre: {shown(centre)} does not race; allowed: {', '.join(racers)}")
        if problems:
            raise PlaneError(problems)
        object.__setattr__(self, "optimizers", MappingProxyType(racers))
        object.__setattr__(self, "centre", centre)
        if self.seconds > LONGEST:
            much = f"this plane would take about {self.seconds:.0f} s; allowed: up to {LONGEST:.0f} s"
            raise PlaneError([f"{much}, with a coarser grid, or fewer epochs or methods"])

    @property
    def racers(self) -> Mapping[str, Settings]:
        """The optimizers, completed."""
        assert self.optimizers is not None
        return self.optimizers

    @property
    def every(self) -> int:
        """How many updates lie between two recorded points, so that there are not too many to keep and evaluate; the
        last one is the end."""
        racers, updates = len(self.racers), self.epochs * UPDATES
        kept = MOST_NUMBERS // (EXPERIMENTS[self.experiment].network.size * racers)
        evaluated = int(PATHS / (SECONDS[self.experiment][0] * EACH * racers))
        least = math.ceil(updates / min(MOST_POINTS, kept, evaluated))
        return next(every for every in range(least, updates + 1) if updates % every == 0)

    @property
    def times(self) -> np.ndarray:
        """The times of the recorded points, in epochs."""
        return np.arange(0, self.epochs * UPDATES + 1, self.every) / UPDATES

    @property
    def seconds(self) -> float:
        """About how long making it takes."""
        points = len(self.times) * EACH * len(self.racers)
        epoch = sum(_seconds_of_an_epoch(self.experiment, name) for name in self.racers)
        return SECONDS[self.experiment][0] * (points + self.grid**2) + self.epochs * epoch

    @property
    def text(self) -> str:
        """The short form; :func:`read_plane` reads it back."""
        standard = {field.name: field.default for field in fields(self)}
        told = {name: getattr(self, name) for name in ("directions", "centre", "epochs", "seed", "grid")}
        standard["centre"] = next(iter(self.racers))
        parts = [_written(self.experiment, {name: told[name] for name in told if told[name] != standard[name]})]
        for name, settings in self.racers.items():
            declared, tuned = OPTIMIZERS[name].hyperparameters, EXPERIMENTS[self.experiment].rates.get(name, {})
            always = {"learning_rate", *tuned}
            told = {k: v for k, v in settings.items() if k in always or v != declared[k].default}
            parts.append(_written(name, told))
        return "/".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, text and numbers; `PlaneSpec(**spec.to_dict())` is the same spec."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return plain | {"optimizers": {name: dict(settings) for name, settings in self.racers.items()}}

    @property
    def key(self) -> str:
        """A short name for files: two specs share it when they are equal."""
        return blake2b(self.text.encode(), digest_size=12).hexdigest()

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles and copies by value: read-only mappings do not."""
        return read_plane, (self.text,)


def read_plane(text: str) -> PlaneSpec:
    """The spec of a text. Raises PlaneError."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        raise PlaneError([f"{shown(text)} is no plane; allowed: up to {MAX_LENGTH} characters"])
    problems: list[str] = []
    (experiment, told), *racers = (_read(part, problems) for part in text.split("/"))
    allowed = ("directions", "centre", "epochs", "seed", "grid")
    problems += [f"plane: unknown {shown(name)}; allowed: {', '.join(allowed)}" for name in told if name not in allowed]
    if len({name for name, _ in racers}) < len(racers):
        problems.append("plane: a method is given twice")
    if problems:
        raise PlaneError(problems)
    return PlaneSpec(experiment=experiment, optimizers=dict(racers), **told)


def _racers(experiment: str, given: Any, problems: list[str]) -> dict[str, Settings]:
    """The optimizers in the order of the contents page, each with all its settings."""
    if given is None:
        given = {name: {} for name in EXPERIMENTS[experiment].grids}
    if not isinstance(given, Mapping) or not 1 <= len(given) <= MAX_RACERS:
        problems.append(f"optimizers: {shown(given)}; allowed: 1 to {MAX_RACERS} methods")
        return {}
    found = {}
    for name, settings in given.items():
        try:
            found[name] = _completed(experiment, name, settings)
        except ValueError as error:
            problems.append(str(error))
    return {name: found[name] for name in OPTIMIZERS if name in found}


def _completed(experiment: str, optimizer: str, settings: Any) -> Settings:
    """All settings of a method in an experiment. Raises ValueError."""
    if not isinstance(settings, Mapping):
        raise ValueError(f"{optimizer}: {shown(settings)} is not a mapping of names to values")
    return MappingProxyType(dict(Training(experiment, optimizer, dict(settings)).settings))


def _seconds_of_an_epoch(experiment: str, optimizer: str) -> float:
    if isinstance(OPTIMIZERS[optimizer], Elementwise):
        return SECONDS[experiment][1]
    return SECONDS_AT_ONCE[experiment].get(optimizer, SECONDS_AT_ONCE[experiment][""])


def _written(name: str, settings: Mapping[str, Any]) -> str:
    texts = {key: value if isinstance(value, str) else plain(value) for key, value in settings.items()}
    return ",".join([name, *(f"{key}:{text}" for key, text in texts.items())])


def _read(part: str, problems: list[str]) -> tuple[str, dict[str, Any]]:
    """A name and its settings, which stay text: who takes them checks them."""
    name, *pairs = part.split(",")
    settings: dict[str, Any] = {}
    for pair in pairs:
        key, colon, value = pair.partition(":")
        if not colon or key in settings:
            problems.append(f"plane: {shown(pair)} is not understood; allowed: name:value, each name once")
        settings[key] = value
    return name, settings
