"""Basin maps as bytes, colours and pictures."""

import json
import struct
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from each import each

from figures import THEMES, packed
from figures.basins import (
    COLORS,
    DIVERGED_SHADE,
    MOST,
    NOT_ARRIVED_SHADE,
    TONES,
    basin_block,
    basin_colors,
    color_table,
    contour_lines,
    legend,
    shades,
    shares,
)
from races.basins import DIVERGED, NOT_ARRIVED, Basin, BasinSpec, basins
from surfaces import SURFACES

HIMMELBLAU = SURFACES["himmelblau"]
BYTES = json.loads((Path(__file__).parents[1] / "shared/basin_shades.json").read_text(encoding="utf-8"))["cases"]


def made(minimum, steps):
    minimum = np.array(minimum)
    zeros = np.zeros(minimum.shape)
    x, y = np.arange(minimum.shape[1]), np.arange(minimum.shape[0])
    return Basin(x, y, minimum, np.array(steps), zeros, np.stack([zeros, zeros], axis=-1))


def test_shades_say_which_minimum_and_how_many_steps():
    shade = shades(made([[0, 3], [NOT_ARRIVED, DIVERGED]], [[0, 100], [-1, 7]]), HIMMELBLAU, 100)
    points = [group["points"][0] for group in legend(HIMMELBLAU)]
    first, last = points.index(HIMMELBLAU.minima[0]), points.index(HIMMELBLAU.minima[3])
    assert shade.tolist() == [
        [first * TONES, last * TONES + TONES - 1],
        [NOT_ARRIVED_SHADE, DIVERGED_SHADE],
    ]
    assert shade.dtype == np.uint8
    each = shares(shade)
    assert len(each) == MOST + 3
    assert sum(each) == 1
    assert each[first] == each[last] == each[MOST + 1] == each[MOST + 2] == 0.25


def test_a_shade_is_as_deep_as_the_root_of_the_share_of_the_steps():
    """So that fast starts are told apart: a quarter of the steps is half of the way to the darkest tone."""
    shares_of_steps = np.linspace(0, 1, 9)
    shade = shades(made([[0] * 9], [np.rint(6400 * shares_of_steps).astype(int)]), HIMMELBLAU, 6400)[0]
    first = shade[0]
    np.testing.assert_allclose((shade - first) / (TONES - 1), np.sqrt(shares_of_steps), atol=0.5 / (TONES - 1) + 1e-9)


def test_more_steps_are_darker():
    for theme in THEMES:
        table = color_table(theme)
        assert len(table) == DIVERGED_SHADE + 1
        light = [sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) for color in table]
        for place in range(len(COLORS)):
            tones = light[place * TONES : (place + 1) * TONES]
            assert tones == sorted(tones, reverse=True)
            assert len(set(tones)) == TONES


@each("name", SURFACES)
def test_every_minimum_has_its_place_in_the_legend(name):
    surface = SURFACES[name]
    groups = legend(surface)
    assert len(groups) <= MOST + 1
    assert sorted(point for group in groups for point in group["points"]) == sorted(surface.minima)
    values = [float(surface.value(*group["points"][0])) for group in groups]
    assert all(low <= high + 1e-8 * (1 + abs(high)) for low, high in pairwise(values))
    if groups:
        assert groups[0]["lowest"]
    assert len({group["label"] for group in groups}) == len(groups)


@each("name", SURFACES)
def test_contour_lines_stay_in_the_square(name):
    path = contour_lines(SURFACES[name])
    numbers = [float(part) for part in path.replace("M", " ").replace("L", " ").split()]
    assert numbers
    assert min(numbers) >= 0
    assert max(numbers) <= 1000


def test_contour_lines_where_a_function_has_holes():
    surface = BasinSpec(surface="own", expression="log(x) + y^2", domain=((-1, 2), (-1, 1))).race.bound_surface
    assert contour_lines(surface).startswith("M")


def test_y_of_the_contour_lines_points_down():
    """The lowest line goes around the minimum, which lies at a quarter of the height from the top."""
    surface = BasinSpec(surface="own", expression="x^2 + (y-0.5)^2", domain=((-1, 1), (-1, 1))).race.bound_surface
    lowest = contour_lines(surface).split("M")[1]
    ys = [float(pair.split()[1]) for pair in lowest.split("L")]
    assert 200 < np.mean(ys) < 300


def test_the_block_holds_what_its_description_says():
    spec = BasinSpec(surface="himmelblau", optimizers={"sgd": {"learning_rate": 0.01}, "newton": {}}, size=5, steps=30)
    found = basins(spec)
    description, content = basin_block(found, HIMMELBLAU, spec.steps, lines=True)
    whole = packed(description, content)
    (length,) = struct.unpack("<I", whole[:4])
    assert json.loads(whole[4 : 4 + length]) == json.loads(json.dumps(description))
    assert description["lines"] == contour_lines(HIMMELBLAU)
    body = whole[4 + length :]
    at = 0
    for told in description["maps"]:
        basin, count = found[told["name"]], told["size"] ** 2
        ends = np.frombuffer(body, "<f4", 2 * count, at).reshape(basin.ends.shape)
        steps = np.frombuffer(body, "<i2", count, at + 8 * count).reshape(basin.steps.shape)
        shade = np.frombuffer(body, "u1", count, at + 10 * count).reshape(basin.minimum.shape)
        np.testing.assert_array_equal(ends, basin.ends.astype("f4"))
        np.testing.assert_array_equal(steps, basin.steps)
        np.testing.assert_array_equal(shade, shades(basin, HIMMELBLAU, spec.steps))
        assert told["shares"] == shares(shade)
        at += -(-11 * count // 4) * 4
    assert at == len(body)


def test_the_page_knows_the_same_table():
    assert {theme: colors["table"] for theme, colors in basin_colors().items()} == {t: color_table(t) for t in THEMES}


@pytest.mark.parametrize("case", BYTES, ids=lambda case: case["surface"])
def test_previews_have_the_same_bytes(case):
    """tests/js/basin_shades.test.mjs asks the scripts for the same."""
    surface = SURFACES[case["surface"]]
    shade = shades(made([case["minimum"]], [case["steps"]]), surface, case["count"])
    assert shade.ravel().tolist() == case["shades"]
    assert shares(shade) == pytest.approx(case["shares"])
    told = [[list(point) for point in group["points"]] for group in legend(surface)]
    assert (told, [list(point) for point in surface.minima]) == (case["legend"], case["minima"])
