"""The stored curves of the methods of today: one budget for all, and what papers say against what is stored."""

import numpy as np
import pytest
from each import each

from networks import EXPERIMENTS, today, today_curves
from networks.curves import written
from networks.spectrum import EPOCHS as SPECTRA
from networks.today import DATA, ENTRIES, EPOCHS, RATES, SEEDS, TRIAL, seeds_of
from networks.today_curves import gathered, mean_cost, outcome

STORED = [(experiment, name) for experiment in EXPERIMENTS for name in ENTRIES]


def test_the_file_is_small_and_whole():
    assert DATA.stat().st_size < 300_000
    assert written(today()) + "\n" == DATA.read_text()
    for experiment in EXPERIMENTS:
        assert list(today()["experiments"][experiment]) == list(ENTRIES)
    assert list(today()["spectra"]) == [str(epoch) for epoch in SPECTRA]


@each("experiment, name", STORED)
def test_all_have_one_budget_and_five_seeds(experiment, name):
    """The best of the same rates over the same epochs, as far as there is a rate and it may be so large; the same start
    for all methods of a seed."""
    found, entry = today()["experiments"][experiment][name], ENTRIES[name]
    assert [float(rate) for rate in found["tried"]] == list(entry.rates)
    assert len(entry.rates) in (len(RATES), 0)
    if entry.rates:
        sound = {float(rate): cost for rate, cost in found["tried"].items() if cost is not None}
        assert found["settings"] == {"learning_rate": min(sound, key=sound.get)}
    else:
        assert (found["settings"], name in ("prodigy", "lbfgs")) == ({}, True)
    costs, accuracy = seeds_of(experiment, name), seeds_of(experiment, name, "accuracy")
    assert costs.shape == accuracy.shape == (len(SEEDS), EPOCHS + 1)
    np.testing.assert_array_equal(costs[:, 0], seeds_of(experiment, "adam")[:, 0])
    np.testing.assert_array_equal(accuracy[:, 0], seeds_of(experiment, "adam", "accuracy")[:, 0])
    assert np.isfinite(costs).all()
    assert (costs[:, -1] < 0.5 * costs[:, 0]).all()


@pytest.mark.parametrize(("name", "seed"), [("adamw-cosine", 1), ("prodigy", 3), ("muon", 4)])
def test_stored_curves_are_what_a_training_gives(name, seed):
    """See test_statements.py for the bounds."""
    found = today()["experiments"]["logistic"][name]
    again = outcome(ENTRIES[name].training("logistic", found["settings"], seed=seed))
    np.testing.assert_allclose(again["cost"], found["cost"][seed], rtol=2e-3)
    np.testing.assert_allclose(again["accuracy"], found["accuracy"][seed], atol=0.009)
    assert again["passes"] == pytest.approx(found["passes"])


def test_the_rate_is_tuned_on_the_first_epochs_of_the_schedule_that_the_entry_has():
    entry = ENTRIES["adamw-cosine"]
    found = today()["experiments"]["logistic"][entry.name]
    short = outcome(entry.training("logistic", {"learning_rate": 0.1}, TRIAL))
    assert mean_cost(short["cost"]) == pytest.approx(found["tried"]["0.1"], rel=1e-3)
    assert entry.training("logistic", {}).schedule == "cosine"
    assert ENTRIES["adamw"].training("logistic", {}).schedule == "inverse_sqrt"
    assert ENTRIES["prodigy"].training("logistic", {}).schedule == "constant"
    assert mean_cost([9.0, 1.0, None]) is None


def test_an_entry_is_tuned_on_one_seed_and_then_run_from_all(monkeypatch):
    asked = []

    def made_up(training):
        asked.append((training.epochs, training.seed, training.settings["learning_rate"]))
        good = training.settings["learning_rate"] == 0.03
        return {"cost": [2.0, 0.5 if good else 1.0], "accuracy": [0.9], "passes": 2.0, "seconds": 0.25}

    monkeypatch.setattr(today_curves, "outcome", made_up)
    found = today_curves.of_an_entry("mlp", ENTRIES["muon"])
    assert asked == [(TRIAL, 0, rate) for rate in RATES] + [(EPOCHS, seed, 0.03) for seed in SEEDS]
    assert (found["settings"], found["passes"], found["seconds"]) == ({"learning_rate": 0.03}, 2, 0.25)
    assert found["tried"]["0.03"] == 0.5
    assert len(found["cost"]) == len(SEEDS)


def test_a_run_that_diverges_has_no_cost_from_there_on():
    found = outcome(ENTRIES["sgd"].training("mlp", {"learning_rate": 10.0}, 4))
    assert len(found["cost"]) == len(found["accuracy"]) == 5
    assert found["cost"][0] is not None
    assert found["cost"][-1] is None


def test_what_is_named_is_made_and_nothing_else():
    asked = []

    def run(what, *lists):
        asked.append((what.__name__, [name for name in lists[1] if what.__name__ == "of_an_entry"] or lists[0]))
        rows = list(zip(*lists, strict=True))
        made = {"settings": {"learning_rate": 9.0}}
        return [made if what.__name__ == "of_an_entry" else {"1": [1.0]} for _ in rows]

    found = gathered(["adamw", "muon"], today(), run)
    (_, entries), (_, methods) = asked
    assert {entry.name for entry in entries} == {"adamw", "adamw-cosine", "muon"}
    assert list(methods) == ["muon"]
    for experiment, stored in today()["experiments"].items():
        assert list(found["experiments"][experiment]) == list(stored)
        changed = [name for name, one in found["experiments"][experiment].items() if one != stored[name]]
        assert changed == ["adamw", "adamw-cosine", "muon"]
    assert found["spectra"]["1"] == today()["spectra"]["1"] | {"muon": [1.0]}
    assert found["spectra"]["5"] == today()["spectra"]["5"]
