"""The ranking page: profiles and table of any group, and what belongs to them."""

import re

import pytest
from playwright.sync_api import expect

from optimizers import CLASSICS, OPTIMIZERS
from races.profiles import standings
from races.ranking import RANKED, ranking
from surfaces import SURFACES


@pytest.fixture(scope="module")
def page(opened):
    """The page, once for all checks."""
    with opened(None) as race:
        race.page.goto(f"{race.address}/ranking")
        expect(race.page.locator("#ranking-table tbody tr")).to_have_count(len(CLASSICS))
        yield race.page


def rows(page):
    """Each row of the table: [method, solved, fastest, median]."""
    return [line.split("\t") for line in page.locator("#ranking-table tbody").inner_text().splitlines()]


PLOT = "document.querySelector('#ranking-chart .js-plotly-plot')"


def drawn(page, count):
    page.wait_for_function(f"count => {PLOT}?.data?.filter(({{ meta }}) => meta).length === count", arg=count)


def choose(page, group, label):
    page.get_by_role("group", name=group).get_by_role("button", name=label, exact=True).click()


def test_it_opens_with_the_first_page_s_methods_on_all_surfaces(page):
    drawn(page, len(CLASSICS))
    found = standings(ranking().table(CLASSICS, RANKED), CLASSICS)
    labels = {OPTIMIZERS[name].label: standing for name, standing in found.items()}
    for label, solved, wins, _ in rows(page):
        assert solved == f"{100 * labels[label].solved:.0f} %"
        assert wins == f"{100 * labels[label].wins:.0f} %"
    shares = [float(solved.split()[0]) for _, solved, *_ in rows(page)]
    assert shares == sorted(shares, reverse=True)
    expect(page.locator("#ranking-said")).to_contain_text(f"{20 * len(RANKED)} problems")
    expect(page.locator("#ranking-caveats")).to_contain_text("nothing else")


def test_a_column_s_head_sorts_also_from_the_keyboard(page):
    page.get_by_role("button", name="method").focus()
    page.keyboard.press("Enter")
    assert [row[0] for row in rows(page)] == sorted(OPTIMIZERS[name].label for name in CLASSICS)
    page.keyboard.press("Enter")
    assert [row[0] for row in rows(page)] == sorted((OPTIMIZERS[name].label for name in CLASSICS), reverse=True)
    expect(page.locator("[aria-sort=descending]")).to_have_text("method")


def test_other_groups_are_ranked_among_themselves_and_the_link_has_them(page):
    methods = tuple(name for name, method in OPTIMIZERS.items() if method.group == "second order")
    choose(page, "Methods", "Second order")
    drawn(page, len(methods))
    choose(page, "Surfaces", "Valleys")
    valleys = tuple(name for name in RANKED if SURFACES[name].group == "valleys")
    expect(page.locator("#ranking-said")).to_contain_text(f"{20 * len(valleys)} problems")
    found = standings(ranking().table(methods, valleys), methods)
    assert {row[0]: row[2] for row in rows(page)} == {
        OPTIMIZERS[name].label: f"{100 * standing.wins:.0f} %" for name, standing in found.items()
    }
    expect(page).to_have_url(re.compile(r"\?methods=second\+order&surfaces=valleys$"))
    page.reload()
    drawn(page, len(methods))
    expect(page.get_by_role("button", name="Valleys")).to_have_attribute("aria-pressed", "true")


def test_a_row_shows_its_curve_and_the_theme_is_followed(page):
    page.locator("#ranking-table [data-name=bfgs]").focus()
    opacity = f"{PLOT}.data.map(({{ meta, opacity }}) => [meta?.method, opacity])"
    page.wait_for_function(f"{opacity}.every(([name, seen]) => seen === (name === 'bfgs' ? 1 : 0.15))")
    theme = f"{PLOT}.layout.meta.theme"
    before = page.evaluate(theme)
    page.get_by_role("button", name="Dark or light").click()
    page.wait_for_function(f"{theme} !== '{before}'")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_off_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    heads = "[...document.querySelectorAll('#ranking-table th')]"
    assert page.evaluate(f"{heads}.every(head => head.getBoundingClientRect().right <= innerWidth)")


def test_what_cannot_be_ranked_is_told(page):
    answer = page.request.post(f"{page.url.split('/ranking')[0]}/rankings", data={"methods": "fast", "surfaces": 3})
    assert answer.status == 400
    assert answer.json()["problems"][0].startswith("methods: 'fast'; allowed: classics")
    assert answer.json()["problems"][1].startswith("surfaces: 3; allowed: all")
