"""The samples of a surface of data, beside it in what is exported."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from each import each

from exports import Options, save, take_of
from exports.command_line import add_commands, run
from exports.film import Film
from exports.played import film_of
from exports.sheet import Sheet
from lessons import LESSONS
from races.query import Scene
from surfaces.scatter import Scatter, frame_of, lines_of

CASES = json.loads((Path(__file__).parents[1] / "shared/scatter.json").read_text(encoding="utf-8"))["cases"]
MOONS = LESSONS["radford_moons"].shown[1][0]
SMALL = Options(width=640, height=360)


@each("case", CASES)
def test_the_lines_are_those_of_the_page(case):
    scatter = Scatter(case["line"], np.array(case["points"]), np.zeros(len(case["points"])), tuple(case["levels"]))
    frame = frame_of(scatter.points)
    np.testing.assert_allclose(frame, case["frame"])
    found = lines_of(scatter, *case["weights"], frame)
    assert [level for level, _ in found] == [line["level"] for line in case["lines"]]
    for (_, segment), line in zip(found, case["lines"], strict=True):
        np.testing.assert_allclose(segment, line["segment"])


def test_each_racer_has_its_line_where_its_weights_are_level_and_it_moves():
    (part,) = Sheet(take_of(MOONS), SMALL).parts
    inset = part.inset
    left, top, width, height = inset.box
    for now in (0.0, 20.5, 150.0):
        found = inset.segments(now)
        assert len(found) == 6
        (u0, u1), (v0, v1) = frame_of(inset.scatter.points)
        for course, level, ends in found:
            u = u0 + (ends[:, 0] - left) / width * (u1 - u0)
            v = v1 - (ends[:, 1] - top) / height * (v1 - v0)
            x, y = course.positions[int(now)] + (now % 1) * (
                course.positions[int(now) + 1] - course.positions[int(now)]
            )
            np.testing.assert_allclose(x * u + y * v, level, atol=1e-9)
    assert not np.allclose(inset.segments(0.0)[0][2], inset.segments(20.0)[0][2])
    x, y, wide, high = part.cell.surface
    assert x <= left <= left + width <= x + wide
    assert y <= top <= top + height <= y + high


def test_it_is_drawn_in_pictures_and_frames_and_only_if_wanted():
    def corner(data, frame):
        film = Film(take_of(MOONS), replace(SMALL, data=data))
        image = film.show(float(frame))
        left, top, width, height = map(round, with_data.box)
        return image[top + 2 : top + height - 2, left + 2 : left + width - 2, :3].astype(int)

    (part,) = Sheet(take_of(MOONS), SMALL).parts
    with_data = part.inset
    assert Sheet(take_of(MOONS), replace(SMALL, data="off")).parts[0].inset is None
    on, later, off = corner("on", 0), corner("on", 8), corner("off", 0)
    assert (on == 255).all(axis=2).mean() > 0.5  # paper, between dots and lines
    assert (off == 255).all(axis=2).mean() < 0.1
    assert (abs(on - later).max(axis=2) > 40).mean() > 0.01  # lines have moved


def test_the_page_that_plays_offline_is_told():
    film = film_of(take_of(MOONS), SMALL)
    told = film["panels"][0]["scatter"]
    assert (told["line"], told["levels"], len(told["points"])) == ("inputs", [0.0], 200)
    assert film_of(take_of(MOONS), replace(SMALL, data="off"))["panels"][0]["scatter"] is None
    assert film_of(take_of("?surface=beale&sgd="), SMALL)["panels"][0]["scatter"] is None


def test_from_the_command_line_too(tmp_path):
    short = Scene([replace(MOONS.panels[0], spec=replace(MOONS.panels[0].spec, steps=3))], MOONS.view)
    pictures = []
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(dest="command"))
    for data in ("on", "off"):
        path = tmp_path / f"{data}.png"
        given = ["export", f"?{short.to_query()}", "-o", str(path), "--quiet", "--data", data]
        assert run(parser.parse_args(given)) == 0
        pictures.append(path.read_bytes())
    assert pictures[0] != pictures[1]
    assert save(short, tmp_path / "same.png").read_bytes() == pictures[0]
