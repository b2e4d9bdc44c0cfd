"""The address bar holds the whole state; a link that cannot be read is told part by part."""

import pytest
from playwright.sync_api import expect

from races import MAX_STEPS
from races.query import MAX_CLOCK, MAX_PANELS, scene_from_query

RACERS = "sgd=learning_rate:0.002&momentum=learning_rate:0.001&adam=learning_rate:0.1"
ONE = f"surface=beale&start=1,1.6&steps=120&{RACERS}"
TWO = f"{ONE}&surface=rosenbrock&steps=90&{RACERS}&step=50"


STATE = """() => ({
    panels: Ravine.state.panels.map(({ spec, zoom }) => ({ spec, zoom })),
    view: Ravine.state.view,
    step: Ravine.clock.step, playing: Ravine.clock.playing, speed: Ravine.clock.speed, loop: Ravine.clock.loop,
})"""


def state(race):
    found = race.js(STATE)
    found["view"].pop("step")  # where the link began
    return found


PIXELS = """kind => Ravine.panels.flatMap(({ layers }) => layers[kind].tracks.tracks.flatMap(({ xy }) =>
    [0, 10, 50, 90].flatMap(step => [xy[2 * step], xy[2 * step + 1]])))"""


def test_the_address_is_without_a_step_while_playing(race):
    race.show(TWO)
    assert "&step=50" in race.link()
    race.button("Play").click()
    race.type("Adam learning rate", "0.2")
    race.settle()
    race.until("() => location.search.includes('adam=learning_rate:0.2')")
    assert "step=" not in race.page.url.replace("steps=", "")
    race.button("Pause").click()
    step = round(race.step)
    race.until("step => location.search.endsWith(`&step=${step}`)", step)


def test_the_share_button_copies_the_link(race):
    race.show(TWO)
    race.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    race.share("Copy the link")
    expect(race.page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert race.js("navigator.clipboard.readText()").partition("?")[2] == race.link()


def test_a_link_copied_while_it_plays_holds_the_step_that_is_seen(race):
    race.show(TWO)
    race.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    race.js("navigator.clipboard.writeText('')")
    race.seek(20)
    race.press(" ")
    race.until("Ravine.clock.playing && Ravine.clock.step > 22")
    race.share("Copy the link")
    expect(race.page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    copied, now = race.js("navigator.clipboard.readText()"), race.step
    scene, problems = scene_from_query(copied.partition("?")[2])
    assert not problems
    assert 22 <= scene.view["step"] <= now + 1


def test_the_link_gives_the_same_picture_elsewhere(race, visit):
    race.show(TWO)
    edit(race)
    elsewhere = visit(race.link())
    assert state(elsewhere) == state(race)
    assert elsewhere.paths() == race.paths()
    assert elsewhere.page.get_by_role("alert").count() == 0
    for kind in ("picture", "curve"):
        assert elsewhere.js(PIXELS, kind) == pytest.approx(race.js(PIXELS, kind), abs=0.1), kind
    assert elsewhere.link() == race.link()


def edit(race):
    """Change something of every kind."""
    with race.grab(race.slider("Adam learning rate")) as move:
        move(0.7)
    race.type("SGD learning rate", "0.00123456789")
    race.row("rmsprop").click()
    race.switch("momentum").click()
    race.segment("scope", "2")
    race.type("Rosenbrock b", "7.5")
    race.choose("Learning-rate schedule", "cosine")
    race.until("() => Ravine.state.panels[1].spec.schedule === 'cosine'")
    left, top, width, height = race.js("Look.area(0)")
    race.page.mouse.click(left + 0.3 * width, top + 0.6 * height)
    race.js("Plotly.relayout(Look.plot(0), { 'xaxis.range': [-2.25, 3.5], 'yaxis.range': [-1, 2.125] })")
    race.segment("chart", "Distance")
    race.segment("axis", "Gradient evaluations")
    race.choose("Speed", "2 ×")
    race.button("Loop").click()
    race.settle()
    race.seek(37)


BAD = {
    "surface=beale,steepness:2": ["steepness", "none"],
    "start=1e9,1e9": ["1e+09", "-4.5 to 4.5"],
    "steps=10000000": ["10000000", f"1 to {MAX_STEPS}"],
    "sgd=learning_rate:1e308": ["sgd", "1e308", "1e-"],
    "adam=learning_rate:nan": ["adam", "nan"],
    "adann=learning_rate:1": ["adann"],
    "momentum=impetus:0.5": ["impetus", "learning_rate, momentum"],
    "schedule=someday": ["someday", "cosine"],
    "zoom=3,1,0,1": ["zoom", "3,1,0,1"],
    "speed=3": ["speed", "3", "0.25"],
    "dimensions=4": ["dimensions", "4"],
    "step=-1": ["step", "-1", f"0 to {MAX_CLOCK}"],
    "theme=pink": ["theme", "pink", "dark"],
}


def test_a_bad_link_opens_and_each_bad_part_is_told(race):
    race.show("&".join(BAD))
    notice = race.page.get_by_role("alert")
    expect(notice).to_be_visible()
    told = [item.inner_text() for item in notice.get_by_role("listitem").all()]
    for part, names in BAD.items():
        assert any(all(name in line for name in names) for line in told), (part, told)
    assert len(race.specs()) == 1
    notice.get_by_role("button", name="Dismiss this message").click()  # it lies over the picture
    expect(notice).to_be_hidden()
    assert_works(race)


STRANGE = {
    "names that nobody has": ("surface=%3Cimg%20src%3Dx%3E&sgdd=&x=y", ("<img src=x>", "names, all in", "sgdd", "'x'")),
    "a very long link": ("surface=beale&sgd=&" + "junk=1&" * 2250, ("15000",)),
    "no racers": ("surface=beale&optimizers=none", ()),
}


def test_strange_links(race):
    for case, (query, names) in STRANGE.items():
        race.show(f"{query}&step=3")
        expect(race.page.get_by_role("alert"), case).to_have_count(1 if names else 0)
        for name in names:
            expect(race.page.get_by_role("alert"), case).to_contain_text(name)
        assert race.page.locator("#notices").bounding_box()["height"] < 300, case
    assert race.paths() == [{}]
    race.row("sgd").click()
    race.settle()
    assert_works(race)


def test_more_panels_than_there_can_be(race):
    race.show("&".join(f"surface=sphere&sgd=learning_rate:0.0{k}" for k in range(1, 10)) + "&step=3")
    notice = race.page.get_by_role("alert")
    expect(notice).to_contain_text("9")
    expect(notice).to_contain_text(f"{MAX_PANELS}")
    rates = [spec["optimizers"]["sgd"]["learning_rate"] for spec in race.specs()]
    assert rates == [0.01, 0.02, 0.03, 0.04][:MAX_PANELS]
    expect(race.button(f"Duplicate panel {MAX_PANELS}")).to_be_disabled()


def assert_works(race):
    """A picture is drawn, a click starts there, the clock runs."""
    left, top, width, height = race.js("Look.area(0)")
    race.page.mouse.click(left + 0.31 * width, top + 0.37 * height)
    race.settle()
    (x, _), (x0, x1) = race.spec()["start"], race.js("Look.plot(0)._fullLayout.xaxis.range")
    assert x == pytest.approx(x0 + 0.31 * (x1 - x0), abs=0.01 * (x1 - x0))
    race.js("Ravine.clock.restart()")
    race.until("() => Ravine.clock.step > 2 && Look.ink(0, 'past', 'picture') > 0")
    race.seek(3)
