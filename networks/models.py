"""The three networks of the Adam paper's experiments, in miniature."""

from __future__ import annotations

from .activations import ACTIVATIONS, Relu
from .batch_norm import BatchNorm
from .convolution import Convolution
from .dense import Dense
from .dropout import Dropout
from .layer import Layer
from .network import Network
from .pooling import MaxPool
from .shaping import Shaped
from .whitening import with_whitening


def softmax_regression(inputs: int = 64, classes: int = 10, penalty: float = 1e-3) -> Network:
    """One layer, all weights zero at the start."""
    return Network((Dense(inputs, classes, gain=0.0),), penalty)


def mlp(
    inputs: int = 64,
    classes: int = 10,
    hidden: tuple[int, ...] = (128, 128),
    activation: str = "relu",
    dropout: tuple[float, float] = (0.2, 0.5),
    normalization: str = "none",
) -> Network:
    """Hidden layers with an activation, "relu" or "tanh". `dropout` is the rate on the inputs and that on hidden
    layers; `normalization` is "none", "batch", which stands before each activation, or "whiten", before each
    dense layer.
    """
    layers: list[Layer] = [Dropout(dropout[0], inputs)]
    for size in hidden:
        layers += [Dense(inputs, size), *_norm(normalization, size), ACTIVATIONS[activation], Dropout(dropout[1], size)]
        inputs = size
    network = Network((*layers, Dense(inputs, classes, gain=1.0)))
    return with_whitening(network) if normalization == "whiten" else network


def convnet(
    shape: tuple[int, int] = (8, 8),
    classes: int = 10,
    channels: tuple[int, ...] = (16, 32),
    hidden: int = 128,
    dropout: tuple[float, float] = (0.1, 0.5),
    normalization: str = "none",
) -> Network:
    """Stages of a 3 × 3 convolution, ReLU and max-pooling, a dense layer and the outputs. `dropout` is the rate on the
    inputs and that on the dense layer; `normalization` is "none", or "batch" before each activation. Pooling stands
    before ReLU: the same function, as both are monotone, at a quarter of the work.

    Raises ValueError for pictures that cannot be halved so many times.
    """
    height, width = shape
    halved = 2 ** len(channels)
    if height % halved or width % halved:
        raise ValueError(f"pictures of {height} × {width} pixels; allowed: sides that {halved} divides")
    layers: list[Layer] = [Dropout(dropout[0], height * width), Shaped((height, width, 1))]
    before = 1
    for count in channels:
        layers += [Convolution(before, count), *_norm(normalization, count), MaxPool(), Relu()]
        before = count
    inputs = height * width // halved**2 * before
    layers += [Shaped((inputs,)), Dense(inputs, hidden), *_norm(normalization, hidden), Relu()]
    layers += [Dropout(dropout[1], hidden)]
    return Network((*layers, Dense(hidden, classes, gain=1.0)))


def _norm(normalization: str, size: int) -> list[Layer]:
    return [BatchNorm(size)] if normalization == "batch" else []
