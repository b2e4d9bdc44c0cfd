"""Pictures at the step of the link."""

from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from PIL import Image

from exports import SIZES, Options, save
from exports.film import Film
from exports.sheet import Sheet
from exports.still import Moving
from exports.take import take_of

LINK = "?surface=saddle&start=0.5,0.3&steps=40&sgd=learning_rate:0.05&adam=learning_rate:0.05&step=12"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("dimensions", ["2", "3"])
def test_a_png_has_its_size_and_names_its_source(tmp_path, size, dimensions):
    width, height = size
    options = Options(width=width, height=height, dimensions=dimensions)
    with Image.open(save(LINK, tmp_path / "race.png", options, link="https://example.org/" + LINK)) as image:
        assert image.size == size
        assert image.info["Title"] == "Ravine: Saddle"
        assert image.info["Description"] == "https://example.org/" + LINK


def test_a_png_is_the_frame_of_the_film_and_what_is_to_come(tmp_path):
    plain = Options(chart="off", legend="off")
    with Image.open(save(LINK, tmp_path / "race.png", plain)) as image:
        still = np.asarray(image.convert("RGB")).astype(int)
    frame = Film(take_of(LINK), plain).show(12.0)[..., :3].astype(int)
    differs = np.abs(still - frame).max(axis=2) > 20
    assert 0 < differs.mean() < 0.005  # the faint course after the step


def test_an_svg_is_a_drawing_in_pixels_without_fonts(tmp_path):
    path = save(LINK, tmp_path / "race.svg", Options(width=800, height=600))
    root = ElementTree.parse(path).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert (root.tag, root.get("width"), root.get("height")) == (f"{space}svg", "800", "600")
    assert root.get("viewBox") == "0 0 800 600"
    assert not list(root.iter(f"{space}text"))
    text = path.read_text()
    assert "Ravine: Saddle" in text
    assert "surface=saddle&amp;start=0.5,0.3" in text


def test_the_same_link_gives_the_same_file(tmp_path):
    for ending in ("png", "svg"):
        one, two = (save(LINK, tmp_path / f"{k}.{ending}").read_bytes() for k in "ab")
        assert one == two


def test_what_is_still_to_come_begins_where_the_clock_stands():
    told = []
    sheet = SimpleNamespace(
        sizes=SimpleNamespace(height=100),
        draw_below=lambda pen, ghost_since: told.append(ghost_since),
        draw_past=lambda pen, now: told.append(now),
        draw_heads=lambda pen, now, rests: told.append(now),
        counter=lambda now: SimpleNamespace(draw=lambda renderer: told.append(now)),
    )
    Moving(sheet, 12.5).draw(RendererAgg(10, 10, 72))
    assert told == [12.5] * 4


@pytest.mark.parametrize(("now", "shown"), [(0.0, "0"), (12.9, "12"), (13.0, "13"), (13 - 1e-12, "13")])
def test_the_counter_says_the_last_step_that_was_made(now, shown):
    sheet = Sheet(take_of("?surface=beale&steps=40&sgd="), Options(width=320, height=240))
    assert sheet.counter(now).get_text() == f"{shown} / 40"


def test_names_stand_at_the_heads_as_on_the_page(tmp_path):
    """Of two racers unless the link says otherwise; what differs is beside the heads."""
    plain = Options(width=800, height=600, chart="off", legend="off")

    def drawn(query):
        with Image.open(save(LINK + query, tmp_path / "race.png", plain)) as image:
            return np.asarray(image.convert("RGB")).astype(int)[:540]  # without the link at its foot

    named, bare = drawn("&names=auto"), drawn("&names=off")
    assert (drawn("&names=on") == named).all()
    rows, columns = np.nonzero(np.abs(named - bare).max(axis=2) > 40)
    assert 100 < len(rows) < 0.02 * bare.shape[0] * bare.shape[1]
    assert np.ptp(columns) < 250
    assert np.ptp(rows) < 150
