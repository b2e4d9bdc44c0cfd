"""A server that does not answer: the page goes on with what it has, asks again by itself, and never shows trails above
the picture of something else."""

import pytest
from playwright.sync_api import expect

RACERS = "steps=60&sgd=learning_rate:0.002&adam=learning_rate:0.1"
BEALE = f"surface=beale&start=1,1.6&{RACERS}&step=50"
TWO = f"surface=beale&start=1,1.6&{RACERS}&surface=himmelblau&{RACERS}&step=50"

#: At every frame, whether the loss where a racer starts is that of the picture below, whose points lie further apart
#: where x and y have the same scale. There is no such loss while Plotly makes a picture, which takes some frames on a
#: busy machine.
WATCH = """() => {
    const watch = { compared: 0, mixed: [] };
    const look = () => {
        Ravine.panels.forEach(({ index, layers: { picture } }) => picture.racers.forEach(({ name, x, y, loss }) => {
            const seen = picture.lossAt(x[0], y[0]);
            watch.compared += Number.isFinite(seen);
            if (Math.abs(seen - loss[0]) >= 0.1 * (1 + loss[0])) watch.mixed.push([index, name, loss[0], seen]);
        }));
        if (window.watch === watch) requestAnimationFrame(look);
    };
    window.watch = watch;
    look();
}"""
SEEN = "Ravine.panels.map(({ ground }) => JSON.parse(ground)[0])"


@pytest.fixture
def watched(race):
    """The page while somebody looks at every frame."""
    race.show(BEALE)
    race.js(WATCH)
    yield race
    race.settle()
    found = race.js("(() => { const { watch } = window; window.watch = null; return watch; })()")
    assert found["compared"] > 10
    assert found["mixed"] == []


def notice(race):
    return race.page.locator(".notice[data-kind=server]")


def test_another_surface_comes_when_the_server_is_back_and_with_its_own_trails(watched, alone):
    race = watched
    with alone(race.page):
        race.js("Ravine.setSurface(0, 'mccormick')")
        expect(notice(race)).to_contain_text("the page keeps asking")
        race.js("Ravine.setStart(0, 2, 2)")
        race.js("Ravine.setValue('adam', 'learning_rate', 0.2)")
        assert race.js(SEEN) == ["beale"]
    race.until(f"() => {SEEN}[0] === 'mccormick'")  # by itself
    expect(notice(race)).to_have_count(0)
    race.settle()
    assert race.js("Ravine.panels[0].racers.map(({ name, x }) => [name, x[0]])") == [["sgd", 2], ["adam", 2]]
    assert "start=2,2" in race.link()
    race.js("Ravine.setSurface(0, 'beale')")
    race.until(f"() => {SEEN}[0] === 'beale'")


def test_pictures_that_were_here_need_no_server(watched, alone):
    race = watched
    race.js("Ravine.setSurface(0, 'himmelblau')")
    race.settle()
    with alone(race.page):
        race.js("Ravine.setSurface(0, 'beale')")
        race.until(f"() => {SEEN}[0] === 'beale'")


def test_a_notice_that_was_read_does_not_come_again(race, alone):
    race.show(BEALE)
    with alone(race.page):
        race.js("Ravine.setValue('adam', 'learning_rate', 0.3)")
        notice(race).get_by_label("Dismiss this message").click()
        race.js("Ravine.setSteps(70)")
        race.until("() => performance.now() > (window.asked ??= performance.now()) + 700")  # a second failure
        expect(notice(race)).to_have_count(0)
    race.until("() => Ravine.panels[0].racers[0].x.length === 71")
