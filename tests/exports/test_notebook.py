"""What a notebook is given to show; tests/browser/pages/test_notebook_page.py looks at it in a browser."""

import os
import pickle
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from exports import FORMATS, Options, notebook, save, take_of
from lessons import LESSONS
from networks.plane_files import shipped
from races import RaceSpec, race
from races.query import Panel, Scene
from races.spec import plane_race

SPEC = RaceSpec(surface="beale", optimizers={"adam": {"learning_rate": 0.1}, "sgd": {"learning_rate": 9}}, steps=20)
LINK = "?surface=sphere&steps=5&sgd=learning_rate:0.1"
SMALL = Options(width=320, height=240, fps=5, pace=5, hold=0)
LESSON = LESSONS["momentum"]
SHOWN = {
    "race": race(SPEC),
    "scene": Scene([Panel(SPEC), Panel(RaceSpec())]),
    "lesson": LESSON,
    "plane": race(plane_race(next(iter(shipped())))),
}


class Tags(HTMLParser):
    """The tags of a text with their attributes, and the words between."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize("what", SHOWN.values(), ids=SHOWN)
def test_races_scenes_and_lessons_show_their_page_in_a_frame_that_reaches_nothing(what, monkeypatch):
    monkeypatch.setattr(notebook, "page_of", lambda take, options: f'<p title="{take.link}">{options}</p>')
    found = Tags(what._repr_html_())
    (frame,) = (attributes for tag, attributes in found.tags if tag == "iframe")
    assert frame["srcdoc"] == f'<p title="{take_of(what).link}">{Options()}</p>'
    assert frame["sandbox"] == "allow-scripts"
    assert all(words in found.words for words in ([LESSON.title, LESSON.line] if what is LESSON else []))


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_saved_is_a_path_that_shows_the_file(tmp_path, ending):
    path = save(LINK, tmp_path / f"race.{ending}", SMALL, progress=lambda *done: None)
    assert isinstance(path, Path)
    assert (path, os.fspath(path)) == (tmp_path / f"race.{ending}", f"{tmp_path}/race.{ending}")
    assert pickle.loads(pickle.dumps(path)) == path
    html, kind = path._repr_html_(), FORMATS[ending]
    if kind.kind == "data":
        assert html is None
        return
    ((tag, attributes),) = Tags(html).tags
    if kind.kind == "page":
        assert (tag, attributes["srcdoc"]) == ("iframe", path.read_text())
    else:
        assert tag == ("video" if kind.media_type.startswith("video/") else "img")
        assert attributes["src"].startswith(f"data:{kind.media_type};base64,")


def test_what_is_too_large_or_gone_is_not_shown(tmp_path, monkeypatch):
    path = save(LINK, tmp_path / "race.png", SMALL)
    monkeypatch.setattr(notebook, "LARGEST", 100)
    assert "too large to be shown" in path._repr_html_()
    assert "src=" not in path._repr_html_()
    assert path.parent._repr_html_() is None
    path.unlink()
    assert path._repr_html_() is None


def test_a_console_shows_a_scoreboard():
    title, columns, *rows = repr(SHOWN["race"]).splitlines()
    assert title == "Beale, 20 steps from (1, 1.6)"
    assert columns.split()[:3] == ["optimizer", "learning_rate", "loss"]
    assert [row.split()[:2] for row in rows] == [["adam", "0.1"], ["sgd", "9"]]
    assert repr(race(RaceSpec(optimizers={}))).endswith(": no racers")
    for what in (*SHOWN.values(), SHOWN["race"]["sgd"]):
        assert max(map(len, repr(what).splitlines())) < 200
    assert "diverged" in repr(SHOWN["race"]["sgd"])


def test_a_console_loads_nothing_to_show_a_race():
    script = (
        "import sys; from races import RaceSpec, race; print(race(RaceSpec(steps=3)))\n"
        "assert not {'exports', 'figures', 'matplotlib', 'IPython'} & {*sys.modules}"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Beale, 3 steps")
