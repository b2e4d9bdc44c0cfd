"""What axe-core finds wrong with a page in the browser: it comes with the checks' node_modules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page
from waiting import until

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
#: The rule whose answer hangs on the theme.
CONTRAST = ["color-contrast"]
#: What axe finds wrong: rule, element and why. Besides its usual rules it compares names with the text that is seen.
#: Plotly's drawings are within pictures, which have a name and no parts.
LOOK = """async ([place, only]) => {
    const rules = { 'label-content-name-mismatch': { enabled: true } };
    const { violations } = await axe.run(
        { include: [place], exclude: ['.js-plotly-plot'] },
        { resultTypes: ['violations'], ...(only ? { runOnly: only } : { rules }) });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id}: ${target.join(' ')}: ${failureSummary}`));
}"""


def violations(page: Page, place: str = "html", only: list[str] | None = None) -> list[str]:
    """What axe finds wrong with a part of a page, by all rules or some of them."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(LOOK, [place, only])
    return found


def violations_by_themes(page: Page, place: str = "html") -> list[str]:
    """The same of a page of the app; of contrast, which alone is another one, also in the dark theme."""
    found = violations(page, place)
    with dark(page):
        return [*found, *(f"dark: {each}" for each in violations(page, place, CONTRAST))]


#: The theme of all elements: of races, whose page alone has a state, without what Plotly and canvases draw, which would
#: be drawn anew twice and is not looked at; of other pages as the system's.
THEME = """theme => {
    if (Ravine.state?.panels.length) Ravine.adoptTheme(theme);
    return document.documentElement.dataset.theme === (theme ?? 'light');
}"""
#: What Dash's own components take it from follows later.
THEMED = """theme => ['theme', 'mantineColorScheme'].every(key => document.documentElement.dataset[key] === theme)"""


@contextmanager
def dark(page: Page) -> Iterator[None]:
    """The page in its dark theme."""
    is_system = not page.evaluate(THEME, "dark")
    if is_system:
        page.emulate_media(color_scheme="dark")
    until(page, THEMED, "dark")
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished))")
    yield
    if is_system:
        page.emulate_media(color_scheme="light")
    else:
        page.evaluate(THEME, None)
    until(page, THEMED, "light")
