"""Predict, then run: what is to come is hidden until the race has run, or until somebody asks."""

import base64

from playwright.sync_api import expect

RACE = "surface=beale&start=1,1.6&steps=60&sgd=&adam=learning_rate:0.1&units=1,1,5&predict=on"
SHOWN = """() => ({
    future: document.querySelector('#picture-0 canvas.future').hidden ? 0 : Look.ink(0, 'future', 'picture'),
    past: Look.ink(0, 'past', 'picture'),
})"""
AXIS = "JSON.stringify(Look.plot(0, 'curve')._fullLayout.yaxis.range)"
INK = """async png => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), c => c.charCodeAt(0))]));
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const isColored = i => Math.max(...data.slice(i, i + 3)) - Math.min(...data.slice(i, i + 3)) > 50; // words are grey
    let count = 0;
    for (let i = 0; i < data.length; i += 4) count += isColored(i);
    return count;
}"""


def curves_to_come(race):
    """How many pixels of curves there are on the chart right of the clock, clear of the head there."""
    left, top, width, height = race.js(
        """() => {
            const { x, y } = Look.plot(0, 'curve').getBoundingClientRect();
            const [left, top, width, height] = Ravine.projectionOf(Look.plot(0, 'curve')).clip;
            const at = width * Ravine.clock.step / Ravine.clock.last + 12;
            return [x + left + at, y + top, width - at, height];
        }"""
    )
    shot = race.page.screenshot(clip={"x": left, "y": top, "width": width, "height": height})
    return race.js(INK, base64.b64encode(shot).decode())


def test_what_is_to_come_is_hidden_until_somebody_asks(race):
    race.show(RACE)
    race.js("Ravine.clock.seek(20)")
    race.until("() => document.querySelector('#race-page').classList.contains('hiding')")
    race.js("() => new Promise(resolve => setTimeout(resolve, 0)).then(Look.frame)")
    page, reveal = race.page, race.page.get_by_role("button", name="Reveal", exact=True)
    assert race.js(SHOWN)["future"] == 0
    ran = race.js(SHOWN)["past"]
    assert curves_to_come(race) == 0
    axis = race.js(AXIS)  # of what has been seen: it does not reach down to where Adam ends
    expect(page.locator("#scoreboards")).to_be_hidden()
    assert "predict=on" in race.link()

    reveal.click()
    expect(reveal).to_be_hidden()
    race.until(f"() => ({SHOWN})().future > 100")
    assert race.js(SHOWN)["past"] > ran + 150  # with the dashed courses in the surface's own units
    assert curves_to_come(race) > 50
    assert race.js(AXIS) != axis
    expect(page.locator("#scoreboards")).to_be_visible()

    race.type("Adam learning rate", "0.2")  # another race, which nobody has seen
    expect(reveal).to_be_visible()
    race.until(f"() => ({SHOWN})().future === 0")
    race.press("r")
    expect(reveal).to_be_hidden()


def test_the_end_of_the_clock_reveals_and_a_key_asks_again(race):
    race.show(RACE)
    race.seek(30)
    reveal = race.page.get_by_role("button", name="Reveal", exact=True)
    race.until("() => Ravine.isHidden()")
    race.button("Restart").click()  # where a class is asked: it waits there
    assert (race.step, race.js("Ravine.clock.playing")) == (0, False)
    race.press("End")
    race.until("() => !Ravine.isHidden()")
    expect(race.page.locator("#scoreboards")).to_be_visible()
    expect(reveal).to_be_hidden()
    race.press("Home")
    expect(reveal).to_be_hidden()  # all have seen it
    race.press("p")
    assert "predict" not in race.link()
    race.seek(60)
    race.press("p")  # at the end: from the start
    expect(reveal).to_be_visible()
    assert (race.step, race.js("Ravine.clock.playing")) == (0, False)
    race.press("p")
    expect(reveal).to_be_hidden()


def test_a_scene_that_asks_waits_at_its_start(race):
    race.show("surface=sphere&adam=")
    race.js("query => Ravine.askScene(`?${query}`)", RACE)
    race.until("() => Ravine.state.begun && Ravine.state.view.predict === 'on'")
    race.settle()
    assert (race.step, race.js("Ravine.clock.playing"), race.js("Ravine.isHidden()")) == (0, False, True)
