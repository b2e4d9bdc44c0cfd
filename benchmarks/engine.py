"""The engine in the browser against the core: four panels of nine methods, 500 steps; a sweep; a preview of basins.

`python benchmarks/engine.py`, with Chromium as RAVINE_BROWSER or Playwright's own. Rounds are taken in turns, so that a
noisy machine disturbs both alike. "Run" is positions and states, "race" what is measured on them, too; the page leaves
norms and distances until they are looked at. The first round of a page, in which its scripts are not compiled yet,
stands for itself. The sweep is one of 9 methods x 120 rates x 200 steps, the map one of 25 x 25 starts x 300 steps of
Adam, both on Beale and on one processor.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from optimizers import CLASSICS, OPTIMIZERS, Elementwise
from races import RaceSpec
from races.floats import run_floats
from races.trajectory import measured
from races.tuning import stored
from tests.agreement import case, served

SURFACES, STEPS, ROUNDS = ("beale", "rosenbrock", "himmelblau", "matyas"), 500, 40


def panels() -> list[RaceSpec]:
    """The classics at their tuned rates."""
    rates = {name: stored()[name]["learning_rates"] for name in SURFACES}
    return [
        RaceSpec(surface=name, optimizers={m: {"learning_rate": rates[name][m]} for m in CLASSICS}, steps=STEPS)
        for name in SURFACES
    ]


def core(specs: list[RaceSpec], and_measured: bool) -> None:
    for spec in specs:
        surface = spec.bound_surface
        for name, settings in spec.optimizers.items():
            method = OPTIMIZERS[name]
            assert isinstance(method, Elementwise)
            assert spec.start
            run = run_floats(method, surface, settings, spec.start, spec.steps)
            if and_measured:
                measured(run, surface)


def milliseconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return 1e3 * (time.process_time() - began)


def main() -> None:
    specs, rounds = panels(), []
    with served([case("panel", spec) for spec in specs]) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        for _ in range(ROUNDS):
            found = page.evaluate("import('/benchmarks/engine.mjs').then(({ round }) => round('/programs.mjs'))")
            ours = {"run": milliseconds(lambda: core(specs, False)), "race": milliseconds(lambda: core(specs, True))}
            rounds.append((found, ours))
        browser.close()
    best = {name: min(found[name] for found, _ in rounds) for name in rounds[0][0]}
    print(f"{len(specs)} panels x {len(CLASSICS)} methods x {STEPS} steps, milliseconds, best of {ROUNDS}")
    for name in ("run", "race"):
        ours, first = min(each[name] for _, each in rounds), rounds[0][0][name]
        print(
            f"{name:6} core {ours:6.1f}  page {best[name]:5.1f} ({first:.1f} at first)  {ours / best[name]:5.0f} times"
        )
    print(f"sweep  page {best['sweep']:5.1f}\nmap    page {best['map']:5.1f}")


if __name__ == "__main__":
    main()
