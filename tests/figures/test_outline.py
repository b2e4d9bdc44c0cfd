"""What a method draws around its head: the closed line, as tests/js draws it; and what each method declares."""

import json
from pathlib import Path

import numpy as np
import pytest

from figures.outline import outline
from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.checksum import racer_key

CASES = json.loads(Path(__file__).parents[1].joinpath("shared/outline.json").read_text(encoding="utf-8"))["cases"]
DRAWING = [name for name, method in OPTIMIZERS.items() if method.draws]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_line_goes_through_its_corners(case):
    frame = np.array([[np.nan if each is None else each for each in pair] for pair in case["frame"]], float)
    found = outline(case["shape"], frame)
    if not case["corners"]:
        assert found is None
        return
    assert len(found) == case["corners"]
    for place, point in case["at"].items():
        np.testing.assert_allclose(found[int(place)], point, atol=1e-12)


@pytest.mark.parametrize("name", DRAWING)
def test_who_draws_has_a_frame_at_each_step_and_the_others_have_none(name):
    found = race(RaceSpec("rosenbrock", {name: {}, "adam": {}}, steps=30))
    assert found[name].outlines.shape == (31, 3, 2)
    assert np.isfinite(found[name].outlines).all()
    assert (np.abs(found[name].outlines[:, 1:]) > 0).any(axis=(1, 2)).sum() > 20
    assert found["adam"].outlines is None


@pytest.mark.parametrize("name", DRAWING)
def test_in_other_units_what_is_drawn_is_stretched_as_the_path_is(name):
    """The same numbers there, each coordinate of the point and of the vectors times its unit."""
    there = race(RaceSpec("rosenbrock", {name: {}}, steps=12, units=(2.0, 0.5, 1.0)))[name]
    method, scales = OPTIMIZERS[name], np.array([2.0, 0.5])
    frames = method.draws.frames(there.positions / scales, there.states)
    np.testing.assert_allclose(there.outlines, frames * scales, rtol=1e-12)


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
