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
from exports.live import modules_of as modules_written
from exports.modules import flattened, modules_of
from exports.page import ASSETS, PLAYER
from exports.played import HOLE
from figures import THEMES
from figures.height import height_map, lifted, transform_of
from lessons import LESSONS
from optimizers import CLASSICS
from races.spec import plane_race
from races.tuning import tuned_spec
from surfaces import SURFACES

LINK = "?surface=beale&start=1,1.6&steps=60&sgd=learning_rate:0.5&adam=learning_rate:0.1&surface=saddle&steps=40&sgd="


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


def film_of(what, path, *given, **named):
    return json.loads(Parts(written(what, path, *given, **named)).scripts["film"])


def column(film, racer, name):
    """What a racer's numbers say of each step."""
    rows = np.frombuffer(base64.b64decode(racer["numbers"]), "<f4").reshape(len(film["columns"]), -1)
    return rows[film["columns"].index(name)]


MEASURED = {"loss": "losses", "distance": "distances", "accuracy": "accuracies", "evaluations": "evaluations"}


#: Links, and their racers that travel as recordings: those that the page cannot run, and those of which it could see
#: another race where a sine differs in its last place.
RECORDED = {
    "?surface=beale&steps=60&sgd=&adam=&nadam=&newton=": ["newton"],
    "?surface=rastrigin&steps=60&sgd=&adam=&bfgs=": ["bfgs"],
    "?surface=rastrigin&steps=200&sgd=learning_rate:0.1&adam=": ["sgd"],
    "?surface=levy13&steps=300&rmsprop=learning_rate:1&axis=evaluations&chart=distance": ["rmsprop"],
    "?surface=himmelblau&steps=500&noise=minibatch&rprop=": ["rprop"],
    "?surface=beale&steps=60&noise=additive&units=1,2,1&schedule=cosine&sgd=": [],
    "?surface=noisy_moons&steps=60&sgd=&chart=accuracy": ["sgd"],
    "?surface=network&plane=mlp&steps=60&dimensions=3": list(plane_race("mlp").optimizers),
}


@pytest.mark.parametrize("link", RECORDED)
def test_what_the_page_cannot_run_alike_travels_as_a_recording(tmp_path, link):
    film, take = film_of(link, tmp_path), take_of(link)
    (panel,), (result,) = film["panels"], take.results
    assert [racer["name"] for racer in panel["racers"] if racer["numbers"]] == RECORDED[link]
    for racer in panel["racers"]:
        trajectory = result[racer["name"]]
        assert racer["settings"] == dict(result.spec.optimizers[racer["name"]])
        assert racer["divergedAt"] == trajectory.diverged_at
        if not racer["numbers"]:
            assert racer["live"]
            continue
        wanted = dict(zip("xy", trajectory.positions.T, strict=True))
        for name in {*film["columns"]} - wanted.keys():
            wanted[name] = getattr(trajectory, MEASURED[name])
        for name, values in wanted.items():
            np.testing.assert_array_equal(column(film, racer, name), values.astype("<f4"))


def test_losses_of_averages_travel_where_the_page_has_no_formula(tmp_path):
    racers = "steps=30&sgd=&adam=&newton="
    link = f"?surface=logistic_regression&{racers}&surface=beale&{racers}&average=mean&average_from=3"
    for of, names in (("", ["sgd", "newton", "adam"]), ("&average_of=adam,lion", ["adam"])):
        film, take = film_of(link + of, tmp_path), take_of(link + of)
        assert film["average"]["average_of"] == names[-1:] * bool(of) + ["lion"] * bool(of)
        logistic, beale = film["panels"]
        assert beale["averageLosses"] == {}
        assert sorted(logistic["averageLosses"]) == sorted(names) == sorted(take.averages[0])
        for name, text in logistic["averageLosses"].items():
            losses = np.frombuffer(base64.b64decode(text), "<f4")
            np.testing.assert_array_equal(losses, take.averages[0][name].losses.astype("<f4"))
            assert np.isfinite(losses).all()


@pytest.mark.parametrize("name", ["beale", "easom", "noisy_moons"])
def test_a_surface_travels_as_its_heights(tmp_path, name):
    film, surface = film_of(f"?surface={name}&sgd=&surface={name}&adam=", tmp_path), SURFACES[name]
    told, *more = film["maps"]  # once for both panels
    assert len(more) == surface.equal  # of noisy moons, of which there is no formula, what is beside its domain, too
    whole = np.frombuffer(base64.b64decode(told["heights"]), "<i2").reshape(told["size"], -1).astype(float)
    heights = height_map(surface)
    np.testing.assert_allclose(told["low"] + told["unit"] * (whole + 32767), heights["z"], atol=0.51 * told["unit"])
    assert told["unit"] * 65534 == pytest.approx(np.ptp(heights["z"]))
    first, apart, count = told["levels"]
    assert first <= heights["z"].min()
    assert heights["z"].max() <= first + count * apart
    assert {key: told[key] for key in ("scale", "floor", "offset")} == transform_of(surface)
    marked = [point for marks in film["panels"][1]["minima"] for point in marks["points"]]
    assert sorted(map(tuple, marked)) == sorted(surface.minima)


@pytest.mark.parametrize(
    ("surface", "racer", "more"), [("saddle", "sgd", False), ("logistic_regression", "newton", True)]
)
def test_of_a_surface_at_equal_scale_more_travels_where_the_page_has_no_formula(tmp_path, surface, racer, more):
    film = film_of(f"?surface={surface}&steps=5&{racer}=&surface=beale&steps=5&newton=", tmp_path)
    equal, other = film["panels"]
    assert (equal["equal"], other["equal"]) == (True, False)
    assert (equal["map"] != equal["picture"], other["map"] != other["picture"]) == (more, False)
    told, seen = film["maps"][equal["map"]], film["maps"][equal["picture"]]
    assert seen["levels"] == told["levels"]
    assert (seen["domain"] != told["domain"]) == more
    (solid,) = film_of(f"?surface={surface}&steps=5&{racer}=&dimensions=3", tmp_path)["panels"]
    assert solid["map"] == solid["picture"]
    if more:
        bound = SURFACES[surface]
        whole = np.frombuffer(base64.b64decode(seen["heights"]), "<i2").reshape(seen["size"], -1).astype(float)
        x, y = (np.linspace(*ends, seen["size"]) for ends in seen["domain"])
        wanted = lifted(bound.value(*np.meshgrid(x, y)), transform_of(bound))
        found = seen["low"] + seen["unit"] * (whole + 32767)
        np.testing.assert_allclose(found, wanted, atol=0.51 * seen["unit"])


def test_where_a_surface_is_not_defined_its_heights_have_a_hole(tmp_path):
    (told,) = film_of("?surface=own&f=log(x)%2By^2&domain=-1,3,-2,2&start=1,1&sgd=", tmp_path)["maps"]
    whole = np.frombuffer(base64.b64decode(told["heights"]), "<i2").reshape(told["size"], -1)
    columns = np.linspace(-1, 3, told["size"])
    assert (whole[:, columns <= 0] == HOLE).all()
    assert (whole[:, columns > 0] != HOLE).all()


def test_a_lessons_races_have_its_captions(tmp_path):
    scene, captions = LESSONS["momentum"].shown[3]
    assert [panel["caption"] for panel in film_of(scene, tmp_path)["panels"]] == list(captions)
    assert not any(panel["caption"] for panel in film_of("?surface=beale&sgd=", tmp_path)["panels"])


def test_panels_without_a_lesson_say_what_differs(tmp_path):
    link = "?surface=beale&sgd=learning_rate:0.01&surface=beale&sgd=learning_rate:0.02"
    assert [panel["caption"] for panel in film_of(link, tmp_path)["panels"]] == ["SGD α = 0.01", "SGD α = 0.02"]


@pytest.mark.parametrize(
    "surfaces",
    [("beale", "rosenbrock", "himmelblau", "monkey_saddle"), ("rastrigin", "ackley", "levy13", "noisy_moons")],
)
def test_four_panels_of_nine_racers_fit_into_700_kilobytes(tmp_path, surfaces):
    specs = [replace(tuned_spec(surface, CLASSICS), steps=500) for surface in surfaces]
    assert len(written(specs, tmp_path).encode()) < 700_000


def test_the_player_is_the_apps_own(tmp_path):
    script = Parts(written(LINK, tmp_path)).scripts["script"]
    paths = modules_of(PLAYER / "player.mjs")
    shared = {path.relative_to(ASSETS).with_suffix("").as_posix() for path in paths if path.is_relative_to(ASSETS)}
    assert shared >= {f"core/{name}" for name in ("clock", "racer", "evaluations", "solo", "chart_range", "heights")}
    assert shared >= {f"player/{name}" for name in ("loop", "tracks", "heads", "marks", "projection")}
    assert {path for path in paths if path.is_relative_to(PLAYER)} == {*PLAYER.glob("*.mjs")}
    assert paths[-1] == PLAYER / "player.mjs"
    assert shared >= {f"engine/{name}" for name in ("run", "measure", "ground")}
    assert script.strip() == flattened(PLAYER / "player.mjs", modules_written(take_of(LINK), PLAYER)).strip()


def test_nothing_is_loaded_and_the_policy_says_so(tmp_path):
    text = written(LINK, tmp_path, link="https://example.org/" + LINK)
    parts = Parts(text)
    addresses = [value for _, name, value in parts.attributes if name in ("src", "href", "srcset", "data", "action")]
    assert addresses == ["https://example.org/" + LINK]
    assert set(re.findall(r"url\(.{0,23}", text)) == {'url("data:font/woff2;base64'}
    (policy,) = (value for _, _, value in parts.attributes if value and value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-")
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


@pytest.mark.parametrize("settings", [{"legend": "off"}, {"chart": "off"}, {"theme": "dark"}, {"dimensions": "3"}])
def test_settings_are_followed(tmp_path, settings):
    text = written(LINK, tmp_path, Options(**settings))
    film = json.loads(Parts(text).scripts["film"])
    assert film["chart"] == ("chart" not in settings)
    assert film["legend"] == ("legend" not in settings)
    assert film["solid"] == ("dimensions" in settings)
    assert f"color-scheme: {settings.get('theme', 'light')};" in text
    assert film["theme"]["paper"] == THEMES[settings.get("theme", "light")].paper
