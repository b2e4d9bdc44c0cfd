"""The page runs its races itself, in the frame of the edit; the server confirms them when the hand rests."""

import json
import random

import numpy as np
import pytest
from playwright.sync_api import expect

from races import RaceSpec
from races import race as run
from races.query import scene_from_query

TWO = (
    "surface=beale&start=1,1.6&steps=60&sgd=learning_rate:0.002&adam=learning_rate:0.1&nesterov=learning_rate:0.001"
    "&surface=normalized_regression&steps=40&sgd=learning_rate:0.5&adam=learning_rate:0.1&step=30"
)
VECTOR = "surface=beale&start=1,1.6&steps=60&adam=learning_rate:0.1&newton=&step=50"
FIRST = "Ravine.panels[0].racers.map(({ name, x, y }) => [name, x[5], y[5]]).join(' ')"


def races_asked(race):
    return sum(path == "/races" for path, _ in race.posts())


def assert_is_the_servers(race):
    """The page at rest, its state, and its link are one race; its numbers are those of the rooms below."""
    race.settle()
    scene, problems = scene_from_query(race.link())
    assert not problems
    assert [panel.spec for panel in scene.panels] == [RaceSpec(**spec) for spec in race.specs()]
    for panel, shown in zip(scene.panels, race.paths(), strict=True):
        result = run(panel.spec)
        assert set(shown) == set(result)
        for name, (x, y) in shown.items():
            np.testing.assert_array_equal([x, y], result[name].positions.T, name)


@pytest.fixture
def hold(race):
    """`hold()`: from now on no request for races is answered; the list of those that wait."""
    waiting = []

    def begin():
        race.page.route("**/races", lambda route: waiting.append(route))
        return waiting

    yield begin
    for route in waiting:
        route.continue_()
    race.page.unroute("**/races")
    race.settle()


DRAG = """async () => {
    const slider = document.querySelector('.racer[data-name="adam"] input[type="range"]');
    const seen = new Set(), lengths = [];
    let before = performance.now();
    slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    for (let k = 0; k < 20; k++) {
        slider.value = 0.4 + 0.02 * k;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        seen.add(String(Look.racer(0, 'adam').x[5])); // in the same task as the event
        await Look.frame();
        lengths.push(performance.now() - before);
        before = performance.now();
    }
    return [seen.size, lengths.filter(length => length > 250).length];
}"""


def test_a_drag_asks_for_nothing_until_it_rests(race):
    race.show(TWO)
    before = races_asked(race)
    seen, pauses = race.js(DRAG)
    assert seen == 20
    assert races_asked(race) - before <= pauses  # of a machine that has too much to do
    before = races_asked(race)
    race.js("window.dispatchEvent(new PointerEvent('pointerup'))")
    race.settle()
    assert races_asked(race) - before == 1
    assert_is_the_servers(race)
    with race.grab(race.slider("Adam learning rate")) as move, race.page.expect_response("**/races"):
        move(0.3)  # and then still, in the hand


def test_a_racer_that_only_the_server_can_run_is_missed_when_it_is_late(race, hold):
    race.show(VECTOR)
    held = hold()
    race.js("Ravine.setStart(0, 1, 1.5)")
    assert race.js("Ravine.panels[0].racers.find(({ name }) => name === 'adam').y[0]") == 1.5
    entry = race.switch("newton")
    expect(entry).to_contain_text("waits for the server")
    assert race.js("Ravine.panels[0].racers.map(({ name }) => name)") == ["adam"]
    expect(race.switch("adam")).not_to_contain_text("waits")
    while not held:
        race.js("() => Look.frame()")
    held.pop().continue_()
    race.until("() => Look.racer(0, 'newton')?.y[0] === 1.5")
    expect(entry).not_to_contain_text("waits")


EDITS = [
    "Ravine.setPosition('adam', 'learning_rate', {0})",
    "Ravine.setValue('sgd', 'learning_rate', 0.001 + 0.001 * {0})",
    "Ravine.setStart(0, -2 + 4 * {0}, 1)",
    "Ravine.setSteps(40 + Math.round(20 * {0}))",
    "Ravine.setSchedule({0} > 0.5 ? 'cosine' : 'constant')",
    "Ravine.setNoise({0} > 0.5 ? 'additive' : 'none')",
    "Ravine.setSeed(Math.round(9 * {0}))",
    "Ravine.setUnit(0, 1 + Math.round(3 * {0}))",
    "Ravine.setScope({0} > 0.5 ? 'all' : 0)",
    "Ravine.setPosition('normalized_regression', 'scale', {0})",
    "Ravine.setSurface(0, {0} > 0.5 ? 'beale' : 'himmelblau')",
    "Ravine.toggleRacer('nesterov')",
]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_lost_or_late_the_page_comes_to_rest_as_the_server_has_it(race, troubles, seed):
    chance = random.Random(seed)
    late = []

    def unsteady(route):
        fate = chance.random()
        if fate < 0.4:
            route.abort()
        elif fate < 0.7:
            late.append(route)
        else:
            route.continue_()

    race.show(TWO)
    for path in ("**/races", "**/pictures"):
        race.page.route(path, unsteady)
    for _ in range(14):
        race.js(chance.choice(EDITS).format(round(chance.random(), 3)))
        if late and chance.random() < 0.6:
            late.pop(chance.randrange(len(late))).continue_()
    for route in late:
        route.continue_()
    for path in ("**/races", "**/pictures"):
        race.page.unroute(path)
    race.js("Ravine.setScope('all')")
    race.js("window.dispatchEvent(new Event('online'))")
    race.js("Ravine.confirmed()")
    assert_is_the_servers(race)
    troubles[:] = [trouble for trouble in troubles if "ERR_FAILED" not in trouble]


def test_noise_that_is_drawn_is_live(race, hold):
    race.show("surface=beale&start=1,1.6&steps=60&adam=learning_rate:0.1&noise=additive&step=50")
    race.until("() => !Ravine.panels[0].lacks")
    hold()
    seen = race.js(FIRST)
    race.js("Ravine.setPosition('additive', 'sigma', 0.8)")
    assert race.js(FIRST) != seen
    assert not race.js("Ravine.panels[0].lacks")


def test_what_the_page_runs_is_not_sent(race):
    race.show(TWO)
    sent = [json.loads(body) for path, body in race.posts() if path == "/races"][-1]
    assert [len(keys) for keys in sent["held"]] == [3, 2]
