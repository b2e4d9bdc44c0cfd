"""Every page's number field is the same one: what is no number stays to be mended until Escape, or until the value
changes from elsewhere; a decimal comma is understood; Enter commits."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from networks.plane_spec import MAX_EPOCHS as PLANE_EPOCHS
from networks.training import MAX_SEED as TRAINING_SEED
from races.fields import MAX_SEED

RACE = "surface=beale&steps=30&adam=&sgd=&noise=additive"
RATE = "Adam learning rate"


def slide(page, label):
    page.get_by_role("slider", name=label, exact=True).press("End")


def evaluate(script):
    return lambda page, label: page.evaluate(script)


def choose_size(page, label):
    page.locator('[data-action="export-size"]', has_text="1080p").click()


def train(page, label):
    page.wait_for_function("document.getElementById('networks-about')?.textContent")  # the page is there
    page.get_by_role("button", name="Train it yourself", exact=True).click()


def unfold_form(page, label):
    page.locator("#landscape-make summary").click()


def open_export(page, label):
    page.keyboard.press("e")


def click_units(page, label):
    page.locator("[data-action=units]").click()


def edit_own(page, label):
    page.evaluate("Ravine.editOwn(0)")


@dataclass(frozen=True)
class Field:
    """A number field: its page and label, what opens its place, a text with a comma, what that is written as, a number
    beyond what is allowed, and what changes its value from elsewhere."""

    path: str
    label: str
    typed: str
    written: str
    beyond: str
    elsewhere: object = None
    before: object = None
    commit: str = "Enter"  # which in the export dialog also begins the export


FIELDS = {
    "rate": Field("/", RATE, "0,05", "0.05", "1e3", slide),
    "start": Field("/", "Start x of panel 1", "−0,25", "-0.25", "99", evaluate("Ravine.setStart(0, 1, 1)")),
    "steps": Field("/", "Number of steps", "20,0", "20", "1e9", evaluate("Ravine.setSteps(25)")),
    "seed": Field("/", "Seed of the noise", "7,0", "7", str(MAX_SEED + 1), evaluate("Ravine.setSeed(3)")),
    "unit": Field("/", "Unit of x", "2,5", "2.5", "1e7", slide, click_units),
    "own bound": Field("/", "Domain x from", "−2,5", "-2.5", "1e7", None, edit_own),
    "export": Field("/", "Width", "640,0", "640", "-1e9", choose_size, open_export, "Tab"),
    "sweep": Field("/sweep", "Lowest learning rate", "0,005", "0.005", "1e9", slide),
    "sweep start": Field("/sweep", "Start y", "−0,5", "-0.5", "99"),
    "basins": Field("/basins", "SGD learning rate", "0,005", "0.005", "1e3", slide),
    "basin steps": Field("/basins", "Number of steps", "20,0", "20", "1e9"),
    "networks": Field("/networks", RATE, "0,005", "0.005", "1e3", slide, train),
    "networks seed": Field("/networks", "Seed", "7,0", "7", str(TRAINING_SEED + 1), before=train),
    "plane rate": Field("/landscape", RATE, "0,005", "0.005", "1e3", before=unfold_form),
    "plane epochs": Field("/landscape", "epochs of the plane", "5,0", "5", str(PLANE_EPOCHS + 1), before=unfold_form),
}


@pytest.fixture(scope="module")
def pages(opened):
    """The pages that are no race: one after another in one window."""
    with opened(None) as race:
        yield race


@pytest.fixture
def found(request, race, pages):
    """A field on its page: what it is, and where."""
    field = FIELDS[request.param]
    if field.path == "/":
        race.show(RACE)
        page = race.page
    else:
        page = pages.page
        if urlsplit(page.url).path != field.path:
            page.goto(pages.address + field.path)
    place = page.get_by_role("textbox", name=field.label, exact=True).last
    if field.path == "/":
        race.unfold(field.label)
    if field.before and not place.is_visible():
        field.before(page, field.label)
    expect(place).not_to_have_value("")
    yield field, page, place
    for dialog in page.locator("dialog[open]").all():
        dialog.evaluate("node => node.close()")


def refused(page, place, text):
    """Whether the text stands there to be mended, and why is said."""
    place.fill(text)
    place.press("Enter")
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(place).to_have_value(text)
    message = page.get_by_text(re.compile(f"“{re.escape(text)}” is .*; allowed: .*"))
    expect(message).to_be_visible()
    return message


@pytest.mark.parametrize("found", FIELDS, indirect=True)
def test_a_number_field(found):
    field, page, place = found
    shown = place.input_value()
    for text in ("abc", field.beyond):
        if field.commit == "Tab" and text != "abc":
            continue  # that the export's server judges
        message = refused(page, place, text)
        place.press("Escape")
        expect(place).to_have_value(shown)
        expect(place).to_have_attribute("aria-invalid", "false")
        expect(place).not_to_be_focused()
        expect(place).to_be_visible()
        expect(message).to_have_count(0)
    place.fill(field.typed)
    place.press(field.commit)
    expect(place).to_have_value(field.written)
    expect(place).not_to_have_attribute("aria-invalid", "true")
    expect(place).not_to_be_focused()
    if field.elsewhere:
        message = refused(page, place, "abc")
        field.elsewhere(page, field.label)
        expect(message).to_have_count(0)
        expect(place).to_have_attribute("aria-invalid", "false")
        assert place.input_value() not in ("abc", field.written)
