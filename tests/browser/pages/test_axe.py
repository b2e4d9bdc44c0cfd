"""axe-core finds nothing: on every page, in both themes, in opened dialogs and on stage."""

import pytest
from axe import violations_by_themes
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


#: All dialogs can be open at once, below each other and above all else: axe is asked once for them all, as most of what
#: it takes is the whole page's, each time.
SIDE_BY_SIDE = """() => {
    const { prototype } = HTMLDialogElement, { showModal } = prototype;
    const style = document.createElement('style');
    style.textContent = '.dialog { position: relative !important; inset: 0 !important; z-index: 1000 !important; }';
    document.head.append(style);
    prototype.showModal = prototype.show;
    Look.oneByOne = () => {
        document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
        prototype.showModal = showModal;
        style.remove();
    };
}"""


def test_the_dialogs(race):
    race.show(SCENE)
    race.js(SIDE_BY_SIDE)
    try:
        for name, opening in DIALOGS.items():
            race.js(f"() => {{ {opening}; }}")
            expect(race.page.locator(f"#{name}[open]")).to_be_visible()
        race.settle()
        expect(race.page.locator("dialog[open]")).to_have_count(len(DIALOGS))
        assert violations_by_themes(race.page, "dialog[open]") == []
    finally:
        race.js("Look.oneByOne()")


def test_the_stage(race):
    race.show(SCENE)
    race.press("f")
    race.settle()
    assert violations_by_themes(race.page) == []
    race.press("f")
