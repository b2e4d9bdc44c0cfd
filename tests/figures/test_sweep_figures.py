"""The figures of a sweep say what its numbers say."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from each import each

from figures import LOOKS, THEMES, best_rows, sweep_figure, sweep_numbers
from figures.sweeps.values import plateau, shown_values
from optimizers import OPTIMIZERS
from races import RaceSpec
from races.sweeps import Outcome, Second, SweepResult, SweepSpec, sweep
from surfaces import SURFACES

CURVES = json.loads((Path(__file__).parents[1] / "shared/sweep_curves.json").read_text(encoding="utf-8"))["cases"]
MAPS = json.loads((Path(__file__).parents[1] / "shared/sweep_maps.json").read_text(encoding="utf-8"))["cases"]
METHODS = {"sgd": {}, "momentum": {}, "vsgd": {}, "adadelta": {}, "bfgs": {}}


@pytest.fixture(scope="module")
def result():
    race = RaceSpec(surface="rotated_quadratic", optimizers=METHODS, steps=120)
    return sweep(SweepSpec(race, low=1e-4, high=1, count=30))


@pytest.fixture(scope="module")
def mapped():
    race = RaceSpec(surface="rotated_quadratic", optimizers={"momentum": {}}, steps=60)
    return sweep(SweepSpec(race, low=1e-3, high=1, count=12, second=Second("momentum", "momentum", 0, 0.99, 7)))


def numbers(typed):
    """The array behind a typed one."""
    array = np.frombuffer(base64.b64decode(typed["bdata"]), "<f4")
    return array.reshape([int(n) for n in typed["shape"].split(",")]) if "shape" in typed else array


def curves(figure):
    return {trace["meta"]["method"]: trace for trace in figure["data"] if "meta" in trace}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("measure", ["loss", "steps"])
def test_each_method_has_its_curve_in_its_colour(result, theme, measure):
    figure = sweep_figure(result, measure, theme)
    json.dumps(figure, allow_nan=False)
    found = curves(figure)
    assert list(found) == list(METHODS)
    for name, trace in found.items():
        assert trace["line"]["color"] == getattr(LOOKS[name], theme)
        y, outcome = numbers(trace["y"]), result[name]
        wanted = outcome.losses if measure == "loss" else np.maximum(outcome.steps, 1)
        drawn = np.isfinite(y)
        assert (drawn == (~outcome.diverged & np.isfinite(wanted))).all()
        np.testing.assert_allclose(y[drawn], np.maximum(wanted[drawn], 1e-15 * outcome.start_loss), rtol=1e-6)
        assert numbers(trace["x"]) == pytest.approx(result.spec.rates)
        assert trace["line"]["dash"] == ("dash" if outcome.flat else "solid")
        assert OPTIMIZERS[name].label in trace["hovertemplate"]
        assert ("no learning rate" in trace["hovertemplate"]) == outcome.flat


def test_rings_crosses_and_markers_are_on_the_curves(result):
    data = sweep_figure(result)["data"]
    symbols = {str(trace.get("marker", {}).get("symbol")): trace for trace in data}
    rings, crosses = symbols["circle-open"], symbols["x-thin"]
    rated = [name for name in METHODS if not result[name].flat]
    assert rings["x"] == [float(result.spec.rates[result.best_of(name)[0]]) for name in rated]
    lost = [name for name in rated if result[name].diverged.any()]
    assert "sgd" in lost
    assert crosses["x"] == [float(result.spec.rates[result[name].diverged.argmax()]) for name in lost]


def test_the_stable_ranges_lie_below_with_theory_s_bounds(result):
    figure = sweep_figure(result)
    below = [trace for trace in figure["data"] if trace.get("yaxis") == "y2"]
    bars, arrows, ticks = below
    rated = [name for name in METHODS if not result[name].flat]
    assert figure["layout"]["yaxis2"]["ticktext"] == [OPTIMIZERS[name].label for name in rated]
    ends = [low + width for low, width in zip(bars["base"], bars["x"], strict=True)]
    assert ends == pytest.approx([result[name].stable[1] for name in rated])
    assert arrows["x"] == [result["adadelta"].stable[1]]
    assert ticks["x"] == pytest.approx([0.02, 0.038])
    assert [shape["x0"] for shape in figure["layout"]["shapes"] if shape["yref"] == "paper"] == ticks["x"]
    words = [word["text"] for word in figure["layout"]["annotations"]]
    assert words == ["<b>2/L</b>", "<b>2(1+μ)/L</b>", "<b>stable learning rates</b>"]


def test_of_three_bounds_the_one_between_the_others_stands_above_them():
    three = {"sgd": {}, "momentum": {}, "nesterov": {}}
    result = sweep(SweepSpec(RaceSpec(surface="rotated_quadratic", optimizers=three, steps=20), count=5))
    layout = sweep_figure(result, size=2.0)["layout"]
    *words, _ = layout["annotations"]
    assert [(word["xanchor"], word["yshift"]) for word in words] == [("right", 0), ("center", 38), ("left", 0)]
    assert words[1]["yshift"] > words[0]["font"]["size"]
    assert layout["margin"]["t"] >= words[1]["yshift"] + 1.3 * words[1]["font"]["size"]


def test_where_theory_has_no_word_none_is_drawn():
    result = sweep(SweepSpec(RaceSpec(surface="beale", optimizers={"sgd": {}}, steps=20), count=5))
    layout = sweep_figure(result)["layout"]
    assert [word["text"] for word in layout["annotations"]] == ["<b>stable learning rates</b>"]
    assert [shape["yref"] for shape in layout["shapes"]] == ["y"]  # the loss of the start


@each("surface", [name for name in SURFACES if name not in ("beale", "rotated_quadratic")])
def test_every_surface_has_its_curves_and_its_map(surface):
    """Minima below zero, none at all, and none that anybody reaches."""
    race = RaceSpec(surface=surface, optimizers={"momentum": {}, "adam": {}}, steps=10)
    flat = sweep(SweepSpec(race, count=4))
    second = sweep(SweepSpec(race, count=4, second=Second("adam", "beta1", 0, 0.9, 3)))
    for result in (flat, second):
        for measure in ("loss", "steps"):
            figure = sweep_figure(result, measure)
            json.dumps(figure, allow_nan=False)
            low, high = figure["layout"]["yaxis"]["range"]
            assert low < high
    assert flat.floor is not None or sweep_figure(flat)["layout"]["yaxis"]["type"] == "linear"
    json.dumps(best_rows(flat), allow_nan=False)


def test_a_second_hyperparameter_makes_a_map(mapped):
    figure = sweep_figure(mapped)
    json.dumps(figure, allow_nan=False)
    heat, crossed, measured, theory = figure["data"][:4]
    z, outcome = numbers(heat["z"]), mapped["momentum"]
    assert z.shape == (7, 12)
    assert (np.isnan(z) == outcome.diverged.T).all()
    fine = ~np.isnan(z)
    np.testing.assert_allclose(z[fine], np.log10(outcome.losses.T[fine]), rtol=1e-5)
    assert outcome.diverged.any()
    assert len(crossed["x"]) == outcome.diverged.sum()
    np.testing.assert_allclose(theory["x"], np.log10(outcome.bound))
    edge, step = numbers(measured["x"]), np.log10(1e3) / 11
    assert np.abs(edge - np.array(theory["x"])).max() < 1.5 * step
    data = numbers(heat["customdata"])
    assert data[..., 0] == pytest.approx(np.tile(mapped.spec.rates, (7, 1)))
    assert data[..., 1] == pytest.approx(np.repeat(mapped.spec.second.values[:, None], 12, axis=1), abs=1e-6)


def test_the_rows_say_the_same(result):
    rows = {row["name"]: row for row in best_rows(result)}
    assert list(rows) == list(METHODS)
    for name, row in rows.items():
        outcome = result[name]
        assert row["loss"] == outcome.losses[row["lowest"][0]] == np.nanmin(outcome.losses[~outcome.diverged])
        assert row["flat"] == outcome.flat
        assert row["stable"] == (None if outcome.flat else [*outcome.stable])
    assert (rows["sgd"]["formula"], rows["sgd"]["bound"]) == ("2/L", pytest.approx(0.02))
    assert rows["adadelta"]["open"]
    assert rows["adadelta"]["bound"] is None


@pytest.mark.parametrize(("high", "goes_on"), [(1.5, True), (8.0, False)])
def test_a_stable_range_is_open_where_the_sweep_ends_before_it_does(high, goes_on):
    """On the sphere gradient descent is stable below 2."""
    spec = RaceSpec("sphere", {"sgd": {}}, steps=60)
    (row,) = best_rows(sweep(SweepSpec(spec, low=0.1, high=high, count=20)))
    assert row["open"] is goes_on
    assert (row["stable"][1] == pytest.approx(high)) is goes_on
    assert row["stable"][0] == pytest.approx(0.1)


def result_of(case):
    """The sweep of a case of the shared table, with SGD in the place of its method."""
    told, rates = case["told"], np.array(case["rates"])
    spec = SweepSpec(RaceSpec("sphere", {"sgd": {}}), low=rates[0], high=rates[-1], count=len(rates))
    found = Outcome(
        losses=np.array(told["losses"], dtype=float),
        best=np.full(len(rates), np.nan),
        steps=np.array(told["steps"], dtype=float),
        diverged_at=np.array(told["diverged_at"]),
        start_loss=case["start_loss"],
        rates=rates,
        flat=told["flat"],
        bound=None if told["bound"] is None else np.array([told["bound"]]),
    )
    result = SweepResult(spec, {"sgd": found})
    vars(result)["floor"] = case["floor"]
    return result


@each("case", CURVES)
def test_scripts_draw_the_same_curves(case):
    """tests/js/sweep_curves.test.mjs asks the scripts for the same."""
    result = result_of(case)
    told = sweep_numbers(result)
    assert (told["floor"], told["start_loss"], told["methods"]["sgd"]) == (
        case["floor"],
        case["start_loss"],
        case["told"],
    )
    y = shown_values(result, "sgd", case["measure"])
    assert [None if np.isnan(value) else value for value in y] == case["y"]
    best, (row,) = result.best_of("sgd", case["measure"]), best_rows(result)
    assert (best and best[0], row["stable"], row["open"]) == (case["best"], case["stable"], case["open"])
    figure = sweep_figure(result, case["measure"])
    crosses = next(trace for trace in figure["data"] if trace.get("marker", {}).get("symbol") == "x-thin")
    assert crosses["x"] == [result.spec.rates[edge] for edge in case["edges"]]
    assert figure["layout"]["yaxis"]["range"] == pytest.approx(case["range"], rel=1e-9)


@pytest.mark.parametrize("case", MAPS)
def test_scripts_draw_the_same_maps(case):
    """tests/js/sweep_curves.test.mjs asks the scripts for the same."""
    race = RaceSpec(case["surface"], {"momentum": {}}, steps=20)
    second = Second("momentum", "momentum", 0, 0.95, 3)
    result = sweep(SweepSpec(race, low=case["low"], high=case["high"], count=4, second=second))
    outcome, told = result["momentum"], case["told"]
    losses = np.array([each["losses"] for each in told], dtype=float).T
    np.testing.assert_allclose(outcome.losses, losses, rtol=1e-9)
    assert outcome.diverged_at.T.tolist() == [each["diverged_at"] for each in told]
    heat, _, edge = sweep_figure(result, case["measure"])["data"][:3]
    for drawn, wanted in ((heat["z"], case["z"]), (edge["x"], case["edges"])):
        np.testing.assert_allclose(numbers(drawn).ravel(), np.array(wanted, dtype=float), rtol=1e-6)
    best = result.best_of("momentum", case["measure"])
    assert (best and [*best]) == case["best"]
    assert [np.flatnonzero(column).tolist() for column in outcome.diverged.T] == case["gone"]


def test_the_plateau_around_the_best_rate_is_told_and_drawn():
    """Gradient descent on the sphere at curvature 1 leaves (1 − α)²⁰ of the distance: about 1 it is as good."""
    found = sweep(SweepSpec(RaceSpec("sphere", {"sgd": {}, "adam": {}}, (-4.0, 3.0), 20), low=0.05, high=1.9, count=60))
    first, last = plateau(found, "sgd")
    shown = shown_values(found, "sgd", "loss")
    best = found.best_of("sgd")[0]
    assert first <= best <= last
    assert first < last
    assert (shown[first : last + 1] <= 2 * shown[best]).all()
    assert shown[first - 1] > 2 * shown[best] < shown[last + 1]
    shapes = sweep_figure(found)["layout"]["shapes"]
    ends = [found.spec.rates[place] for place in (first, last)]
    assert any([shape["x0"], shape["x1"]] == ends and shape["y0"] == shape["y1"] == shown[best] for shape in shapes)
    assert best_rows(found)[0]["plateau"] == [first, last]


def test_with_noise_the_axis_says_what_is_meant():
    noisy = RaceSpec("sphere", {"sgd": {}}, steps=50, noise="additive")
    for spec, name in (
        (noisy, "mean loss of the last tenth"),
        (replace(noisy, noise="none", noise_parameters={}), "final loss"),
    ):
        assert sweep_figure(sweep(SweepSpec(spec, count=3)))["layout"]["yaxis"]["title"]["text"] == name
