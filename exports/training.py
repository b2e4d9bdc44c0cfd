"""The command `train`: training without the page, also on a folder with MNIST's files."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from hyperparameters import shown
from networks import EXPERIMENTS, Training, load, train
from optimizers import OPTIMIZERS

from .options import ExportError


def add_train(commands: Any) -> None:
    """Adds `train` to the subparsers of argparse."""
    parser = commands.add_parser(
        "train",
        help="train a small network and print its curves as CSV",
        description="Train a small network with one or more methods, one after the other, and print the curves as CSV, "
        "a line for each epoch as it is done.",
    )
    parser.add_argument("experiment", choices=EXPERIMENTS)
    parser.add_argument(
        "methods",
        nargs="+",
        metavar="METHOD",
        help="for instance adam, or sgd=learning_rate:0.1; the rest is as tuned",
    )
    parser.add_argument("--epochs", type=int, default=45, help="default: 45")
    parser.add_argument("--seed", type=int, default=0, help="of weights, batches and dropout; default: 0")
    parser.add_argument("--batch-size", type=int, default=128, help="default: 128")
    parser.add_argument("--data", default="digits", metavar="FOLDER", help="with MNIST's four files; default: digits")
    parser.set_defaults(run=_train)


def _train(arguments: argparse.Namespace) -> None:
    given = {key: getattr(arguments, key) for key in ("experiment", "epochs", "seed", "batch_size", "data")}
    try:
        trainings = [Training(**given, **_method(word)) for word in arguments.methods]
        data = load(arguments.data)
        runs = [train(training, data) for training in trainings]
        print("experiment,optimizer,seed,epoch,cost,accuracy,seconds")
        for training, run in zip(trainings, runs, strict=True):
            start = f"{training.experiment},{training.optimizer},{training.seed}"
            for one in run:
                numbers = f"{one.epoch},{one.cost:.6g},{one.accuracy:.6g},{one.seconds:.3f}"
                print(f"{start},{numbers}", flush=True)
            if one.diverged:
                print(f"{training.optimizer} diverged in epoch {one.epoch}", file=sys.stderr)
    except ValueError as error:
        raise ExportError(str(error)) from None


def _method(word: str) -> dict[str, Any]:
    """What a word such as sgd=learning_rate:0.1,momentum:0.9 says of a method. Raises ValueError."""
    name, _, text = word.partition("=")
    if name not in OPTIMIZERS:
        raise ValueError(f"{shown(name)} is no method; allowed: {', '.join(OPTIMIZERS)}")
    parts = [part.partition(":") for part in text.split(",") if part]
    return {"optimizer": name, "settings": {key: value for key, _, value in parts}}
