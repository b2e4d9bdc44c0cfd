"""The figure for notebooks."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import contours
from figures.height import height_map
from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.spec import plane_race

SPEC = RaceSpec(surface="beale", optimizers={"adam": {"learning_rate": 0.1}, "bfgs": {}}, steps=30)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("dimensions", [2, 3])
def test_trails_end_at_the_step(dimensions, theme):
    result = race(SPEC)
    figure = contours(result, step=12, dimensions=dimensions, theme=theme)
    trails = {trace.name: trace for trace in figure.data if trace.showlegend is not False and trace.type != "contour"}
    for name, label in (("adam", "Adam 0.1"), ("bfgs", "BFGS")):
        np.testing.assert_array_equal(trails[label].x, result[name].positions[:13, 0])
        assert [bool(size) for size in trails[label].marker.size] == [False] * 12 + [True]


def test_trails_in_three_dimensions_lie_just_above_the_surface():
    """That of a network's plane, too, where a racer's own loss is another one than that of the plane below it."""
    for spec in (SPEC, plane_race("logistic")):
        result, heights = race(spec), height_map(spec.bound_surface)
        trails = [trace for trace in contours(result, dimensions=3).data if trace.showlegend is not False]
        trails = [trace for trace in trails if trace.type == "scatter3d"]
        assert len(trails) == len(result)
        for trail, t in zip(trails, result.values(), strict=True):
            below = np.broadcast_to(spec.bound_surface.value(*t.positions.T), t.losses.shape)
            if heights["scale"] == "log":
                below = np.log10(np.maximum(below - heights["floor"], 0) + heights["offset"])
            above = np.array(trail.z) - below
            np.testing.assert_allclose(above, 0.015 * np.ptp(heights["z"]), rtol=1e-6)


def test_every_marker_is_one_that_plotly_knows():
    spec = RaceSpec(surface="beale", optimizers={name: {} for name in OPTIMIZERS}, steps=3)
    for dimensions in (2, 3):
        figure = contours(race(spec), dimensions=dimensions)  # Plotly refuses what it does not know
        assert isinstance(figure, go.Figure)
        assert len(figure.data) >= len(OPTIMIZERS)


def test_the_part_that_is_seen():
    figure = contours(race(SPEC), zoom=(1, 2, 0, 1))
    assert tuple(figure.layout.xaxis.range) == (1, 2)
    assert tuple(figure.layout.yaxis.range) == (0, 1)
