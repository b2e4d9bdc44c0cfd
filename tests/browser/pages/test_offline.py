"""The exported page in the browser: from a file, without a server."""

import re
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from axe import violations
from playwright.sync_api import expect

from exports import Options, save, take_of
from exports.apart import fanned
from exports.chart import Chart
from exports.drawn_tracks import outlines_on
from exports.sheet import ground_of
from figures import LOOKS
from lessons import LESSONS
from optimizers import CLASSICS, OPTIMIZERS
from races import RaceSpec, race
from races.noise import NOISES
from surfaces import SURFACES

STEPS = 30
SHOWN = "parseInt(document.getElementById('step').textContent)"  # the step on the page
LINK = f"?surface=beale&start=1,1.6&steps={STEPS}&sgd=learning_rate:0.003&adam=learning_rate:0.1"
PHONE = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2}

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
    return count ? [box.x + x / count * box.width / width, box.y + y / count * box.height / height] : null;
}"""
#: The plot areas of the panels' surfaces, in CSS pixels of the window.
AREAS = """() => [...document.querySelectorAll('.area')].map(area => {
    const { x, y, width, height } = area.getBoundingClientRect();
    return [x, y, width, height];
})"""
CURSOR = "() => document.querySelector('.cursor').getBoundingClientRect().left"
CHARTS = AREAS.replace(".area", ".clip")
#: Parts of panels that cannot be scrolled to so that all of them is seen.
LOST = """() => [...document.querySelectorAll('.panel')].flatMap(panel =>
    ['h2', '.area', '.cursor', '.racer:first-child', '.racer:last-child'].filter(part => {
        const node = panel.querySelector(part);
        node.scrollIntoView({ block: 'nearest' });
        const [seen, window] = [node, document.getElementById('stage')].map(each => each.getBoundingClientRect());
        return seen.left < window.left - 1 || seen.right > window.right + 1 ||
            seen.top < window.top - 1 || seen.bottom > window.bottom + 1;
    }))"""
#: Whether a finger can scroll to what does not fit.
REACHED = """() => {
    const stage = document.getElementById('stage');
    const bottom = stage.getBoundingClientRect().bottom + 1;
    const parts = [...stage.querySelectorAll('.area, .clip, .racer')];
    return getComputedStyle(stage).overflowY === 'auto' ||
        parts.every(part => part.getBoundingClientRect().bottom <= bottom);
}"""
#: Heads have a canvas of their own again, which they leave while something is dragged.
APART = "() => [...document.querySelectorAll('.layer:not(.clip) .heads')].every(node => !node.hidden)"
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def offline(browser, tmp_path, troubles):
    """`with offline(link, options) as page`: the exported page, opened from its file with the network off."""

    @contextmanager
    def open_file(link, options=Options(), size=(1280, 720), wrap=None, motion="no-preference", **more):  # noqa: B008
        path = save(link, tmp_path / "race.html", options)
        if wrap:
            path = tmp_path / "deck.html"
            path.write_text(wrap, encoding="utf-8")
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, offline=True, reduced_motion=motion, **more)
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


def where(page, link, name, step):
    """Where a racer's head must be: as the sheet of pictures has it, in the plot area of the page."""
    take = take_of(link)
    ground, (result, *_) = ground_of(take, 0, tuple(page.evaluate(AREAS)[0]), 14), take.results
    size = page.evaluate("() => document.getElementById('stage').panels[0].trails.tracks.style.head")
    heads = fanned([tuple(ground.pixels(result[each])[step].tolist()) for each in result], size)
    return heads[list(result).index(name)]


def test_for_who_wants_less_motion_it_stands_at_the_end(offline):
    with offline(LINK, motion="reduce") as page:
        expect(page.locator("#step")).to_have_text(f"{STEPS} / {STEPS}")
        expect(page.get_by_role("button", name="Play")).to_be_visible()


#: Without names, which have the colours of the heads that they stand at. In three dimensions the race ends before the
#: surface is in front of Adam, whose colour would be faint.
PLAIN = f"{LINK}&names=off"
LOOKED_AT = {
    "plane": (PLAIN, STEPS, [(1280, 720), (800, 600)]),
    "equal": (f"{PLAIN}&equal=on", STEPS, [(1280, 720), (800, 600)]),
    "solid": (f"{PLAIN}&dimensions=3".replace(f"steps={STEPS}", "steps=5"), 5, [(800, 600), (1280, 720)]),
}


@pytest.mark.parametrize(("link", "last", "sizes"), LOOKED_AT.values(), ids=LOOKED_AT)
def test_heads_are_where_the_trajectory_says_also_in_a_window_of_another_size(offline, link, last, sizes):
    with offline(f"{link}&step=0", size=sizes[0]) as page:
        for size in sizes:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.wait_for_function("wide => innerWidth === wide", arg=size[0])
            page.evaluate(FRAME)
            for key, step in (("Home", 0), ("End", last)):
                page.keyboard.press(key)
                page.evaluate(FRAME)
                found = page.evaluate(CENTRE, [0, LOOKS["adam"].light])
                expected = where(page, link, "adam", step)
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
        racer = page.locator(".racer", has_text="Adam")
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
        racer = page.locator(".racer", has_text="SGD")
        expect(racer).to_have_class("racer")
        page.keyboard.press("End")
        expect(racer).to_have_class("racer diverged")


def test_it_plays_in_a_frame_of_a_slide(offline):
    frame = '<iframe sandbox="allow-scripts" src="race.html" width="640" height="360" style="border:0"></iframe>'
    deck = f'<body style="margin:0">{frame}'
    with offline(f"{LINK}&step=5", wrap=deck) as page:
        inside = page.frame_locator("iframe")
        expect(inside.locator("#step")).to_have_text(f"5 / {STEPS}")
        frame = page.frames[1]
        assert frame.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
        inside.get_by_role("button", name="Play").click()
        frame.wait_for_function(f"() => {SHOWN} > 7")


NUMBERS = """() => document.getElementById('stage').panels.map(({ racers, told }) => [racers, told.references].map(
    group => group.map(({ name, x, y, divergedAt, rests }) => [name, [...x], [...y], divergedAt, rests])))"""
#: Of the first panel, what each racer draws around its head at a step, in pixels of the window; null for who does not.
OUTLINES = """step => {
    const { tracks: { tracks }, host } = document.getElementById('stage').panels[0].trails;
    const { left, top } = host.getBoundingClientRect();
    const loud = tracks.filter(({ quiet }) => !quiet);
    const moved = loud.map(({ name, outline }) => [name, outline && [...outline(step)]]);
    return moved.map(([name, xy]) => [name, xy?.map((value, k) => value + (k % 2 ? top : left)) ?? null]);
}"""
#: Of the first panel the averages that are drawn: on the surface and on the chart, pixels of the window at the end.
AVERAGES = """() => {
    const { trails, chart } = document.getElementById('stage').panels[0];
    return [trails, chart.layer].map(({ tracks: { tracks }, host }) => {
        const { left, top } = host.getBoundingClientRect();
        return tracks.filter(({ quiet }) => quiet).map(({ name, xy }) => [name, xy.at(-2) + left, xy.at(-1) + top]);
    });
}"""
#: Links, and how what the page shows is the same: to the bit, to the digits of a recording, or as far as one can see.
AS_EXPORTED = {
    f"?surface=beale&steps={STEPS}&sgd=&adam=&rprop=&vsgd=&surface=goldstein_price&steps=40&adamax=&lion=": "f8",
    f"?surface=beale&steps={STEPS}&schedule=inverse_time&warmup=7&axis=evaluations&sgd=learning_rate:9": "f8",
    f"?surface=deep_linear&steps={STEPS}&sgd=&newton_diagonal=&adadelta=&average=mean&average_from=7"
    "&average_of=sgd,adadelta": "f8",
    "?surface=rastrigin&steps=200&sgd=learning_rate:0.1&momentum=learning_rate:0.05&bfgs=&dogleg=": "f4",
    "?surface=rosenbrock&steps=60&prodigy=&schedule_free_sgd=learning_rate:0.001&dogleg=": "",
    f"?surface=rastrigin&steps={STEPS}&adam=": "",
    f"?surface=beale&steps={STEPS}&units=1,3,2&adam=&sgd=": "",
    f"?surface=booth&steps={STEPS}&noise=minibatch&seed=3&adam=": "",
}


def path_in(trajectory, kind):
    return [part.astype(kind).astype(float).tolist() for part in trajectory.positions.T]


@pytest.mark.parametrize("link", AS_EXPORTED)
def test_as_it_was_exported_it_shows_what_was_exported(offline, link):
    kind, take = AS_EXPORTED[link], take_of(link)
    with offline(link) as page:
        for found, result, reference in zip(page.evaluate(NUMBERS), take.results, take.references, strict=True):
            for racers, wanted in zip(found, (result, reference), strict=True):
                assert [name for name, *_ in racers] == list(wanted)
                for name, x, y, gone, _ in racers:
                    if kind:
                        assert [x, y] == path_in(wanted[name], kind)
                    np.testing.assert_allclose([x, y], path_in(wanted[name], "f8"), rtol=1e-6, atol=1e-6)
                    assert gone == wanted[name].lost_at
        ground = ground_of(take, 0, tuple(page.evaluate(AREAS)[0]), 14)
        on_surface, on_chart = page.evaluate(AVERAGES)
        assert [name for name, *_ in on_surface] == [name for name, *_ in on_chart] == list(take.averages[0])
        for name, *xy in on_surface:
            np.testing.assert_allclose(xy, ground.pixels(take.averages[0][name])[-1], atol=0.6)
        for name, xy in page.evaluate(OUTLINES, 3):
            points = outlines_on(ground, name, take.results[0][name])(3)
            assert (xy is None) == (points is None)
            if xy:
                np.testing.assert_allclose(np.reshape(xy, (-1, 2)), points, atol=0.6)


#: Of links what is changed: a slider's name, the number that is typed beside it, and the link of the race that is then
#: to be seen.
EDITS = [
    ("?surface=beale&steps=60&sgd=&adam=", "Adam: learning rate", "0.02", "adam=learning_rate:0.02&sgd="),
    ("?surface=beale&steps=60&adam=", "Adam: beta1", "0.5", "adam=beta1:0.5"),
    ("?surface=rastrigin&steps=40&sgd=&newton=", "SGD: learning rate", "0.0031", "sgd=learning_rate:0.0031&newton="),
    ("?surface=own&f=x^2%2By^4-x*y&steps=60&sgd=", "SGD: learning rate", "0.03", "sgd=learning_rate:0.03"),
    ("?surface=beale&steps=60&units=1,3,2&sgd=", "SGD: learning rate", "0.0004", "sgd=learning_rate:0.0004"),
    ("?surface=beale&steps=60&noise=additive&seed=7&sgd=", "SGD: learning rate", "0.002", "sgd=learning_rate:0.002"),
    (
        "?surface=booth&steps=60&noise=minibatch&adam=",
        "Adam: learning rate",
        "0.03",
        "adam=learning_rate:0.03",
    ),
]


@pytest.mark.parametrize(("link", "label", "typed", "other"), EDITS)
def test_a_slider_runs_the_race_anew_and_there_is_a_way_back(offline, link, label, typed, other):
    wanted = take_of(re.sub(r"&[a-z0-9_]+=(&[a-z0-9_]+=)*$", f"&{other}", link))
    with offline(link) as page:
        before = page.evaluate(NUMBERS)
        back = page.locator("#bar [data-action='reset']")
        expect(back).to_be_hidden()
        page.get_by_role("button", name="Settings").click()
        for summary in page.locator("#settings summary").all():
            summary.press(" ")
        field = page.get_by_role("textbox", name=label, exact=True)
        field.fill(typed)
        field.press("Enter")
        page.evaluate(FRAME)
        ((racers, references),) = page.evaluate(NUMBERS)
        for found, result in ((racers, wanted.results[0]), (references, wanted.references[0])):
            for name, x, y, gone, rests in found:
                assert not rests
                # what another racer has travelled with has the digits that it had
                np.testing.assert_allclose([x, y], result[name].positions.T, rtol=1e-6, atol=1e-6)
                assert gone == result[name].lost_at
        assert before != page.evaluate(NUMBERS)
        back.click()
        page.evaluate(FRAME)
        assert before == page.evaluate(NUMBERS)
        expect(back).to_be_hidden()
        expect(field).not_to_have_value(typed)


#: Links with a rate that is left open, the rates, and whether the racer stays on the chart with all of them.
CHARTED = [
    (f"?surface=beale&steps={STEPS}&sgd=&adam=learning_rate:{{}}", (0.1, 0.9), True),
    (f"?surface=beale&steps={STEPS}&axis=evaluations&chart=distance&sgd=learning_rate:{{}}", (0.003, 3), False),
]


@pytest.mark.parametrize(("link", "rates", "stays"), CHARTED)
def test_the_chart_follows_a_slider(offline, link, rates, stays):
    (name,) = re.findall(r"(\w+)=learning_rate", link)
    with offline(link.format(rates[0])) as page:
        page.get_by_role("button", name="Settings").click()
        field = page.get_by_role("textbox", name=f"{OPTIMIZERS[name].label}: learning rate")
        for rate in rates:
            field.fill(str(rate))
            field.press("Enter")
            page.evaluate(FRAME)
            page.keyboard.press("End")
            page.evaluate(FRAME)
            take = take_of(link.format(rate))
            (result,), (last,), clip = take.results, take.lasts, tuple(page.evaluate(CHARTS)[0])
            assert page.evaluate(CURSOR) == pytest.approx(clip[0] + clip[2], abs=1)
            expect(page.locator("#step")).to_have_text(re.compile(rf"^{last:g} / {last:g}\b"))
            measure, surface = take.scene.view["chart"], result.spec.bound_surface
            chart = Chart(result, surface, measure, take.by_evaluations, last, "light", clip, 14)
            if stays or rate == rates[0]:
                found = page.evaluate(CENTRE, [1, LOOKS[name].light])
                assert found == pytest.approx(chart.pixels(result[name])[-1].tolist(), abs=2), rate


def test_a_drag_moves_the_start_and_who_is_a_recording_rests(offline):
    with offline(f"?surface=rosenbrock&steps={STEPS}&sgd=&newton=&surface=sphere&steps=5&sgd=") as page:
        page.keyboard.press("End")
        left, top, width, height = page.evaluate(AREAS)[0]
        ring = page.locator(".start-ring").first
        box = ring.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(left + 0.6 * width, top + 0.4 * height, steps=3)
        page.mouse.move(left + 0.7 * width, top + 0.3 * height)
        page.mouse.up()
        page.evaluate(FRAME)
        page.wait_for_function(APART)
        (racers, _), ((other, *_), _) = page.evaluate(NUMBERS)
        (_, x, y, gone, rests), (*_, resting) = racers
        (x_min, x_max), (y_min, y_max) = SURFACES["rosenbrock"].domain
        start = [x_min + 0.7 * (x_max - x_min), y_max - 0.3 * (y_max - y_min)]
        assert [x[0], y[0]] == pytest.approx(start, abs=0.01)
        spec = RaceSpec("rosenbrock", {"sgd": {}}, start=(x[0], y[0]), steps=STEPS)
        tuned = take_of(f"?surface=rosenbrock&steps={STEPS}&sgd=").results[0].spec.optimizers
        wanted = race(replace(spec, optimizers=tuned))["sgd"]
        assert [x, y] == path_in(wanted, "f8")
        assert (gone, rests, resting) == (wanted.lost_at, False, True)
        assert [other[1][0], other[2][0]] == list(SURFACES["sphere"].start)
        assert "start 0.8" in page.locator(".title p").first.inner_text().replace("−", "-")
        newton = page.get_by_role("button", name="Newton")
        expect(newton).to_contain_text("rests")
        assert page.evaluate(CENTRE, [0, LOOKS["newton"].light]) is None
        page.locator("#bar [data-action='reset']").click()
        page.evaluate(FRAME)
        page.wait_for_function(APART)
        expect(newton).not_to_contain_text("rests")
        assert page.evaluate(CENTRE, [0, LOOKS["newton"].light])


@pytest.mark.parametrize(("surface", "racer"), [("saddle", "sgd"), ("logistic_regression", "newton")])
def test_beside_a_surface_at_equal_scale_its_loss_is_told_and_nobody_starts(offline, surface, racer):
    # of the first the page has the formula, of the second a grid
    link = f"?surface={surface}&steps={STEPS}&{racer}="
    with offline(link, Options(chart="off", legend="off"), size=(1280, 500)) as page:
        page.keyboard.press("End")
        area = tuple(page.evaluate(AREAS)[0])
        (x_min, x_max), (y_min, y_max) = ground_of(take_of(link), 0, area, 14).ranges
        bound = SURFACES[surface]
        beside = [(x_min + bound.domain[0][0]) / 2, sum(bound.domain[1]) / 2]
        assert x_min < bound.domain[0][0] - 0.1 * bound.diagonal
        left, top, width, height = area
        at = left + width * (beside[0] - x_min) / (x_max - x_min), top + height * (y_max - beside[1]) / (y_max - y_min)
        before = page.evaluate(NUMBERS)
        page.mouse.move(*at)
        told = page.locator(".told").inner_text().replace("−", "-")
        found = [float(number) for number in re.findall(r"-?\d[\d.]*(?:e-?\d+)?", told)]
        assert found[:2] == pytest.approx(beside, abs=(x_max - x_min) / width + 0.01)
        assert found[2] == pytest.approx(float(bound.value(*found[:2])), rel=0.05)
        page.mouse.click(*at)
        page.evaluate(FRAME)
        assert page.evaluate(NUMBERS) == before


def test_a_network_plays_its_recording_and_says_so(offline):
    with offline(f"?surface=network&plane=mlp&steps={STEPS}&step=5") as page:
        assert page.locator(".start-ring").is_hidden()
        page.get_by_role("button", name="Settings").click()
        assert page.locator("#settings input").count() == 0
        expect(page.locator("#settings .hint").first).to_have_text(re.compile("^A recording"))
        page.locator(".area").click()
        page.wait_for_function(f"() => {SHOWN} > 7")


def test_a_moved_thumb_moves_all_panels_alike(offline):
    rates = (0.001, 0.01)
    link = "&".join(f"surface=beale&steps=9&sgd=learning_rate:{rate}" for rate in rates)
    with offline(f"?{link}") as page:
        page.get_by_role("button", name="Settings").click()
        thumb = page.get_by_role("slider", name="SGD: learning rate")
        thumb.focus()
        for _ in range(50):
            page.keyboard.press("ArrowRight")
        page.evaluate(FRAME)
        found = page.evaluate(
            "() => document.getElementById('stage').panels.map(p => p.racers[0].settings.learning_rate)"
        )
        assert found[1] / found[0] == pytest.approx(10, rel=0.02)
        assert found[0] > 1.2 * rates[0]
        page.get_by_label("Panels that the settings are about").select_option(label="2  Beale")
        field = page.get_by_role("textbox", name="SGD: learning rate")
        field.fill("a lot")
        field.press("Enter")
        expect(page.locator("#notices")).to_contain_text("is not a number")
        field.fill("0.02")
        field.press("Enter")
        page.evaluate(FRAME)
        expect(page.locator(".racer")).to_have_text([re.compile(r"SGD0\.0"), "SGD0.02"])


NINE = "&".join(f"{name}=" for name in CLASSICS)
FOUR = "?" + "&".join(f"surface={name}&steps={STEPS}&{NINE}" for name in ("beale", "rosenbrock", "sphere", "saddle"))


@pytest.mark.parametrize("link", [f"?surface=beale&steps={STEPS}&{NINE}", FOUR], ids=["one", "four"])
@pytest.mark.parametrize("size", [(390, 844), (844, 390)], ids=["upright", "lying"])
def test_a_phone_has_all_of_it(offline, link, size):
    with offline(link, size=size, **PHONE) as page:
        assert page.evaluate("() => [innerWidth, innerHeight]") == list(size)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        for label in ("Back to the start", "One step back", "One step forward", "Loop"):
            expect(page.get_by_role("button", name=label, exact=True)).to_be_in_viewport(ratio=1)
        expect(page.locator('[data-action="play"]')).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("slider", name="Step of the race")).to_be_in_viewport(ratio=1)
        assert page.evaluate(REACHED)
        assert page.evaluate(LOST) == []
        for _, _, wide, high in page.evaluate(AREAS):
            assert min(wide, high) > 110
        page.get_by_role("button", name="Pause").tap()
        expect(page.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(offline, theme):
    with offline(f"{LINK}&step=10&theme={theme}") as page:
        page.get_by_role("button", name="Settings").click()
        assert violations(page) == []


def test_the_loss_under_the_pointer_is_the_surfaces(offline):
    with offline(f"{LINK}&step=0") as page:
        left, top, width, height = page.evaluate(AREAS)[0]
        (x_min, x_max), (y_min, y_max) = SURFACES["beale"].domain
        for x, y in ((1.0, 1.6), (-3.0, 2.0), (3.0, 0.5)):
            page.mouse.move(left + width * (x - x_min) / (x_max - x_min), top + height * (y_max - y) / (y_max - y_min))
            told = page.locator(".told").inner_text().replace("−", "-")
            found = [float(number) for number in re.findall(r"-?\d[\d.]*(?:e-?\d+)?", told)]
            step = (x_max - x_min) / width
            assert found[:2] == pytest.approx([x, y], abs=step + 0.01)
            assert found[2] == pytest.approx(float(SURFACES["beale"].value(*found[:2])), rel=0.1, abs=0.1)
        page.mouse.move(2, 2)
        assert page.locator(".told").inner_text() == ""


def test_a_presenters_keys_play_and_go_back(offline):
    with offline(f"{LINK}&step=7") as page:
        page.keyboard.press("PageDown")
        page.wait_for_function(f"() => {SHOWN} > 9")
        page.keyboard.press("PageDown")
        expect(page.get_by_role("button", name="Play")).to_be_visible()
        page.keyboard.press("PageUp")
        expect(page.locator("#step")).to_have_text(f"0 / {STEPS}")
        page.get_by_role("button", name="Full screen").click()
        page.wait_for_function("() => document.fullscreenElement")
        page.keyboard.press("f")
        page.wait_for_function("() => !document.fullscreenElement")


def test_a_surface_in_three_dimensions_is_turned_with_its_racers(offline):
    link = PLAIN.replace("beale", "himmelblau") + "&dimensions=3"  # nothing hides Adam from there
    with offline(f"{link}&step=0") as page:
        left, top, width, height = page.evaluate(AREAS)[0]
        before = page.evaluate(CENTRE, [0, LOOKS["adam"].light])
        page.mouse.move(left + 0.5 * width, top + 0.3 * height)
        page.mouse.down()
        page.mouse.move(left + 0.5 * width - 100, top + 0.3 * height, steps=3)
        page.mouse.up()
        page.evaluate(FRAME)
        after = page.evaluate(CENTRE, [0, LOOKS["adam"].light])
        x, y, z = take_of(link).results[0].spec.bound_surface.eye
        turned = np.arctan2(y, x) + 0.8  # radians, for 100 px to the left
        eye = np.hypot(x, y) * np.array([np.cos(turned), np.sin(turned)])
        assert np.hypot(*np.subtract(after, before)) > 20
        take = take_of(f"{link}&camera={eye[0]},{eye[1]},{z}")
        path = take.results[0]["adam"]
        # Without the fit that a drag keeps: the same direction from the middle of what is seen
        seen = ground_of(take, 0, (left, top, width, height), 14).pixels(path)
        page.keyboard.press("End")
        page.evaluate(FRAME)
        moved = np.subtract(page.evaluate(CENTRE, [0, LOOKS["adam"].light]), after)
        wanted = seen[-1] - seen[0]
        assert np.dot(moved, wanted) / np.linalg.norm(moved) / np.linalg.norm(wanted) > 0.99


def test_words_are_text(offline):
    scene, captions = LESSONS["momentum"].shown[3]
    with offline(scene, Options(theme="dark")) as page:
        for panel, caption in zip(page.locator(".panel").all(), captions, strict=True):
            expect(panel.locator("h2")).to_have_text("Rotated quadratic")
            expect(panel.locator(".title p")).to_have_text(caption)
    with offline(f"{LINK}&noise=additive") as page:
        expect(page.locator(".title p")).to_have_text(f"{NOISES['additive'].label} · start 1, 1.6")
        expect(page.locator(".racer").nth(1)).to_have_text("Adam0.1")
