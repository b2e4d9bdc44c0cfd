"""Heads at the edge of the picture: an arrow is inside, but for its tip, and points to where its racer is."""

import math

import numpy as np
import pytest
from each import each

from exports.drawn_tracks import Style, Track, Tracks, outlines_on
from exports.pen import outline
from figures import MARKERS
from figures.strokes import STROKES
from races import RaceSpec, race

CLIP = (40.0, 30.0, 200.0, 120.0)  # left, top, width, height
HEAD = 8.0
MIDDLE = np.array([140.0, 90.0])


class Recorder:
    """A pen that keeps the shapes it is asked for."""

    def __init__(self):
        self.shapes, self.lines = [], []

    def shape(self, d, at, size, angle, fill, edge=None):
        self.shapes.append((d, np.array(at), size, angle))

    def line(self, points, color, width, clip, **_):
        self.lines.append((np.array(points), color, width, clip))


def head(point, before=None, diverged_at=None, step=1.0, arrows=True):
    """The shapes of a head at `point` that was at `before` one step earlier."""
    points = np.array([MIDDLE if before is None else before, point])
    track = Track("#123456", MARKERS["circle"], points, diverged_at, lambda now: now)
    pen = Recorder()
    Tracks([track], CLIP, Style(2.0, HEAD, "#ffffff", "#000000", arrows=arrows)).heads(pen, step)
    return pen.shapes


def corners(shape):
    """The outline of a shape in pixels, (n, 2)."""
    d, at, size, angle = shape
    c, s = math.cos(angle), math.sin(angle)
    return at + size * outline(d).vertices @ np.array([[c, s], [-s, c]])


AWAY = [(5000, 90), (-400, 90), (140, -300), (140, 999), (242, 152), (38, 28), (1e4, -1e4), (-9e3, 400), (250, 31)]


@each("point", AWAY)
def test_an_arrow_is_in_the_picture_and_points_to_its_racer(point):
    shapes = head(point)
    assert [d for d, *_ in shapes] == [STROKES["arrow"], STROKES["arrow"]]
    left, top, width, height = CLIP
    for shape in shapes:
        inside = corners(shape)
        assert (inside >= (left - HEAD / 2, top - HEAD / 2)).all()
        assert (inside <= (left + width + HEAD / 2, top + height + HEAD / 2)).all()
        _, at, _, angle = shape
        towards = (np.array(point) - at) / np.hypot(*(np.array(point) - at))
        assert towards == pytest.approx((math.cos(angle), math.sin(angle)))
        assert not (
            left + 2 * HEAD < at[0] < left + width - 2 * HEAD and top + 2 * HEAD < at[1] < top + height - 2 * HEAD
        )


@each("point", [(140, 90), (40, 30), (240, 150), (39.5, 90), (140, 150.5)])
def test_in_the_picture_a_racer_has_its_marker_where_it_is(point):
    for d, at, *_ in head(point):
        assert d == MARKERS["circle"]
        np.testing.assert_array_equal(at, point)


@pytest.mark.parametrize("before", [(140, 90), (239, 90), (60, 149)])
def test_a_racer_that_cannot_be_shown_leaves_an_arrow_from_where_it_was(before):
    """Outward from the middle, if it was well inside."""
    ((d, at, _, angle), _) = head((math.nan, math.nan), before)
    assert d == STROKES["arrow"]
    assert (np.abs(at - before) <= HEAD + 3).all()
    assert (np.array([math.cos(angle), math.sin(angle)]) @ (at - MIDDLE)) >= 0


def test_who_diverged_is_a_cross_from_that_step_on():
    for step, d in ((0.5, MARKERS["circle"]), (1.0, STROKES["cross"])):
        assert head((150, 100), diverged_at=1, step=step)[0][0] == d
    (cross, at, _, angle), _ = head((5000, 90), diverged_at=1)
    assert (cross, angle) == (STROKES["cross"], 0.0)
    assert CLIP[0] < at[0] < CLIP[0] + CLIP[2]


def test_without_arrows_who_is_away_has_no_head():
    assert head((5000, 90), arrows=False) == []
    assert head((math.nan, math.nan), before=(math.nan, math.nan)) == []


def test_a_point_between_steps_is_between_its_neighbours():
    (_, at, *_), _ = head((180, 100), before=(140, 60), step=0.25)
    np.testing.assert_allclose(at, (150, 70))


def test_a_trail_has_both_its_ends_and_every_step_between():
    points = np.arange(20.0).reshape(10, 2)
    track = Track("#123456", MARKERS["circle"], points, None, lambda now: now)
    np.testing.assert_allclose(track.between(2.5, 6.25)[:, 0], [5, 6, 8, 10, 12, 12.5])
    np.testing.assert_allclose(track.between(2, 4)[:, 0], [4, 6, 8])
    np.testing.assert_allclose(track.between(2.25, 2.75)[:, 0], [4.5, 5.5])


def test_the_last_point_that_could_be_shown_is_before_the_step():
    points = np.array([[0, 0], [1, 1], [np.nan, np.nan], [3, 3], [np.nan, np.nan]], float)
    track = Track("#123456", MARKERS["circle"], points, None, lambda now: now)
    found = [track.last_shown(step) for step in (0, 0.5, 1, 1.5, 2, 3, 3.5, 4)]
    assert [None if point is None else point[0] for point in found] == [None, 0, 0, 1, 1, 1, 3, 3]


class FromAbove:
    """A ground of ten pixels a unit, y upward from 100."""

    def project(self, points):
        return np.array(points) * [10.0, -10.0] + [0.0, 100.0]


def test_what_a_method_draws_around_it_is_a_closed_line_below_the_heads():
    """A casing and a thinner line in the racer's colour, of the whole step that it is at."""
    trajectory = race(RaceSpec("rosenbrock", {"dogleg": {}}, start=(-1.2, 1.0), steps=6))["dogleg"]
    at = outlines_on(FromAbove(), "dogleg", trajectory)
    points = FromAbove().project(trajectory.positions)
    track = Track("#123456", MARKERS["circle"], points, None, lambda now: now, outline=at)
    pen = Recorder()
    Tracks([track], CLIP, Style(2.0, HEAD, "#ffffff", "#000000")).heads(pen, 2.6)
    (casing, *_), (line, color, width, clip) = pen.lines
    assert (color, width, clip) == ("#123456", 2.0 * STROKES["thin"], CLIP)
    np.testing.assert_array_equal(casing, line)
    np.testing.assert_allclose(line[0], line[-1], rtol=1e-12)
    radius = 10 * trajectory.states["Delta"][2, 0]
    np.testing.assert_allclose(np.hypot(*(line - points[2]).T), radius, rtol=1e-9)
    nobody = outlines_on(FromAbove(), "sgd", race(RaceSpec("rosenbrock", {"sgd": {}}, steps=6))["sgd"])
    assert nobody(3) is None
