"""The chart of performance profiles, on a table that was worked out by hand."""

import json

import numpy as np
import pytest

from figures import LOOKS, THEMES, profile_chart
from figures.contours import SYMBOLS
from figures.looks import CHOSEN
from optimizers import CLASSICS, OPTIMIZERS
from races.profiles import standings
from races.ranking import RANKED, ranking

COSTS = np.array([[10.0, 20.0], [30.0, 10.0], [8.0, 8.0], [np.inf, 5.0], [np.inf, np.inf], [2000.0, 10.0]])
METHODS = ("sgd", "adam")


@pytest.mark.parametrize("theme", THEMES)
def test_a_staircase_for_each_method(theme):
    figure = profile_chart(COSTS, METHODS, theme)
    json.dumps(figure, allow_nan=False)
    sgd, adam, marks = figure["data"]
    assert sgd["x"] == [1, 3, 200]  # the largest ratio: what the table says was solved is at the right edge
    assert sgd["y"] == pytest.approx([2 / 6, 3 / 6, 4 / 6])
    assert adam["x"] == [1, 2, 200]
    assert adam["y"] == pytest.approx([4 / 6, 5 / 6, 5 / 6])
    assert [sgd["line"]["color"], adam["line"]["color"]] == [getattr(LOOKS[name], theme) for name in METHODS]
    assert marks["x"] == [1, 200, 1, 200]
    assert figure["layout"]["xaxis"]["range"] == pytest.approx([0, np.log10(200)])
    assert figure["layout"]["xaxis"]["tickvals"] == [1, 2, 5, 10, 20, 50, 100, 200]
    assert marks["y"] == [sgd["y"][0], sgd["y"][-1], adam["y"][0], adam["y"][-1]]


def test_every_method_has_a_symbol_of_its_own():
    found = [SYMBOLS[look.marker] for look in CHOSEN.values()]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("methods", [tuple(OPTIMIZERS), CLASSICS])
def test_the_right_edge_is_what_the_table_says(methods):
    names, surfaces = ranking().ranked(methods, RANKED)
    costs = ranking().table(names, surfaces)
    curves = profile_chart(costs, names)["data"]
    for curve, standing in zip(curves[:-1], standings(costs, names).values(), strict=True):
        assert curve["y"][-1] == pytest.approx(standing.solved)
