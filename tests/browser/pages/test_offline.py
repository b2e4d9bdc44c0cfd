"""The exported page in the browser: from a file, without a server."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from exports import Options, save, take_of
from exports.page import BAR, HEIGHT, WIDTH
from exports.sheet import Sheet
from figures import LOOKS

STEPS = 30
SHOWN = "parseInt(document.getElementById('step').textContent)"  # the step on the page
LINK = f"?surface=beale&start=1,1.6&steps={STEPS}&sgd=learning_rate:0.003&adam=learning_rate:0.1"
SHEET = Options(width=WIDTH, height=HEIGHT - BAR)

#: The centre of the pixels of a colour on the heads' canvas of a panel's surface, in CSS pixels of the window, or null.
CENTRE = """([layer, color]) => {
    const canvas = document.querySelectorAll('.layer:not(.clip)')[layer].querySelector('.heads');
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const wanted = [1, 3, 5].map(k => parseInt(color.slice(k, k + 2), 16));
    let count = 0, x = 0, y = 0;
    for (let k = 0; k < width * height; k++) {
        if (wanted.some((value, i) => Math.abs(data[4 * k + i] - value) > 3) || data[4 * k + 3] < 250) continue;
        count++;
        x += k % width + 0.5;
        y += Math.floor(k / width) + 0.5;
    }
    const box = canvas.getBoundingClientRect();
    return count ? [box.x + x / count, box.y + y / count] : null;
}"""
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def offline(browser, tmp_path, troubles):
    """`with offline(link, options) as page`: the exported page, opened from its file with the network off."""

    @contextmanager
    def open_file(link, options=Options(), size=(1280, 720), wrap=None, motion="no-preference"):  # noqa: B008
        path = save(link, tmp_path / "race.html", options)
        if wrap:
            path = tmp_path / "deck.html"
            path.write_text(wrap, encoding="utf-8")
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, offline=True, reduced_motion=motion)
        context.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        context.on("request", lambda sent: sent.url.startswith(("file:", "data:")) or troubles.append(sent.url))
        try:
            page = context.new_page()
            page.goto(path.as_uri())
            yield page
        finally:
            context.close()

    return open_file


def where(link, name, step, size, options=SHEET):
    """Where a racer's head must be in a window of that size."""
    take = take_of(link, options)
    part = Sheet(take, SHEET).parts[0]
    bar = max(BAR * min(size[0] / WIDTH, size[1] / HEIGHT), 32)
    unit = min(size[0] / WIDTH, (size[1] - bar) / (HEIGHT - BAR))
    left, top = (size[0] - WIDTH * unit) / 2, (size[1] - (HEIGHT - BAR) * unit - bar) / 2
    x, y = part.ground.pixels(take.results[0][name])[step]
    return [left + x * unit, top + y * unit]


def test_for_who_wants_less_motion_it_stands_at_the_end(offline):
    with offline(LINK, motion="reduce") as page:
        expect(page.locator("#step")).to_have_text(f"{STEPS} / {STEPS}")
        expect(page.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.parametrize(("dimensions", "sizes"), [("2", [(1280, 720), (800, 600)]), ("3", [(800, 600), (1280, 720)])])
def test_heads_are_where_the_trajectory_says_also_in_a_window_of_another_size(offline, dimensions, sizes):
    with offline(f"{LINK}&dimensions={dimensions}&step=0", size=sizes[0]) as page:
        for size in sizes:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for key, step in (("Home", 0), ("End", STEPS)):
                page.keyboard.press(key)
                page.evaluate(FRAME)
                found = page.evaluate(CENTRE, [0, LOOKS["adam"].light])
                expected = where(f"{LINK}&dimensions={dimensions}", "adam", step, size)
                assert found == pytest.approx(expected, abs=2), (size, step)


def test_it_plays_scrubs_steps_and_hides(offline):
    with offline(LINK) as page:
        step = page.locator("#step")
        page.wait_for_function(f"() => {SHOWN} > 3")
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("slider", name="Step of the race").fill("12")
        expect(step).to_have_text(f"12 / {STEPS}")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="One step forward").click()
        expect(step).to_have_text(f"13 / {STEPS}")
        page.keyboard.press("ArrowLeft")
        expect(step).to_have_text(f"12 / {STEPS}")
        racer = page.get_by_role("button", name="Adam", exact=True)
        assert page.evaluate(CENTRE, [0, LOOKS["adam"].light])
        racer.click()
        expect(racer).to_have_attribute("aria-pressed", "false")
        page.mouse.move(2, 2)
        page.evaluate(FRAME)
        assert page.evaluate(CENTRE, [0, LOOKS["adam"].light]) is None
        assert page.evaluate(CENTRE, [0, LOOKS["sgd"].light])
        racer.click()
        page.get_by_label("Speed").select_option("8")
        page.get_by_role("button", name="Loop").click()
        page.keyboard.press(" ")
        page.wait_for_function(f"() => {SHOWN} === {STEPS}")
        expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_who_diverges_is_marked(offline):
    with offline("?surface=sphere&start=-4,3&steps=150&sgd=learning_rate:5&momentum=learning_rate:0.01&step=0") as page:
        racer = page.get_by_role("button", name="SGD", exact=True)
        expect(racer).to_have_class("racer")
        page.keyboard.press("End")
        expect(racer).to_have_class("racer diverged")


def test_it_plays_in_a_frame_of_a_slide(offline):
    deck = '<body style="margin:0"><iframe src="race.html" width="640" height="360" style="border:0"></iframe>'
    with offline(f"{LINK}&step=5", wrap=deck) as page:
        inside = page.frame_locator("iframe")
        expect(inside.locator("#step")).to_have_text(f"5 / {STEPS}")
        frame = page.frames[1]
        assert frame.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
        inside.get_by_role("button", name="Play").click()
        frame.wait_for_function(f"() => {SHOWN} > 7")
