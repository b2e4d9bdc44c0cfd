"""An epoch of the MLP (64-128-128-10) and of the ConvNet with Adam, batch 128, against PyTorch with the same model, and
an epoch of Muon against one of Adam.

`python benchmarks/networks.py` (torch: requirements-bench.txt). One process, one thread for each, processor time, the
best of several rounds taken in turns, so that a noisy machine disturbs both alike. Before that, both must have the same
loss and gradient at the same weights. PyTorch computes in its usual 32 bits; this project in 64 bits, as it trains on
the digits, and in 32, as it trains on MNIST.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import torch
from torch import nn

from networks import EXPERIMENTS, Data, Network, Training, digits, train

ROUNDS, RATE, BATCH = 30, 0.01, 128
ALLOWED, ALLOWED_FOR_MUON = 1.5, 2.0


def mlp() -> nn.Sequential:
    drop = nn.Dropout(0.5)
    hidden = (nn.Linear(64, 128), nn.ReLU(), drop, nn.Linear(128, 128), nn.ReLU(), drop)
    return nn.Sequential(nn.Dropout(0.2), *hidden, nn.Linear(128, 10))


def convnet() -> nn.Sequential:
    stages = [
        layer
        for inputs, outputs in ((1, 16), (16, 32))
        for layer in (nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
    ]
    dense = (nn.Linear(128, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10))
    return nn.Sequential(nn.Dropout(0.1), nn.Unflatten(1, (1, 8, 8)), *stages, nn.Flatten(), *dense)


def theirs(model: nn.Sequential) -> Iterator[None]:
    """Epochs in PyTorch."""
    x, y = torch.tensor(digits().train_x, dtype=torch.float32), torch.tensor(digits().train_y)
    optimizer, loss = torch.optim.Adam(model.parameters(), lr=RATE), nn.CrossEntropyLoss()
    while True:
        for chosen in torch.randperm(len(y)).split(BATCH):
            optimizer.zero_grad()
            loss(model(x[chosen]), y[chosen]).backward()
            optimizer.step()
        yield


def ours(name: str, dtype: type, method: str = "adam") -> Iterator[object]:
    """Epochs here, with the validation that belongs to each; the first one is not training."""
    data: Data = replace(digits(), train_x=digits().train_x.astype(dtype))
    epochs = train(Training(name, method, {"learning_rate": RATE}, epochs=ROUNDS + 1, batch_size=BATCH), data)
    next(epochs)
    return epochs


def check(network: Network, model: nn.Sequential) -> None:
    """Both have the same loss and gradient at the weights of the PyTorch model, without dropout."""
    x, y = digits().train_x[:BATCH], digits().train_y[:BATCH]
    model = model.double().eval()
    loss = nn.CrossEntropyLoss()(model(torch.tensor(x)), torch.tensor(y))
    loss.backward()
    weights, gradient = [], []
    for parameter in model.parameters():
        for theirs, into in ((parameter.detach(), weights), (parameter.grad, gradient)):
            part = theirs
            if theirs.ndim == 4:  # filters: channels last
                part = theirs.permute(0, 2, 3, 1)
            elif theirs.shape == (128, 128) and isinstance(model[2], nn.Conv2d):  # pixels before channels
                part = theirs.reshape(128, 32, 4).permute(0, 2, 1)
            into.append(part.reshape(-1).numpy())
    value, slope = network.loss_and_gradient(np.concatenate(weights), x, y)
    assert abs(value - loss.item()) < 1e-12, (value, loss.item())
    assert np.abs(slope - np.concatenate(gradient)).max() < 1e-12


def seconds(epochs: Iterator[object]) -> float:
    began = time.process_time()
    next(epochs)
    return time.process_time() - began


def main() -> None:
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, an epoch of {len(digits().train_y)} samples, milliseconds, best of {ROUNDS}")
    models: dict[str, Callable[[], nn.Sequential]] = {"mlp": mlp, "convnet": convnet}
    met = True
    for name, model in models.items():
        check(EXPERIMENTS[name].network, model())
        runs = (theirs(model()), ours(name, np.float64), ours(name, np.float32))
        rounds = [[seconds(run) for run in runs] for _ in range(ROUNDS)]
        peer, double, single = (1e3 * min(times) for times in zip(*rounds, strict=True))
        met = met and double / peer <= ALLOWED
        print(
            f"{name:8} torch {peer:6.1f}   here {double:6.1f} in 64 bits, ratio {double / peer:.2f};"
            f" {single:6.1f} in 32 bits, ratio {single / peer:.2f}"
        )
    print(f"at most {ALLOWED} times PyTorch's time: {'yes' if met else 'no'}")
    met = True
    for name in EXPERIMENTS:
        both = [ours(name, np.float64, method) for method in ("adam", "muon")]
        rounds = [[seconds(run) for run in both] for _ in range(ROUNDS)]
        adam, muon = (1e3 * min(times) for times in zip(*rounds, strict=True))
        met = met and muon / adam <= ALLOWED_FOR_MUON
        print(f"{name:8} Adam {adam:6.1f}   Muon {muon:6.1f}, ratio {muon / adam:.2f}")
    print(f"at most {ALLOWED_FOR_MUON:g} times Adam's time for Muon: {'yes' if met else 'no'}")


if __name__ == "__main__":
    main()
