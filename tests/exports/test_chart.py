"""The range of a chart: what it shows and leaves out, and when its axis is logarithmic."""

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from each import each

from exports.chart import Chart
from exports.options import Options
from exports.sheet import Sheet
from exports.take import take_of
from lessons import LESSONS
from surfaces import SURFACES

CLIP = (100.0, 200.0, 300.0, 150.0)


def racer(losses, positions=None):
    """A trajectory with these losses; where it is not said, it stands in the middle of the picture."""
    losses = np.array(losses, dtype=float)
    places = np.zeros((len(losses), 2)) if positions is None else np.array(positions, dtype=float)
    return SimpleNamespace(
        losses=losses,
        distances=losses,
        accuracies=losses,
        moves=losses,
        positions=places,
        evaluations=2 * np.arange(len(losses)),
    )


def chart_of(*racers, measure="loss", by_evaluations=False):
    last = max([1, *(len(each.losses) - 1 for each in racers)]) * (2 if by_evaluations else 1)
    result = dict(enumerate(racers))
    return Chart(result, SURFACES["sphere"], measure, by_evaluations, last, "light", CLIP, 14)


@each("measure", ["loss", "distance", "move"])
@each(
    "values, logarithmic",
    [
        ([1, 19.9], False),
        ([1, 20.1], True),
        ([0.005, 0.1], False),
        ([0.0049, 0.1], True),
        ([1, 150], True),
        ([-1, 100], False),
        ([-3, -1], False),
        ([5, 5], False),
        ([0, 0], False),
        ([], False),
        ([0, 1, 10], False),  # a zero is no decade
        ([0, 1, 30], True),
        ([math.nan, 1, math.inf, 19], False),
    ],
)
def test_an_axis_is_logarithmic_where_positive_values_are_more_than_twentyfold_apart(values, logarithmic, measure):
    chart = chart_of(racer(values), measure=measure)
    assert chart.logarithmic == logarithmic
    low, high = chart.range
    assert low < high


@each("values", [[100, 1, 1e-3], [100, 1, 0, 0], [3, 2.5], [1e5, 1e-6], [-4, 3], [0.2, 0.2], [1, 0]])
def test_what_happens_in_the_picture_is_in_the_range_and_little_else(values):
    chart = chart_of(racer(values))
    shown = np.array([value for value in values if value])
    shown = np.log10(shown) if chart.logarithmic else shown
    low, high = chart.range
    assert low <= shown.min() <= shown.max() <= high
    spread = np.ptp(shown)
    assert high - low <= (spread + 2 if chart.logarithmic else 2.2 * max(spread, 0.01 * shown.max()))


def test_a_zero_does_not_count():
    """A racer that meets a minimum to the bit does not change the axis of the others."""
    assert chart_of(racer([100, 5, 1])).range == chart_of(racer([100, 5, 1]), racer([100, 0, 0])).range
    assert chart_of(racer([3, 2])).range == chart_of(racer([3, 2]), racer([3, 0])).range


def test_no_more_than_twelve_decades_are_shown():
    low, high = chart_of(racer([1, 1e-30])).range
    assert 12 <= high - low <= 14


def test_what_is_outside_the_picture_does_not_count():
    (x_min, x_max), (y_min, y_max) = SURFACES["sphere"].domain
    inside = [(0, 0), (x_max, y_max), (x_min, y_min)]
    outside = [(x_max + 1, 0), (0, y_min - 1), (math.inf, 0)]
    chart = chart_of(racer([3, 2, 2.5, 1e6, 1e7, math.inf], [*inside, *outside]))
    assert chart.range == chart_of(racer([3, 2, 2.5])).range


@pytest.mark.parametrize("by_evaluations", [False, True])
def test_a_point_is_where_its_axes_say(by_evaluations):
    chart = chart_of(trajectory := racer([1000, 10, 1e-2]), by_evaluations=by_evaluations)
    assert chart.logarithmic
    low, high = chart.range
    left, top, width, height = CLIP
    points = chart.pixels(trajectory)
    np.testing.assert_allclose(points[:, 0], [left, left + width / 2, left + width])
    np.testing.assert_allclose(high - (points[:, 1] - top) / height * (high - low), [3, 1, -2])


@pytest.mark.parametrize("axis", ["step", "evaluations"])
@pytest.mark.parametrize("shared", ["on", "off"])
def test_the_axes_that_are_painted_are_those_of_the_curves(shared, axis):
    """What is read at a mark is what the curve has there."""
    scene = with_view(LESSONS["momentum"].shown[3][0], shared)
    sheet = Sheet(take_of(replace(scene, view={**scene.view, "axis": axis})), Options())
    painted = [axes for axes in sheet.figure.axes if axes.get_ylabel() == "loss"]
    assert len(painted) == len(sheet.parts)
    height = sheet.figure.bbox.height
    for axes, part, result in zip(painted, sheet.parts, sheet.take.results, strict=True):
        for trajectory in result.values():
            values = np.log10(trajectory.losses) if part.chart.logarithmic else trajectory.losses
            along = trajectory.evaluations if axis == "evaluations" else np.arange(len(values))
            seen = axes.transData.transform(np.column_stack([along, values])) * [1, -1] + [0, height]
            inside = np.abs(part.chart.pixels(trajectory)) < 5e3
            np.testing.assert_allclose(
                seen[inside.all(axis=1)], part.chart.pixels(trajectory)[inside.all(axis=1)], atol=1
            )


def test_charts_that_share_their_axis_have_one():
    scene = LESSONS["momentum"].shown[3][0]
    ranges = {shared: {part.chart.range for part in Sheet(take_of(with_view(scene, shared)), Options()).parts}
              for shared in ("on", "off")}  # fmt: skip
    assert scene.view["shared"] == "on"
    assert len(ranges["on"]) == 1
    assert len(ranges["off"]) > 1


def with_view(scene, shared, chart="loss"):
    return replace(scene, view={**scene.view, "shared": shared, "chart": chart})


def test_the_length_of_each_step_is_a_chart():
    """On the plane gradient descent walks α times the slope, momentum up to ten times that."""
    take = take_of(with_view(LESSONS["momentum"].shown[0][0], "off", "move"))
    chart = Sheet(take, Options()).parts[0].chart
    result = take.results[0]
    assert math.isnan(result["sgd"].moves[0])
    np.testing.assert_allclose(result["sgd"].moves[1:], 0.01)
    assert result["momentum"].moves[-1] == pytest.approx(0.1, rel=1e-3)
    assert chart.pixels(result["momentum"])[-1, 1] < chart.pixels(result["sgd"])[-1, 1]
    figure = Sheet(take, Options()).figure
    assert "step length" in [axes.get_ylabel() for axes in figure.axes]
