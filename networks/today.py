"""Methods of today on the three experiments, all on one budget: who takes part, and the runs that are stored.

The budget of every entry is the same: its learning rate is the best of RATES, by the mean cost over TRIAL epochs of
seed 0, and everything else stays at the method's default. Prodigy and L-BFGS have no learning rate, so there is nothing
to tune. At that rate it trains EPOCHS epochs from each of SEEDS. The tables of the Adam paper are older and have a
budget of their own, so their methods are tuned and run anew here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from caches import counted
from optimizers import OPTIMIZERS

from .training import Training

RATES = (1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
TRIAL, EPOCHS = 15, 30
SEEDS = range(5)
DATA = Path(__file__).with_name("today.json")


@dataclass(frozen=True)
class Entry:
    """A method, and the schedule of its learning rate; "" is that of the experiment."""

    method: str
    schedule: str = ""

    @property
    def name(self) -> str:
        """As it is stored, and in links: the method, and a schedule of its own."""
        return f"{self.method}-{self.schedule}" if self.schedule not in ("", "constant") else self.method

    @property
    def label(self) -> str:
        """What it is called in the table."""
        return OPTIMIZERS[self.method].label + (", cosine" if self.schedule == "cosine" else "")

    @property
    def rates(self) -> tuple[float, ...]:
        """The learning rates that are tried; none where the method has none."""
        declared = OPTIMIZERS[self.method].hyperparameters.get("learning_rate")
        return tuple(rate for rate in RATES if declared.clip(rate) == rate) if declared else ()

    def training(self, experiment: str, settings: Mapping[str, float], epochs: int = EPOCHS, seed: int = 0) -> Training:
        """One of its runs."""
        return Training(experiment, self.method, settings, epochs, seed, schedule=self.schedule)


#: By name: first those that papers compare themselves with, then the methods of today. What is free of schedules gets
#: none, also where the experiment has one.
ENTRIES = {
    entry.name: entry
    for entry in (
        Entry("sgd"),
        Entry("nesterov"),
        Entry("nesterov", "cosine"),
        Entry("adam"),
        Entry("adamw"),
        Entry("adamw", "cosine"),
        Entry("signum"),
        Entry("lion"),
        Entry("adan"),
        Entry("sam"),
        Entry("prodigy", "constant"),
        Entry("schedule_free_sgd", "constant"),
        Entry("schedule_free_adamw", "constant"),
        Entry("lbfgs"),
        Entry("shampoo"),
        Entry("soap"),
        Entry("muon"),
    )
}


@counted(1, 1_500_000)
def today() -> dict[str, Any]:
    """What `python -m networks.today_curves` has stored; empty before the file is made."""
    return json.loads(DATA.read_text()) if DATA.exists() else {"experiments": {}, "spectra": {}}


def seeds_of(experiment: str, name: str, key: str = "cost") -> np.ndarray:
    """The "cost" or "accuracy" of an entry, (seeds, epochs from 0 on); nan from where it diverged on."""
    return np.array(today()["experiments"][experiment][name][key], dtype=float)
