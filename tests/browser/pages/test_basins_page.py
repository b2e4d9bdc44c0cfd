"""The basin page: what it shows is what the races say, and a click goes to the race."""

import http.client
import json
import re
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import number_fields
import patience
import pytest
from playwright.sync_api import expect

from figures.basins import shades
from hyperparameters import plain
from races import race
from races.basins import BasinSpec, basins
from races.query import scene_from_query, spec_from_query
from races.tuning import tuned_spec

TWO = "surface=himmelblau&steps=40&sgd=learning_rate:0.01&adam=learning_rate:0.2&grid=40"
SIZES = """() => [...document.querySelectorAll('.basin')].map(node =>
    [node.dataset.name, node.querySelector('.grid').textContent, node.classList.contains('stale')])"""


class Basins:
    """The basin page in a Race's browser page."""

    def __init__(self, race):
        self.race, self.page = race, race.page

    def load(self, query=""):
        """The page of a link; without loading it again if it is open."""
        if urlsplit(self.page.url).path == "/basins":
            self.race.js("document.querySelectorAll('.notice .close').forEach(button => button.click())")
            self.race.until("() => Ravine.basins?.maps")  # opened before, or about to be
            self.race.js("Look.before = Ravine.basins.maps")
            self.race.js("search => dash_clientside.set_props('basins-location', { search })", f"?{query}")
            self.race.until("() => Ravine.basins.maps !== Look.before")
        else:
            self.page.goto(f"{self.race.address}/basins?{query}" if query else f"{self.race.address}/basins")

    def until_maps(self, **sizes):
        """Wait until there are exactly these maps, of so many starts a side."""
        wanted = [[name, f"{size} × {size}", False] for name, size in sizes.items()]
        self.race.until(f"wanted => JSON.stringify(({SIZES})()) === JSON.stringify(wanted)", wanted)

    def canvas(self, name):
        return self.page.locator(f".basin[data-name={name}] canvas")

    def point(self, name, row, column, size):
        """Where a start is on the screen, from the canvas's corner."""
        box = self.canvas(name).bounding_box()
        return {"x": (column + 0.5) / size * box["width"], "y": (1 - (row + 0.5) / size) * box["height"]}

    @property
    def said(self):
        return self.page.locator("#basins-said").inner_text()

    def maps_asked(self):
        """(method, size) of every map that was asked for."""
        sent = (json.loads(body) for path, body in self.race.posts() if path == "/basins/maps")
        return [(body["method"], body["size"]) for body in sent]


@pytest.fixture(scope="module")
def tab(opened):
    with opened(None) as race:
        yield Basins(race)


@pytest.fixture
def two(tab):
    tab.load(TWO)
    tab.until_maps(sgd=40, adam=40)
    return tab


def spec_of(query=TWO, size=40):
    spec, problems = spec_from_query(query.replace(f"&grid={size}", ""))
    assert not problems
    return BasinSpec.of_race(spec, size)


def told_start(said):
    """The start that the page's words name."""
    return tuple(float(part) for part in re.search(r"from \((.*?), (.*?)\)", said.replace("−", "-")).groups())


def test_first_view(tab):
    tab.load()
    tab.until_maps(sgd=100, momentum=100, rprop=100, adam=100)
    legend = tab.page.locator("#basins-legend").inner_text()
    assert "(3, 2)" in legend
    assert "150 steps" in legend
    assert tab.page.locator("#head [aria-current]").inner_text() == "Basins"
    assert tab.race.field("Adam learning rate").input_value() == str(
        tuned_spec("himmelblau").optimizers["adam"]["learning_rate"]
    )


def test_a_pixel_tells_what_becomes_of_its_start(two):
    found = basins(spec_of())
    for name, row, column in (("sgd", 3, 30), ("adam", 20, 5), ("adam", 39, 0)):
        two.canvas(name).hover(position=two.point(name, row, column, 40))
        basin = found[name]
        said = two.said.replace("−", "-")
        assert told_start(said) == pytest.approx((basin.x[column], basin.y[row]), rel=3e-3)
        if basin.minimum[row, column] >= 0:
            assert f"in {basin.steps[row, column]} step" in said
        else:
            assert "at no minimum after 40 steps" in said


def test_a_click_races_from_there(two):
    basin = basins(spec_of())["adam"]
    two.canvas("adam").click(position=two.point("adam", 30, 8, 40))
    two.race.until(
        "() => window.Ravine?.state?.begun && document.getElementById('race-page') && Ravine.panels.length === 1"
    )
    start = (float(basin.x[8]), float(basin.y[30]))
    scene, problems = scene_from_query(urlsplit(two.page.url).query)
    assert not problems
    (panel,) = scene.panels
    assert panel.spec.start == start
    assert dict(panel.spec.optimizers) == dict(spec_of().optimizers)
    end = race(panel.spec)["adam"].positions[-1]
    assert tuple(end) == pytest.approx(tuple(basin.ends[30, 8]))
    two.race.js("Ravine.clock.pause()")
    two.race.link()  # written a moment later, wherever the reader is by then
    two.page.go_back()
    two.until_maps(sgd=40, adam=40)


def test_the_keyboard_moves_a_cursor_and_races(two):
    canvas = two.canvas("sgd")
    canvas.focus()
    two.page.keyboard.press("Home")
    first = two.said
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowDown"):
        two.page.keyboard.press(key)
    assert two.said != first
    basin = basins(spec_of())["sgd"]
    assert told_start(two.said) == pytest.approx((basin.x[2], basin.y[20 + 1 - 4]), rel=3e-3)
    two.page.keyboard.press("Enter")
    two.race.until("() => document.getElementById('race-page')")
    start = parse_qs(urlsplit(two.page.url).query)["start"][0]
    assert [float(part) for part in start.split(",")] == [basin.x[2], basin.y[17]]


@pytest.mark.parametrize("name", number_fields.fields_of("basins"))
def test_a_number_field(two, name):
    number_fields.assert_works(two.page, name)


def test_a_slider_asks_for_its_own_map_only(two):
    before = len(two.maps_asked())
    with two.race.grab(two.race.slider("SGD learning rate")) as move:
        for place in (0.5, 0.4, 0.3):
            move(place)
    two.until_maps(sgd=40, adam=40)
    asked = two.maps_asked()[before:]
    assert asked
    assert {method for method, _ in asked} == {"sgd"}
    two.race.until("() => !location.search.includes('sgd=learning_rate:0.01&')")
    rate = two.race.field("SGD learning rate").input_value()
    assert f"sgd=learning_rate:{plain(float(rate))}" in two.page.url


def test_a_held_slider_has_a_coarse_map_from_the_browser(two):
    """It is marked as a preview, nobody is asked for it, and it has the bytes of the server's map on the same grid."""
    two.page.evaluate(
        """() => {
            const { previewed } = Ravine.module('basins/previewing.mjs');
            previewed.listen(([{ data: { name, size, shades } }]) => {
                const text = document.querySelector('.basin[data-name=sgd] .grid').textContent;
                Ravine.preview = { name, size, text, shades: Array.from(shades), spec: { ...Ravine.basins.spec } };
            });
        }"""
    )
    before = len(two.maps_asked())
    with two.race.grab(two.race.slider("SGD learning rate")) as move:
        move(0.45)
        two.race.until("() => Ravine.preview")
        asked, told = two.maps_asked()[before:], two.page.evaluate("Ravine.preview")
    assert (told["name"], told["size"], told["text"], asked) == ("sgd", 25, "25 × 25, preview", [])
    spec = BasinSpec(**told["spec"] | {"size": 25})
    assert told["shades"] == shades(basins(spec)["sgd"], spec.race.bound_surface, spec.steps).ravel().tolist()
    two.until_maps(sgd=40, adam=40)


def test_the_address_holds_the_page(two):
    two.race.type("Number of steps", "55")
    two.page.get_by_label("Starts", exact=True).select_option("50")
    two.page.get_by_label("Learning-rate schedule").select_option("cosine")
    two.race.type("Steps of warm-up", "9")
    two.page.locator("named=button Remove SGD").click()
    two.until_maps(adam=50)
    two.race.until("() => location.search.includes('grid=50') && !location.search.includes('sgd')")
    query = urlsplit(two.page.url).query
    assert "start" not in query
    expected = spec_of("surface=himmelblau&steps=55&schedule=cosine&warmup=9&adam=learning_rate:0.2", 50)
    assert spec_of(query, 50) == expected
    two.page.reload()
    two.until_maps(adam=50)
    assert two.race.field("Number of steps").input_value() == "55"


def test_another_surface_brings_its_tuned_rates(two):
    two.race.choose("Surface", "Beale")
    two.race.until("() => document.querySelector('#basins-legend').textContent.includes('(3, 0.5)')")
    rates = tuned_spec("beale").optimizers
    assert float(two.race.field("Adam learning rate").input_value()) == rates["adam"]["learning_rate"]
    assert two.race.field("Number of steps").input_value() == str(tuned_spec("beale").steps)
    two.until_maps(sgd=40, adam=40)


def test_methods_come_and_go(two):
    two.race.button("Choose methods").click()
    two.page.locator(".choice[data-name=rprop]").click()
    two.page.locator(".choice[data-name=sgd]").click()
    two.page.keyboard.press("Escape")
    two.until_maps(rprop=40, adam=40)
    assert "Rprop" in two.page.locator("#basins-methods").inner_text()


def test_what_was_not_answered_is_asked_again(two, alone):
    notice = two.page.locator(".notice[data-kind=server]")
    with alone(two.page):
        field = two.page.locator("named=textbox Adam learning rate")
        field.fill("0.3")
        field.press("Enter")
        notice.filter(has_text="keeps asking").wait_for()
    two.until_maps(sgd=40, adam=40)
    assert notice.count() == 0


def test_your_own_function(tab):
    tab.load("surface=own&f=(x^2-1)^2%2By^2&domain=-2,2,-1,1&steps=60&grid=20&adam=learning_rate:0.1&newton=")
    tab.until_maps(adam=20, newton=20)
    assert "no lanes" in tab.page.locator("#basins-note").inner_text()
    tab.race.type("Expression in x and y", "x^2 + y^(")
    tab.page.locator(".notice[data-kind=own]").wait_for()
    tab.race.type("Expression in x and y", "x^2 + y^2")
    tab.race.until("() => document.querySelector('#basins-legend').textContent.includes('(0, 0)')")
    assert not tab.page.locator(".notice[data-kind=own]").count()


def test_edits_are_taken_back_and_what_is_refused_leaves_no_step(two, troubles):
    race, page = two.race, two.page
    state = "Ravine.module('basins/snapshot.mjs').stateText()"
    first = race.js(state)
    undo = race.button("Undo")
    expect(undo).to_be_disabled()
    with race.grab(race.slider("Adam learning rate")) as move:  # a drag is one step
        for place in (0.3, 0.5):
            move(place)
    two.until_maps(sgd=40, adam=40)
    dragged = race.js(state)
    race.choose("Surface", "Beale")
    race.until("() => Ravine.basins.spec.surface === 'beale'")
    two.until_maps(sgd=40, adam=40)
    race.js("() => { Ravine.basins.spec.steps = 1e9; Ravine.module('basins/edits.mjs').changed(); }")
    expect(page.get_by_role("alert")).to_contain_text("cannot be made")
    troubles.clear()  # the browser says in its console that the server has refused
    assert race.js("Ravine.basins.spec.steps") != 1e9
    undo.click()
    assert race.js(state) == dragged
    expect(page.locator("#basins-surface")).to_have_value("Himmelblau")
    race.until("() => Ravine.isAtEntry()")
    page.go_back()
    race.until(f"first => {state} === first", first)
    two.until_maps(sgd=40, adam=40)
    for _ in range(2):
        page.keyboard.press("ControlOrMeta+Shift+z")
    assert race.js("Ravine.basins.spec.surface") == "beale"
    race.button("Everything as it was opened").click()
    assert race.js(state) == first
    two.until_maps(sgd=40, adam=40)
    race.until("() => location.search.includes('surface=himmelblau')")


def test_a_finer_grid_is_a_job(tab):
    tab.load("surface=sphere&steps=60&grid=400&sgd=learning_rate:0.1")
    tab.until_maps(sgd=365)  # as fine as it may be at once
    tab.race.button("Compute 400 × 400").click()
    tab.until_maps(sgd=400)
    tab.page.locator("#basins-finer").wait_for(state="hidden")
    tab.page.locator("#jobs").wait_for(state="hidden")


def test_a_link_with_bad_parts(tab):
    tab.load("surface=himmelblau&grid=7.5&noise=additive&adam=&steps=30")
    notice = tab.page.locator(".notice")
    notice.wait_for()
    assert "grid: '7.5'" in notice.inner_text()
    assert "noise" in notice.inner_text()


def test_colours_follow_the_theme(two):
    def pixels():
        return two.canvas("sgd").evaluate("node => node.toDataURL()")

    before = pixels()
    two.race.button("Dark or light").click()
    two.race.until("() => document.documentElement.dataset.theme === 'dark'")
    assert pixels() != before
    two.race.until("() => location.search.includes('theme=dark')")
    two.race.button("Dark or light").click()


@pytest.fixture
def post(server):
    @contextmanager
    def sent(path, body):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=patience.seconds())
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", path, data, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        yield answer.status, answer.read()
        connection.close()

    return sent


GOOD = {"surface": "sphere", "optimizers": {"sgd": {}, "newton": {}}, "steps": 5, "size": 20}
BAD = [
    b"", b"[]", b"null", {}, {"spec": None}, {"spec": GOOD}, {"spec": GOOD, "method": "adam", "size": 5},
    {"spec": GOOD, "method": [], "size": 5}, {"spec": GOOD, "method": "sgd", "size": 5000},
    {"spec": GOOD, "method": "sgd", "size": "x"}, {"spec": GOOD | {"steps": 0}, "method": "sgd", "size": 5},
    {"spec": GOOD | {"nope": 0}, "method": "sgd", "size": 5},
    {"spec": GOOD | {"surface": []}, "method": "sgd", "size": 5},
    {"spec": GOOD | {"size": None}, "method": "sgd", "size": 5},
    {"spec": GOOD | {"race": 1}, "method": "sgd", "size": 5},
    {"spec": GOOD | {"steps": 2000, "size": 400}, "method": "sgd", "size": 400},
    {"spec": GOOD | {"steps": 2000, "size": 400}, "method": "newton", "size": 400},
]  # fmt: skip


def test_whatever_is_asked_the_server_is_polite(post):
    with post("/basins/maps", {"spec": GOOD, "method": "newton", "size": 5}) as (status, body):
        assert status == 200
        assert b'"newton"' in body
    for body in BAD:
        with post("/basins/maps", body) as (status, text):
            assert status == 400, body
            assert json.loads(text)["problems"], body
            assert not re.search(rb"Traceback|\.py", text), body
    for body in (b"", {}, {"search": 5}, {"search": "?grid=%ff&surface=nope"}, [1]):
        with post("/basins/open", body) as (status, text):
            assert status == 200, body
            assert json.loads(text)["spec"]["surface"]
