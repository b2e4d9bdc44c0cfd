"""The sweep page: curves live, theory's bounds, and a click that plays that race."""

import pytest
from playwright.sync_api import expect

PLOT = "document.querySelector('.js-plotly-plot')"


@pytest.fixture
def page(visit):
    """The sweep page, drawn."""
    race = visit(None)
    race.page.goto(f"{race.address}/sweep")
    race.until(f"() => {PLOT}?.data?.length > 5 && document.querySelectorAll('main table tbody tr').length > 3")
    return race


def test_nine_methods_are_swept_and_theory_is_drawn(page):
    text = page.js(f"{PLOT}.textContent")
    assert "2/L" in text
    assert "learning rate" in text
    expect(page.page.locator("main table").first).to_contain_text("Adam")


def test_another_range_is_drawn_while_it_changes(page):
    before = page.js(f"JSON.stringify({PLOT}.data.map(({{ x }}) => [...(x || [])].slice(0, 2)))")
    slider = page.page.locator("main input[type=range]").nth(2)
    slider.focus()
    for _ in range(5):
        page.page.keyboard.press("ArrowRight")
    page.until(f"old => JSON.stringify({PLOT}.data.map(({{ x }}) => [...(x || [])].slice(0, 2))) !== old", before)
    page.until("() => location.search.length > 1")


def test_the_best_rates_lead_to_their_races(page):
    link = page.page.locator("main table a").first
    link.click()
    page.until("() => window.Ravine?.begun")
    assert page.spec()["surface"] == "rotated_quadratic"
