"""What papers say of the methods of today, and the spectra of updates, against what is stored."""

import sys

import numpy as np
import pytest

from networks import EXPERIMENTS, today
from networks.spectrum import METHODS, hidden_layer, median_spectrum, spectra_of
from networks.spectrum_claims import spectrum_claims
from networks.today import ENTRIES, EPOCHS
from networks.today_claims import CLAIMS

ALL = tuple(EXPERIMENTS)

#: On which experiments each claim is seen with the stored curves, in the order of CLAIMS.
SEEN = [
    ("logistic",),
    ("logistic",),
    ("convnet",),
    (),
    (),
    (),
    (),
    ("logistic", "mlp", "convnet"),
    ("mlp", "convnet"),
    ("mlp", "convnet"),
    ("logistic", "mlp"),
    ("logistic", "convnet"),
    ("logistic", "mlp", "convnet"),
    (),
]


def made_up(better, experiments=ALL):
    """A store in which all entries are alike, but for those that are `better`, or worse, by a factor on their cost."""
    falling = np.geomspace(2, 0.5, EPOCHS + 1)

    def entry(name, experiment):
        factor = better.get(name, 1.0) if experiment in experiments else 1.0
        return {
            "settings": {"learning_rate": 0.1 * factor},
            "cost": [list(falling * factor)] * 5,
            "accuracy": [[0.9 + 0.05 * np.sign(1 - factor)] * (EPOCHS + 1)] * 5,
            "passes": 1.0,
            "seconds": 0.01 * factor,
        }

    return {"experiments": {e: {name: entry(name, e) for name in ENTRIES} for e in EXPERIMENTS}}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.says)
def test_a_claim_is_seen_where_it_holds_and_only_there(claim, monkeypatch):
    """Of a method that is far better than the others, far worse, and worse on two experiments of three."""
    first, *_ = claim.entries
    for factor, experiments, seen, kind in (
        (0.2, ALL, ALL, "yes"),
        (4.0, ALL, (), "no"),
        (0.2, ("mlp",), None, None),
    ):
        store = made_up({first: factor}, experiments)
        for module in ("networks.today", "networks.today_rules"):
            monkeypatch.setattr(sys.modules[module], "today", lambda store=store: store)
        assert "mlp" in claim.seen or factor > 1
        assert kind in (claim.kind, None)
        assert seen in (claim.seen, None)
        assert (claim.here.count("✓"), claim.here.count("✗")) == (len(claim.seen), 3 - len(claim.seen))


def test_three_seeds_of_five_are_not_enough(monkeypatch):
    store = made_up({"lion": 1.5})
    for experiment in EXPERIMENTS:
        costs = store["experiments"][experiment]["lion"]["cost"]
        store["experiments"][experiment]["lion"]["cost"] = costs[:2] + [[0.1] * (EPOCHS + 1)] * 3
        store["experiments"][experiment]["lion"]["accuracy"] = [[0.9] * (EPOCHS + 1)] * 5
    for module in ("networks.today", "networks.today_rules"):
        monkeypatch.setattr(sys.modules[module], "today", lambda: store)
    claims = {claim.says: claim.kind for claim in CLAIMS}
    assert claims["Lion performs like AdamW or better (language models and others)."] == "no"


def test_the_verdicts_are_those_of_the_stored_curves():
    assert [claim.seen for claim in CLAIMS] == SEEN


def test_the_numbers_are_those_of_the_stored_curves():
    """Of two rules, computed here in another way."""
    signum, muon = (next(c.here for c in CLAIMS if c.entries[0] == name) for name in ("signum", "muon"))
    for experiment in EXPERIMENTS:
        stored = today()["experiments"][experiment]
        means = {name: np.median([np.mean(run[1:]) for run in one["cost"]]) for name, one in stored.items()}
        assert f"{means['signum']:.3f} against {means['adam']:.3f}, " in signum
        last = sorted(np.mean(run[-5:]) for run in stored["adamw"]["cost"])[2]
        medians = [sorted(at)[2] for at in zip(*stored["muon"]["cost"], strict=True)]
        assert next((f"epoch {k}" for k, cost in enumerate(medians) if cost <= last), "not there") in muon


def test_a_stored_spectrum_is_what_a_training_gives():
    rate = today()["experiments"]["mlp"]["muon"]["settings"]["learning_rate"]
    found = spectra_of("muon", rate, epochs=(1,))["1"]
    np.testing.assert_allclose(found, today()["spectra"]["1"]["muon"], rtol=0.02, atol=1e-4)


def test_muon_s_update_is_flat_and_adam_s_is_not():
    place, shape = hidden_layer()
    assert (shape, place.stop - place.start) == ((128, 128), 128 * 128)
    for epoch in today()["spectra"].values():
        assert list(epoch) == list(METHODS)
        shares = {name: values[64] / values[0] for name, values in epoch.items()}
        assert shares["sgd"] < shares["adam"] < 0.15
        assert shares["adam"] < shares["soap"] < 0.65 < shares["muon"]
        assert all(values == sorted(values, reverse=True) and len(values) == 128 for values in epoch.values())


def test_a_median_spectrum_is_that_of_each_place():
    assert median_spectrum([np.diag([1.0, 3.0]), np.diag([5.0, 2.0]), np.diag([4.0, 1.0])]) == [4, 1]


def test_claims_about_spectra(monkeypatch):
    kinds = {epoch: tuple(kind for _, kind, _ in spectrum_claims(epoch)) for epoch in today()["spectra"]}
    assert kinds == {"1": ("yes", "yes", "yes")} | dict.fromkeys(("5", "15", "30"), ("yes", "yes", "partly"))
    steep, flat = [1.0, 0.1, 0.1, 0.1], [1.0, 0.9, 0.9, 0.9]
    turned = {"sgd": flat, "adam": flat, "shampoo": steep, "soap": steep, "muon": steep}
    monkeypatch.setattr("networks.spectrum_claims.today", lambda: {"spectra": {"1": turned}})
    assert [kind for _, kind, _ in spectrum_claims("1")] == ["no", "no", "no"]
