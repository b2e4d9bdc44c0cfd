"""The first view plays by itself; the transport, by its buttons, its scrubber and the keyboard."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from lessons import FIRST_VIEW
from lessons.first_view import LOOK_FOR
from optimizers import OPTIMIZERS
from surfaces import SURFACES

BUDGET = 1_400_000  # bytes that the first load may take over the wire
RACE = "surface=beale&start=1,1.6&steps=120&sgd=learning_rate:0.001&momentum=learning_rate:0.001&adam=learning_rate:0.1"


def number(text):
    return float(text.replace("−", "-"))


@pytest.fixture
def at(race):
    """The shared page with a race, paused at a step."""

    def show(step, query=RACE):
        race.show(f"{query}&step=0")
        race.seek(step)
        return race

    return show


# ---- the first view ----


def test_the_first_load_is_light_and_plays(race):
    assert 100_000 < race.first_load["bytes"] <= BUDGET
    assert race.first_load["plays"]


def test_the_first_view_is_radfords_and_plays_by_itself(race):
    race.show()
    panels = range(len(FIRST_VIEW))
    expect(race.page.locator(".panel:visible")).to_have_count(len(FIRST_VIEW))
    for panel, spec in enumerate(FIRST_VIEW):
        expect(race.field(f"Surface of panel {panel + 1}")).to_have_value(SURFACES[spec.surface].label)
        assert race.spec(panel)["start"] == list(spec.start)
    race.js("panels => panels.forEach(panel => Look.keep(`first ${panel}`, panel))", list(panels))
    race.js("Ravine.clock.begin(null, false)")
    text = race.page.locator("#step").inner_text()
    race.until("step => Math.abs(Ravine.clock.step - step) > 10", race.step)
    expect(race.page.locator("#step")).not_to_have_text(text)
    for panel in panels:
        assert race.js("panel => Look.ink(panel, 'heads', 'picture')", panel) > 100
        race.until("panel => Look.difference(`first ${panel}`, panel) > 0.01", panel)


def test_every_racers_rate_is_printed(race):
    """In each panel; what is the same in all of them, beside the name in the legend."""
    race.show()
    race.seek(100)
    for panel, spec in enumerate(FIRST_VIEW):
        for name, settings in spec.optimizers.items():
            expect(race.switch(name)).to_contain_text(OPTIMIZERS[name].label)
            shared = race.switch(name).locator(".rate").text_content()
            assert number(shared or race.rate(panel, name).text_content()) == settings["learning_rate"], (panel, name)


def test_for_who_wants_less_motion_the_race_is_over_and_stands_still(visit):
    race = visit(RACE, reduced_motion="reduce")
    expect(race.page.locator("#step")).to_have_text("120 / 120")
    assert not race.js("Ravine.clock.playing")
    race.button("Play").click()  # by himself he may
    race.until("() => Ravine.clock.playing && Ravine.clock.step > 1")


# ---- buttons and keys ----


def test_play_and_pause(at):
    race = at(30)
    expect(race.button("Play")).to_be_visible()
    race.button("Play").click()
    race.until("() => Ravine.clock.step > 33")
    race.button("Pause").click()
    stopped = race.step
    race.press("Space")
    race.until("step => Ravine.clock.step > step + 3", stopped)
    race.press("Space")
    expect(race.button("Play")).to_be_visible()
    assert not race.js("Ravine.clock.playing")


STEPPING = {
    "forward button": (30, lambda race: race.button("One step forward").click(), 31),
    "back button": (30, lambda race: race.button("One step back").click(), 29),
    "right arrow": (30, lambda race: race.press("ArrowRight"), 31),
    "left arrow": (30, lambda race: race.press("ArrowLeft"), 29),
    "Home": (30, lambda race: race.press("Home"), 0),
    "End": (30, lambda race: race.press("End"), 120),
    "no further than the start": (0, lambda race: race.press("ArrowLeft"), 0),
    "no further than the end": (120, lambda race: race.press("ArrowRight"), 120),
}


def test_steps(at):
    race = at(0)
    for what, (step, act, then) in STEPPING.items():
        race.seek(step)
        act(race)
        expect(race.page.locator("#step"), what).to_have_text(f"{then} / 120")
        assert race.step == then, what
        expect(race.slider("Step of the race"), what).to_have_value(str(then))


def test_stepping_back_draws_what_was_there(at):
    race = at(0)
    race.seek(60)
    race.js("Look.keep('sixty', 0), Look.keep('heads at sixty', 0, 'heads')")
    for _ in range(3):
        race.press("ArrowRight")
    assert race.step == 63
    assert race.js("Look.difference('sixty', 0)") > 0.01
    race.js("Look.keep('sixty-three', 0)")
    race.press("ArrowLeft")
    assert race.js("Look.difference('sixty-three', 0)") > 0.001
    for _ in range(2):
        race.button("One step back").click()
    race.js("() => Look.frame()")
    assert race.step == 60
    assert race.js("Look.difference('sixty', 0)") < 0.001
    assert race.js("Look.difference('heads at sixty', 0, 'heads')") < 0.001
    race.seek(0)
    assert race.js("Look.ink(0, 'past', 'picture')") == 0


def test_step_by_step_draws_what_a_jump_draws(at):
    race = at(0)
    race.seek(25)
    race.js("Look.keep('jump', 0)")
    race.seek(0)
    for _ in range(25):
        race.press("ArrowRight")
    assert race.step == 25
    assert race.js("Look.difference('jump', 0)") < 0.25  # trails that cross lie in another order


def test_scrubbing(at):
    race = at(0)
    seen = []
    with race.grab(race.slider("Step of the race")) as move:
        for place in (0.25, 0.5, 0.9, 0.4):
            race.js("Look.keep('scrub', 0)")
            move(place)
            seen.append(race.step)
            race.until("() => Look.difference('scrub', 0) > 0.01")
            assert not race.js("Ravine.clock.playing")
    assert seen == pytest.approx([30, 60, 108, 48], abs=2)
    race.press("ArrowRight")  # the keyboard belongs to the clock again
    assert race.step == seen[-1] + 1


def test_restart(at):
    race = at(100)
    race.button("Restart").click()
    race.until("() => Ravine.clock.playing && Ravine.clock.step > 1 && Ravine.clock.step < 90")


#: How many frames the page asks for in the time of 30: looked at `times` times at most, until it asks for none. A list
#: of mantine that was open looks at every frame whether it has been scrolled, also when it is folded: not ours.
ASKED = """async times => {
  const ask = window.requestAnimationFrame;
  let asked = 1;
  while (asked && times--) {
    asked = 0;
    window.requestAnimationFrame = task => {
      if (!new Error().stack.includes('dash_mantine_components')) asked++;
      return ask.call(window, task);
    };
    for (let k = 0; k < 30; k++) await new Promise(task => ask.call(window, task));
    window.requestAnimationFrame = ask;
  }
  return asked;
}"""


def test_a_paused_page_comes_to_ask_for_no_frames(at):
    race = at(60)
    assert race.js(ASKED, 30) == 0
    race.button("Play").click()
    assert race.js(ASKED, 1) > 20  # of what plays it counts them all


FRAMES = """() => new Promise(resolve => {
  const seen = [];
  const look = now => seen.push([now, Ravine.clock.step]) < 12 ? requestAnimationFrame(look) : resolve(seen);
  requestAnimationFrame(look);
})"""


def test_speed(at):
    """Steps a frame are proportional to the frame's length and to the speed, however slow the machine."""
    race = at(0)
    for label, speed in (("¼ ×", 0.25), ("4 ×", 4)):
        race.choose("Speed", label)
        race.until("speed => Ravine.clock.speed === speed", speed)
        race.seek(0)
        race.button("Play").click()
        frames = race.js(FRAMES)
        race.button("Pause").click()
        moves = [
            (now - then, step - before) for (then, before), (now, step) in pairwise(frames) if before and step < 120
        ]
        assert moves
        for passed, moved in moves:
            assert moved == pytest.approx(0.03 * speed * min(passed, 100), rel=1e-3), label


def test_loop(at):
    race = at(118, RACE + "&speed=8")
    loop = race.button("Loop")
    expect(loop).to_have_attribute("aria-pressed", "true")
    race.button("Play").click()
    race.until("() => Ravine.clock.step < 110")  # again from the start
    race.press("l")
    expect(loop).to_have_attribute("aria-pressed", "false")
    race.until("() => !Ravine.clock.playing")
    assert race.step == 120
    race.button("Play").click()  # from the start again
    race.until("() => Ravine.clock.step < 110")
    race.button("Loop").click()
    expect(loop).to_have_attribute("aria-pressed", "true")


def test_help(at):
    race = at(30)
    race.press("?")
    help_ = race.page.get_by_role("dialog", name="Keys, gestures and symbols")
    expect(help_).to_be_visible()
    for words in ("play or pause", "Home", "everybody starts there"):
        expect(help_).to_contain_text(words)
    race.press("Escape")
    expect(help_).to_be_hidden()
    race.button("Help: keys and gestures").click()
    expect(help_).to_be_visible()
    race.press("Escape")
    expect(help_).to_be_hidden()
    race.press("ArrowRight")
    assert race.step == 31


def test_keys_typed_into_an_input_do_not_drive_the_clock(at):
    race = at(30)
    for place in (
        race.field("Start x of panel 1"),
        race.field("Adam learning rate"),
        race.slider("Adam learning rate"),
    ):
        place.focus()
        for key in ("ArrowRight", "ArrowLeft", "Home", "End", "Space", "l", "c", "d", "3", "?"):
            race.press(key)
        assert (race.step, race.js("Ravine.clock.playing")) == (30, False)
        place.press("Escape")
        assert race.page.locator(".notice").count() == 0  # what was typed is forgotten
    assert race.field("Start x of panel 1").input_value() == "1"
    assert race.js("Ravine.state.view.loop") == "on"
    assert race.js("Ravine.state.view.dimensions") == "2"
    expect(race.page.get_by_role("dialog")).to_be_hidden()


def test_a_first_visit_is_told_what_this_is_where_to_begin_and_what_to_look_for(visit):
    race = visit("", first_visit=True)
    line, lessons = race.page.locator("#welcome"), race.page.locator("#head .way", has_text="Lessons")
    master = race.page.locator("#desk [data-control=master]")
    begin = "node => getComputedStyle(node, '::after').content"
    notes = "[0, 1, 2].map(panel => document.getElementById(`picture-${panel}`).dataset.note)"
    expect(line).to_contain_text("Optimizers race down loss surfaces")
    assert lessons.evaluate(begin) == '": start here"'
    assert race.js(notes) == list(LOOK_FOR)
    cut = "() => [...document.querySelectorAll('.curve, #head > *')].filter(node => { const box = "
    cut += "node.getBoundingClientRect(); return box.bottom > document.getElementById('transport')"
    cut += ".getBoundingClientRect().top || box.right > innerWidth; }).length"
    assert race.js(cut) == 0
    assert race.js("document.getElementById('picture-0').offsetHeight >= .55 * innerHeight")
    race.until("() => document.getElementById('picture-0').dataset.key?.startsWith('◎ the start')")
    expect(master).to_have_class(re.compile("inviting"))
    animation = "node => getComputedStyle(node.firstElementChild).animationName"
    assert master.evaluate(animation) == "invite"
    race.page.emulate_media(reduced_motion="reduce")
    assert master.evaluate(animation) == "none"
    assert master.evaluate("node => getComputedStyle(node.firstElementChild).boxShadow") != "none"  # it is still marked
    with race.grab(race.slider("Factor on all learning rates")) as move:
        move(0.6)
    expect(master).not_to_have_class(re.compile("inviting"))
    race.settle()
    assert race.js(notes) == ["", "", ""]  # the words were about another race
    expect(line).to_be_visible()
    race.page.locator("#picture-0").click(position={"x": 150, "y": 200})
    expect(line).to_be_hidden()  # both things that it says are done
    race.js("localStorage.removeItem('ravine.welcome'), Ravine.module('race/welcome.mjs').mountWelcome()")
    expect(line).to_be_visible()
    race.button("Close: what this is").click()
    expect(line).to_be_hidden()
    assert lessons.evaluate(begin) == "none"
    race.page.reload()
    race.until("() => window.Ravine?.state?.begun")
    expect(line).to_be_hidden()
    expect(master).not_to_have_class(re.compile("inviting"))
