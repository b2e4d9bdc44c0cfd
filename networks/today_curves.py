"""The curves of the methods of today, stored in `today.json`: `python -m networks.today_curves` makes it anew in about
ten minutes of a processor, `python -m networks.today_curves NAME ...` only what belongs to these methods.

    experiments  by experiment and entry (`today.py`): "settings", those that were tuned; "tried", by learning rate the
                 mean cost of seed 0 over the epochs, null where it diverged; "cost" and "accuracy", a list for each
                 seed from epoch 0 on, null from where it diverged on; "passes", gradients for a sample in an epoch;
                 "seconds", processor time of the quickest epoch, on the machine that made the file
    spectra      by epoch and method the singular values of one layer's update (`spectrum.py`)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from time import process_time
from typing import Any

from optimizers import OPTIMIZERS
from progress import silent

from .curves import PROCESSES, lowest, written
from .experiments import EXPERIMENTS
from .named import named
from .spectrum import METHODS, spectra_of
from .today import DATA, ENTRIES, SEEDS, TRIAL, Entry, today
from .training import Training, train

Map = Callable[..., Iterable[Any]]  # as the builtin


def outcome(training: Training) -> dict[str, Any]:
    """The curves of a run, rounded, with None from where it diverged on, and what an epoch costs."""
    epochs, spent = [], []
    for epoch in train(training, progress=silent):
        spent.append(process_time())
        if not epoch.diverged:
            epochs.append(epoch)
    lost = [None] * (training.epochs + 1 - len(epochs))
    return {
        "cost": [float(f"{epoch.cost:.4g}") for epoch in epochs] + lost,
        "accuracy": [round(epoch.accuracy, 4) for epoch in epochs] + lost,
        "passes": epochs[-1].passes / max(len(epochs) - 1, 1),
        "seconds": min((after - before for before, after in pairwise(spent)), default=0.0),
    }


def mean_cost(costs: list[float | None]) -> float | None:
    """The mean over the epochs, without epoch 0; None if it diverged."""
    known = [cost for cost in costs[1:] if cost is not None]
    return float(f"{sum(known) / len(known):.5g}") if len(known) == len(costs) - 1 else None


def of_an_entry(experiment: str, entry: Entry) -> dict[str, Any]:
    """All that is stored of it: tuned, then run from each seed."""
    tried = {
        f"{rate:g}": mean_cost(outcome(entry.training(experiment, {"learning_rate": rate}, TRIAL))["cost"])
        for rate in entry.rates
    }
    best = lowest(tried)
    settings = {"learning_rate": float(best)} if best else {}
    runs = [outcome(entry.training(experiment, settings, seed=seed)) for seed in SEEDS]
    return {
        "settings": settings,
        "tried": tried,
        "cost": [run["cost"] for run in runs],
        "accuracy": [run["accuracy"] for run in runs],
        "passes": float(f"{sum(run['passes'] for run in runs) / len(runs):.3g}"),
        "seconds": float(f"{min(run['seconds'] for run in runs):.3g}"),
    }


def gathered(methods: Collection[str], stored: dict[str, Any], run: Map) -> dict[str, Any]:
    """What is stored, with the entries and spectra of these methods anew."""
    wanted = [(name, entry) for name in EXPERIMENTS for entry in ENTRIES.values() if entry.method in methods]
    made = {name: dict(stored["experiments"].get(name, {})) for name in EXPERIMENTS}
    for (name, entry), found in zip(wanted, run(of_an_entry, *zip(*wanted, strict=True)), strict=True):
        made[name][entry.name] = found
        print(name, entry.name, found["settings"], flush=True)
    experiments = {name: {key: found[key] for key in ENTRIES if key in found} for name, found in made.items()}
    spectra = stored["spectra"]
    if anew := [method for method in METHODS if method in methods]:
        rates = [experiments["mlp"][method]["settings"]["learning_rate"] for method in anew]
        for method, found in zip(anew, run(spectra_of, anew, rates), strict=True):
            for epoch, values in found.items():
                spectra = {**spectra, epoch: {**spectra.get(epoch, {}), method: values}}
    ordered = {epoch: {m: found[m] for m in METHODS if m in found} for epoch, found in spectra.items()}
    return {"experiments": experiments, "spectra": ordered}


def main() -> None:
    """Run what is named, or everything, in processes of one thread each, and write the file."""
    names = named()
    known = {entry.method for entry in ENTRIES.values()}
    methods = [name for name in names or OPTIMIZERS if name in known]
    if not methods:
        return
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for the processes, which load NumPy anew
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        made = gathered(methods, today(), pool.map)
    DATA.write_text(written(made) + "\n")


if __name__ == "__main__":
    main()
