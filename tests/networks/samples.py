"""Small networks of every kind, with random weights, biases too: where a bias is zero, blank pixels put many ReLUs
exactly on their kink and poolings on a tie, and there finite differences say nothing."""

from dataclasses import replace

import numpy as np

from networks import Data, Network, convnet, digits, mlp, softmax_regression
from networks.whitening import whitened

CLASSES, COUNT = 3, 12


def few(images: int = 256, classes: int = 3) -> Data:
    """The first training digits of the first classes: a smaller problem of the same kind."""
    data = digits()
    chosen = np.flatnonzero(data.train_y < classes)[:images]
    known = data.validation_y < classes
    return replace(
        data,
        train_x=data.train_x[chosen],
        train_y=data.train_y[chosen],
        validation_x=data.validation_x[known],
        validation_y=data.validation_y[known],
        classes=classes,
    )


def _whitened() -> Network:
    network = mlp(16, CLASSES, (5, 4), "tanh", normalization="whiten")
    return whitened(network, network.initial(1), np.random.default_rng(5).uniform(size=(50, 16)))[0]


SMALL = {
    "softmax_regression": softmax_regression(16, CLASSES, penalty=0.3),
    "relu": mlp(16, CLASSES, (6, 5)),
    "tanh": mlp(16, CLASSES, (6, 5), "tanh"),
    "batch": mlp(16, CLASSES, (6, 5), "tanh", normalization="batch"),
    "relu_batch": mlp(16, CLASSES, (6, 5), normalization="batch"),
    "whiten": _whitened(),
    "convnet": convnet((4, 4), CLASSES, (2, 3), 5),
    "convnet_batch": convnet((4, 4), CLASSES, (2, 3), 5, normalization="batch"),
}


def sample(network: Network, seed: int = 0):
    """Weights, a direction, and samples with classes and masks."""
    random = np.random.default_rng(seed)
    w, v = random.normal(0, 0.7, (2, network.size))
    x, y = random.uniform(size=(COUNT, 16)), random.integers(0, CLASSES, COUNT)
    return w, v, (x, y, network.masks(random, COUNT))
