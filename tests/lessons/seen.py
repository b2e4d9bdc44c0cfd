"""What is seen of a lesson's step: who is ahead, how far apart in pixels, and on which axis.

A picture's shorter side is that of two panels on the page at 1280x720; charts count in shares of their height.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from exports.chart import Chart
from exports.take import Take, take_of
from races.query import Scene

PICTURE = 340.0
ENOUGH = 40.0  # px that the last row tells apart
AVERAGE = "average of "  # a racer's, in the name of a course
CHART, SHOWS = 100.0, 25.0  # a chart's height, and what of it is seen as a difference


@dataclass(frozen=True)
class Seen:
    """What two courses of a scene, (panel, racer), differ by: `heads` where the clock stops, in pixels, `trails` at
    most on the way to there, `curves` on their charts, in hundredths of the height. `ahead` is who has the lower value
    at the stop, by what the chart's `axis` shows."""

    courses: tuple[tuple[int, str], tuple[int, str]]
    heads: float
    trails: float
    curves: float
    ahead: tuple[int, str]
    axis: str

    @property
    def clear(self) -> float:
        """How clear the difference is: from 1 on the last row sees it."""
        return max(self.heads / ENOUGH, self.trails / ENOUGH, self.curves / SHOWS)


def seen(scene: Scene) -> list[Seen]:
    """Of each two racers in one panel, their averages among them, and of one racer in two panels, what is seen of their
    difference."""
    take = take_of(scene)
    courses = [(index, name) for index, result in enumerate(take.results) for name in result]
    courses += [(index, f"{AVERAGE}{name}") for index, averages in enumerate(take.averages) for name in averages]
    pairs = [
        pair
        for pair in combinations(courses, 2)
        if pair[0][0] == pair[1][0] or (pair[0][1] == pair[1][1] and _same_ground(take, pair[0][0], pair[1][0]))
    ]
    return [_compared(take, *pair) for pair in pairs]


def _same_ground(take: Take, one: int, other: int) -> bool:
    return _part(take, one) == _part(take, other)


def _part(take: Take, index: int) -> tuple[float, float, float, float]:
    """What a panel's picture shows, (x from, to, y from, to): its zoom, or all of the surface."""
    (left, right), (bottom, top) = take.results[index].spec.bound_surface.domain
    return take.scene.panels[index].zoom or (left, right, bottom, top)


def _compared(take: Take, one: tuple[int, str], other: tuple[int, str]) -> Seen:
    pixels, curves, values = [], [], []
    for index, name in (one, other):
        result, last = take.results[index], take.lasts[index]
        is_average = name.startswith(AVERAGE)
        trajectory = take.averages[index][name.removeprefix(AVERAGE)] if is_average else result[name]
        step = int(take.step_at(trajectory, min(take.now, last)))
        left, right, bottom, top = _part(take, index)
        scale = PICTURE / max(right - left, top - bottom)
        inside = np.clip(trajectory.positions[: step + 1], [left, bottom], [right, top])
        pixels.append(inside * scale)
        chart = _chart(take, index)
        curves.append(chart.pixels(trajectory)[:, 1])
        values.append(chart._values(trajectory)[step])
    count = min(map(len, pixels))
    apart = np.hypot(*(pixels[0][:count] - pixels[1][:count]).T)
    length = min(map(len, curves))
    gap = np.abs(np.clip(curves[0][:length], 0, CHART) - np.clip(curves[1][:length], 0, CHART))
    better = values[0] > values[1] if take.scene.view["chart"] == "accuracy" else values[0] < values[1]
    return Seen(
        (one, other),
        float(np.hypot(*(pixels[0][-1] - pixels[1][-1]))),
        float(apart.max()),
        float(np.nanmax(gap, initial=0.0)),
        one if better else other,
        take.scene.view["chart"],
    )


def _chart(take: Take, index: int) -> Chart:
    result, view = take.results[index], take.scene.view
    shared = take.results if view["shared"] == "on" else ()
    return Chart(
        result, result.spec.bound_surface, view["chart"], take.by_evaluations, take.lasts[index], "light",
        (0.0, 0.0, 300.0, CHART), 14.0, shared,
    )  # fmt: skip
