"""The ranking: every method, at its tuned rate, from many starts on every surface that has a lowest minimum.

`python -m races.ranking` makes `ranking.json` anew: for each surface STARTS starts, drawn evenly from its domain, and
for each method and start the gradient evaluations until the loss was within TOLERANCE of the way from the start down to
the lowest minimum (Moré & Wild 2009, eq. 2.2), 0 if that took more than BUDGET. `profiles.py` compares them.

The learning rates are those of `tuned.json`: each method's best watchable one from the surface's own start, its other
hyperparameters at their defaults. So all starts on a surface share a rate that was tuned for another start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from optimizers import OPTIMIZERS, Vector
from surfaces import SURFACES, Surface

from .engines import run_lanes, run_vector
from .trajectory import within_tolerance
from .tuning import tuned

DATA = Path(__file__).with_name("ranking.json")
STARTS = 20
SEED = 2009
BUDGET = 1000  # gradient evaluations
RANKED = tuple(name for name, surface in SURFACES.items() if surface.minima)


@dataclass(frozen=True)
class Ranking:
    """What the file holds: `starts` by surface, (starts, 2), and `costs` by surface and method, (starts,): the gradient
    evaluations until solved, inf for never within `budget`."""

    budget: int
    starts: Mapping[str, np.ndarray]
    costs: Mapping[str, Mapping[str, np.ndarray]]

    def table(self, methods: tuple[str, ...], surfaces: tuple[str, ...]) -> np.ndarray:
        """The costs of all starts on these surfaces, (problems, methods)."""
        rows = [np.stack([self.costs[surface][method] for method in methods], axis=1) for surface in surfaces]
        return np.concatenate(rows)


@cache
def ranking() -> Ranking:
    """The stored ranking."""
    stored = json.loads(DATA.read_text())
    return Ranking(
        budget=stored["budget"],
        starts={name: np.array(entry["starts"]) for name, entry in stored["surfaces"].items()},
        costs={
            name: {method: _never(np.array(counts)) for method, counts in entry["evaluations"].items()}
            for name, entry in stored["surfaces"].items()
        },
    )


def _never(counts: np.ndarray) -> np.ndarray:
    return np.where(counts > 0, counts, np.inf)


def starts_on(name: str) -> np.ndarray:
    """The starts on a surface, (STARTS, 2), rounded so that they can be typed. A surface's own seed: a new surface
    leaves the starts of the others as they are."""
    random = np.random.default_rng([SEED, *name.encode()])
    low, high = np.array(SURFACES[name].domain).T
    return np.array([[float(f"{x:.4g}") for x in start] for start in random.uniform(low, high, (STARTS, 2))])


def evaluations(method: str, name: str) -> list[int]:
    """For each start on a surface the gradient evaluations until solved, 0 for never within BUDGET."""
    surface, optimizer, starts = SURFACES[name], OPTIMIZERS[method], starts_on(name)
    settings = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()}
    rates = tuned()[name]["learning_rates"]
    if method in rates:
        settings["learning_rate"] = rates[method]
    if isinstance(optimizer, Vector):
        counts = []
        for x, y in starts:
            run = run_vector(optimizer, surface, settings, (float(x), float(y)), BUDGET)
            solved = _solved(surface, run.positions[:, :, None])[0]
            counts.append(int(run.evaluations[solved]) if solved else 0)
    else:
        positions, _ = run_lanes(optimizer, surface, settings, starts.T, BUDGET // optimizer.cost)
        counts = [optimizer.cost * int(step) for step in _solved(surface, positions)]
    return [count if count <= BUDGET else 0 for count in counts]


def _solved(surface: Surface, positions: np.ndarray) -> np.ndarray:
    """The first step of each lane, (lanes,), within TOLERANCE; 0 for never."""
    with np.errstate(all="ignore"):
        losses = np.broadcast_to(surface.value(positions[:, 0], positions[:, 1]), positions[:, 0].shape)
    reached = within_tolerance(losses, surface)
    return np.where(reached.any(axis=0), reached.argmax(axis=0), 0)


def main() -> None:
    """Run everything and write the file, a line for each surface and method."""
    entries = []
    for name in RANKED:
        rows = [f'      "{method}": {json.dumps(evaluations(method, name))}' for method in OPTIMIZERS]
        starts = json.dumps(starts_on(name).tolist())
        counted = ",\n".join(rows)
        entries.append(f'    "{name}": {{"starts": {starts}, "evaluations": {{\n{counted}\n    }}}}')
    surfaces = ",\n".join(entries)
    DATA.write_text(f'{{\n  "budget": {BUDGET},\n  "surfaces": {{\n{surfaces}\n  }}\n}}\n')


if __name__ == "__main__":
    main()
