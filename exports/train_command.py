"""`train` on the command line: a network learns, and every epoch is a line, as a table or as CSV."""

from __future__ import annotations

import argparse
from dataclasses import fields
from typing import Any

from hyperparameters import shown
from networks import EXPERIMENTS, DataError, Training, TrainingError, train
from progress import silent
from schedules import SCHEDULES

from .options import ExportError

#: The fields of a Training that are options, and what is said of each.
OPTIONS = {
    "optimizer": "the method, by its name in `list methods`",
    "epochs": "passes over the data",
    "seed": "of the weights at the start, the order and the dropout",
    "batch_size": "samples of a mini-batch",
    "data": "digits, or a folder with MNIST's four files",
    "normalization": "none, batch, or whiten (PRONG), where the experiment allows it",
    "whiten_every": "updates between two whitenings",
    "schedule": f"a factor on the learning rate: {', '.join(SCHEDULES)}",
    "warmup": "updates over which the learning rate rises",
}
DEFAULTS = {field.name: field.default for field in fields(Training)}


def add_train(commands: Any) -> None:
    """Adds `train` to the subparsers of argparse."""
    parser = commands.add_parser("train", help="train a small network with one of the methods")
    parser.add_argument("experiment", metavar="EXPERIMENT", help=", ".join(EXPERIMENTS))
    for name, told in OPTIONS.items():
        kind = type(DEFAULTS[name])
        usual = DEFAULTS[name] if DEFAULTS[name] != "" else "the experiment's"
        spelled = f"--{name.replace('_', '-')}"
        parser.add_argument(spelled, type=kind, metavar="VALUE", help=f"{told} (default: {usual})")
    parser.add_argument("--set", nargs="+", default=[], metavar="NAME=VALUE", help="hyperparameters; others are tuned")
    parser.add_argument("--csv", action="store_true", help="as CSV")
    parser.set_defaults(run=_train)


def _train(arguments: argparse.Namespace) -> None:
    given = {name: getattr(arguments, name) for name in OPTIONS if getattr(arguments, name) is not None}
    settings = {}
    for text in arguments.set:
        name, equals, value = text.partition("=")
        if not equals:
            raise ExportError(f"--set: {shown(text)}; allowed: a name and a value, such as learning_rate=0.01")
        settings[name] = value
    try:
        epochs = train(Training(arguments.experiment, settings=settings, **given), progress=silent)
    except (TrainingError, DataError) as error:
        raise ExportError(str(error)) from None
    print("epoch,cost,accuracy,seconds" if arguments.csv else "epoch      cost  accuracy  seconds")
    for epoch in epochs:
        if arguments.csv:
            print(f"{epoch.epoch},{epoch.cost:.6g},{epoch.accuracy:.6g},{epoch.seconds:.3f}", flush=True)
        else:
            row = f"{epoch.epoch:5} {epoch.cost:9.5f} {epoch.accuracy:9.3f} {epoch.seconds:8.2f}"
            print(f"{row}   diverged" if epoch.diverged else row, flush=True)
