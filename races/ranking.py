"""The ranking: every method, at its tuned rate, from many starts on every surface that has a lowest minimum.

`python -m races.ranking` makes `ranking.json` anew, `python -m races.ranking NAME ...` only what belongs to these
surfaces and methods: for each surface STARTS starts, drawn evenly from its domain, and
for each method and start the gradient evaluations until the loss was within TOLERANCE of the way from the start down to
the lowest minimum (Moré & Wild 2009, eq. 2.2), 0 if that took more than BUDGET. `profiles.py` compares them.

The learning rates are those of `tuned.json`: each method's best watchable one from the surface's own start, its other
hyperparameters at their defaults. So all starts on a surface share a rate that was tuned for another start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from caches import counted
from networks.named import named
from optimizers import OPTIMIZERS, Vector
from surfaces import SURFACES, Surface

from .ending import within_tolerance
from .engines import run_vector
from .lanes import run_lanes
from .made import wanted
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

    def ranked(self, methods: tuple[str, ...], surfaces: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Of these, the surfaces that are in the file, and the methods that are there on all of them."""
        there = tuple(name for name in surfaces if name in self.costs)
        return tuple(m for m in methods if there and all(m in self.costs[name] for name in there)), there

    def table(self, methods: tuple[str, ...], surfaces: tuple[str, ...]) -> np.ndarray:
        """The costs of all starts on these surfaces, (problems, methods); all must be in the file."""
        rows = [np.stack([self.costs[surface][method] for method in methods], axis=1) for surface in surfaces]
        return np.concatenate(rows)


def stored() -> dict[str, Any]:
    """The file: {"budget", "surfaces": {name: {"starts": (STARTS, 2), "evaluations": {method: (STARTS,)}}}}."""
    return json.loads(DATA.read_text())


@counted(1, 800_000)
def ranking() -> Ranking:
    """The stored ranking."""
    found = stored()
    entries = found["surfaces"]
    return Ranking(
        budget=found["budget"],
        starts={name: np.array(entry["starts"]) for name, entry in entries.items()},
        costs={
            name: {method: _never(np.array(counts)) for method, counts in entry["evaluations"].items()}
            for name, entry in entries.items()
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
    rates = tuned(name)["learning_rates"]
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


def renewed(entries: Mapping[str, dict], names: Sequence[str] = ()) -> dict[str, dict]:
    """`entries`, by surface, with what belongs to the surfaces and methods `names` run anew, or with everything."""
    found = dict(entries)
    for surface, methods in wanted(names, entries).items():
        if surface in RANKED:
            counts = found.get(surface, {"evaluations": {}})["evaluations"]
            counts = counts | {method: evaluations(method, surface) for method in methods}
            counts = {method: counts[method] for method in OPTIMIZERS if method in counts}
            found[surface] = {"starts": starts_on(surface).tolist(), "evaluations": counts}
    return {name: found[name] for name in RANKED if name in found}


def written(entries: Mapping[str, dict]) -> str:
    """The file's text, a line for each surface and method."""
    parts = []
    for name, entry in entries.items():
        counted = ",\n".join(f'      "{method}": {counts}' for method, counts in entry["evaluations"].items())
        parts.append(f'    "{name}": {{"starts": {entry["starts"]}, "evaluations": {{\n{counted}\n    }}}}')
    surfaces = ",\n".join(parts)
    return f'{{\n  "budget": {BUDGET},\n  "surfaces": {{\n{surfaces}\n  }}\n}}\n'


def main() -> None:
    """Run what is named, or everything, and write the file."""
    DATA.write_text(written(renewed(stored()["surfaces"], named())))


if __name__ == "__main__":
    main()
