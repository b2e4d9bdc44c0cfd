"""The three experiments of the Adam paper in miniature, with the settings that were found for each method, and what
the paper says of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .claims import Claims, claims
from .data import Data, DataError
from .dropout import Dropout
from .models import convnet, mlp, softmax_regression
from .network import Network
from .results import results

Rates = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class Experiment:
    """A network with its methods.

    `build(shape, classes, normalization)` makes the network, with one of the `normalizations`; `schedule` is
    the name of that of its learning rates; `tuned` has the settings of the methods in the experiment's
    table, the best of `grids`, which has what was tried by the name of the hyperparameter;
    `seeds` is how many runs of each method are stored.
    """

    name: str
    label: str
    model: str
    build: Callable[[tuple[int, int], int, str], Network]
    normalizations: tuple[str, ...]
    schedule: str
    tuned: Rates
    grids: Mapping[str, Mapping[str, tuple[float, ...]]]
    seeds: int

    @cached_property
    def rates(self) -> Rates:
        """The tuned settings by method: those of the table, and the learning rates that were found for the others."""
        found = results()["rates"].get(self.name, {})
        return {**self.tuned, **{method: {"learning_rate": rate} for method, rate in found.items()}}

    @property
    def claims(self) -> Claims:
        """What the paper says, and what is seen here: pairs of texts."""
        return claims(self.name)

    @cached_property
    def network(self) -> Network:
        """The network for the digits that ship with the project."""
        return self.build((8, 8), 10, "none")

    @property
    def penalty(self) -> float:
        """The factor λ of λ/2 |W|² in the loss."""
        return self.network.penalty

    @property
    def dropout(self) -> tuple[float, ...]:
        """The rates of dropout, from the pixels up."""
        return tuple(layer.rate for layer in self.network.layers if isinstance(layer, Dropout))

    def network_for(self, data: Data, normalization: str = "none") -> Network:
        """The network for these data. Raises DataError if their pictures do not suit it."""
        try:
            return self.build(data.shape, data.classes, normalization)
        except ValueError as error:
            raise DataError(f"{data.name}: {error}") from None


#: What was tried on both networks with dropout.
DROPOUT_GRIDS = {
    "nesterov": {"learning_rate": (0.03, 0.1, 0.3)},
    "adagrad": {"learning_rate": (0.01, 0.03, 0.1)},
    "rmsprop": {"learning_rate": (1e-3, 3e-3, 1e-2)},
    "adadelta": {"epsilon": (1e-6, 1e-5, 1e-4)},
}

EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment
    for experiment in (
        Experiment(
            name="logistic",
            label="Logistic regression",
            model="64 pixels, softmax over 10 digits; penalty 0.0005 |W|², rate α/√t",
            build=lambda shape, classes, _: softmax_regression(math.prod(shape), classes),
            normalizations=("none",),
            schedule="inverse_sqrt",  # Kingma & Ba (2015), Theorem 4.1
            tuned={
                "nesterov": {"learning_rate": 1.0, "momentum": 0.9},
                "adagrad": {"learning_rate": 1.0},
                "rmsprop": {"learning_rate": 0.1},
                "adadelta": {"epsilon": 1e-2},
                "adam": {"learning_rate": 0.3},
                "adamax": {"learning_rate": 0.3},
            },
            grids={
                "nesterov": {"learning_rate": (0.1, 0.3, 1.0, 3.0)},
                "adagrad": {"learning_rate": (0.1, 0.3, 1.0, 3.0)},
                "rmsprop": {"learning_rate": (0.01, 0.03, 0.1, 0.3)},
                "adadelta": {"epsilon": (1e-4, 1e-3, 1e-2)},
                "adam": {"learning_rate": (0.03, 0.1, 0.3, 1.0)},
                "adamax": {"learning_rate": (0.03, 0.1, 0.3, 1.0)},
            },
            seeds=5,
        ),
        Experiment(
            name="mlp",
            label="Multilayer network with dropout",
            model="64-128-128-10, ReLU; dropout 0.2 on the pixels, 0.5 on hidden units",
            build=lambda shape, classes, normalization: mlp(math.prod(shape), classes, normalization=normalization),
            normalizations=("none", "batch", "whiten"),
            schedule="constant",
            tuned={
                "nesterov": {"learning_rate": 0.1, "momentum": 0.9},
                "adagrad": {"learning_rate": 0.03},
                "rmsprop": {"learning_rate": 0.01},
                "adadelta": {"epsilon": 1e-5},
                "adam": {"learning_rate": 0.01},
                "adamax": {"learning_rate": 0.03},
            },
            grids=DROPOUT_GRIDS
            | {
                "adam": {"learning_rate": (1e-3, 3e-3, 1e-2)},
                "adamax": {"learning_rate": (3e-3, 1e-2, 3e-2, 0.1)},
            },
            seeds=5,
        ),
        Experiment(
            name="convnet",
            label="Convolutional network",
            model="two stages of 3 × 3 convolution (16, 32), ReLU and pooling, 128 units; dropout 0.1 on the pixels,"
            " 0.5 on the units",
            build=lambda shape, classes, normalization: convnet(shape, classes, normalization=normalization),
            normalizations=("none", "batch"),
            schedule="constant",
            tuned={
                "nesterov": {"learning_rate": 0.1, "momentum": 0.9},
                "adagrad": {"learning_rate": 0.03},
                "rmsprop": {"learning_rate": 0.01},
                "adadelta": {"epsilon": 1e-5},
                "adam": {"learning_rate": 0.01},
                "adamax": {"learning_rate": 0.01},
            },
            grids=DROPOUT_GRIDS
            | {
                "adam": {"learning_rate": (3e-3, 1e-2, 3e-2)},
                "adamax": {"learning_rate": (3e-3, 1e-2, 3e-2)},
            },
            seeds=5,
        ),
    )
}
