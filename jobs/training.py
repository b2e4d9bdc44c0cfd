"""The training job: methods train the same network side by side, epoch by epoch, and the curves so far go to the page
with the progress. What is asked is checked here, also for what the page trains without a job."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hyperparameters import shown, whole_or
from networks import EXPERIMENTS, Epoch, Training, load, refusals, train
from optimizers import OPTIMIZERS
from progress import silent
from races import SpecError
from schedules import NO_WARM_UP

from .kinds import Progress, job

MAX_METHODS, MAX_EPOCHS = 9, 100
LEAST_BATCH, MAX_BATCH, MAX_SEED = 8, 1437, 9999
#: Names the folder with MNIST's files. Only who runs the server says which folder that is: a page cannot name one.
MNIST_VARIABLE = "RAVINE_MNIST"
WHOLE = {"seed": (0, MAX_SEED), "epochs": (1, MAX_EPOCHS), "batch_size": (LEAST_BATCH, MAX_BATCH)}
STANDARD = {"seed": 0, "epochs": 45, "batch_size": 128}


def offered_data() -> dict[str, str]:
    """The data that can be trained on here, and their names."""
    return {"digits": "digits, 8 × 8"} | ({"mnist": "MNIST, 28 × 28"} if os.environ.get(MNIST_VARIABLE) else {})


@dataclass
class Run:
    """The curve of one method as far as it has come: at place k, what was there after epoch k."""

    settings: Mapping[str, float]
    cost: list[float | None] = field(default_factory=list)
    accuracy: list[float | None] = field(default_factory=list)
    diverged: bool = False

    def add(self, epoch: Epoch) -> None:
        """One epoch more."""
        self.cost.append(_plain(epoch.cost))
        self.accuracy.append(_plain(epoch.accuracy))
        self.diverged = self.diverged or bool(epoch.diverged)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return vars(self) | {"settings": dict(self.settings)}


def _plain(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None


def read_request(request: Any) -> dict[str, Training]:
    """By method its training. Request {"experiment", "methods": {name: settings}, "seed", "epochs", "batch_size",
    "data": of `offered_data`, "normalization": one of the experiment's, "schedule": of SCHEDULES or the experiment's,
    "schedule_parameters", "warmup" in updates}; what is left out has its usual value.

    Raises SpecError with all that is wrong.
    """
    asked = request if isinstance(request, dict) else {}
    problems: list[str] = []
    common = {name: _whole(asked, name, problems) for name in WHOLE}
    experiment = _one_of(asked, "experiment", EXPERIMENTS, problems)
    data = _one_of(asked, "data", offered_data(), problems)
    layers = dict.fromkeys(EXPERIMENTS[experiment].normalizations)
    normalization = _one_of(asked, "normalization", layers, problems)
    methods = asked.get("methods")
    if not isinstance(methods, dict) or not 1 <= len(methods) <= MAX_METHODS:
        problems.append(f"methods: {shown(methods)}; allowed: 1 to {MAX_METHODS}, each with its settings")
        methods = {}
    if problems:
        raise SpecError(problems)
    folder = os.environ.get(MNIST_VARIABLE, "") if data == "mnist" else "digits"
    trainings = {}
    for name, settings in methods.items():
        try:
            if name not in OPTIMIZERS or not isinstance(settings, dict):
                raise ValueError(f"methods: {shown({name: settings})}; allowed: names such as adam, with settings")
            if refused := refusals(name, EXPERIMENTS[experiment].network):
                raise SpecError(refused)
            trainings[name] = Training(
                experiment=experiment,
                optimizer=name,
                settings=settings,
                data=folder,
                normalization=normalization,
                seed=common["seed"],
                epochs=common["epochs"],
                batch_size=common["batch_size"],
                schedule=asked.get("schedule", ""),
                schedule_parameters=asked.get("schedule_parameters") or {},
                warmup=asked.get("warmup", NO_WARM_UP),
            )
        except ValueError as error:
            problems += getattr(error, "problems", [str(error)])
    if problems:
        raise SpecError([hidden(problem) for problem in problems])
    return trainings


def _one_of(asked: Mapping[str, Any], name: str, allowed: Mapping[str, Any], problems: list[str]) -> str:
    given = asked.get(name, next(iter(allowed)))
    if isinstance(given, str) and given in allowed:
        return given
    problems.append(f"{name}: {shown(given)}; allowed: {', '.join(allowed)}")
    return next(iter(allowed))


def _whole(asked: Mapping[str, Any], name: str, problems: list[str]) -> int:
    standard = STANDARD[name]
    return whole_or(standard, asked.get(name, standard), *WHOLE[name], name.replace("_", " "), problems)


def hidden(message: str) -> str:
    """A message without the name of the server's folder."""
    folder = os.environ.get(MNIST_VARIABLE)
    return message.replace(folder.rstrip(os.sep) + os.sep, "").replace(folder, MNIST_VARIABLE) if folder else message


def side_by_side(trainings: Mapping[str, Training]) -> Iterator[tuple[str, Epoch]]:
    """Each method's epoch 0, then each method's epoch 1, and so on: all curves grow together."""
    data = load(next(iter(trainings.values())).data)  # once for all: MNIST is large
    running = {name: train(training, data, silent) for name, training in trainings.items()}
    while running:
        for name in list(running):
            epoch = next(running[name], None)
            if epoch is None:
                del running[name]
            else:
                yield name, epoch


@job("training", unit="epoch")
def run_training(request: dict[str, Any], folder: Path, progress: Progress) -> Path:
    """Request: see `read_request`. JSON, by method the fields of a `Run`; so is what there is so far."""
    trainings = read_request(request)
    runs = {name: Run(training.settings) for name, training in trainings.items()}
    first = next(iter(trainings.values()))
    total = first.epochs
    try:
        for name, epoch in side_by_side(trainings):
            runs[name].add(epoch)
            done = min((len(run.cost) - 1 for run in runs.values() if not run.diverged), default=total)
            progress(min(max(done, 0), total - 1), total, _plainly(runs))
    except (ValueError, OSError) as error:
        raise ValueError(hidden(str(error))) from error
    progress(total, total, _plainly(runs))
    path = folder / f"ravine-{first.experiment}.json"
    path.write_text(json.dumps(_plainly(runs)))
    return path


def _plainly(runs: Mapping[str, Run]) -> dict[str, dict[str, Any]]:
    return {name: run.to_dict() for name, run in runs.items()}
