"""axe-core finds nothing: on every page, in both themes, in opened dialogs and on stage."""

from contextlib import nullcontext

import pytest
from axe import CONTRAST, dark, violations, violations_by_themes
from places import GO, PAGES
from playwright.sync_api import expect

#: All pages, also one that is not there.
EVERYWHERE = PAGES | {"/nowhere": "#nowhere a"}
SCENE = "surface=beale&sgd=learning_rate:1&adam=&surface=sphere&sgd=&step=10"
DIALOGS = {
    "chooser": "Ravine.openChooser()",
    "own": "Ravine.editOwn(0)",
    "units": "Ravine.openUnits()",
    "help": "Ravine.openDialog('help')",
    "card": "dash_clientside.set_props('card-request', { data: { kind: 'optimizer', name: 'adam' } })",
    "class-link": "document.querySelector('[data-action=\"class-link\"]').click()",
    "export": "Ravine.openExport()",
}


@pytest.fixture(scope="module")
def window(opened):
    with opened(None) as race:
        race.page.goto(f"{race.address}/lessons")
        yield race


@pytest.mark.parametrize("address", EVERYWHERE)
def test_a_page(window, address):
    page = window.page
    if address != "/lessons":
        window.js(GO, address)
    page.locator(EVERYWHERE[address]).first.wait_for(state="attached")
    if "#picture" in EVERYWHERE[address]:
        window.settle()
    expect(page.locator("main")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    assert window.js("document.documentElement.lang") == "en"
    assert violations_by_themes(page) == []
    if "#picture" in EVERYWHERE[address]:
        window.settle()


def test_the_race_page(race):
    race.show(SCENE)
    for name in ("SGD", "Adam"):
        race.more(name)
    assert violations_by_themes(race.page) == []


def test_the_dialogs(race):
    race.show(SCENE)
    for theme, only in ((nullcontext(), None), (dark(race.page), CONTRAST)):
        with theme:  # once: each time all pictures are drawn anew
            for name, opening in DIALOGS.items():
                race.js(f"() => {{ {opening}; }}")
                expect(race.page.locator(f"#{name}[open]")).to_be_visible()
                race.settle()
                assert violations(race.page, f"#{name}", only) == [], name
                race.js("document.querySelector('dialog[open]').close()")


def test_the_stage(race):
    race.show(SCENE)
    race.press("f")
    race.settle()
    assert violations_by_themes(race.page) == []
    race.press("f")
