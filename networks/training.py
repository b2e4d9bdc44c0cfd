"""Training: everything that determines one run, and the run itself, epoch by epoch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from time import perf_counter
from types import MappingProxyType

import numpy as np

from hyperparameters import parse_all, shown, whole_or
from optimizers import OPTIMIZERS, Block, Elementwise, Vector
from progress import Progress, counted
from schedules import NO_WARM_UP, SCHEDULES, WARM_UP, factor_of

from .data import Data, load
from .experiments import EXPERIMENTS
from .loops import LARGE_BATCH, Course, Lap, elementwise_laps, vector_laps
from .network import Network
from .objective import LARGEST_MATRIX

MAX_EPOCHS = 500
MAX_SEED = 999_999

WHOLE = (("epochs", 1, MAX_EPOCHS), ("seed", 0, MAX_SEED), ("batch_size", 2, 100_000), ("whiten_every", 1, 100_000))


class TrainingError(ValueError):
    """A training that cannot be: the message names what was given and what is allowed."""


@dataclass(frozen=True)
class Training:
    """One run. Everything has a default; anything wrong raises TrainingError.

    `settings` are hyperparameters of the optimizer; what is not given is the experiment's tuned value, or else the
    method's default. `data` is "digits" or a folder with MNIST's files, which is read when the training begins.
    `normalization` is "none", "batch" or "whiten" (PRONG), as far as the experiment allows it; the whitening is fitted
    anew every `whiten_every` updates (a vector method: every epoch). `schedule` is one of SCHEDULES with its
    `schedule_parameters`, "" the experiment's; it runs over all updates of the training, times a `warmup` of so many
    updates, and changes the learning rate of methods that have one (`loops.is_scheduled`).
    """

    experiment: str = "logistic"
    optimizer: str = "adam"
    settings: Mapping[str, float] = field(default_factory=dict)
    epochs: int = 45
    seed: int = 0
    batch_size: int = 128
    data: str = "digits"
    normalization: str = "none"
    whiten_every: int = 20
    schedule: str = ""
    schedule_parameters: Mapping[str, float] = field(default_factory=dict)
    warmup: float = NO_WARM_UP

    def __post_init__(self) -> None:
        problems = [
            f"unknown {part} {shown(given)}; allowed: {', '.join(allowed)}"
            for part, given, allowed in (
                ("experiment", self.experiment, EXPERIMENTS),
                ("optimizer", self.optimizer, OPTIMIZERS),
            )
            if not (isinstance(given, str) and given in allowed)
        ]
        for part, low, high in WHOLE:
            object.__setattr__(self, part, whole_or(low, getattr(self, part), low, high, part, problems))
        if not isinstance(self.data, str) or not self.data:
            problems.append(f"data: {shown(self.data)}; allowed: digits, or a folder with MNIST's files")
        if not isinstance(self.settings, Mapping):
            problems.append(f"settings: {shown(self.settings)} is not a mapping of names to values")
        if not problems and self.normalization not in (allowed := EXPERIMENTS[self.experiment].normalizations):
            problems.append(
                f"{self.experiment}: normalization {shown(self.normalization)}; allowed: {', '.join(allowed)}"
            )
        if not problems:
            tuned = EXPERIMENTS[self.experiment].rates.get(self.optimizer, {})
            settings, problems = parse_all(
                {**tuned, **self.settings}, OPTIMIZERS[self.optimizer].hyperparameters, self.optimizer
            )
            object.__setattr__(self, "settings", MappingProxyType(settings))
            problems += refusals(self.optimizer, EXPERIMENTS[self.experiment].network)
            problems += self._read_schedule()
        if problems:
            raise TrainingError("; ".join(problems))

    def _read_schedule(self) -> list[str]:
        """Complete the schedule; what is wrong with it."""
        name, given = self.schedule or EXPERIMENTS[self.experiment].schedule, self.schedule_parameters
        if not (isinstance(name, str) and name in SCHEDULES):
            return [f"unknown schedule {shown(name)}; allowed: {', '.join(SCHEDULES)}"]
        if not isinstance(given, Mapping):
            return [f"schedule_parameters: {shown(given)} is not a mapping of names to values"]
        parameters, problems = parse_all(given, SCHEDULES[name].hyperparameters, name)
        warm, bad = parse_all({"warmup": self.warmup}, WARM_UP.hyperparameters, "schedule")
        object.__setattr__(self, "schedule", name)
        object.__setattr__(self, "schedule_parameters", MappingProxyType(parameters))
        object.__setattr__(self, "warmup", warm["warmup"])
        return problems + bad

    def __reduce__(self) -> tuple[type[Training], tuple]:
        """How it travels to another process: a read-only mapping cannot."""
        values = (getattr(self, each.name) for each in fields(self))
        return Training, tuple(dict(value) if isinstance(value, Mapping) else value for value in values)


@dataclass(frozen=True)
class Epoch:
    """What is known after an epoch.

    `cost` is the mean over the epoch's batches, each before its update and with dropout, as papers plot it; that of
    epoch 0 is the loss of the initial weights. `accuracy` is the share of the validation set that is right, 0 to 1.
    `weights` are flat and read-only, those of the network without whitening if it was trained with it.
    `seconds` is the time spent on training so far, and `passes` how many gradients, each over as many samples as there
    are for training. A run that has `diverged` ends with this epoch: its cost is
    inf, and its weights are the last that were finite.
    """

    epoch: int
    cost: float
    accuracy: float
    weights: np.ndarray
    seconds: float
    diverged: bool = False
    passes: float = 0.0


def refusals(optimizer: str, network: Network) -> list[str]:
    """Why a method cannot train a network: nothing, or one message."""
    method = OPTIMIZERS[optimizer]
    if isinstance(method, Block) and method.pair:
        return [f"{optimizer} is a formula of two weights; allowed: a method for networks of any size"]
    if network.size <= LARGEST_MATRIX or not (isinstance(method, Vector) and method.matrix):
        return []
    return [
        f"{optimizer} forms a matrix of {network.size} × {network.size} numbers for this network; allowed: networks of"
        f" up to {LARGEST_MATRIX} weights, or a method that needs no matrix, such as hessian_free"
    ]


def train(training: Training, data: Data | None = None, progress: Progress | None = None) -> Iterator[Epoch]:
    """The epochs of a run, from epoch 0, as they are computed; close the iterator to stop it.

    `data` stands in for what training.data names. Calls `progress` with the epoch and the epochs in all; without it, a
    notebook and a terminal show a bar. Raises DataError for files that are missing or damaged, and
    TrainingError if the method cannot train the network for these data.
    """
    data = data or load(training.data)
    experiment, optimizer = EXPERIMENTS[training.experiment], OPTIMIZERS[training.optimizer]
    network = experiment.network_for(data, training.normalization)
    if problems := refusals(training.optimizer, network):
        raise TrainingError(problems[0])
    updates = training.epochs * -(-len(data.train_y) // training.batch_size)
    factor = factor_of(training.schedule, updates, training.schedule_parameters, training.warmup)
    course = Course(network, data, factor, training.batch_size, training.seed, training.whiten_every)
    laps = (
        elementwise_laps(optimizer, training.settings, course)
        if isinstance(optimizer, Elementwise)
        else vector_laps(optimizer, training.settings, course)
    )
    return counted(_epochs(training.epochs, course, laps), training.epochs, "epochs", progress)


def _epochs(epochs: int, course: Course, laps: Iterator[Lap]) -> Iterator[Epoch]:
    network, data = course.network, course.data
    w = network.initial(course.seed)
    cost, _ = network.evaluate(w, data.train_x, data.train_y)
    yield Epoch(0, cost, _accuracy(course, w), _read_only(w), 0.0)
    spent = 0.0
    for epoch in range(1, epochs + 1):
        began = perf_counter()
        with np.errstate(all="ignore"):  # a diverging run overflows before it is seen
            lap = next(laps)
        spent += perf_counter() - began
        yield Epoch(
            epoch=epoch,
            cost=lap.cost,
            accuracy=_accuracy(course, lap.weights),
            weights=_read_only(lap.weights),
            seconds=spent,
            diverged=lap.diverged,
            passes=lap.passes,
        )
        if lap.diverged:
            return


def _accuracy(course: Course, w: np.ndarray) -> float:
    """The share of the validation set that is right, with the weights of the network without whitening."""
    network, data = course.network, course.data
    with np.errstate(all="ignore"):
        given = network.statistics(w, data.train_x[:LARGE_BATCH], course.batch_size)
        return network.evaluate(w, data.validation_x, data.validation_y, given)[1]


def _read_only(w: np.ndarray) -> np.ndarray:
    w = w.view()
    w.setflags(write=False)
    return w
