"""The charts of training curves, on curves of a few epochs."""

import json

import numpy as np
import pytest

from figures import LOOKS, THEMES, bias_chart, spectrum_chart, training_chart

CURVES = {
    "adam": {"cost": [[2.0, 1.0, 0.5], [2.0, 1.2, 0.7]], "accuracy": [[0.1, 0.8, 0.9], [0.1, 0.6, 0.8]]},
    "sgd": {"cost": [[2.0, 1.5, 1.0], [2.0, 1.5, np.inf]], "accuracy": [[0.1, 0.5, 0.7], [0.1, 0.5, 0.1]]},
}


def parts(figure, method, axis="y"):
    """A method's band and mean on one of the two axes."""
    found = [trace for trace in figure["data"] if trace.get("meta") == {"method": method} and trace["yaxis"] == axis]
    band, mean = found
    assert band["fill"] == "toself"
    return band, mean


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", ["log", "linear"])
def test_means_of_the_seeds_in_bands_from_the_lowest_to_the_highest(theme, scale):
    figure = training_chart(CURVES, scale, theme)
    json.dumps(figure, allow_nan=False)
    band, mean = parts(figure, "adam")
    assert mean["y"] == pytest.approx([2, 1.1, 0.6])
    assert band["x"] == [0, 1, 2, 2, 1, 0]
    assert band["y"] == pytest.approx([2, 1, 0.5, 0.7, 1.2, 2])
    assert mean["line"]["color"] == getattr(LOOKS["adam"], theme)
    assert parts(figure, "adam", "y2")[1]["y"] == pytest.approx([0.1, 0.7, 0.85])
    assert figure["layout"]["yaxis"]["type"] == scale


def test_a_curve_may_have_another_name_than_its_method_and_the_median():
    seeds = {"cost": [[2.0, 1.0], [2.0, 1.1], [2.0, 9.0]], "accuracy": [[0.1, 0.5]] * 3}
    look = {"method": "adam", "label": "Adam, cosine", "dash": "dash", "middle": "median"}
    figure = training_chart({"adam-cosine": seeds | look})
    _, line = parts(figure, "adam-cosine")
    assert line["y"] == pytest.approx([2, 1.1])
    assert line["line"]["dash"] == "dash"
    assert line["line"]["color"] == LOOKS["adam"].light
    assert "Adam, cosine" in line["hovertemplate"]


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_a_spectrum_is_told_in_shares_of_the_largest_with_names_at_the_lines(scale):
    spectra = {"muon": [0.5, 0.4, 0.3, 0.2], "sgd": [10.0, 1.0, 0.1, 0.0]}
    figure = spectrum_chart(spectra, scale)
    json.dumps(figure, allow_nan=False)
    assert [trace["y"] for trace in figure["data"]] == [[1, 0.8, 0.6, 0.4], [1, 0.1, 0.01, 0]]
    assert [trace["meta"]["method"] for trace in figure["data"]] == list(spectra)
    muon, sgd = figure["layout"]["annotations"]
    assert muon["bgcolor"] == sgd["bgcolor"] == THEMES["light"].paper  # a line may pass behind a name
    at = muon["x"] - 1
    expected = [values[at] / values[0] for values in spectra.values()]
    found = [word["y"] if scale == "linear" else 10 ** word["y"] for word in (muon, sgd)]
    assert found == pytest.approx(expected)
    assert (muon["text"], sgd["text"]) == ("<b>Muon</b>", "<b>SGD</b>")


def test_a_seed_without_a_cost_ends_the_band_and_the_mean():
    band, mean = parts(training_chart(CURVES), "sgd")
    assert mean["y"] == [2, 1.5, None]
    assert band["x"] == [0, 1, 1, 0]


def test_the_gap_is_measured_from_the_optimum():
    figure = training_chart(CURVES, "gap", optimum=0.5)
    assert parts(figure, "adam")[1]["y"] == pytest.approx([1.5, 0.6, None])  # one seed is there
    assert figure["layout"]["meta"]["floor"] == 0.5
    assert parts(training_chart(CURVES, "log", optimum=0.5), "adam")[1]["y"] == pytest.approx([2, 1.1, 0.6])


def test_no_method_is_a_picture_too():
    assert [trace["x"] for trace in training_chart({})["data"]] == [[], []]
    assert bias_chart({})["data"] == []


def test_with_and_without_the_correction_side_by_side():
    pair = {"with": [[2.0, 0.5], [2.0, 0.7]], "without": [[2.0, 1.5], [2.0, 1.7]]}
    figure = bias_chart({"0.99": pair, "0.999": pair}, "linear")
    json.dumps(figure, allow_nan=False)
    lines = [trace for trace in figure["data"] if "fill" not in trace]
    assert [(trace["xaxis"], trace["meta"]["correction"], trace["line"]["dash"]) for trace in lines] == [
        (axis, kind, dash) for axis in ("x", "x2") for kind, dash in (("with", "solid"), ("without", "dash"))
    ]
    assert lines[1]["y"] == pytest.approx([2, 1.6])
    assert {word["text"] for word in figure["layout"]["annotations"]} > {"<b>β₂ = 0.99</b>", "<b>0.999</b>"}


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_the_name_of_a_curve_is_above_all_of_it_that_is_near(scale):
    falling = list(np.geomspace(2.0, 0.5, 46))
    figure = bias_chart({"0.9999": {"with": [falling], "without": [[2.3] * 46]}}, scale)
    heights = {word["text"]: word["y"] for word in figure["layout"]["annotations"] if "yshift" in word}
    wanted = {"<b>with</b>": falling[24], "<b>without</b>": 2.3}  # half the name's width is about six epochs
    assert heights == pytest.approx(wanted if scale == "linear" else {k: np.log10(y) for k, y in wanted.items()})


@pytest.mark.parametrize(("scale", "lowest"), [("log", 0.02), ("log", 1e-3), ("linear", 0.02), ("gap", 0.02)])
def test_the_cost_axis_shows_the_means_and_little_else(scale, lowest):
    curves = {"adam": {"cost": [[2.0, 0.3, lowest], [2.2, 0.5, lowest]], "accuracy": [[0.1, 0.5, 0.9]] * 2}}
    optimum = 0.01 if scale == "gap" else None
    axis = training_chart(curves, scale, optimum=optimum)["layout"]["yaxis"]
    assert axis["type"] == ("linear" if scale == "linear" else "log")
    low, high = (10.0**end if axis["type"] == "log" else end for end in axis["range"])
    floor = optimum or 0.0
    assert low <= lowest - floor
    assert 2.1 - floor <= high < 1.5 * 2.1
    assert low == 0 if scale == "linear" else low > (lowest - floor) / 2
