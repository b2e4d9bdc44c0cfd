"""Figures: the block that the player draws, the backgrounds that Plotly draws, and the looks of the racers."""

import base64
import json
import re
from itertools import combinations

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import LOOKS, MARKERS, THEMES, background, block, curve_axes, packed
from figures.contours import GRID
from figures.height import height_map, transform_of
from figures.typed import plotly_array
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
            rows = numbers[at : at + points * (5 if racer["counted"] else 4)].reshape(-1, points)
            at += rows.size
            yield panel, racer, rows
    assert at == len(numbers)


def assert_holds(panels, numbers, results):
    assert numbers.dtype == np.dtype("<f4")
    found = list(read(panels, numbers))
    assert [(panel["steps"], racer["name"]) for panel, racer, _ in found] == [
        (result.spec.steps, name) for result in results for name in result
    ]
    racers = [(result, name, t) for result in results for name, t in result.items()]
    for (_, racer, rows), (result, name, t) in zip(found, racers, strict=True):
        for row, expected in zip(rows, (*t.positions.T, t.losses, t.gradient_norms), strict=True):
            np.testing.assert_array_equal(row, expected.astype("<f4"))
        assert not racer["counted"]  # one gradient a step
        assert racer["rate"] == result.spec.optimizers[name]["learning_rate"]
        for key in ("status", "diverged_at", "steps_to_tolerance"):
            assert racer[key] == getattr(t, key)


@pytest.mark.parametrize("surface", SURFACES)
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
    (panel,), numbers = block([race(after)], keys)
    assert [racer["held"] for racer in panel["racers"]] == [True, False]
    x, y = race(after)["adam"].positions.T
    np.testing.assert_array_equal(numbers.reshape(4, 10)[:2], np.array([x, y], "<f4"))
    assert block([race(after)], [*keys, panel["racers"][1]["key"]])[1].size == 0


@pytest.mark.parametrize("results", [[], [race(RaceSpec(optimizers={}))]], ids=["no panel", "no racer"])
def test_an_empty_block(results):
    panels, numbers = block(results)
    assert (len(panels), numbers.shape, numbers.dtype) == (len(results), (0,), np.dtype("<f4"))


def test_a_loss_beyond_float32_becomes_infinite():
    spec = RaceSpec(surface="beale", optimizers={"sgd": {"learning_rate": 1}}, start=(4.5, 4.5), steps=20)
    t = race(spec)["sgd"]
    assert t.losses.max() > 3.5e38
    ((_, _, rows),) = read(*block([race(spec)]))
    assert np.isinf(rows[2]).any()
    assert not np.isnan(rows).any()


@pytest.mark.parametrize("description", [{}, {"panels": [1.5, None]}, {"label": "1/√t"}, {"a": 1}], ids=str)
def test_packed_is_a_length_a_description_and_the_numbers(description):
    numbers = np.array([1.5, -2, np.inf], "<f4")
    data = packed(description, numbers)
    length = int.from_bytes(data[:4], "little")
    assert length % 4 == 0  # what follows is aligned
    assert json.loads(data[4 : 4 + length]) == description
    np.testing.assert_array_equal(np.frombuffer(data, "<f4", offset=4 + length), numbers)


def test_the_page_can_read_what_is_packed():
    results = [race(spec) for spec in FIRST_VIEW]
    panels, numbers = block(results)
    data = packed({"panels": panels}, numbers)
    length = int.from_bytes(data[:4], "little")
    assert_holds(json.loads(data[4 : 4 + length])["panels"], np.frombuffer(data, "<f4", offset=4 + length), results)


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


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("surface", SURFACES)
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
    assert figure["layout"]["meta"] == {"surface": SURFACES[surface].label, "theme": theme} | transform_of(
        SURFACES[surface]
    )
    if dimensions == 2:
        stars = [point for trace in figure["data"][1:] for point in zip(trace["x"], trace["y"], strict=True)]
        assert sorted(stars) == sorted(bound.minima)


def test_a_background_shows_the_zoom_or_the_camera():
    beale = SURFACES["beale"]
    plain, zoom, camera = background(beale), (0.5, 1.5, -1.0, 2.0), (1.0, -2.0, 0.5)
    zoomed = go.Figure(background(beale, zoom=zoom, camera=camera)).layout
    assert (*zoomed.xaxis.range, *zoomed.yaxis.range) == zoom
    turned = go.Figure(background(beale, 3, zoom=zoom, camera=camera)).layout.scene
    assert (turned.camera.eye.x, turned.camera.eye.y, turned.camera.eye.z) == camera
    assert (turned.xaxis.range, turned.yaxis.range) == SURFACES["beale"].domain
    assert background(beale) == plain  # the next one is as it was


@pytest.mark.parametrize("surface", [name for name, surface in SURFACES.items() if surface.minima])
def test_only_the_lowest_minima_are_stars(surface):
    bound = SURFACES[surface]
    lowest = min(bound.value(*minimum) for minimum in bound.minima)
    for trace in background(SURFACES[surface])["data"][1:]:
        values = [bound.value(*point) for point in zip(trace["x"], trace["y"], strict=True)]
        is_lowest = np.isclose(values, lowest, rtol=1e-9, atol=1e-9)
        assert is_lowest.all() if trace["marker"]["symbol"] == "star" else not is_lowest.any()


@pytest.mark.parametrize("name", [name for name, surface in SURFACES.items() if surface.hyperparameters])
def test_the_background_follows_the_surfaces_parameters(name):
    declared = SURFACES[name].hyperparameters
    pictures = {
        background(SURFACES[name].bind(**{key: value}))["data"][0]["z"]["bdata"]
        for key in declared
        for value in (30.0, 60.0)
    }
    assert len(pictures) == 2 * len(declared)


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_is_a_figure(theme):
    assert go.Figure(curve_axes(theme)).layout.font.color == THEMES[theme].text


# Heights


@pytest.mark.parametrize("surface", SURFACES)
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
    assert np.log10(lowest - found["floor"] + found["offset"]) <= found["z"].min()
    assert np.ptp(found["z"]) < 4.1  # decades: the depth of a minimum does not swallow the picture


# Looks

COLOR = re.compile(r"#[0-9a-f]{6}")
VISIONS = {  # Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
#: The least CIEDE2000 difference between two racers' colours. Okabe & Ito's own eight keep 21.7, 12.2 and 11.6.
APART = {"normal": 15, "protanopia": 8, "deuteranopia": 8}


def linear(color):
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def cielab(rgb):
    """L*, a*, b* of linear sRGB under D65."""
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    t = np.array(to_xyz) @ rgb / (0.95047, 1, 1.08883)
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one, other):
    """In the notation of Sharma, Wu & Dalal (2005), The CIEDE2000 color-difference formula."""
    (L1, a1, b1), (L2, a2, b2) = one, other
    C = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    a1, a2 = (a * (1.5 - 0.5 * np.sqrt(C**7 / (C**7 + 25**7))) for a in (a1, a2))
    C1, C2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.arctan2(b1, a1), np.arctan2(b2, a2)
    turn = (h2 - h1 + np.pi) % (2 * np.pi) - np.pi if C1 * C2 else 0.0
    h = h1 + turn / 2 if C1 * C2 else h1 + h2
    L, C, dH = (L1 + L2) / 2, (C1 + C2) / 2, 2 * np.sqrt(C1 * C2) * np.sin(turn / 2)
    degree = np.pi / 180
    T = 1 - 0.17 * np.cos(h - 30 * degree) + 0.24 * np.cos(2 * h)
    T += 0.32 * np.cos(3 * h + 6 * degree) - 0.20 * np.cos(4 * h - 63 * degree)
    S_L, S_C, S_H = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2), 1 + 0.045 * C, 1 + 0.015 * C * T
    bend = 60 * degree * np.exp(-(((h / degree % 360 - 275) / 25) ** 2))
    R_T = -2 * np.sqrt(C**7 / (C**7 + 25**7)) * np.sin(bend)
    parts = (L2 - L1) / S_L, (C2 - C1) / S_C, dH / S_H
    return float(np.sqrt(np.square(parts).sum() + R_T * parts[1] * parts[2]))


@pytest.mark.parametrize(
    ("one", "other", "difference"),  # from the paper's table
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_difference_is_the_published_one(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)


def nearest(colors, vision):
    """How far apart the two colours that look most alike are, and whose they are."""
    seen = {name: cielab(np.clip(VISIONS[vision] @ linear(color), 0, 1)) for name, color in colors.items()}
    return min((ciede2000(seen[a], seen[b]), a, b) for a, b in combinations(seen, 2))


def test_every_racer_has_a_look_of_its_own():
    assert list(LOOKS) == list(OPTIMIZERS)
    assert len({look.marker for look in LOOKS.values()}) == len(LOOKS)
    assert {look.marker for look in LOOKS.values()} <= set(MARKERS)
    assert len(set(MARKERS.values())) == len(MARKERS)
    for theme in THEMES:
        colors = [getattr(look, theme) for look in LOOKS.values()]
        assert len(set(colors)) == len(colors)
        assert all(COLOR.fullmatch(color) for color in colors)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_colours_are_told_apart(theme, vision):
    difference, *pair = nearest({name: getattr(look, theme) for name, look in LOOKS.items()}, vision)
    assert difference >= APART[vision], pair


@pytest.mark.parametrize("theme", THEMES)
def test_the_background_goes_evenly_from_its_lowest_to_its_highest_colour(theme):
    lightness = [cielab(linear(color))[0] for _, color in THEMES[theme].scale]
    assert [place for place, _ in THEMES[theme].scale] == [0, 0.25, 0.5, 0.75, 1]
    assert lightness == sorted(lightness, reverse=theme == "light")
