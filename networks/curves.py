"""The curves of the three experiments, stored in `results.json`; `python -m networks.curves` makes it anew,
`python -m networks.curves NAME ...` only the `rates` of these methods.

    experiments      by experiment and method of its table: "settings", "seeds", and "cost" and "accuracy", a list for
                     each seed from epoch 0 to EPOCHS, as `Epoch` has them
    optimum          the least cost of the logistic regression, to measure gaps from
    tried            by experiment, method and value of its grid the mean cost of seed 0 over the epochs, null where it
                     diverged
    rates            by experiment, for the methods that are in no table, the best learning rate of RATES over
                     SHORT epochs of seed 0
    bias_correction  Adam on the MLP by beta2, "with" and "without": the cost for each seed from epoch 0

The settings of a table are declared in `experiments.py`; `tried` shows that they have the smallest mean cost of their
grid. By the mean, not the final cost, because on these data, which can be told apart, that favours absurd rates.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from optimizers import OPTIMIZERS, Elementwise
from progress import silent

from .data import digits
from .experiments import EXPERIMENTS
from .named import named
from .objective import NetworkObjective
from .results import DATA, results
from .training import Training, refusals, train

EPOCHS = 45
SHORT = 10
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
BETA2 = (0.99, 0.999, 0.9999)
BIAS_SEEDS = range(3)
PROCESSES = 2

Curve = tuple[list[float], list[float]]
Run = Callable[[Iterable[Training]], Iterable[Curve]]  # how trainings become their curves


def curve(training: Training) -> Curve:
    """The cost and the accuracy from epoch 0, rounded; shorter if the run diverged."""
    epochs = [epoch for epoch in train(training, progress=silent) if not epoch.diverged]
    return [float(f"{epoch.cost:.5g}") for epoch in epochs], [round(epoch.accuracy, 4) for epoch in epochs]


def mean_cost(training: Training, costs: list[float]) -> float:
    """The mean over the epochs, without epoch 0; inf if it diverged."""
    return sum(costs[1:]) / training.epochs if len(costs) > training.epochs else math.inf


def optimum() -> float:
    """The least cost of the logistic regression: it is convex, and scaled conjugate gradients go to its bottom."""
    network, data = EXPERIMENTS["logistic"].network, digits()
    f = NetworkObjective(network, data.train_x, data.train_y)
    path = OPTIMIZERS["scaled_conjugate_gradient"].rule(f, network.initial(0))
    *_, (w, *_) = (state for state, _ in zip(path, range(2000), strict=False))
    return f.value(w)


def tables() -> dict[tuple[str, str, int], Training]:
    """The runs that are stored as curves."""
    return {
        (name, method, seed): Training(name, method, experiment.tuned[method], EPOCHS, seed)
        for name, experiment in EXPERIMENTS.items()
        for method in experiment.tuned
        for seed in range(experiment.seeds)
    }


def grids() -> dict[tuple[str, str, float], Training]:
    """The runs that choose the settings of the tables."""
    return {
        (name, method, value): Training(name, method, {**experiment.tuned[method], key: value}, EPOCHS)
        for name, experiment in EXPERIMENTS.items()
        for method, grid in experiment.grids.items()
        for key, values in grid.items()
        for value in values
    }


def short_runs() -> dict[tuple[str, str, float], Training]:
    """The runs that choose a learning rate for methods that are in no table."""
    return {
        (name, method, rate): Training(name, method, {"learning_rate": rate}, SHORT)
        for name, experiment in EXPERIMENTS.items()
        for method, optimizer in OPTIMIZERS.items()
        if method not in experiment.tuned
        and isinstance(optimizer, Elementwise)
        and not refusals(method, experiment.network)
        and "learning_rate" in optimizer.hyperparameters
        for rate in RATES
        if optimizer.hyperparameters["learning_rate"].clip(rate) == rate
    }


def bias_runs() -> dict[tuple[float, str, int], Training]:
    """The runs with and without Adam's bias correction (the paper's section 6.4)."""
    return {
        (beta2, word, seed): Training(
            "mlp", "adam", {"learning_rate": 0.01, "beta2": beta2, "bias_correction": word == "with"}, EPOCHS, seed
        )
        for beta2 in BETA2
        for word in ("with", "without")
        for seed in BIAS_SEEDS
    }


def gathered(run: Run) -> dict[str, Any]:
    """All that is stored."""
    made: dict[str, Any] = {
        "experiments": {},
        "optimum": {"logistic": float(f"{optimum():.7g}")},
        "tried": {},
        "rates": {},
        "bias_correction": {},
    }
    runs = tables()
    for (name, method, seed), (cost, accuracy) in zip(runs, run(runs.values()), strict=True):
        entry = (
            made["experiments"]
            .setdefault(name, {})
            .setdefault(
                method,
                {"settings": dict(EXPERIMENTS[name].tuned[method]), "seeds": [], "cost": [], "accuracy": []},
            )
        )
        entry["seeds"].append(seed)
        entry["cost"].append(cost)
        entry["accuracy"].append(accuracy)
    bias = bias_runs()
    for (beta2, word, _), (cost, _) in zip(bias, run(bias.values()), strict=True):
        made["bias_correction"].setdefault(f"{beta2:g}", {}).setdefault(word, []).append(cost)
    made["tried"] = means(grids(), run)
    made["rates"] = best(means(short_runs(), run))
    return made


def means(trials: Mapping[tuple[str, str, float], Training], run: Run) -> dict[str, dict[str, dict[str, float | None]]]:
    """By experiment, method and value the mean cost, null where it diverged."""
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    for (name, method, value), training, (cost, _) in zip(trials, trials.values(), run(trials.values()), strict=True):
        mean = mean_cost(training, cost)
        told = float(f"{mean:.5g}") if math.isfinite(mean) else None
        found.setdefault(name, {}).setdefault(method, {})[f"{value:g}"] = told
    return found


def best(tried: Mapping[str, Mapping[str, dict[str, float | None]]]) -> dict[str, dict[str, float]]:
    """By experiment and method the value with the smallest mean cost, for those that did not always diverge."""
    return {
        name: {method: float(value) for method, costs in methods.items() if (value := lowest(costs))}
        for name, methods in tried.items()
    }


def with_rates_of(methods: Collection[str], stored: Mapping[str, Any], run: Run) -> dict[str, Any]:
    """What is stored, with the rates of these methods anew."""
    trials = {key: training for key, training in short_runs().items() if key[1] in methods}
    new = best(means(trials, run))
    rates = {name: old | new.get(name, {}) for name, old in stored["rates"].items()}
    return {
        **stored,
        "rates": {name: {m: found[m] for m in OPTIMIZERS if m in found} for name, found in rates.items()},
    }


def lowest(tried: dict[str, float | None]) -> str | None:
    """The value with the smallest mean cost; None if all diverged."""
    sound = {value: cost for value, cost in tried.items() if cost is not None}
    return min(sound, key=lambda value: sound[value]) if sound else None


def written(part: Any, depth: int = 0) -> str:
    """JSON with a line for each list of numbers."""
    if not isinstance(part, dict) or not any(isinstance(inner, dict | list) for inner in part.values()):
        return json.dumps(part)
    pad = "  " * (depth + 1)
    lines = (f"{pad}{json.dumps(key)}: {written(inner, depth + 1)}" for key, inner in part.items())
    return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"


def main() -> None:
    """Run what is named, or everything, in PROCESSES processes of one thread each, and write the file."""
    names = named()
    methods = [name for name in names if name in OPTIMIZERS]
    if names and not methods:
        return  # surfaces have no part in this
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for the processes, which load NumPy anew
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:

        def run(trainings: Iterable[Training]) -> Iterable[Curve]:
            return pool.map(curve, trainings)

        made = with_rates_of(methods, results(), run) if methods else gathered(run)
    DATA.write_text(written(made) + "\n")


if __name__ == "__main__":
    main()
