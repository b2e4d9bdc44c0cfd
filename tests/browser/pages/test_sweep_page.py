"""The sweep page: curves and maps that follow the controls, and the races behind their points."""

import csv
import io
from contextlib import contextmanager
from dataclasses import replace

import number_fields
import pytest
from playwright.sync_api import expect

from optimizers import CLASSICS, OPTIMIZERS
from races.query import spec_from_query
from races.sweeps import sweep, sweep_from_query

METHODS = ("sgd", "momentum")
TWO = "surface=rotated_quadratic&steps=100&sgd=&momentum=&rates=0.001,0.1,20"
WATCH = """() => {
    const { predicted } = Ravine.module('sweep/predicting.mjs');
    predicted.listen((edit, { floor, methods }) => {
        const plain = ({ name, outcomes: [{ bound, losses, divergedAt }] }) =>
            ({ name, bound, losses: Array.from(losses), divergedAt: Array.from(divergedAt) });
        Ravine.predicted = { edit, floor, methods: methods.map(plain) };
    });
    Ravine.canvasInk = () => {
        const { width, height } = document.querySelector('#sweep-chart canvas');
        const pen = document.querySelector('#sweep-chart canvas').getContext('2d');
        return pen.getImageData(0, 0, width, height).data.filter((value, k) => k % 4 === 3 && value).length;
    };
}"""
#: Back, where the race page is still seen for a while and would write its address.
BACK = """() => {
    addEventListener('popstate', () => Ravine.showLink(), { once: true });
    history.back();
}"""
PLOT = "document.querySelector('#sweep-chart .js-plotly-plot')"


class Sweep:
    """The page: how checks look at it and wait for it."""

    def __init__(self, race):
        self.race, self.page = race, race.page

    def open(self, query):
        """A link; where the page is open already, without loading it again."""
        address = f"{self.race.address}/sweep?{query}"
        if "/sweep" in self.page.url and self.page.evaluate("Boolean(document.getElementById('sweep-page'))"):
            self.page.evaluate(
                """search => {
                    const { open } = Ravine.module('sweep/sweep.mjs');
                    Ravine.sweep.plays = 'one';
                    history.pushState(null, '', `/sweep${search}`);
                    open(search, Ravine.sweep.catalog);
                }""",
                f"?{query}",
            )
        else:
            self.page.goto(address)

    def show(self, query):
        """The sweep of a link."""
        self.open(query)
        self.drawn()

    def drawn(self):
        """Wait until what is asked for is drawn."""
        self.page.wait_for_function(
            f"""() => window.Ravine?.sweep?.drawn && Ravine.sweep.state && Ravine.sweep.drawn === Ravine.sweep.answer
                && Ravine.sweep.answer.number === Ravine.sweep.edits
                && JSON.stringify(Ravine.sweep.answer.sweep) === JSON.stringify(Ravine.sweep.state.sweep)
                && Ravine.sweep.answer.measure === Ravine.sweep.state.measure && {PLOT}?.data?.length
                && document.getElementById('sweep-table').dataset.query === Ravine.sweep.answer.query"""
        )

    def until(self, expression):
        self.page.wait_for_function(expression)

    def asked(self):
        """What the server was asked for, of sweeps."""
        return [body for path, body in self.race.posts() if path == "/sweeps"]

    def curves(self):
        """The methods that have a curve or a map."""
        return self.page.evaluate(f"{PLOT}.data.filter(({{ meta }}) => meta).map(({{ meta }}) => meta.method)")

    def set(self, label, value):
        field = self.page.locator(f"named=textbox {label}")
        field.fill(value)
        field.press("Enter")
        self.drawn()

    @contextmanager
    def visited(self):
        """Have the page tell the race that it would go to, instead of going there."""

        def told():
            self.until("Ravine.visited")
            address = self.page.evaluate("() => { const { visited } = Ravine; Ravine.visited = ''; return visited; }")
            return spec_from_query(address.partition("?")[2])

        self.page.evaluate(
            """() => {
                Ravine.visited = '';
                history.pushState = (state, title, address) => { Ravine.visited = address; };
            }"""
        )
        yield told
        self.page.evaluate("() => { delete history.pushState; }")

    def click_point(self, method, index):
        """Click on a point of a curve."""
        x, y = self.page.evaluate(
            f"""([method, index]) => {{
                const plot = {PLOT}, trace = plot.calcdata.find(([{{ trace }}]) => trace.meta?.method === method);
                const {{ xaxis, yaxis }} = plot._fullLayout, area = plot.getBoundingClientRect();
                const {{ x, y }} = trace[index];
                return [area.left + xaxis._offset + xaxis.c2p(x), area.top + yaxis._offset + yaxis.c2p(y)];
            }}""",
            [method, index],
        )
        self.page.mouse.move(x - 2, y)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(100)  # Plotly looks for the nearest point so often
        self.page.mouse.click(x, y)


@pytest.fixture(scope="module")
def shared(opened):
    with opened(None) as race:
        yield Sweep(race)


@pytest.fixture
def plain(shared):
    """The page with two methods on a quadratic."""
    shared.show(TWO)
    return shared


def test_without_a_link_the_first_page_s_methods_are_swept(shared):
    shared.page.goto(f"{shared.race.address}/sweep")
    shared.drawn()
    assert shared.curves() == [*CLASSICS]
    shared.until("location.search.includes('rates=1e-4,10,60')")
    expect(shared.page.locator("#sweep-table tbody tr")).to_have_count(len(CLASSICS))


def test_the_table_says_what_the_library_says(plain):
    scene, _ = sweep_from_query(TWO)
    result = sweep(scene.spec)
    for name, outcome in result.items():
        (best,) = result.best_of(name)
        text = plain.page.locator("#sweep-table tr", has_text=OPTIMIZERS[name].label).first.inner_text().split("\t")
        assert float(text[1]) == pytest.approx(scene.spec.rates[best], rel=5e-3)
        assert float(text[2].replace("−", "-")) == pytest.approx(outcome.losses[best], rel=5e-3)
        assert float(text[5].split()[0]) == pytest.approx(outcome.stable[1], rel=5e-3)
        assert text[6].endswith(" = 0.02" if name == "sgd" else " = 0.038")


def agrees(plain):
    """The curves that the browser has found are those of the library."""
    scene, problems = sweep_from_query(plain.page.evaluate("location.search"))
    assert problems == []
    predicted, result = plain.page.evaluate("Ravine.predicted"), sweep(scene.spec)
    assert predicted["floor"] == pytest.approx(result.floor, abs=1e-15)
    for told in predicted["methods"]:
        outcome = result[told["name"]]
        bound = None if outcome.bound is None else pytest.approx(outcome.bound[0], rel=1e-12)
        assert told["bound"] == bound
        assert told["divergedAt"] == outcome.diverged_at.tolist()
        assert told["losses"] == pytest.approx(outcome.losses.tolist(), rel=1e-6, nan_ok=True)


def test_a_dragged_slider_redraws_while_it_is_held(plain):
    """The browser's curves on a canvas, and none of Plotly's; once the hand rests those of the server, which agree."""
    page = plain.page
    slider = page.locator("named=slider Rotated quadratic condition number")
    before = page.evaluate(f"JSON.stringify({PLOT}.layout.shapes[0].x0)")
    page.evaluate(WATCH)
    moves, waiting = True, []
    page.route("**/sweeps", lambda route: waiting.append(route) if moves else route.continue_())
    with plain.race.grab(slider) as move:
        for place in (0.6, 0.65, 0.7):
            move(place)
            plain.until("Ravine.sweep.shown === Ravine.sweep.edits && Ravine.predicted.edit === Ravine.sweep.edits")
        assert page.evaluate("document.getElementById('sweep-chart').classList.contains('moving')")
        layers = "[...document.querySelectorAll('#sweep-chart :is(.mlayer, .shapelayer, .annotation)')]"
        assert page.evaluate(f"{layers}.map(node => node.checkVisibility({{ opacityProperty: true }})).includes(false)")
        assert not page.evaluate(f"{layers}.some(node => node.checkVisibility({{ opacityProperty: true }}))")
        assert page.evaluate("Ravine.canvasInk()") > 1000
        moves = False  # still held, but at rest: now the server may answer
        for route in waiting:
            route.continue_()
        plain.drawn()
    page.unroute("**/sweeps")
    assert page.evaluate(f"JSON.stringify({PLOT}.layout.shapes[0].x0)") != before
    plain.until("decodeURIComponent(location.search) === decodeURIComponent(`?${Ravine.sweep.answer.query}`)")
    agrees(plain)


@contextmanager
def held(page, pattern):
    """Requests to an address wait until the block ends."""
    waiting = []
    page.route(pattern, lambda route: route.continue_() if waiting is None else waiting.append(route))
    yield
    routes, waiting = waiting, None
    for route in routes:
        route.continue_()
    page.unroute(pattern)


def test_a_sweep_with_noise_is_dragged_likewise_once_its_draws_are_here(plain):
    page = plain.page
    slider, late = page.locator("named=slider Rotated quadratic condition number"), page.locator("#sweep-late")
    with held(page, "**/draws"):
        with page.expect_request("**/draws"):
            plain.show(f"{TWO}&noise=additive")
        with held(page, "**/sweeps"):
            slider.press("ArrowRight")
            expect(late).to_contain_text("on the way")
        plain.drawn()
    plain.until("!Ravine.module('sweep/draws.mjs').lacksDraws(Ravine.sweep.state.sweep.race)")
    page.evaluate(WATCH)
    with held(page, "**/sweeps"), plain.race.grab(slider) as move:
        move(0.6)
        plain.until("Ravine.predicted?.edit === Ravine.sweep.edits && Ravine.sweep.shown === Ravine.sweep.edits")
        expect(late).to_have_text("")
    plain.drawn()
    plain.until("decodeURIComponent(location.search) === decodeURIComponent(`?${Ravine.sweep.answer.query}`)")
    agrees(plain)


def test_what_was_not_answered_is_asked_again(plain, alone):
    notice = plain.page.locator(".notice[data-kind=server]")
    field = plain.page.locator("named=textbox Start x")
    with alone(plain.page):
        field.fill("-1.5")
        field.press("Enter")
        expect(notice).to_contain_text("keeps asking")
    plain.drawn()
    expect(notice).to_have_count(0)
    plain.until("location.search.includes('start=-1.5')")


def test_a_point_is_a_race_and_back_comes_the_sweep(plain):
    plain.set("Start x", "-2")
    plain.page.locator("#sweep-methods summary", has_text="Momentum").click()
    plain.set("Momentum momentum", "0.8")
    rate = plain.page.evaluate("Ravine.sweep.drawn.rates[6]")
    plain.until("location.search.includes('momentum:0.8')")
    asked = len(plain.asked())
    plain.click_point("momentum", 6)
    plain.until("document.getElementById('race-page') && Ravine.state.begun")
    (spec,) = plain.race.specs()
    assert (spec["surface"], spec["start"], spec["steps"]) == ("rotated_quadratic", [-2, 1], 100)
    assert spec["optimizers"] == {"momentum": {"learning_rate": pytest.approx(rate, rel=1e-12), "momentum": 0.8}}
    assert len(plain.asked()) == asked  # the page that is left is not opened with the race's link
    plain.page.evaluate(BACK)
    plain.drawn()
    assert plain.page.evaluate("Ravine.sweep.state.sweep.race.start") == [-2, 1]
    assert plain.curves() == ["sgd", "momentum"]


def test_a_click_may_play_all_at_the_rate_and_the_table_s_links_play_the_best(plain):
    scene, _ = sweep_from_query(TWO)
    (best,) = sweep(scene.spec).best_of("sgd")
    with plain.visited() as visited:
        plain.page.locator("named=button all at this rate").click()
        plain.click_point("sgd", 3)
        rate = {"learning_rate": float(scene.spec.rates[3])}
        assert visited() == (replace(scene.spec.race, optimizers=dict.fromkeys(METHODS, rate)), [])
        plain.page.get_by_role("link", name="Play SGD alone at its best rate").focus()
        plain.page.keyboard.press("Enter")
        assert visited() == (scene.spec.single("sgd", best), [])
        plain.page.get_by_role("link", name="Play all at the best rate of SGD").click()
        assert visited()[0].optimizers["momentum"]["learning_rate"] == pytest.approx(scene.spec.rates[best])


def test_the_start_is_where_one_clicks(plain):
    plain.until("document.querySelector('#sweep-ground .js-plotly-plot')?._fullLayout?.xaxis?.range[0] === -4")
    box = plain.page.locator("#sweep-ground .nsewdrag").bounding_box()
    plain.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"])
    plain.drawn()
    assert plain.page.evaluate("Ravine.sweep.state.sweep.race.start") == pytest.approx([2, 2], abs=0.1)


def test_methods_and_measure_and_surface_are_chosen(plain):
    plain.page.locator("named=button Choose methods").click()
    choice = plain.page.locator('#chooser .choice[data-name="adam"]')
    with held(plain.page, "**/sweeps"):
        choice.press("Enter")
        expect(choice).to_have_attribute("aria-pressed", "true")
        assert plain.page.evaluate("Object.keys(Ravine.sweep.drawn.sweep.race.optimizers)") == [*METHODS]
    plain.page.keyboard.press("Escape")
    plain.drawn()
    assert plain.curves() == ["sgd", "momentum", "adam"]
    plain.page.locator("named=button Remove SGD").click()
    plain.drawn()
    assert plain.curves() == ["momentum", "adam"]
    plain.page.locator("named=button Steps to tolerance").click()
    plain.until(f"{PLOT}.layout.yaxis.title.text === 'steps to tolerance (of 100)'")
    plain.race.choose("Surface", "Beale")
    plain.until("Ravine.sweep.drawn.sweep.race.surface === 'beale'")
    assert plain.page.evaluate(f"{PLOT}.layout.annotations.length") == 1  # no bound
    plain.until("location.search.startsWith('?surface=beale') && location.search.includes('measure=steps')")


def test_your_own_function_is_swept_with_its_bound(plain):
    plain.race.choose("Surface", "Your own function…")
    plain.until("Ravine.sweep.drawn.sweep.race.surface === 'own'")
    field = plain.page.locator("named=textbox Expression in x and y")
    field.fill("2x^2 + y^2")
    field.press("Tab")
    plain.until("Ravine.sweep.drawn.sweep.race.expression === '2x^2 + y^2'")
    plain.until("Ravine.sweep.drawn.rows[0].bound === 0.5")


def test_edits_are_taken_back_and_what_is_refused_leaves_no_step(plain, troubles):
    page, race = plain.page, plain.race
    state = "Ravine.module('sweep/snapshot.mjs').stateText()"
    first = page.evaluate(state)
    undo, reset = race.button("Undo"), race.button("Everything as it was opened")
    expect(undo).to_be_disabled()
    plain.set("Steps of each race", "50")
    page.locator("named=button Remove SGD").click()
    plain.drawn()
    race.choose("Surface", "Your own function…")  # its link is asked for: an edit as the others
    plain.until("Ravine.sweep.drawn.sweep.race.surface === 'own'")
    own = page.evaluate(state)
    page.evaluate("Ravine.module('sweep/edits.mjs').edit(() => { Ravine.sweep.state.sweep.count = 1; })")
    expect(page.get_by_role("alert")).to_contain_text("cannot be run")
    troubles.clear()  # the browser says in its console that the server has refused
    assert page.evaluate(state) == own
    for _ in range(2):
        page.keyboard.press("ControlOrMeta+z")
    plain.drawn()
    ran = page.evaluate("Ravine.sweep.state.sweep.race")
    assert (ran["steps"], list(ran["optimizers"])) == (50, ["sgd", "momentum"])
    race.until("() => Ravine.isAtEntry()")
    page.go_back()
    plain.until(f"JSON.parse({state}).sweep.race.steps === 100")
    plain.drawn()
    assert page.evaluate(state) == first
    expect(undo).to_be_disabled()
    for _ in range(3):
        page.keyboard.press("ControlOrMeta+Shift+z")
    plain.drawn()
    assert page.evaluate(state) == own
    expect(race.button("Redo")).to_be_disabled()
    reset.click()
    assert page.evaluate(state) == first
    plain.drawn()
    plain.until("location.search.includes('steps=100')")


def test_a_second_hyperparameter_makes_a_map(plain):
    plain.page.get_by_role("combobox", name="Second hyperparameter").select_option("momentum.momentum")
    plain.until(f"{PLOT}.data[0].type === 'heatmap'")
    plain.until("location.search.includes('second=momentum.momentum,0,')")
    query = plain.page.url.partition("?")[2]
    scene, problems = sweep_from_query(query)
    assert (problems, scene.spec.second.count) == ([], 30)
    expect(plain.page.locator("#sweep-table tbody tr")).to_have_count(1)
    rate, value = sweep(scene.spec).best_of("momentum")
    with plain.visited() as visited:
        plain.page.get_by_role("link", name="Play Momentum alone at its best rate").click()
        assert visited() == (scene.spec.single("momentum", rate, value), [])


def test_every_race_is_a_row_of_the_file(plain):
    with plain.page.expect_download() as download:
        plain.page.locator("named=button Download every race of this sweep (CSV)").click()
    assert download.value.suggested_filename == "ravine-sweep-rotated-quadratic.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text())))
    assert len(rows) == 40
    assert {row["optimizer"] for row in rows} == {"sgd", "momentum"}


def test_a_long_sweep_waits_to_be_run_and_runs_as_a_job(shared):
    page = shared.page
    shared.open("surface=sphere&steps=1500&bfgs=&newton=&rates=0.01,1,40")
    wait = page.locator("#sweep-wait")
    expect(wait).to_contain_text("41 races")
    page.locator("named=button Run it").click()
    expect(page.locator("#jobs")).to_contain_text("Sweep of Sphere")
    expect(wait).to_be_hidden()
    shared.drawn()
    assert sorted(shared.curves()) == ["bfgs", "newton"]
    page.locator("named=button Steps to tolerance").click()  # of the same job
    shared.until(f"{PLOT}.layout.meta.measure === 'steps'")
    page.locator("named=button Dark or light").click()
    shared.until(f"{PLOT}.layout.meta.theme === 'dark'")
    page.locator("named=button Dark or light").click()
    expect(wait).to_be_hidden()


def test_what_cannot_be_read_or_run_is_told(shared):
    page = shared.page
    shared.open("surface=hill&sgd=&rates=1,0.1,60&measure=luck")
    notice = page.get_by_role("alert")
    for words in ("'hill'", "from 1.0 to 0.1", "'luck'"):
        expect(notice).to_contain_text(words)
    shared.drawn()
    page.locator("named=button Dismiss this message").click()
    field = page.locator("named=textbox Steps of each race")
    field.fill("0")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“0” is out of range; allowed: a whole number from 1 to 2000")
    answer = page.request.post(f"{shared.race.address}/sweeps", data={"sweep": {"race": {}}})
    assert (answer.status, answer.json()) == (400, {"problems": ["{'race': {}} is not a sweep"]})


@pytest.mark.parametrize("name", number_fields.fields_of("sweep"))
def test_a_number_field(plain, name):
    number_fields.assert_works(plain.page, name)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_off_the_screen(plain, width):
    plain.page.set_viewport_size({"width": width, "height": 800})
    plain.until("document.documentElement.scrollWidth <= innerWidth")
    unnamed = """() => [...document.querySelectorAll('#sweep-page :is(button, input, select)')].filter(node =>
        !(node.type === 'hidden' || node.getAttribute('aria-label') || node.textContent.trim() || node.title)
    ).map(node => node.outerHTML)"""
    assert plain.page.evaluate(unnamed) == []
