"""The ring at the start in files: that of the page, around the point where everybody begins."""

from pathlib import Path

import numpy as np
import pytest

from exports import Options, sheet, take_of
from exports.film import Film
from exports.start import LINES, SHAPE

RING = Path(__file__).resolve().parents[2] / "assets/player/ring.mjs"


def test_it_has_the_shape_and_the_lines_of_the_page():
    text = RING.read_text(encoding="utf-8")
    assert SHAPE in text
    assert all(f'stroke-width="{width:g}"' in text for _, width in LINES)


@pytest.mark.parametrize("dimensions", ["2", "3"])
def test_it_is_where_everybody_begins(monkeypatch, dimensions):
    options = Options(width=640, height=360, dimensions=dimensions)
    take = take_of("?surface=beale&start=1,1.6&steps=20&sgd=&adam=", options)
    film = Film(take, options)
    there = film.show(20).copy()
    monkeypatch.setattr(sheet, "draw_start", lambda *_: None)
    without = Film(take, options).show(20)
    rows, columns = np.nonzero((there != without).any(axis=-1))
    start = film.sheet.parts[0].trails.tracks[0].points[0]
    assert (columns.mean(), rows.mean()) == pytest.approx(start, abs=3)
    assert len(rows) > 30
