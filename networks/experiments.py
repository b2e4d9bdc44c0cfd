"""The three experiments of the Adam paper in miniature, with the settings that were found for each method, and what
the paper says of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .data import Data, DataError
from .models import convnet, mlp, softmax_regression
from .network import Network

Rates = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class Experiment:
    """A network with its methods.

    `build(shape, classes)` makes the network; `schedule` is the factor on the learning rate at update t, from 1;
    `rates` has the tuned settings of each method, `grids` those that were tried for the methods of the table, by the
    name of the hyperparameter; `claims` are pairs: what the paper says, and what is seen here.
    """

    label: str
    model: str
    build: Callable[[tuple[int, int], int], Network]
    penalty: float
    dropout: tuple[float, ...]
    schedule: Callable[[int], float]
    rates: Rates
    grids: Mapping[str, Mapping[str, tuple[float, ...]]]
    claims: tuple[tuple[str, str], ...]
    seeds: int

    @cached_property
    def network(self) -> Network:
        """The network for the digits that ship with the project."""
        return self.build((8, 8), 10)

    def network_for(self, data: Data) -> Network:
        """The network for these data. Raises DataError if their pictures do not suit it."""
        try:
            return self.build(data.shape, data.classes)
        except ValueError as error:
            raise DataError(f"{data.name}: {error}") from None


def constant(t: int) -> float:
    """1 at every update."""
    return 1.0


def inverse_sqrt(t: int) -> float:
    """1/√t, as the analysis of Kingma & Ba (2015), Theorem 4.1, has it."""
    return 1 / math.sqrt(t)


EXPERIMENTS: dict[str, Experiment] = {
    "logistic": Experiment(
        label="Logistic regression",
        model="64 pixels, softmax over 10 digits; penalty 0.0005 |W|², rate α/√t",
        build=lambda shape, classes: softmax_regression(math.prod(shape), classes),
        penalty=1e-3,
        dropout=(),
        schedule=inverse_sqrt,
        rates={
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
        claims=(),
        seeds=5,
    ),
    "mlp": Experiment(
        label="Multilayer network with dropout",
        model="64-128-128-10, ReLU; dropout 0.2 on the pixels, 0.5 on hidden units",
        build=lambda shape, classes: mlp(math.prod(shape), classes),
        penalty=0.0,
        dropout=(0.2, 0.5),
        schedule=constant,
        rates={
            "nesterov": {"learning_rate": 0.1, "momentum": 0.9},
            "adagrad": {"learning_rate": 0.03},
            "rmsprop": {"learning_rate": 0.01},
            "adadelta": {"epsilon": 1e-5},
            "adam": {"learning_rate": 0.01},
            "adamax": {"learning_rate": 0.03},
        },
        grids={
            "nesterov": {"learning_rate": (0.03, 0.1, 0.3)},
            "adagrad": {"learning_rate": (0.01, 0.03, 0.1)},
            "rmsprop": {"learning_rate": (1e-3, 3e-3, 1e-2)},
            "adadelta": {"epsilon": (1e-6, 1e-5, 1e-4)},
            "adam": {"learning_rate": (1e-3, 3e-3, 1e-2)},
            "adamax": {"learning_rate": (3e-3, 1e-2, 3e-2, 0.1)},
        },
        claims=(),
        seeds=5,
    ),
    "convnet": Experiment(
        label="Convolutional network",
        model="two stages of 3 × 3 convolution (16, 32), ReLU and pooling, 128 units; dropout 0.1 on the pixels, 0.5 on"
        " the units",
        build=convnet,
        penalty=0.0,
        dropout=(0.1, 0.5),
        schedule=constant,
        rates={
            "nesterov": {"learning_rate": 0.1, "momentum": 0.9},
            "adagrad": {"learning_rate": 0.03},
            "rmsprop": {"learning_rate": 0.01},
            "adadelta": {"epsilon": 1e-5},
            "adam": {"learning_rate": 0.01},
            "adamax": {"learning_rate": 0.01},
        },
        grids={
            "nesterov": {"learning_rate": (0.03, 0.1, 0.3)},
            "adagrad": {"learning_rate": (0.01, 0.03, 0.1)},
            "rmsprop": {"learning_rate": (1e-3, 3e-3, 1e-2)},
            "adadelta": {"epsilon": (1e-6, 1e-5, 1e-4)},
            "adam": {"learning_rate": (3e-3, 1e-2, 3e-2)},
            "adamax": {"learning_rate": (3e-3, 1e-2, 3e-2)},
        },
        claims=(),
        seeds=3,
    ),
}
