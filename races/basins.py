"""Basins of attraction: where every start of a grid ends, method by method.

>>> from races.basins import BasinSpec, basins
>>> found = basins(BasinSpec(surface="sphere", optimizers={"sgd": {"learning_rate": 0.4}}, size=4, steps=20))
>>> found["sgd"].minimum.tolist()[0], int(found["sgd"].steps.max())
([0, 0, 0, 0], 7)

A start has arrived at the stated minimum nearest to its end if that race's Trajectory says "arrived": the end is
beside the minimum, and its loss within TOLERANCE of it, measured from the start's. The steps it needed are those of
Trajectory.steps_to_tolerance with this minimum's loss in place of the lowest: the first step at which the loss was as
low as that. Who ends anywhere else, on a saddle, on a plateau, or still on its way, has not arrived.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from hyperparameters import whole_or
from optimizers import OPTIMIZERS, Elementwise, Vector
from progress import Progress
from schedules import NO_WARM_UP, factor_of
from surfaces import Surface

from .arrivals import DIVERGED, NOT_ARRIVED, Arrivals
from .course import path_of
from .ending import TOLERANCE, nearest_minimum
from .engines import run_vector
from .fields import DEFAULT_SURFACE, Domain, Settings
from .lanes import lanes
from .spec import NETWORK, NO_PLANE, RaceSpec, SpecError
from .trajectory import measured

SIZE, MIN_SIZE, MAX_SIZE = 100, 4, 400  # starts a side
MAX_METHODS = 9
MAX_VECTOR_SIZE = 50  # of vector methods, whose starts run one by one: a start of theirs takes as long as 100 lanes
CHUNK = 5000  # lanes at once: an array of (2, CHUNK) stays in the second cache, and below what malloc maps anew
ROW = 100  # starts of a vector method between two words on progress


@dataclass(frozen=True)
class BasinSpec:
    """Everything that determines a page of basin maps: the fields of a RaceSpec that say surface, methods, steps and
    schedule, and `size`, the number of starts along each side of the surface's domain.

    Raises SpecError, listing every problem with what was given and what is allowed.
    """

    surface: str = DEFAULT_SURFACE
    optimizers: Mapping[str, Settings] = field(default_factory=lambda: {"sgd": {}})
    size: int = SIZE
    steps: int = 200
    schedule: str = "constant"
    schedule_parameters: Settings = field(default_factory=dict)
    warmup: float = NO_WARM_UP
    surface_parameters: Settings = field(default_factory=dict)
    expression: str = ""
    domain: Domain | None = None
    race: RaceSpec = field(init=False, repr=False, compare=False)  #: the race from the surface's own start

    def __post_init__(self) -> None:
        problems: list[str] = []
        object.__setattr__(self, "size", whole_or(MIN_SIZE, self.size, MIN_SIZE, MAX_SIZE, "size", problems))
        try:
            race = RaceSpec(**{name: getattr(self, name) for name in SHARED})
        except SpecError as error:
            raise SpecError(error.problems + problems) from None
        if race.surface == NETWORK:
            problems.append(NO_PLANE)
        if not 1 <= len(race.optimizers) <= MAX_METHODS:
            problems.append(f"{len(race.optimizers)} methods; allowed: 1 to {MAX_METHODS}")
        if problems:
            raise SpecError(problems)
        for name in SHARED:
            object.__setattr__(self, name, getattr(race, name))
        object.__setattr__(self, "race", race)

    @classmethod
    def of_race(cls, race: RaceSpec, size: int = SIZE) -> BasinSpec:
        """The maps of a race's methods on its surface; noise, units and start play no part. Raises SpecError."""
        return cls(size=size, **{name: getattr(race, name) for name in SHARED})

    def size_of(self, method: str) -> int:
        """The number of starts along each side of a method's map: vector methods have a coarser one."""
        return min(self.size, MAX_VECTOR_SIZE) if isinstance(OPTIMIZERS[method], Vector) else self.size

    def starts(self, method: str) -> tuple[np.ndarray, np.ndarray]:
        """x and y of a method's starts, each (size,): the centres of the map's pixels."""
        size = self.size_of(method)
        middles = np.arange(size) + 0.5
        (x_min, x_max), (y_min, y_max) = self.race.bound_surface.domain
        return x_min + middles * ((x_max - x_min) / size), y_min + middles * ((y_max - y_min) / size)

    def cost(self, method: str) -> int:
        """How much work a method's map is, in steps of one lane."""
        weight = 100 if isinstance(OPTIMIZERS[method], Vector) else 1
        return weight * self.size_of(method) ** 2 * self.steps


#: The fields that a BasinSpec has in common with a RaceSpec.
SHARED = (
    "surface", "optimizers", "steps", "schedule", "schedule_parameters", "warmup", "surface_parameters", "expression",
    "domain",
)  # fmt: skip


@dataclass(frozen=True)
class Basin:
    """Where one method's starts end. `x` (columns,) and `y` (rows,) are the starts; by start, (rows, columns):
    `minimum`, its number among the surface's minima, NOT_ARRIVED or DIVERGED; `steps` to arrive, or at which it
    diverged, -1 otherwise; `losses` and `ends`, (rows, columns, 2), after the last step."""

    x: np.ndarray
    y: np.ndarray
    minimum: np.ndarray
    steps: np.ndarray
    losses: np.ndarray
    ends: np.ndarray


Ends = tuple[np.ndarray, np.ndarray, np.ndarray]  # of some starts: positions (2, n), minimum (n,), steps (n,)


def basins(spec: BasinSpec, progress: Progress | None = None) -> dict[str, Basin]:
    """The map of each method of `spec`, in the order of the contents page.

    Calls `progress` with the steps of lanes that are done, and of all.

    Runs on as many threads as there are cores: NumPy computes outside Python's lock.
    """
    total, done = sum(map(spec.cost, spec.optimizers)), 0
    found = {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for name in spec.optimizers:
            x, y = spec.starts(name)
            starts = np.stack([part.ravel() for part in np.meshgrid(x, y)])
            run = _some_vectors if isinstance(OPTIMIZERS[name], Vector) else _some_lanes
            pieces = []
            for piece in pool.map(partial(run, spec, name), _chunks(starts, run is _some_vectors)):
                pieces.append(piece)
                done += spec.cost(name) * piece[1].size // starts.shape[1]
                if progress:
                    progress(done, total)
            found[name] = _mapped(spec.race.bound_surface, x, y, pieces)
    return found


def _chunks(starts: np.ndarray, vector: bool) -> list[np.ndarray]:
    """The starts, (2, n), in pieces of about the same size."""
    count = -(-starts.shape[1] // (ROW if vector else CHUNK))
    return np.array_split(starts, count, axis=1)


def _mapped(surface: Surface, x: np.ndarray, y: np.ndarray, pieces: list[Ends]) -> Basin:
    ends, minimum, steps = (np.concatenate(parts, axis=-1) for parts in zip(*pieces, strict=True))
    shape = (len(y), len(x))
    with np.errstate(all="ignore"):
        losses = np.broadcast_to(surface.value(*ends), minimum.shape)
    return Basin(x, y, minimum.reshape(shape), steps.reshape(shape), losses.reshape(shape), ends.T.reshape(*shape, 2))


# ---- element-wise methods: lanes ----


def _some_lanes(spec: BasinSpec, name: str, starts: np.ndarray) -> Ends:
    """Run the starts, (2, n), as lanes of one array."""
    optimizer, surface = OPTIMIZERS[name], spec.race.bound_surface
    assert isinstance(optimizer, Elementwise)
    path = path_of(surface)
    watch, x, there = Arrivals(surface, starts), starts, path.inverse(starts.T).T
    diverged_at = np.zeros(starts.shape[1], dtype=int)
    for t, at, lost in lanes(
        optimizer,
        path.seen,
        spec.optimizers[name],
        there,
        spec.steps,
        factor_of(spec.schedule, spec.steps, spec.schedule_parameters, spec.warmup),
    ):
        x = path.back(at.T).T
        if lost.size:
            diverged_at[lost] = t
            watch.forget(diverged_at > 0)
        watch.look(t, x)
    minimum = np.where(diverged_at > 0, DIVERGED, watch.arrived(x))
    return x.copy(), minimum, np.where(diverged_at > 0, diverged_at, watch.steps(minimum))


# ---- vector methods: one start after the other ----


def _some_vectors(spec: BasinSpec, name: str, starts: np.ndarray) -> Ends:
    """Run the starts, (2, n), one by one."""
    ends, minimum, steps = np.empty_like(starts), [], []
    for place, (end, number, step) in enumerate(_vectors(spec, name, starts)):
        ends[:, place] = end
        minimum.append(number)
        steps.append(step)
    return ends, np.array(minimum), np.array(steps)


def _vectors(spec: BasinSpec, name: str, starts: np.ndarray) -> Iterator[tuple[np.ndarray, int, int]]:
    """The end of each start, its minimum's number and its steps, as in `Basin`."""
    optimizer, surface = OPTIMIZERS[name], spec.race.bound_surface
    assert isinstance(optimizer, Vector)
    factor, given, path = (
        factor_of(spec.schedule, spec.steps, spec.schedule_parameters, spec.warmup),
        dict(spec.optimizers[name]),
        path_of(surface),
    )
    for x, y in starts.T.tolist():
        run = run_vector(optimizer, path.seen, given, path.there((x, y)), spec.steps, factor)
        t = measured(replace(run, positions=path.back(run.positions)), surface)
        end = t.positions[-1]
        if t.diverged_at:
            yield end, DIVERGED, t.diverged_at
        elif t.status != "arrived":
            yield end, NOT_ARRIVED, -1
        else:
            number = int(nearest_minimum(end[None], surface)[1][0])
            floor = float(surface.value(*surface.minima[number]))
            yield end, number, int((t.losses <= floor + TOLERANCE * (t.losses[0] - floor)).argmax())
