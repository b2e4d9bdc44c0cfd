"""Nine methods x 500 steps on Rosenbrock and Beale: this project's race against torch.optim with autograd.

`python benchmarks/core.py` (torch: requirements-bench.txt). One process, one thread, the best of several rounds taken
in turns, so that a noisy machine disturbs both alike. A race here includes its losses, gradient norms and distances.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from optimizers import OPTIMIZERS
from races.floats import run_floats
from races.trajectory import measured
from surfaces import SURFACES

STEPS, ROUNDS, RATE = 500, 5, 1e-4

PEERS: dict[str, Callable] = {
    "sgd": lambda p: torch.optim.SGD(p, lr=RATE),
    "momentum": lambda p: torch.optim.SGD(p, lr=RATE, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=RATE, momentum=0.9, nesterov=True),
    "rprop": lambda p: torch.optim.Rprop(p, lr=RATE),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=RATE),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=RATE),
    "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0),
    "adam": lambda p: torch.optim.Adam(p, lr=RATE),
    "adamax": lambda p: torch.optim.Adamax(p, lr=RATE),
}


def ours(name: str, surface: str) -> None:
    optimizer, on = OPTIMIZERS[name], SURFACES[surface]
    settings = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()}
    settings["learning_rate"] = max(RATE, optimizer.hyperparameters["learning_rate"].minimum)
    measured(run_floats(optimizer, on, settings, on.start, STEPS), on)


def theirs(name: str, surface: str) -> None:
    value = SURFACES[surface].value
    point = [torch.tensor(c, dtype=torch.float64, requires_grad=True) for c in SURFACES[surface].start]
    optimizer = PEERS[name](point)
    path = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = value(*point)
        loss.backward()
        optimizer.step()
        path.append((*(c.item() for c in point), loss.item()))


def seconds(run: Callable[[str, str], None], name: str, surface: str) -> float:
    began = time.perf_counter()
    run(name, surface)
    return time.perf_counter() - began


def main() -> None:
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, {STEPS} steps, milliseconds, best of {ROUNDS}")
    totals = [0.0, 0.0]
    for surface in ("rosenbrock", "beale"):
        for name in PEERS:
            rounds = [(seconds(ours, name, surface), seconds(theirs, name, surface)) for _ in range(ROUNDS)]
            mine, peer = (min(times) for times in zip(*rounds, strict=True))
            totals = [totals[0] + mine, totals[1] + peer]
            print(f"{surface:11} {name:9} {1e3 * mine:7.2f} {1e3 * peer:8.1f}   {peer / mine:5.0f} times faster")
    print(f"{'together':21} {1e3 * totals[0]:7.1f} {1e3 * totals[1]:8.1f}   {totals[1] / totals[0]:5.0f} times faster")


if __name__ == "__main__":
    main()
