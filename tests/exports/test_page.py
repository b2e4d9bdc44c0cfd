"""The page that plays offline, read again as text; tests/browser/test_offline.py plays it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from exports import Options, save, take_of
from exports.modules import flattened, modules_of
from exports.page import ASSETS, BAR, HEIGHT, NOWHERE, PLAYER, QUANTUM, WIDTH, _rounded
from exports.sheet import Sheet
from optimizers import CLASSICS
from races.tuning import tuned_spec

LINK = "?surface=beale&start=1,1.6&steps=60&sgd=learning_rate:0.5&adam=learning_rate:0.1&surface=saddle&steps=40&sgd="
SHEET = Options(width=WIDTH, height=HEIGHT - BAR)


class Parts(HTMLParser):
    """The text of each script and the attributes of all tags."""

    def __init__(self, text):
        super().__init__()
        self.scripts, self.attributes, self._in = {}, [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, *pair) for pair in attrs]
        self._in = dict(attrs).get("id", "script") if tag == "script" else None

    def handle_data(self, data):
        if self._in:
            self.scripts[self._in] = self.scripts.get(self._in, "") + data

    def handle_endtag(self, tag):
        self._in = None


def written(what, path, *given, **named):
    return save(what, path / "race.html", *given, **named).read_text(encoding="utf-8")


def read(film):
    """[{"points", "heights", "spent"} of each racer of each panel], as the player reads them."""
    numbers, place = np.frombuffer(base64.b64decode(film["numbers"]), "<i2"), 0

    def take(count):
        nonlocal place
        place += count
        return numbers[place - count : place].astype(float)

    panels = []
    for panel in film["panels"]:
        count, racers = panel["steps"] + 1, []
        for racer in [*panel["racers"], *panel["references"]]:
            points = take(2 * count).reshape(-1, 2)
            heights = take(count) if panel["chart"] else None
            spent = take(count).cumsum() if film["evaluations"] else None
            racers.append({"name": racer["name"], "points": points, "heights": heights, "spent": spent})
        panels.append(racers)
    assert place == len(numbers)
    return panels


@pytest.mark.parametrize("more", ["", "&axis=evaluations", "&dimensions=3"])
def test_every_point_is_where_the_sheet_has_it(tmp_path, more):
    film = json.loads(Parts(written(LINK + more, tmp_path)).scripts["film"])
    take = take_of(LINK + more)
    sheet = Sheet(take, SHEET)
    for part, result, racers in zip(sheet.parts, take.results, read(film), strict=True):
        for (name, trajectory), racer in zip(result.items(), racers, strict=True):
            assert racer["name"] == name
            wanted = part.ground.pixels(trajectory) - part.ground.clip[:2]
            found = np.where(racer["points"] == NOWHERE, np.nan, racer["points"] / QUANTUM)
            near = ~(np.abs(wanted) > -NOWHERE / QUANTUM - 1).any(axis=1)
            np.testing.assert_allclose(found[near], wanted[near], atol=0.5 / QUANTUM + 1e-9)
            if racer["spent"] is not None:
                np.testing.assert_array_equal(racer["spent"], trajectory.evaluations)


def test_four_panels_of_nine_racers_fit_into_a_megabyte(tmp_path):
    surfaces = ("beale", "rosenbrock", "himmelblau", "monkey_saddle")
    specs = [replace(tuned_spec(surface, CLASSICS), steps=500) for surface in surfaces]
    assert len(written(specs, tmp_path).encode()) < 1_000_000


def test_the_player_is_the_apps_own(tmp_path):
    script = Parts(written(LINK, tmp_path)).scripts["script"]
    names = [path.parent.name + "/" + path.name for path in modules_of(PLAYER / "player.mjs")]
    shared = {name for name in names if not name.startswith("player/") or (ASSETS / name).exists()}
    assert shared >= {f"core/{name}.mjs" for name in ("clock", "racer", "evaluations", "solo")}
    assert shared >= {f"player/{name}.mjs" for name in ("loop", "tracks", "heads", "marks")}
    assert {*names} - shared == {f"player/{path.name}" for path in PLAYER.glob("*.mjs")}
    assert names[-1] == "player/player.mjs"
    assert script.strip() == flattened(PLAYER / "player.mjs").strip()


def test_nothing_is_loaded_and_the_policy_says_so(tmp_path):
    parts = Parts(written(LINK, tmp_path, link="https://example.org/" + LINK))
    addresses = [value for _, name, value in parts.attributes if name in ("src", "href", "srcset", "data", "action")]
    assert [address[:23] for address in addresses] == ["data:image/webp;base64,", ("https://example.org/" + LINK)[:23]]
    (policy,) = (value for _, _, value in parts.attributes if value and value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; img-src data:;")
    digest = base64.b64encode(hashlib.sha256(parts.scripts["script"].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "@import" not in parts.scripts["script"]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/?surface=sphere&sgd=&x=</script><script>alert(1)</script>",
        'https://example.org/?"onmouseover="alert(1)',
        "javascript:alert(1)",
    ],
)
def test_a_hostile_link_stays_text(tmp_path, link):
    text = written("?surface=sphere&sgd=", tmp_path, link=link)
    parts = Parts(text)
    assert set(parts.scripts) == {"film", "script"}
    assert len(re.findall("<script", text)) == 2
    assert not [one for one in parts.attributes if one[1].startswith("on")]
    assert ("meta", "content", link) in parts.attributes
    assert not [one for one in parts.attributes if one[1] == "href" and not one[2].startswith("https://")]


@pytest.mark.parametrize("settings", [{"legend": "off"}, {"chart": "off"}, {"theme": "dark"}])
def test_settings_are_followed(tmp_path, settings):
    text = written(LINK, tmp_path, Options(**settings))
    panels = json.loads(Parts(text).scripts["film"])["panels"]
    assert all((panel["chart"] is None) == ("chart" in settings) for panel in panels)
    assert all(("legend" in racer) == ("legend" not in settings) for panel in panels for racer in panel["racers"])
    assert f"color-scheme: {settings.get('theme', 'light')};" in text


def test_far_points_are_drawn_at_the_edge_of_what_16_bits_hold():
    points = np.array([[10.0, 20.0], [11.03, 19.5], [1e4, -1e4], [np.nan, np.nan]])
    found = _rounded(points, (10.0, 20.0, 100.0, 100.0))
    most = -NOWHERE - 1
    assert found.tolist() == [[0, 0], [round(1.03 * QUANTUM), -0.5 * QUANTUM], [most, -most], [NOWHERE, NOWHERE]]
    assert (found.astype("<i2") == found).all()
