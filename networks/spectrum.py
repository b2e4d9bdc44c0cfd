"""The singular values of one layer's update: what a method makes of the gradient's few large directions and many small
ones.

The layer is the one between the hidden layers of the multilayer network, 128 × 128 weights; each method trains it at
its own tuned rate. Of each of EPOCHS the updates on a whole mini-batch are taken, and of their singular values, each
update's largest first, the median in each place.
"""

from __future__ import annotations

import numpy as np

from optimizers import OPTIMIZERS, Elementwise

from .data import digits
from .experiments import EXPERIMENTS
from .loops import Course, elementwise_laps

METHODS = ("sgd", "adam", "shampoo", "soap", "muon")
EPOCHS = (1, 5, 15, 30)
EXPERIMENT, BATCH, SEED = "mlp", 128, 0


def hidden_layer() -> tuple[slice, tuple[int, int]]:
    """Where the weights of the layer are, and their shape: the largest of the network."""
    places = [place for own in EXPERIMENTS[EXPERIMENT].network.places for place in own if len(place[1]) == 2]
    place, (rows, columns) = max(places, key=lambda found: found[1][0] * found[1][1])
    return place, (rows, columns)


def spectra_of(method: str, learning_rate: float, epochs: tuple[int, ...] = EPOCHS) -> dict[str, list[float]]:
    """By epoch, as a text, the singular values of the layer's update, the largest first, to three digits."""
    optimizer = OPTIMIZERS[method]
    assert isinstance(optimizer, Elementwise)
    network, data, (place, shape) = EXPERIMENTS[EXPERIMENT].network, digits(), hidden_layer()
    updates: list[np.ndarray] = []
    before = network.initial(SEED)

    def watch(weights: np.ndarray, epochs: float, passes: float) -> None:
        nonlocal before
        updates.append((weights - before)[place].reshape(shape))
        before = weights

    settings = {name: one.default for name, one in optimizer.hyperparameters.items()} | {"learning_rate": learning_rate}
    laps = elementwise_laps(optimizer, settings, Course(network, data, None, BATCH, SEED, 1, watch))
    found: dict[str, list[float]] = {}
    for epoch in range(1, max(epochs) + 1):
        updates.clear()
        next(laps)
        if epoch in epochs:
            found[str(epoch)] = median_spectrum(updates[: len(data.train_y) // BATCH])
    return found


def median_spectrum(updates: list[np.ndarray]) -> list[float]:
    """Of some matrices the median of each singular value, the largest first."""
    values = np.median(np.linalg.svd(np.array(updates), compute_uv=False), axis=0)
    return [float(f"{value:.3g}") for value in values]
