"""Learning rates that make a watchable race, found by a sweep and stored in `tuned.json`.

`python -m races.tuning` makes the file anew, `python -m races.tuning NAME ...` only what belongs to these surfaces and
methods. For each surface and method it runs `RATES` at once as lanes, from the surface's own start, and keeps the rate
that arrives first among those one can watch: no step longer than `LONGEST_STEP` of the picture's diagonal, and never
outside the picture. To arrive is to come within TOLERANCE of the minimum in whose basin the racer ends, and to stay; if
no rate arrives, the one that ends lowest is kept. On surfaces without minima the rate is kept whose racer leaves the
picture, downhill, nearest to `LEAVE` steps: it should be seen to go; if none leaves, the lowest loss that was seen
stands for the minimum, as where a kink hides it. The number of steps is the one, of `STEPS`, that leaves three quarters
of the methods time to arrive. Once stored it stays, whoever is added, until the surface is named: it is what a link
means that names no steps.

Everything else stays at its default, so this compares methods at their defaults, each at its best watchable rate; it
is not a ranking. What the file does not have is tuned when it is asked for, looking half as far.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NotRequired, TypedDict

import numpy as np

from caches import counted, kept
from networks.named import named
from optimizers import CLASSICS, OPTIMIZERS, Elementwise
from surfaces import SURFACES, Surface

from .ending import TOLERANCE, nearest_minimum
from .lanes import run_lanes
from .made import wanted
from .spec import RaceSpec

DATA = Path(__file__).with_name("tuned.json")
MANTISSAS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
RATES = np.array([float(f"{mantissa}e{power}") for power in range(-6, 3) for mantissa in MANTISSAS])
USUAL = 1e-4  # lower rates only where gradient descent needs them: elsewhere a racer would sleep through the start
STEPS = (150, 200, 250, 300)
LONGEST_STEP = 0.03
LEAVE = 150


class Tuned(TypedDict):
    """How long a surface's tuned race is and its rate by method; of a recording, how everybody was trained."""

    steps: int
    learning_rates: dict[str, float]
    settings: NotRequired[dict[str, dict[str, float]]]


#: The methods whose learning rate is tuned; the others have none, or one at which they are at home: 1.
TUNED = {
    name: optimizer
    for name, optimizer in OPTIMIZERS.items()
    if isinstance(optimizer, Elementwise) and "learning_rate" in optimizer.hyperparameters
}


@counted(1, 120_000)
def stored() -> dict[str, dict]:
    """What the file has, by surface: {"steps": number of steps, "learning_rates": {optimizer: learning rate}}."""
    return json.loads(DATA.read_text())


@counted(64, 10_000)
def tuned(name: str) -> Tuned:
    """The entry of a surface, with a rate for each method in TUNED: stored, or else found by `quick_tune`."""
    entry: dict[str, Any] = stored().get(name, {"learning_rates": {}})
    missing = tuple(method for method in TUNED if method not in entry["learning_rates"])
    found = quick_tune(SURFACES[name], missing) if missing else entry
    rates = found["learning_rates"] | entry["learning_rates"]
    return {
        "steps": entry.get("steps", found["steps"]),
        "learning_rates": {method: rates[method] for method in TUNED},
    }


def tuned_spec(surface: str, optimizers: tuple[str, ...] = tuple(OPTIMIZERS)) -> RaceSpec:
    """The tuned race of `optimizers` on a surface, from its own start."""
    found = tuned(surface)
    rates = found["learning_rates"]
    return RaceSpec(
        surface=surface,
        optimizers={name: {"learning_rate": rates[name]} if name in rates else {} for name in optimizers},
        steps=found["steps"],
    )


@kept(500_000)
def quick_tune(surface: Surface, optimizers: tuple[str, ...] = CLASSICS) -> Tuned:
    """The tuned entry of a surface that is not in the file: it must not take long, so it looks half as far, and by
    itself is of the first view's methods only."""
    return tune(surface, optimizers, STEPS[-1] // 2)


def tune(surface: Surface, optimizers: Sequence[str] = tuple(TUNED), horizon: int = STEPS[-1]) -> Tuned:
    """The tuned entry of one surface, from races of `horizon` steps."""
    found = {name: _sweep(TUNED[name], surface, horizon) for name in optimizers}
    arrivals = sorted(arrival for _, arrival in found.values() if arrival)
    slow = 1.25 * arrivals[3 * len(arrivals) // 4] if arrivals else STEPS[-1]
    return {
        "steps": next((steps for steps in STEPS if steps >= slow), STEPS[-1]),
        "learning_rates": {name: rate for name, (rate, _) in found.items()},
    }


def _sweep(optimizer: Elementwise, surface: Surface, horizon: int) -> tuple[float, int | None]:
    """The best learning rate of a method on a surface and the step at which it arrives, or None."""
    allowed = optimizer.hyperparameters["learning_rate"]
    slowest = max(allowed.minimum, min(USUAL, surface.learning_rate / 10))
    rates = RATES[(slowest <= RATES) & (allowed.maximum >= RATES)]
    settings = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()}
    starts = np.repeat(np.array(surface.start)[:, None], len(rates), axis=1)
    positions, diverged_at = run_lanes(optimizer, surface, settings | {"learning_rate": rates}, starts, horizon)
    x, y = positions.transpose(1, 0, 2)
    (x_min, x_max), (y_min, y_max) = surface.domain
    outside = (x < x_min) | (x > x_max) | (y < y_min) | (y > y_max)
    longest = np.hypot(*np.diff(positions, axis=0).transpose(1, 0, 2)) / surface.diagonal
    losses = surface.value(x, y)
    if not surface.minima:
        left = np.where(outside.any(axis=0), outside.argmax(axis=0), 10 * horizon)
        downhill = losses[np.minimum(left, horizon), np.arange(len(rates))] <= losses[0]
        left[~downhill] = 10 * horizon  # thrown out: that is no way down
        if (left <= horizon).any():
            best = int(np.argmin(np.abs(left - LEAVE)))
            return float(rates[best]), int(left[best])
        floor = np.full(len(rates), np.min(losses, where=~outside & np.isfinite(losses), initial=np.inf))
    else:
        _, nearest = nearest_minimum(positions[-1].T, surface)
        floor = np.array([surface.value(*surface.minima[number]) for number in nearest])
    # Lower than the minimum beside the end is no arrival at it: the racer rests in the basin of another one.
    gap = np.abs(losses - floor) / np.maximum(losses[0] - floor, 1e-12)
    unsolved = gap > TOLERANCE
    arrival = np.where(unsolved.any(axis=0), len(gap) - unsolved[::-1].argmax(axis=0), 0)
    arrived = arrival < len(gap)
    lowest = np.min(losses[-1], where=np.isfinite(losses[-1]), initial=np.inf)
    cost = np.where(arrived, arrival, len(gap) + losses[-1] - lowest)
    cost += 1e4 * np.maximum(longest.max(axis=0) / LONGEST_STEP - 1, 0)  # where all jump, the one that jumps least
    cost[outside.any(axis=0) | (diverged_at > 0)] = np.inf
    best = int(np.argmin(cost))
    return float(rates[best]), int(arrival[best]) if arrived[best] else None


def renewed(entries: Mapping[str, dict], names: Sequence[str] = ()) -> dict[str, dict]:
    """`entries` with what belongs to the surfaces and methods `names` tuned anew, or with everything."""
    found = dict(entries)
    for surface, methods in wanted(names, entries).items():
        entry = tune(SURFACES[surface], [name for name in TUNED if name in methods])
        old = entries.get(surface, entry)
        rates = old["learning_rates"] | entry["learning_rates"]
        found[surface] = {
            "steps": (entry if surface in names else old)["steps"],
            "learning_rates": {name: rates[name] for name in TUNED if name in rates},
        }
    return {name: found[name] for name in SURFACES if name in found}


def main() -> None:
    """Tune what is named, or everything, and write the file."""
    DATA.write_text(json.dumps(renewed(stored(), named()), indent=2) + "\n")


if __name__ == "__main__":
    main()
