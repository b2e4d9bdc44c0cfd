"""What a method draws around its head: the closed line, as tests/js draws it; and what each method declares."""

import json
from pathlib import Path

import numpy as np
import pytest
from each import each

from figures.outline import outline
from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.checksum import racer_key
from races.engines import Run, outlined

CASES = json.loads(Path(__file__).parents[1].joinpath("shared/outline.json").read_text(encoding="utf-8"))["cases"]
DRAWING = [name for name, method in OPTIMIZERS.items() if method.draws]


@each("case", CASES)
def test_the_line_goes_through_its_corners(case):
    frame = np.array([[np.nan if each is None else each for each in pair] for pair in case["frame"]], float)
    found = outline(case["shape"], frame)
    if not case["corners"]:
        assert found is None
        return
    assert len(found) == case["corners"]
    for place, point in case["at"].items():
        np.testing.assert_allclose(found[int(place)], point, atol=1e-12)


@each("name", DRAWING)
def test_who_draws_has_a_frame_at_each_step_and_the_others_have_none(name):
    found = race(RaceSpec("rosenbrock", {name: {}, "adam": {}}, steps=30))
    assert found[name].outlines.shape == (31, 3, 2)
    assert np.isfinite(found[name].outlines).all()
    assert (np.abs(found[name].outlines[:, 1:]) > 0).any(axis=(1, 2)).sum() > 20
    assert found["adam"].outlines is None


@each("name", DRAWING)
def test_in_other_units_what_is_drawn_is_stretched_as_the_path_is(name):
    """The same numbers there, each coordinate of the point and of the vectors times its unit."""
    there = race(RaceSpec("rosenbrock", {name: {}}, steps=12, units=(2.0, 0.5, 1.0)))[name]
    method, scales = OPTIMIZERS[name], np.array([2.0, 0.5])
    alone = Run(there.positions / scales, there.states, there.evaluations, None)
    frames = outlined(alone, method, {key: each.default for key, each in method.hyperparameters.items()}).outlines
    np.testing.assert_allclose(there.outlines, frames * scales, rtol=1e-12)


@pytest.mark.parametrize("name", ["schedule_free_sgd", "schedule_free_adamw"])
def test_the_points_of_schedule_free_are_where_it_looks_and_where_it_steps(name):
    """y, where the gradient is taken, divides the way from x to z as β says."""
    found = race(RaceSpec("rosenbrock", {name: {"beta": 0.7, "learning_rate": 0.0005}}, steps=40))[name]
    x, y, z = found.outlines.transpose(1, 0, 2)
    np.testing.assert_array_equal(x, found.positions)
    np.testing.assert_array_equal(z, found.states["d"])
    np.testing.assert_allclose(y, 0.3 * z, atol=1e-12)
    assert np.abs(z[2:]).max(axis=1).min() > 0  # the first average is the first point


@each("surface", ["sphere", "booth", "matyas", "rotated_quadratic", "zakharov"])
def test_no_minimum_of_a_convex_surface_is_within_prodigys_square(surface):
    """Around the start, and it only grows."""
    spec = RaceSpec(surface, {"prodigy": {}}, steps=400)
    found = race(spec)["prodigy"]
    corner, along, across = found.outlines.transpose(1, 0, 2)
    np.testing.assert_allclose(corner, np.broadcast_to(spec.start, corner.shape), atol=1e-9)
    assert (along[:, 1] == 0).all()
    assert (across[:, 0] == 0).all()
    half = along[:, 0]
    assert (half == across[:, 1]).all()
    assert (np.diff(half) >= 0).all()
    away = min(np.abs(np.subtract(minimum, spec.start)).max() for minimum in spec.bound_surface.minima)
    assert 0.02 * away < half[-1] <= away


def test_the_circle_of_the_dogleg_holds_its_next_step():
    found = race(RaceSpec("rosenbrock", {"dogleg": {}}, start=(-1.2, 1.0), steps=20))["dogleg"]
    centers, along, across = found.outlines.transpose(1, 0, 2)
    np.testing.assert_array_equal(centers, found.positions)
    np.testing.assert_array_equal(along, np.column_stack([found.states["Delta"][:, 0], np.zeros(21)]))
    np.testing.assert_array_equal(across, along[:, ::-1])
    steps = np.hypot(*np.diff(found.positions, axis=0).T)
    assert (steps <= along[:-1, 0] * (1 + 1e-12)).all()
    assert (np.abs(steps - along[:-1, 0]) < 1e-9).any()  # some go as far as it


def test_two_racers_that_differ_in_their_circles_only_have_two_keys():
    """On a sphere one step arrives, whatever the circle."""
    keys = [
        racer_key("dogleg", race(RaceSpec("sphere", {"dogleg": {"radius": radius}}, steps=4))["dogleg"])
        for radius in (50.0, 100.0)
    ]
    assert keys[0] != keys[1]
