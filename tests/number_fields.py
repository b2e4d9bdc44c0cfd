"""Every page's number field is the same one: what is no number stays to be mended until Escape, or until the value
changes from elsewhere; a decimal comma is understood; Enter commits. The files of the pages look at their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect
from waiting import until

from networks.plane_spec import MAX_EPOCHS as PLANE_EPOCHS
from networks.training import MAX_SEED as TRAINING_SEED
from races.fields import MAX_SEED

Deed = Callable[[Page, str], object]


def slide(page: Page, label: str) -> None:
    page.locator(f"named=slider {label}").press("End")


def evaluate(script: str) -> Deed:
    return lambda page, label: page.evaluate(script)


def choose_size(page: Page, label: str) -> None:
    page.locator('[data-action="export-size"]', has_text="1080p").click()


def train(page: Page, label: str) -> None:
    until(page, "document.getElementById('networks-about')?.textContent")  # the page is there
    page.locator("named=button Train it yourself").click()


def unfold_form(page: Page, label: str) -> None:
    page.locator("#landscape-make summary").click()


def open_export(page: Page, label: str) -> None:
    page.keyboard.press("e")


def click_units(page: Page, label: str) -> None:
    page.locator("[data-action=units]").click()


@dataclass(frozen=True)
class Field:
    """A number field: its page and label, a text with a comma, what that is written as, a number beyond what is
    allowed, what changes its value from elsewhere, and what opens its place."""

    page: str
    label: str
    typed: str
    written: str
    beyond: str
    elsewhere: Deed | None = None
    before: Deed | None = None
    commit: str = "Enter"  # which in the export dialog also begins the export


RATE = "Adam learning rate"
FIELDS = {
    "rate": Field("race", RATE, "0,05", "0.05", "1e3", slide),
    "start": Field("race", "Start x of panel 1", "−0,25", "-0.25", "99", evaluate("Ravine.setStart(0, 1, 1)")),
    "steps": Field("race", "Number of steps", "20,0", "20", "1e9", evaluate("Ravine.setSteps(25)")),
    "seed": Field("race", "Seed of the noise", "7,0", "7", str(MAX_SEED + 1), evaluate("Ravine.setSeed(3)")),
    "unit": Field("race", "Unit of x", "2,5", "2.5", "1e7", slide, click_units),
    "export": Field("race", "Width", "640,0", "640", "-1e9", choose_size, open_export, "Tab"),
    "own bound": Field("race", "Domain x from", "−2,5", "-2.5", "1e7", None, evaluate("Ravine.editOwn(0)")),
    "sweep": Field("sweep", "Lowest learning rate", "0,005", "0.005", "1e9", slide),
    "sweep start": Field("sweep", "Start y", "−0,5", "-0.5", "99"),
    "basins": Field("basins", "SGD learning rate", "0,005", "0.005", "1e3", slide),
    "basin steps": Field("basins", "Number of steps", "20,0", "20", "1e9"),
    "networks": Field("networks", RATE, "0,005", "0.005", "1e3", slide, train),
    "networks seed": Field("networks", "Seed", "7,0", "7", str(TRAINING_SEED + 1), before=train),
    "plane rate": Field("landscape", RATE, "0,005", "0.005", "1e3", before=unfold_form),
    "plane epochs": Field("landscape", "epochs of the plane", "5,0", "5", str(PLANE_EPOCHS + 1), before=unfold_form),
}

#: How the field of a label is: its text, what `aria-invalid` says, whether the keyboard is in it, whether it is seen,
#: and where the page says why a text is refused.
STATE = """([label, text]) => {
    const seen = node => node.checkVisibility({ visibilityProperty: true });
    const node = [...document.querySelectorAll('input')].findLast(
        each => each.getAttribute('aria-label') === label && seen(each));
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const begins = `“${text}” is `, told = [];
    while (words.nextNode()) {
        const { textContent: said, parentElement } = words.currentNode;
        if (!said.includes(begins) || !said.split(begins)[1].includes('; allowed: ')) continue;
        told.push(seen(parentElement) ? 'seen' : 'hidden');
    }
    const invalid = node?.getAttribute('aria-invalid');
    return { value: node?.value, invalid, refused: invalid === 'true', told: told.join(), there: Boolean(node),
        focused: node === document.activeElement };
}"""
#: Whether it is as wanted.
MET = f"""([given, wanted]) => {{
    const found = ({STATE})(given);
    return Object.keys(wanted).every(key => found[key] === wanted[key]);
}}"""


def _becomes(page: Page, label: str, text: str, **wanted: Any) -> None:
    """Wait until the field is so."""
    try:
        until(page, MET, [[label, text], wanted])
    except Exception as late:
        late.add_note(f"{page.evaluate(STATE, [label, text])} is not {wanted}")
        raise


def assert_works(page: Page, name: str) -> None:
    """A field does what number fields do, on its page, which is open."""
    field = FIELDS[name]
    place = page.locator(f"named=textbox {field.label}").last
    if field.before and not place.is_visible():
        field.before(page, field.label)
    expect(place).not_to_have_value("")

    def refused(text: str) -> None:
        """The text stands there to be mended, and why is said."""
        place.fill(text)
        place.press("Enter")
        _becomes(page, field.label, text, invalid="true", value=text, told="seen")

    shown = place.input_value()
    for text in ("abc", field.beyond):
        if field.commit == "Tab" and text != "abc":
            continue  # that the export's server judges
        refused(text)
        place.press("Escape")
        _becomes(page, field.label, text, value=shown, invalid="false", focused=False, there=True, told="")
    place.fill(field.typed)
    place.press(field.commit)
    _becomes(page, field.label, field.typed, value=field.written, refused=False, focused=False)
    if field.elsewhere:
        refused("abc")
        field.elsewhere(page, field.label)
        _becomes(page, field.label, "abc", told="", invalid="false")
        assert place.input_value() not in ("abc", field.written)


def fields_of(page: str) -> list[str]:
    """The names of a page's fields."""
    return [name for name, field in FIELDS.items() if field.page == page]
