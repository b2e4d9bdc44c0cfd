"""Figures: the block that the player draws, and the backgrounds that Plotly draws."""

import base64
import json

import numpy as np
import plotly.graph_objects as go
import pytest
from each import each

from figures import THEMES, background, block, curve_axes, packed
from figures.height import GRID, height_map, lifted, transform_of
from figures.typed import plotly_array
from figures.wide import wide_map, widened
from lessons import FIRST_VIEW
from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.tuning import tuned_spec
from surfaces import SURFACES

# The block


def read(panels, numbers):
    """The rows of every racer, in the order in which the block is documented."""
    at = 0
    for panel in panels:
        points = panel["steps"] + 1
        for racer in panel["racers"]:
            count = 4 + racer["counted"] + racer["scored"] + 6 * bool(racer["drawn"])
            rows = numbers[at : at + points * count].reshape(-1, points)
            at += rows.size
            yield panel, racer, rows
    assert at == len(numbers)


def assert_holds(panels, numbers, results):
    assert numbers.dtype == np.dtype("<f8")
    found = list(read(panels, numbers))
    assert [(panel["steps"], racer["name"]) for panel, racer, _ in found] == [
        (result.spec.steps, name) for result in results for name in result
    ]
    racers = [(result, t) for result in results for t in result.values()]
    for (_, racer, rows), (result, t) in zip(found, racers, strict=True):
        assert racer["counted"] or t.evaluations[-1] == (t.diverged_at or result.spec.steps)  # one a step
        more = [t.evaluations] * racer["counted"] + [t.accuracies] * racer["scored"]
        more += [t.outlines[:, part, axis] for part in range(3) for axis in (0, 1)] if racer["drawn"] else []
        assert racer["drawn"] == (method.draws.shape if (method := OPTIMIZERS[racer["name"]]).draws else "")
        assert racer["scored"] == bool(result.spec.bound_surface.accuracy)
        expected = (*t.positions.T, t.losses, t.gradient_norms, *more)
        for row, numbers in zip(rows, expected, strict=True):
            np.testing.assert_array_equal(row, numbers)
        for key in ("status", "diverged_at", "steps_to_tolerance"):
            assert racer[key] == getattr(t, key)


@each("surface", SURFACES)
def test_the_block_holds_the_race(surface):
    results = [race(tuned_spec(surface))]
    assert_holds(*block(results), results)


def test_the_block_holds_many_panels_and_diverged_racers():
    wild = RaceSpec(surface="rosenbrock", optimizers={"sgd": {"learning_rate": 1}, "adam": {}}, steps=7)
    results = [race(spec) for spec in (*FIRST_VIEW, wild, RaceSpec(optimizers={}))]
    panels, numbers = block(results)
    assert_holds(panels, numbers, results)
    assert panels[3]["racers"][0]["status"] == "diverged"
    assert panels[4] == {"steps": 200, "racers": []}


def test_racers_that_are_held_are_not_sent_again():
    before = RaceSpec(optimizers={"sgd": {}, "adam": {"learning_rate": 0.1}}, steps=9)
    after = RaceSpec(optimizers={"sgd": {}, "adam": {"learning_rate": 0.2}}, steps=9)
    keys = [racer["key"] for racer in block([race(before)])[0][0]["racers"]]
    (panel,), numbers = block([race(after)], [keys])
    assert [racer["held"] for racer in panel["racers"]] == [True, False]
    x, y = race(after)["adam"].positions.T
    np.testing.assert_array_equal(numbers.reshape(4, 10)[:2], np.array([x, y]))
    assert block([race(after)], [[*keys, panel["racers"][1]["key"]]])[1].size == 0


@pytest.mark.parametrize("results", [[], [race(RaceSpec(optimizers={}))]], ids=["no panel", "no racer"])
def test_an_empty_block(results):
    panels, numbers = block(results)
    assert (len(panels), numbers.shape, numbers.dtype) == (len(results), (0,), np.dtype("<f8"))


@pytest.mark.parametrize("description", [{}, {"panels": [1.5, None]}, {"label": "1/√t"}, {"a": 1}], ids=str)
def test_packed_is_a_length_a_description_and_the_numbers(description):
    numbers = np.array([1.5, -2, np.inf])
    data = packed(description, numbers)
    length = int.from_bytes(data[:4], "little")
    assert (4 + length) % 8 == 0  # what follows is aligned
    assert json.loads(data[4 : 4 + length]) == description
    np.testing.assert_array_equal(np.frombuffer(data, "<f8", offset=4 + length), numbers)


def test_the_page_can_read_what_is_packed():
    results = [race(spec) for spec in FIRST_VIEW]
    panels, numbers = block(results)
    data = packed({"panels": panels}, numbers)
    length = int.from_bytes(data[:4], "little")
    assert_holds(json.loads(data[4 : 4 + length])["panels"], np.frombuffer(data, "<f8", offset=4 + length), results)


# Backgrounds


def decoded(array):
    """An array in Plotly's typed form."""
    flat = np.frombuffer(base64.b64decode(array["bdata"]), {"f4": "<f4"}[array["dtype"]])
    return flat.reshape([int(side) for side in array["shape"].split(", ")]) if "shape" in array else flat


@pytest.mark.parametrize("shape", [(5,), (3, 4), (121, 121)])
def test_typed_arrays_decode(shape):
    array = np.random.default_rng(0).normal(size=shape)
    np.testing.assert_array_equal(decoded(plotly_array(array)), array.astype("f4"))
    np.testing.assert_array_equal(decoded(plotly_array(array.T)), array.T.astype("f4"))


@each("surface", [name for name, surface in SURFACES.items() if surface.equal])
def test_a_picture_of_equal_scale_is_computed_for_all_that_it_may_show(surface):
    """From a plot area twice as wide as high to one twice as high as wide; the colours are those of the domain."""
    bound = SURFACES[surface]
    figure, usual = background(bound, equal=True), background(bound)
    (x_min, x_max), (y_min, y_max) = bound.domain
    wide, high = x_max - x_min, y_max - y_min
    (left, right), (bottom, top) = figure["layout"]["meta"]["shown"]
    assert (right + left, top + bottom) == pytest.approx((x_max + x_min, y_max + y_min))
    assert right - left >= max(wide, 2 * high)
    assert top - bottom >= max(high, 2 * wide)
    contour, z = figure["data"][0], decoded(figure["data"][0]["z"])
    assert (contour["x0"], contour["y0"]) == (left, bottom)
    assert contour["x0"] + contour["dx"] * (z.shape[1] - 1) == pytest.approx(right)
    inside = decoded(usual["data"][0]["z"])
    assert (contour["zmin"], contour["zmax"]) == pytest.approx((inside.min(), inside.max()), rel=1e-6)
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
    assert "scaleanchor" not in usual["layout"]["yaxis"]
    assert background(bound, 3, equal=True) == background(bound, 3)


@each("surface", SURFACES)
def test_what_is_beside_a_surface_changes_no_colour_in_it(surface):
    bound = SURFACES[surface]
    x, y = (0.5 * (low + high) for low, high in bound.domain)
    wide = wide_map(bound, widened(bound).domain)
    assert {key: wide[key] for key in ("scale", "floor", "offset")} == transform_of(bound)
    at = [np.abs(wide[axis] - place).argmin() for axis, place in (("y", y), ("x", x))]
    loss = bound.value(wide["x"][at[1]], wide["y"][at[0]])
    assert wide["z"][*at] == pytest.approx(float(lifted(np.asarray(loss), transform_of(bound))), rel=1e-9)


@each("theme", THEMES)
@each("dimensions", [2, 3])
@each("surface", SURFACES)
def test_backgrounds_are_figures(surface, dimensions, theme):
    figure = background(SURFACES[surface], dimensions, theme)
    made = go.Figure(figure)
    assert json.loads(json.dumps(figure)) == figure
    assert made.data[0].type == {2: "contour", 3: "surface"}[dimensions]
    z, bound = decoded(figure["data"][0]["z"]), SURFACES[surface]
    assert z.shape == (GRID, GRID)
    assert np.isfinite(z).all()
    axes = figure["layout"] if dimensions == 2 else figure["layout"]["scene"]
    assert (axes["xaxis"]["range"], axes["yaxis"]["range"]) == tuple(map(list, bound.domain))
    assert figure["layout"]["font"]["color"] == THEMES[theme].text
    said = {"surface": bound.label, "theme": theme, "domain": [list(axis) for axis in bound.domain]}
    assert figure["layout"]["meta"] == said | transform_of(bound)
    if dimensions == 2:
        stars = [point for trace in figure["data"][1:] for point in zip(trace["x"], trace["y"], strict=True)]
        assert sorted(stars) == sorted(bound.minima)


def test_a_background_shows_the_zoom():
    beale = SURFACES["beale"]
    plain, zoom = background(beale), (0.5, 1.5, -1.0, 2.0)
    zoomed = go.Figure(background(beale, zoom=zoom)).layout
    assert (*zoomed.xaxis.range, *zoomed.yaxis.range) == zoom
    solid = go.Figure(background(beale, 3, zoom=zoom)).layout.scene
    assert (solid.xaxis.range, solid.yaxis.range) == beale.domain
    assert background(beale) == plain  # the next one is as it was


@each("surface", [name for name, surface in SURFACES.items() if surface.minima])
def test_only_the_lowest_minima_are_stars(surface):
    bound = SURFACES[surface]
    lowest = min(bound.value(*minimum) for minimum in bound.minima)
    for trace in background(SURFACES[surface])["data"][1:]:
        values = [bound.value(*point) for point in zip(trace["x"], trace["y"], strict=True)]
        is_lowest = np.isclose(values, lowest, rtol=1e-9, atol=1e-9)
        assert is_lowest.all() if trace["marker"]["symbol"] == "star" else not is_lowest.any()


def shows(surface, key):
    """Not where all that a hyperparameter changes are the mini-batches, or the height of the whole."""
    return surface.accuracy or key not in ("samples", "data_seed", "noise", "every")


@each(
    "name, key",
    [(name, key) for name, surface in SURFACES.items() for key in surface.hyperparameters if shows(surface, key)],
)
def test_the_background_follows_the_surfaces_parameters(name, key):
    declared = SURFACES[name].hyperparameters[key]
    pictures = {
        str(background(SURFACES[name].bind(**{key: declared.value_at(place)}))["data"][0])  # heights and places
        for place in (0.3, 0.7)
    }
    assert len(pictures) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_is_a_figure(theme):
    assert go.Figure(curve_axes(theme)).layout.font.color == THEMES[theme].text


# Heights


@each("surface", SURFACES)
def test_the_height_transform_lifts_a_trail_onto_the_surface(surface):
    found, bound = height_map(SURFACES[surface]), SURFACES[surface]
    assert found["scale"] == bound.color_scale
    x, y = np.meshgrid(found["x"], found["y"])
    losses = bound.value(x, y)
    if found["scale"] == "linear":
        assert (found["floor"], found["offset"]) == (0, 0)
        np.testing.assert_array_equal(found["z"], losses)
        return
    np.testing.assert_allclose(found["z"], np.log10(losses - found["floor"] + found["offset"]), rtol=1e-12, atol=1e-12)
    lowest = min(bound.value(*minimum) for minimum in bound.minima)
    assert found["floor"] == pytest.approx(lowest, rel=1e-12, abs=1e-12)
    # a grid point beside a minimum may be lower by a rounding of the loss, which the offset, as a divisor, enlarges
    rounding = 4 * np.finfo(float).eps * abs(lowest) / (found["offset"] * np.log(10))
    assert np.log10(lowest - found["floor"] + found["offset"]) <= found["z"].min() + rounding
    assert np.ptp(found["z"]) < 4.1  # decades: the depth of a minimum does not swallow the picture
