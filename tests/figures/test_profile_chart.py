"""The chart of performance profiles, on a table that was worked out by hand."""

import json

import numpy as np
import pytest

from figures import LOOKS, THEMES, profile_chart

COSTS = np.array([[10.0, 20.0], [30.0, 10.0], [8.0, 8.0], [np.inf, 5.0], [np.inf, np.inf], [2000.0, 10.0]])
METHODS = ("sgd", "adam")


@pytest.mark.parametrize("theme", THEMES)
def test_a_staircase_for_each_method(theme):
    figure = profile_chart(COSTS, METHODS, theme)
    json.dumps(figure, allow_nan=False)
    sgd, adam, marks = figure["data"]
    assert sgd["x"] == [1, 3, 100]  # 200 times the fastest is beyond the picture
    assert sgd["y"] == pytest.approx([2 / 6, 3 / 6, 3 / 6])
    assert adam["x"] == [1, 2, 100]
    assert adam["y"] == pytest.approx([4 / 6, 5 / 6, 5 / 6])
    assert [sgd["line"]["color"], adam["line"]["color"]] == [getattr(LOOKS[name], theme) for name in METHODS]
    assert marks["x"] == [1, 100, 1, 100]
    assert marks["y"] == [sgd["y"][0], sgd["y"][-1], adam["y"][0], adam["y"][-1]]
