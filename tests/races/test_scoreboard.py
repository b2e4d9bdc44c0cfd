"""The scoreboard: one row a racer, the best first, missing values where something never happened."""

import numpy as np
import pandas as pd
import pytest
from each import each

from races import RaceSpec, race
from races.scoreboard import COLUMNS, scoreboard
from races.tuning import tuned_spec

WILD = RaceSpec(surface="beale", optimizers={"sgd": {"learning_rate": 1}, "adam": {"learning_rate": 0.1}}, steps=140)


@each("surface", ["rosenbrock", "beale", "saddle", "rastrigin"])
@each("step", [None, 0, 40, 10_000])
def test_a_row_for_every_racer_at_any_step(surface, step):
    result = race(tuned_spec(surface))
    at = min(result.spec.steps if step is None else step, result.spec.steps)
    board = scoreboard([result], step)
    assert list(board.columns) == list(COLUMNS)
    assert sorted(board["optimizer"]) == sorted(result)
    assert board["loss"].is_monotonic_increasing
    for row in board.itertuples():
        t = result[row.optimizer]
        assert (row.panel, row.surface, row.step, row.status) == (1, surface, at, t.status)
        np.testing.assert_equal(row.learning_rate, result.spec.optimizers[row.optimizer].get("learning_rate", np.nan))
        np.testing.assert_equal((row.loss, row.gradient_norm), (t.losses[at], t.gradient_norms[at]))
        np.testing.assert_equal(row.distance, t.distances[at])
        assert pd.isna(row.steps_to_tolerance) == (t.steps_to_tolerance is None)
        assert pd.isna(row.steps_to_tolerance) or row.steps_to_tolerance == t.steps_to_tolerance


@pytest.mark.parametrize("surface", ["rosenbrock", "noisy_moons"])
def test_after_so_many_evaluations_everybody_is_where_they_paid_for(surface):
    """At the last step that costs no more: one evaluation less, and the step that it completes is not yet made."""
    names = ("sgd", "vsgd_fd", "conjugate_gradient", "bfgs", "scaled_conjugate_gradient", "hessian_free")
    result = race(RaceSpec(surface=surface, optimizers={name: {} for name in names}, steps=30))
    most = max(int(t.evaluations[-1]) for t in result.values())
    for evaluations in range(most + 2):
        for row in scoreboard([result], evaluations=evaluations).itertuples():
            t = result[row.optimizer]
            affordable = [step for step, spent in enumerate(t.evaluations) if spent <= evaluations]
            assert row.step == affordable[-1], (row.optimizer, evaluations)
            np.testing.assert_equal((row.loss, row.distance), (t.losses[row.step], t.distances[row.step]))


def test_what_never_happened_is_missing():
    board = scoreboard([race(WILD)]).set_index("optimizer")
    assert board.index.tolist() == ["adam", "sgd"]
    assert board.loc["sgd", "status"] == "diverged"
    assert board.loc["sgd", "diverged_at"] == race(WILD)["sgd"].diverged_at
    assert board["diverged_at"].isna().tolist() == [True, False]
    assert board["steps_to_tolerance"].isna().tolist() == [False, True]
    assert [str(board[column].dtype) for column in ("steps_to_tolerance", "diverged_at")] == ["Int64", "Int64"]


def test_panels_are_numbered_and_keep_their_order():
    results = [race(WILD), race(tuned_spec("saddle", ("sgd", "adam"))), race(WILD)]
    board = scoreboard(results, 30)
    assert board["panel"].tolist() == [1, 1, 2, 2, 3, 3]
    assert board["surface"].tolist() == ["beale"] * 2 + ["saddle"] * 2 + ["beale"] * 2
    assert board.index.tolist() == list(range(6))
    for _, panel in board.groupby("panel"):
        assert panel["loss"].is_monotonic_increasing


def test_the_step_of_a_shorter_race_is_its_last():
    results = [race(WILD), race(tuned_spec("sphere", ("sgd",)))]
    assert scoreboard(results, 145)["step"].tolist() == [140, 140, 145]
    assert scoreboard(results)["step"].tolist() == [140, 140, 150]


def test_equal_racers_keep_the_order_of_the_contents_page():
    rates = {"sgd": {"learning_rate": 0.1}, "momentum": {"learning_rate": 0.1, "momentum": 0}}
    board = scoreboard([race(RaceSpec(surface="sphere", optimizers=rates))])
    assert board["optimizer"].tolist() == ["sgd", "momentum"]


@pytest.mark.parametrize("results", [[], [race(RaceSpec(optimizers={}))]], ids=["no panel", "no racer"])
def test_without_racers_it_is_empty(results):
    board = scoreboard(results)
    assert list(board.columns) == list(COLUMNS)
    assert board.empty
