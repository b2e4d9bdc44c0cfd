"""What the network page asks for: the stored curves, and training.

Logistic regression trains while the answer is being sent (`train_live`); what takes longer is a job (jobs/training.py).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import dash
import numpy as np
from flask import Response, request

from components.shapes import Claim, CurveRow, CurvesAnswer, OpenedNetworks, TrainingLine
from components.turns import BusyError, StoppedError, TooLongError, Turn, turn
from figures import bias_chart, training_chart
from hyperparameters import shown
from jobs.training import Run, read_request, side_by_side
from networks import EXPERIMENTS, Training, claims, digits, results
from networks.today import ENTRIES
from optimizers import OPTIMIZERS, Vector
from pages.answers import as_json, look_of
from pages.networks_link import BIAS, SCALES, setup_of_query, tuned_keys
from pages.networks_today import FIRST, MOST_CURVES, SETS, SPECTRUM, epochs_of_spectra, spectrum_answer, today_answer
from races import SpecError

OPEN_PATH, CURVES_PATH, TRAIN_PATH = "/networks/open", "/networks/curves", "/networks/train"
LIVE = 20.0  # s that training without a job may take at the most
UPDATE = 100e-6  # s of an update
LIVE_UPDATES = 30_000  # of the weights, which take a few seconds: what takes more is a job
AT_ONCE = 2  # trainings without a job in one process of the server, so that its other threads answer
turns = threading.BoundedSemaphore(AT_ONCE)

EARLY = 10  # epochs of the first column on the bias correction
#: How the first words of what is seen here begin.
VERDICTS = {"Reproduced but": "partly", "In part": "partly", "Reproduced": "yes", "Not reproduced": "no"}
DATA = (
    "1797 handwritten digits of 8 × 8 pixels (Alpaydin & Kaynak 1998, UCI Machine Learning Repository, CC BY 4.0): "
    "1437 for training, 360 for validation, in mini-batches of 128. A band reaches from the lowest to the highest seed."
)
ABOUT_BIAS = (
    "Adam with its bias correction (solid) and without (dashed) on the multilayer network, learning rate 0.01, after "
    "Section 6.4 of Kingma & Ba (2015)."
)


@dash.get_app().server.post(OPEN_PATH)
def open_networks() -> Response:
    """POST /networks/open, JSON {"search": a query, "theme", "size"}: {"setup", "problems"} as
    `pages.networks_link.setup_of_query` has them, and "shown", the answer of /networks/curves."""
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    setup, problems = setup_of_query(str(asked.get("search") or ""))
    shown_now = _curves(setup, look_of(asked))
    return as_json(OpenedNetworks(setup=setup, problems=problems, shown=shown_now))


@dash.get_app().server.post(CURVES_PATH)
def show_curves() -> Response:
    """POST /networks/curves, JSON {"experiment": of EXPERIMENTS, BIAS or SPECTRUM, "scale": of SCALES, "of": of SETS,
    "curves": of ENTRIES, "epoch": of those with spectra, "theme", "size"}, of which all but the first two may be left
    out: the stored curves, {"experiment", "figure", "rows", "claims", "about"}; 400 with {"problems"}."""
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    asked = {"of": "adam", "curves": list(FIRST), "epoch": next(iter(epochs_of_spectra()), ""), **asked}
    choices = (
        ("experiment", (*EXPERIMENTS, BIAS, SPECTRUM)),
        ("scale", tuple(SCALES)),
        ("of", tuple(SETS)),
        ("epoch", tuple(epochs_of_spectra())),
    )
    problems = [
        f"{part}: {shown(asked.get(part))}; allowed: {', '.join(allowed)}"
        for part, allowed in choices
        if asked.get(part) not in allowed
    ]
    drawn = asked["curves"]
    if not isinstance(drawn, list) or len(drawn) > MOST_CURVES or any(name not in [*ENTRIES] for name in drawn):
        problems.append(f"curves: {shown(drawn)}; allowed: up to {MOST_CURVES} of {', '.join(ENTRIES)}")
    if problems:
        return as_json({"problems": problems}, 400)
    return as_json(_curves(asked, look_of(asked)))


@dash.get_app().server.post(TRAIN_PATH)
def train_live() -> Response:
    """POST /networks/train, JSON: see `jobs.training.read_request`. A line of JSON for each method and epoch as they
    are done, {"name", "epoch", "cost", "accuracy", "diverged"}, or at the end {"problem"}.

    {"job": true} where this is to be asked for as a job; 400 with {"problems": [...]}.
    """
    try:
        trainings = read_request(request.get_json(silent=True))
    except SpecError as error:
        return as_json({"problems": error.problems}, 400)
    if not _is_quick(trainings) or not turns.acquire(blocking=False):
        return as_json({"job": True})
    answer = Response(_in_turn(turn(UPDATE * _updates(trainings)), trainings), mimetype="application/x-ndjson")
    answer.headers["X-Accel-Buffering"] = "no"  # a proxy, too, hands on each line as it comes
    answer.call_on_close(turns.release)
    return answer


def _is_quick(trainings: dict[str, Training]) -> bool:
    one = next(iter(trainings.values()))
    if one.experiment != "logistic" or one.data != "digits":
        return False
    return _updates(trainings) <= LIVE_UPDATES and not any(isinstance(OPTIMIZERS[name], Vector) for name in trainings)


def _updates(trainings: dict[str, Training]) -> int:
    one = next(iter(trainings.values()))
    return len(trainings) * one.epochs * -(-len(digits().train_x) // one.batch_size)


def _in_turn(held: Turn, trainings: dict[str, Training]) -> Iterator[str]:
    """The lines, which stop where nobody reads them."""
    try:
        with held:
            for line in _lines(trainings):
                yield line
                held.look()
    except StoppedError:
        return
    except (BusyError, TooLongError) as error:
        yield json.dumps({"problem": str(error)}) + "\n"


def _lines(trainings: dict[str, Training]) -> Iterator[str]:
    began, run = time.monotonic(), {name: Run(training.settings) for name, training in trainings.items()}
    try:
        for name, epoch in side_by_side(trainings):
            run[name].add(epoch)
            line: TrainingLine = {
                "name": name,
                "epoch": epoch.epoch,
                "cost": run[name].cost[-1],
                "accuracy": run[name].accuracy[-1],
                "diverged": run[name].diverged,
            }
            yield json.dumps(line) + "\n"
            if time.monotonic() - began > LIVE:
                raise ValueError(f"This was stopped: what trains without a job may take {LIVE:g} seconds.")
    except ValueError as error:
        yield json.dumps({"problem": str(error)}) + "\n"


def _curves(asked: Mapping[str, Any], look: dict[str, Any]) -> CurvesAnswer:
    """What is stored of a choice: {"experiment", "scale", "of", "curves", "epoch"}."""
    experiment, scale = asked["experiment"], asked["scale"]
    if experiment == SPECTRUM:
        return spectrum_answer(asked["epoch"], scale, look)
    if experiment in EXPERIMENTS and asked["of"] == "today":
        return today_answer(experiment, scale, asked["curves"], look)
    if experiment == BIAS:
        figure = bias_chart(results()[BIAS], "linear" if scale == "linear" else "log", **look)
        claimed = _claims(BIAS)
        return {"experiment": BIAS, "figure": figure, "rows": _bias_rows(), "claims": claimed, "about": ABOUT_BIAS}
    curves, one = results()["experiments"].get(experiment, {}), EXPERIMENTS[experiment]
    optimum = results()["optimum"].get(experiment)
    scale = "log" if scale == "gap" and optimum is None else scale
    return {
        "experiment": experiment,
        "figure": training_chart(curves, scale, **look, optimum=optimum),
        "rows": [_row(experiment, name, found) for name, found in curves.items()],
        "claims": _claims(experiment),
        "about": f"{one.model[:1].upper()}{one.model[1:]}.",
    }


def _row(experiment: str, name: str, found: Any) -> CurveRow:
    """A line of the table: what was tuned, and means over the seeds."""
    declared, cost = OPTIMIZERS[name].hyperparameters, np.asarray(found["cost"], float)
    settings = Training(experiment, name, found["settings"]).settings
    return {
        "name": name,
        "settings": {declared[key].symbol: settings[key] for key in tuned_keys(experiment, name)},
        "seeds": len(found["seeds"]),
        "mean": float(cost[:, 1:].mean()),
        "final": float(cost[:, -1].mean()),
        "spread": float(cost[:, -1].std(ddof=1)) if len(cost) > 1 else 0.0,
        "accuracy": float(np.asarray(found["accuracy"], float)[:, -1].mean()),
    }


def _bias_rows() -> list[dict[str, Any]]:
    """By beta2 the mean cost over the seeds after EARLY epochs, and after the last."""
    rows = []
    for beta2, pair in results()[BIAS].items():
        means = {kind: np.atleast_2d(np.asarray(cost, float)).mean(0) for kind, cost in pair.items()}
        ends = {kind: [float(mean[min(EARLY, len(mean) - 1)]), float(mean[-1])] for kind, mean in means.items()}
        rows.append({"beta2": beta2, "epochs": [EARLY, len(means["with"]) - 1], **ends})
    return rows


def _claims(experiment: str) -> list[Claim]:
    """What the paper says and what is seen here, whose first words say how far that is the same."""
    found: list[Claim] = []
    for paper, seen in claims(experiment):
        verdict, _, here = seen.partition(": ")
        kind = next((kind for start, kind in VERDICTS.items() if verdict.startswith(start)), "open")
        found.append({"paper": paper, "verdict": verdict, "here": here[:1].upper() + here[1:], "kind": kind})
    return found
