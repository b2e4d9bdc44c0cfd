"""An estimate grows with the work; what cannot be made is refused as in the export. Sizes are in test_formats.py."""

from dataclasses import replace
from itertools import pairwise

import pytest

from exports import FORMATS, ExportError, Options, save, take_of
from exports import estimate as estimating
from exports.estimate import Estimate, estimate

FILMS = [ending for ending, each in FORMATS.items() if each.kind == "video"]
LINK = "?surface=beale&start=1,1.6&steps=60&surface=monkey_saddle&steps=40"


def test_where_nothing_is_known_nothing_is_said(monkeypatch):
    """A new format works without a model of its costs."""
    unknown = {ending: replace(each, cost=None) for ending, each in FORMATS.items()}
    monkeypatch.setattr(estimating, "FORMATS", unknown)
    scene = take_of(LINK).scene
    assert estimate(scene, "csv", Options(), 60) == Estimate(None, None, None)
    film = estimate(scene, "mp4", Options(), 60)
    assert (film.reel.frames, film.size, film.seconds) == (91, None, None)


@pytest.mark.parametrize("ending", ["html", "csv", "json"])
def test_a_longer_race_is_larger_by_what_its_points_take(tmp_path, ending):
    sizes, estimates = [], []
    for steps in (100, 2000):
        link = f"?surface=noisy_moons&steps={steps}&adam=&momentum=&nesterov=&rmsprop="
        take, options = take_of(link), Options(width=480, height=270)
        estimates.append(estimate(take.scene, ending, options, take.last).size)
        sizes.append(save(link, tmp_path / f"race.{ending}", options).stat().st_size)
    assert estimates[1] - estimates[0] == pytest.approx(sizes[1] - sizes[0], rel=0.25)


def test_more_takes_longer_and_is_larger():
    few, many = (take_of(query).scene for query in ("?surface=beale&adam=", LINK))
    small, large, slow = Options(width=640, height=360), Options(), Options(pace=15)
    for ending in FILMS:
        found = [
            estimate(*given)
            for given in (
                (few, ending, small, 60),
                (many, ending, small, 60),
                (many, ending, large, 60),
                (many, ending, slow, 60),
            )
        ]
        for less, more in pairwise(found):
            assert less.size < more.size
            assert less.seconds < more.seconds


def test_names_at_the_heads_take_time():
    scene = take_of(LINK).scene
    off, on = (estimate(scene, "mp4", Options(names=names), 60).seconds for names in ("off", "on"))
    assert on > off + 1e-3 * 60 * sum(len(panel.spec.optimizers) for panel in scene.panels)


@pytest.mark.parametrize(
    ("ending", "options", "told"),
    [
        ("mp4", Options(fps=60, pace=1), "3661 frames; allowed: 3600. More steps a second"),
        ("gif", Options(fps=60), "fps: 60; a GIF shows at most 50 frames a second"),
    ],
)
def test_what_cannot_be_made_is_refused(ending, options, told):
    with pytest.raises(ExportError) as error:
        estimate(take_of(LINK).scene, ending, options, 60)
    assert str(error.value).startswith(told)


def test_a_picture_and_a_table_have_no_length():
    assert all(
        estimate(take_of(LINK).scene, ending, Options(fps=60, pace=1), 60).reel is None for ending in ("png", "csv")
    )
