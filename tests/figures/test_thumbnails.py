"""The small pictures: one for every surface, small, and as the script makes them now."""

from functools import cache

import numpy as np
import pytest
from each import each
from PIL import Image

from figures.thumbnails import FOLDER, HEIGHT, WIDTH, _borders, _indexed, picture
from surfaces import SURFACES


def pixels(image):
    return np.asarray(image.convert("RGB"), dtype=float)


@cache
def drawn(name):
    """The pixels of a surface's picture as the script makes it now."""
    return pixels(picture(SURFACES[name]))


def file_of(name):
    """The file of a surface's picture; where it has none yet, the page makes it: see the registry's tests."""
    file = FOLDER / f"{name}.png"
    if not file.exists():
        pytest.skip(f"no picture of {name} yet: make data ONLY={name}")
    return file


def test_no_picture_is_left_of_a_surface_that_is_no_more():
    assert {path.stem for path in FOLDER.glob("*")} <= set(SURFACES)


@each("name", SURFACES)
def test_a_picture_is_small(name):
    file = file_of(name)
    assert file.stat().st_size <= 3000
    with Image.open(file) as image:
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (96, 72))


@each("name", SURFACES)
def test_a_picture_is_what_the_script_makes_now(name):
    """`make data` if it is not. A few pixels may differ: elsewhere the last digit may be rounded across a band."""
    with Image.open(file_of(name)) as image:
        apart = np.abs(pixels(image) - drawn(name)).max(axis=-1)
    assert (apart > 8).mean() < 0.01


def test_the_pictures_differ():
    assert len({drawn(name).tobytes() for name in SURFACES}) == len(SURFACES)


def test_a_minimum_is_a_dark_dot_where_it_lies():
    row, column = (round(side / 2) for side in (HEIGHT, WIDTH))
    assert drawn("sphere")[row, column].max() < 60
    assert drawn("saddle")[row, column].min() > 120


def test_around_it_is_a_light_ring():
    row, column = (round(side / 2) for side in (HEIGHT, WIDTH))
    ring = [(0, 2), (0, -3), (2, 0), (-3, 0), (1, 2), (-2, -3)]
    found = np.array([drawn("sphere")[row + down, column + right] for down, right in ring])
    assert found.min() > 220
    assert (found > drawn("sphere")[row, column + 5]).all()


def test_a_border_is_where_one_of_the_eight_neighbours_is_in_another_band():
    band = np.random.default_rng(4).choice([1, 2, 3], (9, 14), p=[0.9, 0.05, 0.05])
    expected = [
        [len(np.unique(band[max(i - 1, 0) : i + 2, max(j - 1, 0) : j + 2])) > 1 for j in range(14)] for i in range(9)
    ]
    assert _borders(band).tolist() == expected


def test_each_pixel_has_the_nearest_colour_of_the_palette():
    random = np.random.default_rng(5)
    rgb, palette = 255 * random.random((6, 7, 3)), np.rint(255 * random.random((9, 3)))
    found = pixels(_indexed(rgb, palette))
    nearest = [[min(palette.tolist(), key=lambda each, p=p: np.hypot.reduce(p - each)) for p in row] for row in rgb]
    assert found.tolist() == nearest
