"""The picture in three dimensions against a camera of its own: one sees at a pixel what is nearest to the eye."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.path import Path

from exports.solid import Solid
from figures.height import height_map
from races import RaceSpec, race
from surfaces import SURFACES, Surface

CLIP = (20.0, 10.0, 400.0, 300.0)
USUAL = Surface.eye
CAMERAS = {"usual": USUAL, "low": (1.6, 0.4, 0.3), "behind": (-1.2, -1.4, 0.6), "left": (-1.8, 0.2, 0.5)}


def in_the_box(surface, points):
    """Points (..., 3) of the surface's space in Plotly's: a box of 1.15 by 1.15 by 0.7 around the origin."""
    heights = height_map(surface)
    (x_min, x_max), (y_min, y_max) = surface.domain
    low, high = heights["z"].min(), heights["z"].max()
    low, high = np.array([x_min, y_min, low]), np.array([x_max, y_max, high + 0.02 * (high - low)])
    return ((points - low) / (high - low) - 0.5) * (1.15, 1.15, 0.7)


def seen_from(eye, places):
    """Places (..., 3) in pixels, (..., 2): a camera at `eye` that looks at (0, 0, -0.2), 45° from top to bottom."""
    eye = np.array(eye)
    ahead = np.array([0, 0, -0.2]) - eye
    ahead /= np.linalg.norm(ahead)
    aside = np.cross(ahead, [0, 0, 1.0])
    aside /= np.linalg.norm(aside)
    over = np.cross(aside, ahead)
    depth = (places - eye) @ ahead
    left, top, width, height = CLIP
    scale = height / 2 / np.tan(np.radians(45 / 2))
    across, up = (places - eye) @ aside / depth, (places - eye) @ over / depth
    return np.stack([left + width / 2 + scale * across, top + height / 2 - scale * up], axis=-1)


def cells_of(surface):
    """The four corners of every cell of the surface's grid, (n, 4, 3)."""
    heights = height_map(surface)
    x, y = np.meshgrid(heights["x"], heights["y"])
    grid = np.stack([x, y, heights["z"]], axis=-1)
    return np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=2).reshape(-1, 4, 3)


def painted(surface, camera):
    """The polygons of the picture in the order in which they are painted."""
    figure = Figure((440 / 72, 320 / 72), dpi=72)
    Solid(surface, camera, "light", CLIP, 12).paint(figure)
    (shown,) = (each for each in figure.axes[0].collections if isinstance(each, PolyCollection))
    return [path.vertices for path in shown.get_paths()]


def named(cells):
    """Of each four corners, (n, 4, 2), a name: their pixels to a thousandth."""
    return [*map(tuple, np.round(np.reshape(cells, (-1, 8)), 3).tolist())]


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=CAMERAS)
@pytest.mark.parametrize("name", ["styblinski_tang", "himmelblau", "ackley"])
def test_what_is_seen_at_a_pixel_is_what_is_nearest(name, camera):
    surface = SURFACES[name]
    places = in_the_box(surface, cells_of(surface))
    pixels = seen_from(camera, places)
    shown = [polygon[:4] for polygon in painted(surface, camera) if len(polygon) >= 4]  # without pieces of contours
    when = {cell: order for order, cell in enumerate(named(shown))}
    turn = np.array([when[cell] for cell in named(pixels)])  # every cell is in the picture
    apart = np.linalg.norm(places - np.array(camera), axis=2)  # of each corner from the eye
    low, high = pixels.min(axis=1), pixels.max(axis=1)
    hidden = 0
    for pixel in pixels.mean(axis=1)[np.random.default_rng(0).choice(len(pixels), 150, replace=False)]:
        near = np.flatnonzero(((low <= pixel) & (pixel <= high)).all(axis=1))
        there = np.array([i for i in near if Path(pixels[i]).contains_point(pixel)], dtype=int)
        if not there.size:  # only a cell that is seen from its edge
            continue
        on_top, nearest = there[turn[there].argmax()], there[apart[there].mean(axis=1).argmin()]
        hidden += apart[there].min(axis=1).max() > apart[nearest].max() + 0.05
        assert apart[on_top].min() <= apart[nearest].max() + 1e-9
    assert hidden > 5 or camera == USUAL


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=CAMERAS)
def test_a_racer_is_on_the_surface(camera):
    result = race(RaceSpec(surface="himmelblau", optimizers={"adam": {"learning_rate": 0.1}}, steps=20))
    surface, trajectory = SURFACES["himmelblau"], result["adam"]
    heights = height_map(surface)
    z = trajectory.losses
    if heights["scale"] == "log":
        z = np.log10(z - heights["floor"] + heights["offset"])
    wanted = seen_from(camera, in_the_box(surface, np.column_stack([trajectory.positions, z])))
    np.testing.assert_allclose(Solid(surface, camera, "light", CLIP, 12).pixels(trajectory), wanted, rtol=1e-9)


def test_who_leaves_the_surface_goes_up_to_its_edge_and_is_marked_there():
    surface = SURFACES["sphere"]
    (trajectory,) = race(
        RaceSpec("sphere", start=(0.5, 0.2), steps=30, optimizers={"sgd": {"learning_rate": 2.6}})
    ).values()
    x, y = trajectory.positions.T
    left = int(np.flatnonzero(np.abs(x) > surface.domain[0][1])[0])
    seen = Solid(surface, None, "light", CLIP, 12)
    pixels = seen.pixels(trajectory)
    edge = np.copysign(surface.domain[0][1], x[left])
    share = (edge - x[left - 1]) / (x[left] - x[left - 1])
    (wanted,) = seen.project(np.array([[edge, y[left - 1] + share * (y[left] - y[left - 1])]]))
    np.testing.assert_allclose(pixels[left], wanted, rtol=1e-9)
    assert np.isnan(pixels[left + 1 :]).all()
    assert np.isfinite(seen.pixels(trajectory)).all(axis=1)[: left + 1].all()


def test_a_surface_s_own_camera_comes_as_near_as_the_plot_area_allows():
    surface = SURFACES["himmelblau"]
    corners = np.concatenate(painted(surface, None))
    low, high = corners.min(axis=0), corners.max(axis=0)
    left, top, width, height = CLIP
    assert (low >= (left, top)).all()
    assert (high <= (left + width, top + height)).all()
    assert max((high - low) / (width, height)) > 0.75


def test_an_eye_of_its_own_sees_the_lowest_minimum_that_the_usual_one_does_not():
    named = [name for name, surface in SURFACES.items() if surface.eye != USUAL]
    assert "beale" in named
    for name in named:
        surface = SURFACES[name]
        lowest = surface.minima[int(surface.lowest.argmax())]
        (trajectory,) = race(
            RaceSpec(name, start=lowest, steps=2, optimizers={"sgd": {"learning_rate": 1e-6}})
        ).values()
        seen = [Solid(surface, camera, "light", CLIP, 12).behind(trajectory)[0] for camera in (USUAL, None)]
        assert seen == [True, False], name
