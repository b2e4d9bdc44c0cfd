"""The three networks of the Adam paper's experiments, in miniature."""

from __future__ import annotations

from .activations import ACTIVATIONS, Relu
from .convolution import Convolution
from .dense import Dense
from .dropout import Dropout
from .layer import Layer
from .network import Network
from .pooling import MaxPool
from .shaping import Shaped


def softmax_regression(inputs: int = 64, classes: int = 10, penalty: float = 1e-3) -> Network:
    """One layer, all weights zero at the start."""
    return Network((Dense(inputs, classes, gain=0.0),), penalty)


def mlp(
    inputs: int = 64,
    classes: int = 10,
    hidden: tuple[int, ...] = (128, 128),
    activation: str = "relu",
    dropout: tuple[float, float] = (0.2, 0.5),
) -> Network:
    """Hidden layers with an activation, "relu" or "tanh". `dropout` is the rate on the inputs and that on hidden
    layers."""
    layers: list[Layer] = [Dropout(dropout[0], inputs)]
    for size in hidden:
        layers += [Dense(inputs, size), ACTIVATIONS[activation], Dropout(dropout[1], size)]
        inputs = size
    return Network((*layers, Dense(inputs, classes, gain=1.0)))


def convnet(
    shape: tuple[int, int] = (8, 8), classes: int = 10, channels: tuple[int, int] = (16, 32), hidden: int = 128
) -> Network:
    """Two stages of a 3 × 3 convolution, ReLU and max-pooling, a dense layer and the outputs; dropout 0.1 on the inputs
    and 0.5 on the dense layer. Pooling stands before ReLU: the same function, as both are monotone, at a quarter of the
    work."""
    height, width = shape
    layers: list[Layer] = [Dropout(0.1, height * width), Shaped((height, width, 1))]
    before = 1
    for count in channels:
        layers += [Convolution(before, count), MaxPool(), Relu()]
        before = count
    inputs = height * width // 16 * before
    layers += [Shaped((inputs,)), Dense(inputs, hidden), Relu(), Dropout(0.5, hidden)]
    return Network((*layers, Dense(hidden, classes, gain=1.0)))
