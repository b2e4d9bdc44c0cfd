"""Without a mouse and without sight: the way of the Tab key, landmarks, and what is said."""

import re

import pytest
from playwright.sync_api import expect

STOPS = 40  # of the Tab key before the transport, with the three panels of the first view

HERE = """() => {
    const node = document.activeElement, drawn = node.matches('.segments input') ? node.nextElementSibling : node;
    const style = getComputedStyle(drawn), seen = style.outlineStyle !== 'none';
    return [Boolean(node.closest('#transport')), `${Look.name(node)} ${node.textContent}`, seen];
}"""


def walk(race, most):
    """Press Tab until the transport is reached: the names of the stops before it, each of which can be seen."""
    race.js("document.querySelector('#head a').focus()")
    for key in ("Tab", "Shift+Tab"):  # a mouse may have been used before: focus is seen by the keyboard
        race.page.keyboard.press(key)
    names = []
    for _ in range(most):
        is_there, name, is_seen = race.js(HERE)
        assert is_seen, f"no focus to be seen on {name}, after {names}"
        if is_there:
            return names
        names.append(name)
        race.page.keyboard.press("Tab")
    pytest.fail(f"no transport after {most} stops: {names}")


def test_the_transport_is_near_by_the_keyboard(race):
    race.show()
    names = walk(race, STOPS + 1)
    assert len(names) <= STOPS
    assert len(names) == len(set(names)), "twice the same stop"


def test_a_toolbar_is_one_stop_with_arrows_inside(race):
    race.show("surface=beale&sgd=&adam=&step=10")
    zoom = [race.button(name) for name in ("Zoom into panel 1", "Zoom out of panel 1", "The whole surface in panel 1")]
    step = race.step
    zoom[0].focus()
    for key, place in (("ArrowRight", 1), ("End", 2), ("ArrowRight", 0), ("ArrowLeft", 2)):
        race.press(key)
        expect(zoom[place]).to_be_focused()
    assert race.step == step  # the arrows are not the clock's there
    race.press("Tab")
    expect(race.field("Start x of panel 1")).to_be_focused()
    race.press("Shift+Tab")
    expect(zoom[2]).to_be_focused()  # where one was


@pytest.mark.parametrize(("part", "name"), [("pictures", "panels"), ("transport", "transport"), ("controls", "desk")])
def test_the_keyboard_skips_to_a_part(race, part, name):
    race.show("surface=beale&sgd=&adam=&step=10")
    address = race.link()
    link = race.page.get_by_role("link", name=f"Skip to the {part}")
    link.focus()
    expect(link).to_be_in_viewport(ratio=1)
    race.press("Enter")
    expect(race.page.locator(f"#{name}")).to_be_focused()
    assert race.link() == address
    assert race.js("location.hash") == ""


def test_what_is_seen_is_said_when_the_races_rest(race):
    race.show("surface=beale&start=1,1.6&steps=60&sgd=learning_rate:0.002&adam=&step=10")
    said, picture = race.page.locator("#said"), race.page.locator("#picture-0")
    expect(said).to_have_text(re.compile(r"^step 10: \w+ [\d.]+, then \w+ [\d.]+$"))
    expect(picture).to_have_attribute(
        "aria-label", "Panel 1: Beale, level lines: SGD and Adam from 1, 1.6; step 10 of 60"
    )
    race.type("SGD learning rate", "1")
    expect(said).to_have_text(re.compile(r"^step 10: Adam [\d.]+; SGD diverged at \d$"))
    race.press("Space")
    expect(said).to_be_empty()  # nobody is told of every step
    expect(picture).to_have_attribute("aria-label", "Panel 1: Beale, level lines: SGD and Adam from 1, 1.6")
    race.press("Space")
    expect(said).not_to_be_empty()
    race.show("surface=beale&adam=&surface=sphere&adam=&step=20")
    expect(said).to_have_text(re.compile(r"^step 20\. 1, Beale: Adam .*\. 2, Sphere: Adam [\d.e−]+$"))
