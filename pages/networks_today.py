"""What the network page shows of the methods of today, and of the singular values of their updates."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from components.shapes import Claim, CurvesAnswer, TodayRow
from figures import spectrum_chart, training_chart
from networks import EXPERIMENTS, results, today
from networks.spectrum_claims import middle, spectrum_claims
from networks.today import ENTRIES, EPOCHS, RATES, TRIAL
from networks.today_claims import CLAIMS, VERDICTS
from networks.today_rules import accuracies, costs_at, mean_costs
from optimizers import OPTIMIZERS

SPECTRUM = "spectrum"
#: Whose stored curves are on the chart; the key of a link is `of`.
SETS = {"adam": "Adam’s paper", "today": "Methods of today"}
#: What is drawn of them at first; the key of a link is `curves`.
FIRST = ("nesterov", "adamw", "lion", "prodigy", "schedule_free_adamw", "shampoo", "soap", "muon")
MOST_CURVES = 9
ABOUT = (
    f"Every method on one budget: its learning rate is the best of {len(RATES)} (from {RATES[0]:g} to {RATES[-1]:g}) by"
    f" the mean cost over {TRIAL} epochs of one seed, all else is at its default; then {EPOCHS} epochs from five seeds."
    " The line is their median."
)
ABOUT_SPECTRUM = (
    "What to see: SGD’s line falls at once, so a few directions of the layer get nearly all of the step; Muon’s stays"
    " up, so all directions are learned at one pace. The layer has 128 × 128 weights, between the hidden layers of the"
    " multilayer network; of each singular value the line has the median over the updates of the epoch."
)


def epochs_of_spectra() -> list[str]:
    """The epochs of which there are spectra."""
    return list(today()["spectra"])


def today_answer(experiment: str, scale: str, chosen: Collection[str], look: dict[str, Any]) -> CurvesAnswer:
    """The stored curves of an experiment, those of the chosen entries on the chart, and what papers say."""
    stored = today()["experiments"].get(experiment, {})
    curves = {name: found | _look_of(name) for name, found in stored.items() if name in chosen}
    optimum = results()["optimum"].get(experiment)
    figure = training_chart(curves, "log" if scale == "gap" and optimum is None else scale, **look, optimum=optimum)
    return {
        "experiment": experiment,
        "figure": figure,
        "rows": [_row(experiment, name) for name in stored],
        "claims": _claims() if stored else [],
        "about": f"{EXPERIMENTS[experiment].model[:1].upper()}{EXPERIMENTS[experiment].model[1:]}. {ABOUT}",
    }


def _look_of(name: str) -> dict[str, str]:
    entry = ENTRIES[name]
    dash = {"dash": "dash"} if entry.name != entry.method else {}
    return {"method": entry.method, "label": entry.label, "middle": "median"} | dash


def _row(experiment: str, name: str) -> TodayRow:
    """A line of the table: what was tuned, medians over the seeds, and what an epoch costs beside one of Adam."""
    found, entry = today()["experiments"][experiment][name], ENTRIES[name]
    declared, adam = OPTIMIZERS[entry.method].hyperparameters, today()["experiments"][experiment].get("adam")
    ends = costs_at(experiment, name, EPOCHS)
    return {
        "name": name,
        "method": entry.method,
        "label": entry.label,
        "settings": {declared[key].symbol: value for key, value in found["settings"].items()},
        "seeds": len(found["cost"]),
        "mean": _plain(np.median(mean_costs(experiment, name))),
        "final": _plain(np.median(ends)),
        "range": [_plain(ends.min()), _plain(ends.max())],
        "accuracy": float(np.median(accuracies(experiment, name))),
        "passes": found["passes"],
        "time": float(f"{found['seconds'] / adam['seconds']:.2g}") if adam else None,
    }


def _plain(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


def _claims() -> list[Claim]:
    return [
        {
            "paper": f"{claim.source}: {claim.says}",
            "verdict": VERDICTS[claim.kind],
            "here": claim.here,
            "kind": claim.kind,
        }
        for claim in CLAIMS
    ]


def spectrum_answer(epoch: str, scale: str, look: dict[str, Any]) -> CurvesAnswer:
    """The singular values of one layer's update at an epoch."""
    spectra = today()["spectra"].get(epoch, {})
    return {
        "experiment": SPECTRUM,
        "figure": spectrum_chart(spectra, "linear" if scale == "linear" else "log", **look),
        "rows": [
            {
                "name": name,
                "method": name,
                "label": OPTIMIZERS[name].label,
                "largest": values[0],
                "middle": middle(epoch, name),
            }
            for name, values in spectra.items()
        ],
        "claims": [
            {"paper": paper, "verdict": VERDICTS[kind], "here": here, "kind": kind}
            for paper, kind, here in (spectrum_claims(epoch) if spectra else [])
        ],
        "about": ABOUT_SPECTRUM,
    }
