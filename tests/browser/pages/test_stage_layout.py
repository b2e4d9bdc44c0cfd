"""The stage from 1280 x 720 to a phone, with one to four panels and one to all methods: one page shows them all."""

from itertools import product

import pytest
from conftest import SCREEN
from playwright.sync_api import expect

from optimizers import CLASSICS, OPTIMIZERS

LINK = "surface=beale&start=1,1.6&steps=60&sgd=&adam=&surface=sphere&sgd=&step=10"
SURFACES = ["sphere", "saddle", "matyas", "booth"]
#: Least type of names and of the pinned slider.
SCREENS = {(1280, 720): (15, 27), (1920, 1080): (22, 34), (390, 844): (16, 19), (844, 390): (16, 19)}
SHARES = {1: 0.65, 2: 0.55, 3: 0.55, 4: 0.35}  # of a picture in the window's height, at least, by panels
MANY = 9
LAYOUT = """() => {
    const box = node => node.getBoundingClientRect();
    const seen = selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility());
    const size = selector => Math.min(...seen(selector).map(node => parseFloat(getComputedStyle(node).fontSize)));
    const apart = nodes => nodes.flatMap((one, i) => nodes.slice(i + 1).flatMap(other => {
        const [a, b] = [box(one), box(other)];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return wide > 1 && high > 1 ? [`${Look.name(one)} and ${Look.name(other)}`] : [];
    }));
    const onTop = seen('#legend, .panel, #stage-bar, #transport');
    const parts = panel => [...panel.children].filter(node => node.checkVisibility() && box(node).height);
    const inside = seen('.panel').flatMap(panel => apart(parts(panel)));
    const names = seen('.legend-item');
    const isBeyond = node => box(node).bottom > innerHeight + 1 || box(node).top < -1;
    return {
        overlaps: [onTop, names, seen('#transport > *'), seen('#stage-bar :is(.pinned-name, input, button)')]
            .flatMap(apart).concat(inside),
        beyond: [...onTop, ...seen('.picture')].filter(isBeyond).map(Look.name),
        scrolls: document.querySelector('#race-page').scrollHeight > innerHeight + 1,
        high: names.filter(node => box(node).height + 1 < parseFloat(getComputedStyle(node).fontSize)).length,
        cut: seen('.legend-item .label').filter(node => getComputedStyle(node).overflowY !== 'visible'
            && node.scrollHeight > node.clientHeight).map(node => node.textContent),
        share: Math.min(...seen('.picture').map(node => box(node).height)) / innerHeight,
        names: size('.legend-item .label'), pinned: size('.pinned-name'),
        told: size('.rates .rate, #step, .panel-head input'),
        count: [seen('.panel').length, names.length],
    };
}"""


#: Dash tells Plotly of each size of a picture's place, somewhat later: while sizes change it hears of none, then of
#: those alone that are another one.
STILL = """() => {
    Look.deaf = true;
    Look.resize = Plotly.Plots.resize;
    const follows = plot => ['width', 'height'].every(side =>
        Math.abs(plot._fullLayout?.[side] - plot.getBoundingClientRect()[side]) <= 1);
    Plotly.Plots.resize = async plot => Look.still || follows(plot) || Look.resize(plot);
}"""
HEARING = """() => {
    Look.deaf = false;
    Plotly.Plots.resize = Look.resize;
}"""


@pytest.fixture
def stage(race):
    """The page, presenting in a window that gets any size. Its scripts hear nothing of that: only styles are looked at,
    and Plotly would draw for a minute. It is as before afterwards."""
    race.show(LINK)
    race.press("f")
    race.settle()
    race.js(STILL)
    yield race
    race.page.set_viewport_size(SCREEN)
    race.js(HEARING)
    if race.js("document.querySelector('.presenting') !== null"):
        race.press("f")
    race.settle()


def problems(found, share, least, pinned):
    """What is not as it must be, of what LAYOUT has found."""
    bad = {key: found[key] for key in ("overlaps", "beyond", "scrolls", "high", "cut") if found[key]}
    sizes = {"share": share, "names": least, "pinned": pinned, "told": 16}
    return bad | {key: found[key] for key, size in sizes.items() if found[key] < size}


def test_nothing_overlaps_and_all_is_large_however_many_race(stage):
    failures = []
    for panels, racers in [(1, 1), *product((1, 2, 3, 4), (3, MANY, len(OPTIMIZERS)))]:
        names = "".join(f"&{name}=" for name in list(CLASSICS if racers <= MANY else OPTIMIZERS)[:racers])
        scene = "&".join(f"surface={surface}&steps=2{names}" for surface in SURFACES[:panels])
        stage.show(f"{scene}&pins=sgd.learning_rate,master&step=1")
        stage.js("Look.still = true")
        for (width, height), (least, pinned) in SCREENS.items():
            stage.page.set_viewport_size({"width": width, "height": height})
            stage.js("() => Look.frame()")
            found = stage.js(LAYOUT)
            bad = problems(found, SHARES[panels] if width > 900 else 0.47, least, pinned)
            if bad or found["count"] != [panels, racers]:
                failures.append((panels, racers, width, found["count"], bad))
        stage.page.set_viewport_size(SCREEN)
        stage.js("Look.frame().then(() => { Look.still = false; })")
    assert not failures


def test_lines_of_the_look_inside_that_are_wider_than_their_place_are_set_smaller(race):
    race.show("surface=beale&schedule=cosine&adam=learning_rate:0.2&sgd=&steps=198&step=198&noise=additive,sigma:1")
    race.more("Adam")
    race.button("Look inside Adam").click()
    race.until("() => document.querySelectorAll('#inside mjx-container').length === 2")
    race.until(
        """() => [...document.querySelectorAll('#inside .equations > div')]
            .every(line => line.querySelector('mjx-container') && line.scrollWidth <= line.clientWidth)"""
    )
    assert 0.7 <= float(race.js("document.querySelector('#inside .equations').style.getPropertyValue('--fit')")) < 1
    race.button("Close the look inside").click()


def test_the_look_inside_stands_beside_its_panel_which_has_the_room_of_all(race):
    race.show(LINK)
    page, inside = race.page, race.page.locator("#inside")
    race.more("Adam")
    race.button("Look inside Adam").click()
    race.until("() => document.querySelectorAll('#inside mjx-container').length === 2")
    for presenting in (False, True):
        if presenting:
            race.press("f")
        race.settle()
        expect(page.locator(".panel:visible")).to_have_count(1)
        for part in ("#panel-0 .picture", "#equation-x mjx-container", "#equation-y mjx-container", "#inside-charts"):
            expect(page.locator(part), part).to_be_in_viewport(ratio=0.99)
        left, right = page.locator("#panel-0").bounding_box(), inside.bounding_box()
        assert left["x"] + left["width"] <= right["x"]
        head = race.js("Look.tracked(0, 'adam', 10)")
        box = page.locator("#picture-0").bounding_box()
        assert box["x"] < head[0] < box["x"] + box["width"]  # the trails have followed
    race.button("Close the look inside").click()
    race.settle()
    expect(page.locator(".panel:visible")).to_have_count(2)
    race.press("f")
    race.settle()
