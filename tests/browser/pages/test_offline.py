"""The exported page in the browser: from a file, without a server."""

import re
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import patience
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
USUAL = Options()
SHOWN = "parseInt(document.getElementById('step').textContent)"  # the step on the page
LINK = f"?surface=beale&start=1,1.6&steps={STEPS}&sgd=learning_rate:0.003&adam=learning_rate:0.1"
PHONE = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2}

#: The centre of the pixels of a colour on a canvas of heads, in CSS pixels of the window, or null. Each panel has two:
#: its surface's, and its chart's.
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


@pytest.fixture(scope="module")
def resting(browser):
    """The pages between checks, by what they are for: the browser need not compile the scripts of the next again."""
    pages = {}
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture
def offline(browser, resting, tmp_path, troubles):
    """`with offline(link, options) as page`: the exported page, opened from its file with the network off."""

    def page_for(phone):
        context = browser.new_context(offline=True, **(PHONE if phone else {}))
        context.set_default_timeout(patience.milliseconds())
        context.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        context.on("request", lambda sent: sent.url.startswith(("file:", "data:")) or troubles.append(sent.url))
        return context.new_page()

    @contextmanager
    def open_file(link, options=USUAL, size=(1280, 720), wrap=None, motion="no-preference", phone=False):
        path = save(link, tmp_path / "race.html", options)
        if wrap:
            path = tmp_path / "deck.html"
            path.write_text(wrap, encoding="utf-8")
        page, viewport = resting.pop(phone, None) or page_for(phone), {"width": size[0], "height": size[1]}
        try:
            if page.viewport_size != viewport:
                page.set_viewport_size(viewport)
            page.emulate_media(reduced_motion=motion)
            page.goto(path.as_uri())
            yield page
        except BaseException:
            page.context.close()  # who knows what state it is in
            raise
        resting[phone] = page

    return open_file


def where(page, link, name, step, panel=0):
    """Where a racer's head must be: as the sheet of pictures has it, in the plot area of the page."""
    take = take_of(link)
    ground, result = ground_of(take, panel, tuple(page.evaluate(AREAS)[panel]), 14), take.results[panel]
    size = page.evaluate(f"() => document.getElementById('stage').panels[{panel}].trails.tracks.style.head")
    heads = fanned([tuple(ground.pixels(result[each])[step].tolist()) for each in result], size)
    return heads[list(result).index(name)]


def resize(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("wide => innerWidth === wide", arg=width)
    page.evaluate(FRAME)


#: Without names, which have the colours of the heads that they stand at.
PLAIN = f"{LINK}&names=off"
#: Beale's race ends before the surface is in front of Adam, whose colour would be faint; nothing hides Himmelblau's.
SPACE = "&".join((LINK.replace(f"steps={STEPS}", "steps=5"), PLAIN.replace("beale", "himmelblau")[1:], "dimensions=3"))


def assert_heads(page, link, lasts, sizes):
    """At these sizes of the window Adam's heads are where the trajectories say, at both ends of the race."""
    for size in sizes:
        resize(page, *size)
        for key, steps in (("Home", [0] * len(lasts)), ("End", lasts)):
            page.keyboard.press(key)
            page.evaluate(FRAME)
            for panel, step in enumerate(steps):
                found = page.evaluate(CENTRE, [2 * panel, LOOKS["adam"].light])
                assert found == pytest.approx(where(page, link, "adam", step, panel), abs=2), (size, panel, step)


def test_heads_are_where_the_trajectory_says_also_in_a_window_of_another_size(offline):
    link = f"{LINK}&{PLAIN[1:]}&equal=on"
    with offline(f"{link}&step=0") as page:
        assert_heads(page, link, [STEPS, STEPS], [(1280, 720), (800, 600)])
    with offline(f"{PLAIN}&step=0") as page:
        assert_heads(page, PLAIN, [STEPS], [(1280, 720)])


def test_in_three_dimensions_likewise_and_the_surface_is_turned_with_its_racers(offline):
    with offline(f"{SPACE}&step=0", size=(800, 600)) as page:
        assert_heads(page, SPACE, [5, STEPS], [(800, 600), (1280, 720)])
        assert_turns(page, SPACE, 1)


def assert_turns(page, link, panel):
    """A drag turns the surface, and Adam moves as from the place that one has then come to."""
    page.keyboard.press("Home")
    page.evaluate(FRAME)
    left, top, width, height = page.evaluate(AREAS)[panel]
    before = page.evaluate(CENTRE, [2 * panel, LOOKS["adam"].light])
    page.mouse.move(left + 0.5 * width, top + 0.3 * height)
    page.mouse.down()
    page.mouse.move(left + 0.5 * width - 100, top + 0.3 * height, steps=3)
    page.mouse.up()
    page.evaluate(FRAME)
    after = page.evaluate(CENTRE, [2 * panel, LOOKS["adam"].light])
    x, y, z = take_of(link).results[panel].spec.bound_surface.eye
    turned = np.arctan2(y, x) + 0.8  # radians, for 100 px to the left
    eye = np.hypot(x, y) * np.array([np.cos(turned), np.sin(turned)])
    assert np.hypot(*np.subtract(after, before)) > 20
    take = take_of(f"{link}&camera={eye[0]},{eye[1]},{z}")
    # Without the fit that a drag keeps: the same direction from the middle of what is seen
    seen = ground_of(take, panel, (left, top, width, height), 14).pixels(take.results[panel]["adam"])
    page.keyboard.press("End")
    page.evaluate(FRAME)
    moved = np.subtract(page.evaluate(CENTRE, [2 * panel, LOOKS["adam"].light]), after)
    wanted = seen[-1] - seen[0]
    assert np.dot(moved, wanted) / np.linalg.norm(moved) / np.linalg.norm(wanted) > 0.99


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
#: Of each panel, what each racer draws around its head at a step, in pixels of the window; null for who does not.
OUTLINES = """step => document.getElementById('stage').panels.map(({ trails: { tracks: { tracks }, host } }) => {
    const { left, top } = host.getBoundingClientRect();
    const loud = tracks.filter(({ quiet }) => !quiet);
    const moved = loud.map(({ name, outline }) => [name, outline && [...outline(step)]]);
    return moved.map(([name, xy]) => [name, xy?.map((value, k) => value + (k % 2 ? top : left)) ?? null]);
})"""
#: Of each panel the averages that are drawn: on the surface and on the chart, pixels of the window at the end.
AVERAGES = """() => document.getElementById('stage').panels.map(({ trails, chart }) => {
    return [trails, chart.layer].map(({ tracks: { tracks }, host }) => {
        const { left, top } = host.getBoundingClientRect();
        return tracks.filter(({ quiet }) => quiet).map(({ name, xy }) => [name, xy.at(-2) + left, xy.at(-1) + top]);
    });
})"""
#: Of each panel the racers that are marked as gone.
GONE = """() => [...document.querySelectorAll('.panel')].map(panel =>
    [...panel.querySelectorAll('.racer')].flatMap((node, place) => (node.matches('.diverged') ? [place] : [])))"""
#: Pages, of each the links of its panels with how what is shown is the same: to the bit, to the digits of a recording,
#: or as far as one can see; and its view.
AS_EXPORTED = [
    (
        {
            f"surface=beale&steps={STEPS}&sgd=&adam=&rprop=&vsgd=": "f8",
            "surface=goldstein_price&steps=40&adamax=&lion=": "f8",
            f"surface=beale&steps={STEPS}&units=1,3,2&adam=&sgd=": "",
            f"surface=rastrigin&steps={STEPS}&adam=": "",
        },
        "",
    ),
    (
        {
            "surface=rastrigin&steps=200&sgd=learning_rate:0.1&momentum=learning_rate:0.05&bfgs=&dogleg=": "f4",
            "surface=rosenbrock&steps=60&prodigy=&schedule_free_sgd=learning_rate:0.001&dogleg=": "",
            f"surface=booth&steps={STEPS}&noise=minibatch&seed=3&adam=": "",
            "surface=sphere&start=-4,3&steps=150&sgd=learning_rate:5&momentum=learning_rate:0.01": "",
        },
        "",
    ),
    (
        {f"surface=beale&steps={STEPS}&schedule=inverse_time&warmup=7&sgd=learning_rate:9": "f8"},
        "&axis=evaluations",
    ),
    (
        {f"surface=deep_linear&steps={STEPS}&sgd=&newton_diagonal=&adadelta=": "f8"},
        "&average=mean&average_from=7&average_of=sgd,adadelta",
    ),
]


def path_in(trajectory, kind):
    return [part.astype(kind).astype(float).tolist() for part in trajectory.positions.T]


@pytest.mark.parametrize(("panels", "view"), AS_EXPORTED, ids=["plain", "sums and noise", "evaluations", "averages"])
def test_as_it_was_exported_it_shows_what_was_exported(offline, panels, view):
    link = f"?{'&'.join(panels)}{view}&step=0"
    take = take_of(link)
    with offline(link) as page:
        told = page.evaluate(NUMBERS)
        for kind, found, result, reference in zip(panels.values(), told, take.results, take.references, strict=True):
            for racers, wanted in zip(found, (result, reference), strict=True):
                assert [name for name, *_ in racers] == list(wanted)
                for name, x, y, gone, _ in racers:
                    if kind:
                        assert [x, y] == path_in(wanted[name], kind)
                    np.testing.assert_allclose([x, y], path_in(wanted[name], "f8"), rtol=1e-6, atol=1e-6)
                    assert gone == wanted[name].lost_at
        assert_drawn(page, take)
        assert page.evaluate(GONE) == [[] for _ in panels]
        page.keyboard.press("End")
        page.evaluate(FRAME)
        lost = [[place for place, each in enumerate(of.values()) if each.lost_at is not None] for of in take.results]
        assert page.evaluate(GONE) == lost


def assert_drawn(page, take):
    """The averages of paths, and what is drawn around heads, are where files have them."""
    averages, outlines = page.evaluate(AVERAGES), page.evaluate(OUTLINES, 3)
    for panel, area in enumerate(page.evaluate(AREAS)):
        ground, (on_surface, on_chart) = ground_of(take, panel, tuple(area), 14), averages[panel]
        assert [name for name, *_ in on_surface] == [name for name, *_ in on_chart] == list(take.averages[panel])
        for name, *xy in on_surface:
            np.testing.assert_allclose(xy, ground.pixels(take.averages[panel][name])[-1], atol=0.6)
        assert [name for name, _ in outlines[panel]] == list(take.results[panel])
        for name, xy in outlines[panel]:
            points = outlines_on(ground, name, take.results[panel][name])(3)
            assert (xy is None) == (points is None)
            if xy:
                np.testing.assert_allclose(np.reshape(xy, (-1, 2)), points, atol=0.6)


SGD, ADAM = "SGD: learning rate", "Adam: learning rate"
#: Of pages, each panel's link and what is changed there: a slider's name, the number that is typed beside it, and the
#: methods of the race that is then to be seen.
EDITS = {
    "plain": [
        ("surface=beale&steps=60", "sgd=&adam=", ADAM, "0.02", "adam=learning_rate:0.02&sgd="),
        ("surface=rastrigin&steps=40", "sgd=&newton=", SGD, "0.0031", "sgd=learning_rate:0.0031&newton="),
        ("surface=own&f=x^2%2By^4-x*y&steps=60", "sgd=", SGD, "0.03", "sgd=learning_rate:0.03"),
        ("surface=beale&steps=60&units=1,3,2", "sgd=", SGD, "0.0004", "sgd=learning_rate:0.0004"),
    ],
    "noise": [
        ("surface=beale&steps=60&noise=additive&seed=7", "sgd=", SGD, "0.002", "sgd=learning_rate:0.002"),
        ("surface=booth&steps=60&noise=minibatch", "adam=", ADAM, "0.03", "adam=learning_rate:0.03"),
    ],
    "alone": [("surface=beale&steps=60", "adam=", "Adam: beta1", "0.5", "adam=beta1:0.5")],
}
UNFOLD = "() => document.querySelectorAll('#settings details').forEach(part => { part.open = true; })"


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_a_slider_runs_the_race_anew_and_there_is_a_way_back(offline, edits):
    with offline("?" + "&".join(f"{race}&{racers}" for race, racers, *_ in edits) + "&step=0") as page:
        before = page.evaluate(NUMBERS)
        back, scope = page.locator("#bar [data-action='reset']"), page.locator("#scope")
        page.get_by_role("button", name="Settings").click()
        for place, (race, _, label, typed, other) in enumerate(edits):
            expect(back).to_be_hidden()
            if len(edits) > 1:
                scope.select_option(index=place + 1)
            page.evaluate(UNFOLD)
            field = page.get_by_role("textbox", name=label, exact=True)
            field.fill(typed)
            field.press("Enter")
            page.evaluate(FRAME)
            now = page.evaluate(NUMBERS)
            assert_raced(now[place], take_of(f"?{race}&{other}"))
            assert [old != new for old, new in zip(before, now, strict=True)] == [k == place for k in range(len(edits))]
            back.click()
            page.evaluate(FRAME)
            assert before == page.evaluate(NUMBERS)
            expect(field).not_to_have_value(typed)
        expect(back).to_be_hidden()


def assert_raced(found, wanted):
    """What a panel shows is the one race of a take, run there."""
    for racers, result in zip(found, (wanted.results[0], wanted.references[0]), strict=True):
        for name, x, y, gone, rests in racers:
            assert not rests
            # what another racer has travelled with has the digits that it had
            np.testing.assert_allclose([x, y], result[name].positions.T, rtol=1e-6, atol=1e-6)
            assert gone == result[name].lost_at


#: Links with a rate that is left open, the rates, and whether the racer stays on the chart with all of them.
CHARTED = [
    (f"?surface=beale&steps={STEPS}&sgd=&adam=learning_rate:{{}}", (0.1, 0.9), True),
    (f"?surface=beale&steps={STEPS}&axis=evaluations&chart=distance&sgd=learning_rate:{{}}", (0.003, 3), False),
]


@pytest.mark.parametrize(("link", "rates", "stays"), CHARTED)
def test_the_chart_follows_a_slider(offline, link, rates, stays):
    (name,) = re.findall(r"(\w+)=learning_rate", link)
    with offline(f"{link.format(rates[0])}&step=0") as page:
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
    with offline(f"?surface=rosenbrock&steps={STEPS}&sgd=&newton=&surface=sphere&steps=5&sgd=&step=0") as page:
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


def test_beside_a_surface_at_equal_scale_its_loss_is_told_and_nobody_starts(offline):
    surfaces = ("saddle", "logistic_regression")  # of the first the page has the formula, of the second a grid
    link = f"?surface={surfaces[0]}&steps={STEPS}&sgd=&surface={surfaces[1]}&steps={STEPS}&newton="
    with offline(f"{link}&step=0", Options(chart="off", legend="off"), size=(1800, 500)) as page:
        page.keyboard.press("End")
        before, areas, take = page.evaluate(NUMBERS), page.evaluate(AREAS), take_of(link)
        for panel, surface in enumerate(surfaces):
            left, top, width, height = areas[panel]
            (x_min, x_max), (y_min, y_max) = ground_of(take, panel, tuple(areas[panel]), 14).ranges
            bound = SURFACES[surface]
            beside = [(x_min + bound.domain[0][0]) / 2, sum(bound.domain[1]) / 2]
            assert x_min < bound.domain[0][0] - 0.1 * bound.diagonal
            at = (
                left + width * (beside[0] - x_min) / (x_max - x_min),
                top + height * (y_max - beside[1]) / (y_max - y_min),
            )
            page.mouse.move(*at)
            told = page.locator(".told").nth(panel).inner_text().replace("−", "-")
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
    with offline(f"?{link}&step=0") as page:
        page.get_by_role("button", name="Settings").click()
        thumb = page.get_by_role("slider", name="SGD: learning rate")
        thumb.focus()
        for key in ["ArrowRight"] * 5 + ["PageUp"] * 3:
            page.keyboard.press(key)
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


UPRIGHT, LYING = (390, 844), (844, 390)


@pytest.mark.parametrize(
    ("link", "sizes"),
    [(f"?surface=beale&steps={STEPS}&{NINE}", (UPRIGHT, LYING)), (FOUR, (LYING, UPRIGHT))],
    ids=["one", "four"],
)
def test_a_phone_has_all_of_it(offline, link, sizes):
    with offline(f"{link}&step=0", size=sizes[0], phone=True) as page:
        for size in sizes:
            resize(page, *size)
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
            page.get_by_role("button", name="Play").tap()
            page.get_by_role("button", name="Pause").tap()
            expect(page.get_by_role("button", name="Play")).to_be_visible()


def assert_loss_is_told(page):
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


def assert_presents(page):
    """A presenter's keys play and go back; a key fills the screen."""
    page.keyboard.press("PageDown")
    page.wait_for_function(f"() => {SHOWN} > 2")
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("PageUp")
    expect(page.locator("#step")).to_have_text(f"0 / {STEPS}")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")


def assert_axe_finds_nothing(page):
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Settings").click()
    assert violations(page) == []


def test_for_who_wants_less_motion_it_stands_at_the_end_and_does_what_is_asked(offline):
    """The loss under the pointer, a presenter's keys, and what axe finds in the settings."""
    with offline(LINK, motion="reduce") as page:
        expect(page.locator("#step")).to_have_text(f"{STEPS} / {STEPS}")
        expect(page.get_by_role("button", name="Play")).to_be_visible()
        page.keyboard.press("Home")
        assert_loss_is_told(page)
        assert_presents(page)
        assert_axe_finds_nothing(page)


def test_words_are_text(offline):
    scene, captions = LESSONS["momentum"].shown[3]
    with offline(scene, Options(theme="dark")) as page:
        for panel, caption in zip(page.locator(".panel").all(), captions, strict=True):
            expect(panel.locator("h2")).to_have_text("Rotated quadratic")
            expect(panel.locator(".title p")).to_have_text(caption)
    with offline(f"{LINK}&noise=additive&step=10&theme=dark") as page:
        expect(page.locator(".title p")).to_have_text(f"{NOISES['additive'].label} · start 1, 1.6")
        expect(page.locator(".racer").nth(1)).to_have_text("Adam0.1")
        assert_axe_finds_nothing(page)
