"""Basin maps: 100 x 100 starts x 300 steps of Adam on Beale, and what the hardware would need at the least.

`python benchmarks/basins.py`. The bound is one core's: every addition, multiplication, division and square root that
the gradient, Adam's rule and the loss need, at the rate at which NumPy's loops run over arrays that stay in the first
cache, in place, with nothing else between them. The operations are counted by running the project's own formulas on
numbers that count. All times are the best of several rounds.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from optimizers import OPTIMIZERS
from races.basins import BasinSpec, basins
from races.tuning import tuned
from surfaces import SURFACES

SIZE, STEPS, ROUNDS = 100, 300, 15
CACHED = 1024  # numbers of an array: three of them are in the first cache


class Counting:
    """A number that counts what is done with it; operations on plain numbers alone cost nothing per lane."""

    done: ClassVar[Counter[str]] = Counter()

    def _count(kind: str) -> Callable[..., Counting]:
        def operate(*_: Any) -> Counting:
            Counting.done[kind] += 1
            return Counting()

        return operate

    __add__ = __radd__ = __sub__ = __rsub__ = _count("add")
    __mul__ = __rmul__ = _count("multiply")
    __truediv__ = __rtruediv__ = _count("divide")
    sqrt = _count("sqrt")

    def __pow__(self, power: float) -> Counting:
        Counting.done["multiply"] += int(power) - 1
        return Counting()


def operations() -> Counter[str]:
    """Of one step of one lane."""
    Counting.done.clear()
    surface, adam = SURFACES["beale"], OPTIMIZERS["adam"]
    settings = {name: parameter.default for name, parameter in adam.hyperparameters.items()}
    surface.gradient(Counting(), Counting())
    surface.value(Counting(), Counting())
    for _ in "xy":
        adam.rule(Counting(), Counting(), 2, Counting(), Counting(), 0.9, **settings)
    return Counter(Counting.done)


def best(run: Callable[[], Any], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def rates() -> dict[str, float]:
    """Seconds a number, in the first cache and in place; what a call costs is taken out by a call on one number."""
    a, b, out = np.full(CACHED, 1.5), np.full(CACHED, 0.7), np.empty(CACHED)

    def each(loop: np.ufunc, *given: np.ndarray) -> float:
        calls = range(100)
        ones, first = [part[:1] for part in given], out[:1]
        whole = best(lambda: [loop(*given, out=out) for _ in calls], 400)
        return (whole - best(lambda: [loop(*ones, out=first) for _ in calls], 400)) / len(calls) / CACHED

    binary = {name: each(getattr(np, name), a, b) for name in ("add", "multiply", "divide")}
    return binary | {"sqrt": each(np.sqrt, a)}


def main() -> None:
    settings = {"learning_rate": tuned("beale")["learning_rates"]["adam"]}
    spec = BasinSpec(surface="beale", optimizers={"adam": settings}, size=SIZE, steps=STEPS)
    count, speed = operations(), rates()
    bound = SIZE * SIZE * STEPS * sum(count[kind] * speed[kind] for kind in count)
    ours = best(lambda: basins(spec), ROUNDS)
    told = ", ".join(f"{n} {kind} at {1e9 * speed[kind]:.2f} ns" for kind, n in count.items())
    print(f"{SIZE} x {SIZE} starts x {STEPS} steps of Adam on Beale, NumPy {np.__version__}")
    print(f"bound of one core  {1e3 * bound:7.1f} ms   ({told})")
    print(f"basins, all cores  {1e3 * ours:7.1f} ms   {ours / bound:.1f} times the bound")


if __name__ == "__main__":
    main()
