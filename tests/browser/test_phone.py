"""On a phone: one picture and the controls of one method on one screen, and everything large enough for a finger."""

import pytest
from places import GO, PAGES
from playwright.sync_api import expect

TALL, LONG, TABLET = (390, 844), (844, 390), (768, 1024)
SCENE = "surface=beale&start=1,1.6&sgd=&adam=&surface=himmelblau&sgd=&adam=&momentum=&step=20"

#: Controls that are smaller than 44 pixels, but links within text; a control with a label is as large as that.
SMALL = """() => [...document.querySelectorAll('button, input, select, summary, a[href], [role=tab]')]
    .filter(node => node.checkVisibility({ visibilityProperty: true }) && !node.closest('p, li, .skips, #foot'))
    .map(node => [node, (node.labels?.[0] ?? node).getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) < 43.9)
    .map(([node, { width, height }]) => `${Look.name(node)} ${node.textContent}: ${width} x ${height}`)"""

#: What makes the page wider than the screen.
WIDE = """() => {
    const out = node => node.getBoundingClientRect().right > innerWidth + 1;
    const wide = document.documentElement.scrollWidth > innerWidth;
    return wide ? [...document.querySelectorAll('body *')].filter(out).slice(0, 5).map(Look.name) : [];
}"""

#: Whether nothing lies above any corner or the middle of an element.
FREE = """node => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const points = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
        [(left + right) / 2, (top + bottom) / 2]];
    return points.every(([x, y]) => {
        const found = document.elementFromPoint(x, y);
        return found && (node.contains(found) || found.contains(node));
    });
}"""


#: A finger goes so far sideways over the picture of a panel.
SWIPE = """([panel, way]) => {
    const target = document.querySelector(`#picture-${panel}`), clientY = target.getBoundingClientRect().top + 99;
    for (const [type, clientX] of [['touchstart', 200], ['touchend', 200 + way]]) {
        const touch = new Touch({ identifier: 1, target, clientX, clientY });
        const [touches, changedTouches] = [type === 'touchstart' ? [touch] : [], [touch]];
        target.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches }));
    }
}"""


def size(phone, width, height):
    phone.page.set_viewport_size({"width": width, "height": height})
    phone.settle()


@pytest.fixture(scope="module")
def phone(opened):
    width, height = TALL
    touch = {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True}
    with opened(SCENE, **touch) as race:
        yield race


@pytest.mark.parametrize("screen", [TALL, LONG, TABLET], ids=["tall", "long", "tablet"])
def test_the_picture_and_a_slider_are_on_one_screen(phone, screen):
    phone.show(SCENE)
    size(phone, *screen)
    picture, slider = phone.page.locator("#picture-0"), phone.slider("SGD learning rate")
    for part in (picture, slider, phone.button("Play"), phone.page.locator("#legend [data-name=sgd]")):
        expect(part).to_be_in_viewport(ratio=1)
        assert part.evaluate(FREE)
    assert picture.bounding_box()["height"] >= (180 if screen == LONG else 300)
    assert phone.js(WIDE) == []
    assert phone.js(SMALL) == []
    before = phone.paths()[0]["sgd"]
    slider.press("PageUp")
    phone.settle()
    assert phone.paths()[0]["sgd"] != before
    size(phone, *TALL)


def test_the_transport_is_whole_where_gradients_are_counted(phone):
    phone.show("surface=rosenbrock&steps=200&axis=evaluations&cma_es=&step=1033")
    expect(phone.page.locator("#step")).to_have_text("1033 / 1033 ∇")
    for part in phone.page.locator("#transport > :not([hidden])").all():
        expect(part).to_be_in_viewport(ratio=1)
        assert part.evaluate(FREE)


def test_the_whole_sheet_leaves_the_picture_whole(phone):
    phone.show(SCENE)
    handle, picture = phone.page.locator("#sheet-handle"), phone.page.locator("#picture-0")
    height = picture.bounding_box()["height"]
    expect(phone.labelled("Change")).not_to_be_visible()
    handle.tap()
    expect(handle).to_have_attribute("aria-expanded", "true")
    phone.until("height => document.querySelector('#picture-0').clientHeight < height", height)
    phone.settle()
    expect(picture).to_be_in_viewport(ratio=1)
    assert picture.evaluate(FREE)
    assert phone.js(SMALL) == []
    expect(phone.slider("Factor on all learning rates")).to_be_visible()
    expect(phone.slider("Adam learning rate")).not_to_be_visible()  # only one method's
    handle.tap()
    phone.settle()
    assert picture.bounding_box()["height"] == height


def test_a_tab_brings_another_panel(phone):
    phone.show(SCENE)
    tabs = phone.page.get_by_role("toolbar", name="Panels").get_by_role("button")
    expect(tabs).to_have_text(["1 Beale", "2 Himmelblau"])
    expect(phone.page.locator("#picture-1")).not_to_be_visible()
    tabs.last.tap()
    expect(phone.page.locator("#picture-0")).not_to_be_visible()
    expect(phone.page.locator("#picture-1")).to_be_in_viewport(ratio=1)
    expect(tabs.last).to_have_attribute("aria-pressed", "true")
    for panel, way, seen in ((1, 90, 0), (0, 90, 0), (0, -90, 1), (1, -90, 1)):  # none is beyond the last
        phone.js(SWIPE, [panel, way])
        expect(phone.page.locator(f"#picture-{seen}")).to_be_visible()
        expect(phone.page.locator(f"#picture-{1 - seen}")).not_to_be_visible()
    phone.press("f")  # on stage they scroll, and the ranks are those of the one that is seen
    ranked = phone.page.locator("#ranked")
    expect(ranked).to_be_hidden()
    for panel in (0, 1):
        phone.js("panel => { panels.scrollLeft = panel * panels.clientWidth; }", panel)
        expect(ranked).to_have_text(f"ranks in {panel + 1}")
    phone.press("f")
    phone.page.locator("#panel-1").get_by_role("button", name="Remove panel 2").tap()
    phone.settle()
    expect(tabs).to_have_count(0)
    expect(phone.page.locator("#picture-0")).to_be_visible()


def test_a_name_brings_its_controls_and_then_is_the_switch(phone):
    phone.show(SCENE)
    adam = phone.page.locator("#legend [data-name=adam]")
    adam.tap()
    expect(phone.slider("Adam learning rate")).to_be_visible()
    expect(phone.slider("SGD learning rate")).not_to_be_visible()
    assert all("adam" in spec["optimizers"] for spec in phone.specs())
    adam.tap()
    expect(adam).to_have_attribute("aria-pressed", "false")
    phone.settle()
    assert not any("adam" in spec["optimizers"] for spec in phone.specs())


def test_a_finger_on_the_picture_scrolls_the_page(phone):
    phone.show(SCENE)
    start = phone.spec()["start"]
    box = phone.page.locator("#picture-0").bounding_box()
    session = phone.page.context.new_cdp_session(phone.page)
    for step in range(12):
        finger = {"x": box["x"] + 60, "y": box["y"] + box["height"] - 80 - 15 * step}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [finger]})
        phone.js("() => Look.frame()")
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
    phone.until("() => scrollY > 50")
    phone.settle()
    assert phone.spec()["start"] == start


@pytest.mark.parametrize("address", PAGES)
def test_other_pages_fit(phone, address):
    phone.js(GO, address)
    phone.page.locator(PAGES[address]).first.wait_for(state="attached")
    if "#picture" in PAGES[address]:
        phone.settle()
        story = phone.page.locator("#story, #landscape-story")
        expect(phone.page.locator("#picture-0")).to_be_in_viewport(ratio=1)
        expect(story).to_be_in_viewport()
        assert phone.page.locator("#picture-0").evaluate(FREE)
    phone.js("scrollTo(0, 0)")  # where a link would lead
    for current in phone.page.locator("#head .way[aria-current]").all():
        expect(current).to_be_in_viewport(ratio=0.9)
    assert phone.js(WIDE) == []
    assert phone.js(SMALL) == []
