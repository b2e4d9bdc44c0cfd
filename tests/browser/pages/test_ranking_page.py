"""The ranking page: chart and table of the chosen methods and surfaces."""

import pytest
from playwright.sync_api import expect

from optimizers import OPTIMIZERS
from races.profiles import standings
from races.ranking import RANKED, ranking
from surfaces import SURFACES


@pytest.fixture
def page(visit):
    """The ranking page."""
    race = visit(None)
    race.page.goto(f"{race.address}/ranking")
    race.until("() => document.querySelectorAll('#ranking-table tbody tr').length > 3")
    race.until("() => document.querySelector('#ranking-profile .js-plotly-plot')?.data?.length > 3")
    return race


def group(name):
    return tuple(key for key, method in OPTIMIZERS.items() if method.group == name)


def rows(race):
    return race.js("[...document.querySelectorAll('#ranking-table tbody tr')].map(row => row.dataset.name)")


def test_the_table_is_that_of_the_profiles(page):
    methods = group("the lecture")
    found = standings(ranking().table(methods, RANKED), methods)
    assert sorted(rows(page)) == sorted(methods)
    solved = [found[name].solved for name in rows(page)]
    assert solved == sorted(solved, reverse=True)
    for name in rows(page):
        expect(page.page.locator(f"#ranking-table tr[data-name={name}]")).to_contain_text(f"{found[name].solved:.0%}")
    assert page.js("document.querySelector('#ranking-profile .js-plotly-plot').data.length") == len(methods)


def test_groups_and_order_can_be_chosen(page):
    page.choose("Methods", "second order")
    page.until(
        "count => document.querySelectorAll('#ranking-table tbody tr').length === count", len(group("second order"))
    )
    kind = SURFACES["rosenbrock"].group
    page.choose("Surfaces", kind)
    chosen = tuple(name for name in RANKED if SURFACES[name].group == kind)
    count = len(ranking().table(("newton",), chosen))
    expect(page.page.locator("#ranking-count")).to_contain_text(f"{count} problems on {len(chosen)} surfaces")
    page.choose("Order", "fastest")
    methods = group("second order")
    found = standings(ranking().table(methods, chosen), methods)
    fastest = min(found.values(), key=lambda one: (one.ratio, -one.solved))
    expect(page.page.locator("#ranking-table tbody tr").first).to_contain_text(f"{fastest.ratio:.3g}")


def test_dark_and_fair(page):
    light = page.js("document.querySelector('#ranking-profile .js-plotly-plot').layout.font.color")
    page.button("Dark or light").click()
    page.until("old => document.querySelector('#ranking-profile .js-plotly-plot').layout.font.color !== old", light)
    expect(page.page.get_by_role("heading", name="How fair is this?")).to_be_visible()
