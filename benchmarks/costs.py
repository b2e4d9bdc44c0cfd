"""What races are estimated to cost beside what they cost: some ten seconds.

It prints seconds per 1000 steps on this machine, measured and estimated, and their quotient: of each surface the median
of all methods, and of each method the median of all surfaces.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.costs import racer_seconds
from surfaces import SURFACES

STEPS = 300
REPEATS = 2


def seconds(spec: RaceSpec) -> float:
    """The least that a race takes of some, without what is known of before."""
    found = []
    for again in range(REPEATS):
        fresh = RaceSpec(**{**spec.to_dict(), "seed": 1 + again})  # a cache knows a race by its seed, too
        began = time.thread_time()
        race(fresh)
        found.append(time.thread_time() - began)
    return min(found)


def main() -> None:
    """Measure and print."""
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for surface in SURFACES:
        for method in OPTIMIZERS:
            spec = RaceSpec(surface, {method: {}}, steps=STEPS)
            race(RaceSpec(surface, {method: {}}, steps=2))  # programs are made
            if race(spec)[method].diverged_at is None:
                pair = seconds(RaceSpec(**{**spec.to_dict(), "start": None})), racer_seconds(spec, method)
                rows[surface].append(pair)
                rows[method].append(pair)
    print(f"{'ms for 1000 steps':28s} measured estimated quotient")
    for name, pairs in rows.items():
        measured, estimated = (1e6 / STEPS * median(part) for part in zip(*pairs, strict=True))
        quotient = median(guess / real for real, guess in pairs)
        print(f"{name:28s} {measured:8.2f} {estimated:9.2f} {quotient:8.2f}")


if __name__ == "__main__":
    main()
