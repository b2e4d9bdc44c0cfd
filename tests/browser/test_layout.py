"""Nothing runs off the screen or over its neighbour, at any size and in both themes; everything has a name."""

import re

import pytest
from conftest import SCREEN
from playwright.sync_api import expect

from optimizers import CLASSICS, OPTIMIZERS

SCREENS = {"projector": (1280, 720), "full HD": (1920, 1080), "phone": (390, 844)}
RACERS = "sgd=&momentum=&nesterov=&adagrad=&rmsprop=&adadelta=&adam="
PANELS = [f"surface={surface}&{RACERS}" for surface in ("beale", "rotated_quadratic", "himmelblau", "rosenbrock")]
TWO = "&".join(PANELS[:2]) + "&theme=dark&step=30"


@pytest.fixture
def screen(race):
    """Set the window's size; afterwards it is as before."""
    yield lambda name: race.page.set_viewport_size(dict(zip(("width", "height"), SCREENS[name], strict=True)))
    race.page.set_viewport_size(SCREEN)


TOO_WIDE = """() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const out = node => node.getBoundingClientRect().right > innerWidth + 1;
    return wide <= 0 ? [] : [...document.querySelectorAll('body *')].filter(out).slice(0, 5).map(Look.name);
}"""

OVERLAPS = """() => {
    const rows = ['#head', '.panel-head', '.panel-foot', '#legend', '#legend-items', '.rates-line', '#transport',
        '.desk-line', '.racer', '#desk summary', '.parameter', '.control', '.standings-head'].join();
    const seen = node => node.checkVisibility() && node.getBoundingClientRect().width > 0;
    return [...document.querySelectorAll(rows)].filter(seen).flatMap(row => {
        const outer = row.getBoundingClientRect(), nodes = [...row.children].filter(seen);
        const over = nodes.flatMap((a, i) => nodes.slice(i + 1).filter(b => {
            const p = a.getBoundingClientRect(), q = b.getBoundingClientRect();
            return Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
                && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1;
        }).map(b => `${Look.name(a)} over ${Look.name(b)}`));
        const scrolls = getComputedStyle(row).overflowX === 'auto';
        const out = scrolls ? [] : nodes.filter(node => {
            const box = node.getBoundingClientRect();
            return box.right > outer.right + 1 || box.left < outer.left - 1;
        });
        return [...over, ...out.map(node => `${Look.name(node)} out of its row`)];
    });
}"""

OUT_OF_REACH = """() => [...document.querySelectorAll('#transport > *')].filter(node => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
}).map(Look.name)"""


def test_everything_fits(race, screen):
    """Up to four panels in both themes; of one also the dialogs and the menu. Another size of the window makes pictures
    anew: each scene begins at the size of the one before."""
    sizes = list(SCREENS)
    for count, theme in ((1, "light"), (4, "light"), (3, "dark"), (2, "dark")):
        for k, name in enumerate(sizes):
            screen(name)
            if not k:
                race.show("&".join(PANELS[:count]) + f"&theme={theme}&step=30")
            race.settle()
            look_at_a_page(race, count, name, f"{name}, {theme}, {count} panels")
            if count == 1:
                look_at_dialogs(race, name)
                look_at_the_menu(race, name)
        sizes.reverse()


def look_at_a_page(race, count, name, what):
    """Whether everything fits on a screen of this name."""
    for found in (TOO_WIDE, OVERLAPS, OUT_OF_REACH):
        assert race.js(found) == [], what
    boxes = [race.page.locator(f"#panel-{panel}").bounding_box() for panel in range(count)]
    if name == "phone":
        seen = [race.page.locator(f"#panel-{panel}").is_visible() for panel in range(count)]
        assert seen == [True] + [False] * (count - 1), what
        assert all(box["width"] > 300 for box in boxes), what
        race.js("scrollTo(0, document.documentElement.scrollHeight)")  # the transport stays in reach
        assert race.js("scrollY") > 300, what
        expect(race.button("Play"), what).to_be_in_viewport(ratio=1)
        race.js("scrollTo(0, 0)")
    elif count < 4:
        assert len({box["y"] for box in boxes}) == 1, what


def look_at_dialogs(race, name):
    for opening in ("openChooser()", "editOwn(0)", "openUnits()", "openExport()"):
        race.js(f"Ravine.{opening}, Look.frame()")
        race.settle()
        assert race.js(CUT_OFF) == [], f"{name}, {opening}"
        assert race.js(INSIDE), f"{name}, {opening}"
        race.js("document.querySelector('dialog[open]').close()")


def look_at_the_menu(race, name):
    button, menu = race.button("Share: link, QR code, export"), race.page.get_by_role("menu", name="Share")
    button.click()
    box = menu.bounding_box()
    assert box["x"] >= 0, name
    assert box["x"] + box["width"] <= SCREENS[name][0], name
    assert box["y"] + box["height"] <= SCREENS[name][1], name
    race.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


MEASURES = """() => {
    const seen = [...document.querySelectorAll('.panel')].filter(node => node.checkVisibility());
    const box = node => node.getBoundingClientRect();
    const parts = ['.panel-head', '.rates', '.picture', '.panel-foot', '.curve'];
    return {
        window: innerHeight,
        transport: box(document.querySelector('#transport')).top,
        panels: seen.map(panel => ({
            left: box(panel).left, top: box(panel).top, bottom: box(panel).bottom,
            parts: parts.map(part => box(panel.querySelector(part))).map(({ top, height }) => [top, height]),
        })),
        charts: Ravine.panels.map(({ layers }) => layers.curve.projection.clip.slice(2)),
    };
}"""
#: What panels contain may differ: a note, a surface of your own with one more button, noise, one racer less.
SCENES = ["surface=beale", "surface=own&f=x^2%2By^2/4", "surface=sphere&noise=additive", "surface=booth"]


def test_pictures_come_first_and_neighbours_line_up(race, screen):
    """At least 55 % of the window's height for up to nine racers, 50 % for all; with four panels charts that can be
    read; all of it above the transport. Each size of the window begins with the racers, and each count of panels at the
    size, of the one before: pictures are made anew for the least of them."""
    sizes, crowds = ["projector", "full HD"], [list(CLASSICS[:3]), list(CLASSICS), list(OPTIMIZERS)]
    for count in (1, 2, 3, 4):
        for name in sizes:
            screen(name)
            for racers in crowds:
                racing = ["&".join(f"{name}=" for name in racers[k % 2 :]) for k in range(count)]
                race.show("&".join(f"{surface}&steps=9&{who}" for surface, who in zip(SCENES, racing, strict=False)))
                look_at_pictures(race.js(MEASURES), count, len(racers), name)
            crowds.reverse()
        sizes.reverse()


def look_at_pictures(found, count, racers, name):
    """Whether what MEASURES has found is as it must be with `count` panels of up to so many racers."""
    panels, what = found["panels"], f"{count} panels, {racers} racers, {name}"
    share = 0.5 if racers > 9 else 0.55
    for row in panels[:2], panels[2:] if count == 4 else panels:
        assert all(panel["parts"] == row[0]["parts"] for panel in row), what
    if count < 4:
        assert len({panel["top"] for panel in panels}) == 1, what
        assert min(panel["parts"][2][1] for panel in panels) >= share * found["window"] - 0.01, what
    else:
        assert [len({panel[side] for panel in panels}) for side in ("left", "top")] == [2, 2], what
    assert max(panel["bottom"] for panel in panels) <= found["transport"], what
    assert all(width > 90 and height > 45 for width, height in found["charts"]), what


#: Whether the open dialog is in the window, above the transport where that can be used.
INSIDE = """() => {
    const dialog = document.querySelector('dialog[open]'), transport = document.getElementById('transport');
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const below = dialog.matches(':modal') ? innerHeight : transport.getBoundingClientRect().top;
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= below;
}"""

CUT_OFF = """() => {
    const dialog = document.querySelector('dialog[open]'), outer = dialog.getBoundingClientRect();
    const seen = [...dialog.querySelectorAll('*')].filter(node => node.checkVisibility() && !node.closest('.formula'));
    return seen.filter(node => {
        const { left, right } = node.getBoundingClientRect();
        return right > outer.right + 1 || left < outer.left - 1;
    }).map(Look.name);
}"""


def test_the_numbers_of_a_chart_stand_clear_of_each_other(race):
    race.show(PANELS[0])  # a logarithmic axis, whose lowest number stands beside the 0 of the steps
    assert race.js(TOUCHING) == []


TOUCHING = """() => {
    const numbers = [...document.querySelectorAll('#curve-0 :is(.xtick, .ytick) text')];
    const boxes = numbers.map(node => node.getBoundingClientRect());
    const apart = (p, q) => p.right <= q.left || q.right <= p.left || p.bottom <= q.top || q.bottom <= p.top;
    return boxes.flatMap((p, i) => boxes.slice(i + 1).filter(q => !apart(p, q)).map(() => numbers[i].textContent));
}"""


def test_without_the_desk_there_is_more_room(race):
    race.show(TWO)
    narrow = race.page.locator("#panel-0").bounding_box()["width"]
    race.press("c")
    expect(race.page.locator("#desk")).to_be_hidden()
    race.until("narrow => Ravine.panels[0].layers.picture.tracks.clip[2] > narrow", narrow)
    assert race.js(TOO_WIDE) == []
    race.button("Show or hide the controls").click()
    expect(race.page.locator("#desk")).to_be_visible()


def test_all_ways_to_share_are_in_one_menu(race):
    race.show(f"{PANELS[0]}&step=30")
    button, menu = race.button("Share: link, QR code, export"), race.page.get_by_role("menu", name="Share")
    button.focus()
    step = race.step
    race.press("ArrowDown")
    items = menu.get_by_role("menuitem")
    expect(items).to_have_text(["Copy the link", re.compile("Show to the class"), re.compile("Export")])
    expect(items.nth(0)).to_be_focused()
    for key, place in (("ArrowDown", 1), ("End", 2), ("ArrowDown", 0), ("ArrowUp", 2), ("Home", 0)):
        race.press(key)
        expect(items.nth(place)).to_be_focused()
    assert race.step == step  # the arrows are the menu's
    race.press("End")
    race.press("Enter")
    expect(menu).to_be_hidden()
    expect(race.page.locator("#export")).to_be_visible()
    race.press("Escape")
    expect(button).to_be_focused()
    button.click()
    race.page.mouse.click(5, 5)
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


ROLES = ("button", "textbox", "slider", "combobox", "checkbox", "radio", "switch", "spinbutton", "link", "dialog")

TWICE = """() => {
    const seen = node => node.checkVisibility() && !node.closest('.modebar');
    const names = [...document.querySelectorAll('input[aria-label], button[aria-label]')].filter(seen)
        .map(node => `${node.type} ${node.getAttribute('aria-label')}`);
    return names.filter((name, i) => names.indexOf(name) !== i);
}"""


def test_every_control_has_a_name_of_its_own(race):
    race.show(TWO)
    for name in ("SGD", "Adam", "Momentum"):
        race.more(name)
    session = race.page.context.new_cdp_session(race.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    controls = [node for node in nodes if not node["ignored"] and node.get("role", {}).get("value") in ROLES]
    assert len(controls) > 80
    assert [node["role"]["value"] for node in controls if not node["name"]["value"].strip()] == []
    assert race.js(TWICE) == []


UNREACHABLE = """async () => {
    const seen = node => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.modebar');
    const controls = 'button:enabled:not(.pin), input:enabled, select, textarea, [role=slider]'; // p pins at the slider
    const nodes = [...document.querySelectorAll(controls)], missed = [];
    for (const node of nodes.filter(seen)) {
        node.focus();
        if (node.tabIndex < 0 || document.activeElement !== node) missed.push(Look.name(node));
        await null; // a list opens, and closes only if it has been open before the next element is focused
    }
    return missed;
}"""


def test_every_control_can_be_reached_by_the_keyboard(race):
    race.show(TWO)
    race.more("Adam")
    assert race.js(UNREACHABLE) == []
    race.js("document.querySelector('#desk input').focus()")
    seen = []
    for _ in range(8):
        race.press("Tab")
        outline = "getComputedStyle(document.activeElement)"
        seen.append(race.js(f"{outline}.outlineStyle !== 'none' || {outline}.boxShadow !== 'none'"))
    assert any(seen)
