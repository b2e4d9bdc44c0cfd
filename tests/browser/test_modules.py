"""The page's modules: each page fetches its own, once; a slow one holds the start up, but does not break it."""

import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PAGES = ("sweep", "basins", "networks", "ranking")  # what a page that is no race has for itself


@pytest.fixture(scope="module")
def noted(opened):
    """A page, and how often it has asked for each module, by the path in assets."""
    counts = Counter()

    def note(request):
        path = urlsplit(request.url).path
        if path.endswith(".mjs"):
            counts[path.removeprefix("/assets/")] += 1

    with opened(None) as race:
        race.page.on("request", note)
        yield race, counts


@pytest.fixture
def fetched(noted):
    """The same, when it has asked for nothing yet."""
    noted[0].page.goto("about:blank")
    noted[1].clear()
    return noted


def modules_in(room):
    return {path.relative_to(ASSETS).as_posix() for path in (ASSETS / room).glob("*.mjs")}


def test_the_race_page_fetches_its_own_modules_once_and_no_other_page_s(fetched):
    race, counts = fetched
    race.load()
    assert "main.mjs" in counts
    assert not [path for path in counts if path.startswith(PAGES)]
    assert not [path for path, count in counts.items() if count > 1]


@pytest.mark.parametrize("room", PAGES)
def test_a_page_fetches_each_of_its_modules_once(fetched, room):
    race, counts = fetched
    race.page.goto(f"{race.address}/{room}")
    race.page.wait_for_function("room => window.Ravine?.[room]?.catalog", arg=room)
    assert {path for path in counts if path.startswith(room)} == modules_in(room)
    assert not [path for path, count in counts.items() if count > 1]


def test_the_page_starts_with_a_slow_module(fetched):
    race, counts = fetched

    def late(route):
        time.sleep(3)
        route.continue_()

    race.page.route("**/assets/core/clock.mjs", late)
    race.load()
    assert race.js("Ravine.panels.length")
    assert counts["core/clock.mjs"] == 1
