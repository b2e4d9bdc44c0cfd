"""What is checked in a copy of the project that has newcomers: see test_newcomers.py, which runs this there."""

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from exports import read_frame, save
from exports.command_line import add_commands, run
from exports.formats import FORMATS
from figures import LOOKS, MARKERS, THEMES, thumbnails
from figures.equation import equations
from figures.looks import FREE, PLAIN
from figures.palette import proposed
from lessons import FIRST_VIEW, LESSONS
from optimizers import CLASSICS, OPTIMIZERS
from races import RaceSpec, race, ranking, tuning
from races.basins import BasinSpec, basins
from races.inside import inside
from races.programs import script, untraced
from races.query import scene_from_query, spec_to_query
from races.sweeps import SweepSpec, sweep
from surfaces import SURFACES

HOUSE = Path(__file__).parent
SURFACE, METHODS = "egg_crate", ("softsign", "cauchy")
LINK = f"?surface={SURFACE}&sgd=&softsign=&cauchy=&surface=beale&softsign=&adam="
STORED = {
    **{name: (HOUSE / f"races/{name}.json").read_bytes() for name in ("tuned", "ranking")},
    **{file.stem: file.read_bytes() for file in (HOUSE / "assets" / "surfaces").iterdir()},
}


@pytest.fixture(scope="module")
def client():
    """The app as its visitors see it."""
    from app import server

    return server.test_client()


# Before anything is made for them


def test_they_race():
    assert SURFACE not in tuning.stored()
    result = race(tuning.tuned_spec(SURFACE))
    assert list(result) == list(OPTIMIZERS)
    for name in (*CLASSICS, *METHODS):
        assert result[name].diverged_at is None
        assert result[name].losses[-1] < result[name].losses[0]
    assert not race(tuning.tuned_spec("rosenbrock", METHODS))["softsign"].diverged_at


def test_rates_that_are_not_stored_are_tuned_at_once_and_the_others_are_those_that_are_stored():
    assert list(tuning.tuned(SURFACE)["learning_rates"]) == list(tuning.TUNED)
    assert tuning.tuned(SURFACE) == tuning.quick_tune(SURFACES[SURFACE], tuple(tuning.TUNED))
    for name, entry in tuning.stored().items():
        found = tuning.tuned(name)
        assert found["steps"] == entry["steps"]
        new = found["learning_rates"].items() - entry["learning_rates"].items()
        assert {method for method, _ in new} == {"softsign"}
        assert len(found["learning_rates"]) == len(entry["learning_rates"]) + 1


def test_links_know_them_and_all_others_mean_what_they_meant():
    scene, problems = scene_from_query(f"surface={SURFACE}")
    assert problems == []
    assert scene.panels[0].spec == tuning.tuned_spec(SURFACE, CLASSICS)
    scene, problems = scene_from_query(LINK)
    assert problems == []
    assert scene_from_query(scene.to_query()) == (scene, [])
    rate = scene.panels[1].spec.optimizers["softsign"]["learning_rate"]
    assert rate == tuning.tuned("beale")["learning_rates"]["softsign"]

    links = [*map(spec_to_query, FIRST_VIEW), *(scene.to_query() for one in LESSONS.values() for scene, _ in one.shown)]
    assert links == json.loads((HOUSE / "links.json").read_text())


def test_a_look_is_theirs_without_a_row():
    for theme, color in zip(THEMES, PLAIN, strict=True):
        assert {getattr(LOOKS[name], theme) for name in METHODS} == {color}
    assert {LOOKS[name].marker for name in METHODS} == {*FREE[:2]} <= {*MARKERS}
    assert proposed("softsign").marker == LOOKS["softsign"].marker


@pytest.mark.parametrize("ending", FORMATS)
def test_they_are_exported(tmp_path, ending):
    from exports import Options

    options = Options(width=480, height=360, fps=10, pace=100, hold=0)
    path = save(LINK, tmp_path / f"race.{ending}", options)
    assert path.stat().st_size > 1000
    if FORMATS[ending].kind == "data":
        frame, _ = read_frame(path)
        assert {SURFACE, "beale"} == set(frame["surface"])
        assert set(METHODS) <= set(frame["optimizer"])


@pytest.mark.parametrize("name", METHODS)
def test_their_equations_have_numbers(name):
    spec = RaceSpec(surface=SURFACE, optimizers={name: {}}, steps=3)
    for axis, text in zip("xy", equations(inside(spec, name), OPTIMIZERS[name], spec.optimizers[name], 3), strict=True):
        assert f"{axis}_t = " in text
        assert not re.search(r"alpha|[gxysc]_(t(?! = )|\{t-1\})", text)


def test_they_are_swept_and_mapped():
    spec = RaceSpec(surface=SURFACE, optimizers={name: {} for name in METHODS}, steps=50)
    assert list(sweep(SweepSpec(spec, count=5))) == list(METHODS)
    found = basins(BasinSpec(surface=SURFACE, optimizers={name: {} for name in METHODS}, size=9, steps=50))
    assert list(found) == list(METHODS)
    assert max(found["cauchy"].minimum.ravel()) < len(SURFACES[SURFACE].minima)


def test_they_have_programs(client):
    from components.programs import methods_path, programs_path

    text = client.get(programs_path()).text + client.get(methods_path()).text
    assert all(re.search(rf"[{{,\s]{name}:\s*{{", text) for name in (SURFACE, "softsign"))
    assert not re.search(r"[{,\s]cauchy:", text)  # it sees all coordinates at once
    assert not {SURFACE, *METHODS} & set(untraced())


def test_a_surface_without_a_program_races_all_the_same_and_it_is_said_why(monkeypatch):
    def wavy(x, y):
        return x * x + y * y if type(x) is float else np.hypot(x, y) ** 2

    monkeypatch.setitem(SURFACES, "wavy", replace(SURFACES["sphere"], label="Wavy", value=wavy))
    untraced.cache_clear()
    assert untraced()["wavy"].startswith("wavy (ravine/checks.py, line ")
    assert untraced()["wavy"].endswith(") calls np.hypot on a value")
    assert "wavy" not in script()
    assert race(RaceSpec(surface="wavy", optimizers={"sgd": {}}, steps=5))["sgd"].diverged_at is None
    untraced.cache_clear()


@pytest.mark.parametrize("words", [("list",), ("race", LINK), ("race", LINK, "--csv")], ids=" ".join)
def test_the_command_line_knows_them(capsys, words):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    assert run(parser.parse_args(list(words))) == 0
    said = capsys.readouterr().out
    assert (SURFACE in said) or SURFACES[SURFACE].label in said
    assert all(name in said or OPTIMIZERS[name].label in said for name in METHODS)


def test_the_pages_know_them(client):
    import dash

    from components.catalog import catalog

    known = catalog()
    assert list(known["surfaces"][SURFACE]["tuned"]["learning_rates"]) == list(tuning.TUNED)
    for name in METHODS:
        assert known["optimizers"][name]["look"]["path"] == MARKERS[LOOKS[name].marker]
    for page in dash.page_registry.values():
        if "lesson" not in page["path"]:
            page["layout"]()


def test_a_picture_is_made_where_there_is_none(client):
    from components.panel import surface_select

    with client.application.app_context():
        groups = surface_select("any", "Surface").data
    pictures = {item["value"]: item.get("picture") for group in groups for item in group["items"]}
    assert "surfaces/sphere.png" in pictures["sphere"]
    assert pictures[SURFACE] == thumbnails.inlined(SURFACE)
    assert pictures[SURFACE].startswith("data:image/png;base64,iVBOR")


def test_the_ranking_page_leaves_them_out_and_says_so(client):
    asked = {"methods": "all", "surfaces": "all", "theme": "light", "size": 1}
    answer = client.post("/rankings", json=asked)
    assert answer.status_code == 200
    assert {row["name"] for row in answer.json["rows"]} == {*OPTIMIZERS} - {*METHODS}
    told = ", ".join([name for name in OPTIMIZERS if name in METHODS] + [SURFACE])
    assert f"Not ranked yet: {told}; `make data ONLY=name` ranks it." in answer.json["said"]
    assert "36" not in answer.json["said"].split("surfaces")[0]


# Afterwards: in this order, the last of this file


def without(text, *names):
    """A stored file's text without the newcomers, as it is written."""
    found = json.loads(text)
    entries = found.get("surfaces", found)
    for entry in entries.values():
        for part in entry.values():
            if isinstance(part, dict):
                for name in names:
                    part.pop(name, None)
    for name in names:
        entries.pop(name, None)
    return ranking.written(entries) if "budget" in found else json.dumps(found, indent=2) + "\n"


@pytest.mark.parametrize("name", ["softsign", SURFACE])
def test_what_is_made_is_theirs_alone(monkeypatch, name):
    """Byte for byte, all else is what it was."""
    monkeypatch.setattr("sys.argv", ["made", name])
    for module in (tuning, ranking, thumbnails):
        for cached in ("stored", "tuned", "ranking"):
            getattr(getattr(module, cached, None), "cache_clear", lambda: None)()
        module.main()
    made = {file: (HOUSE / f"races/{file}.json").read_text() for file in ("tuned", "ranking")}
    for file, text in made.items():
        assert without(text, SURFACE, *METHODS).encode() == STORED[file]
        assert f'"{name}"' in text
    pictures = {file.stem: file.read_bytes() for file in (HOUSE / "assets" / "surfaces").iterdir()}
    new = pictures.keys() - STORED.keys()
    assert new == ({SURFACE} if name == SURFACE else set())
    assert all(pictures[picture] == STORED[picture] for picture in pictures.keys() - new)
    tuned = json.loads(made["tuned"])
    if name == SURFACE:
        assert list(tuned) == list(SURFACES)
        assert np.array(Image.open(HOUSE / "assets" / "surfaces" / f"{SURFACE}.png")).shape == (72, 96)
        assert list(tuned[SURFACE]["learning_rates"]) == list(tuning.TUNED)
    else:
        assert all("softsign" in entry["learning_rates"] for entry in tuned.values())
