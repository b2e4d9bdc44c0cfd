"""The page's modules come as few bundles, each fetched once; a page brings its own, and none runs twice. A slow one
holds the start up, but does not break it."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PAGES = ("sweep", "basins", "networks", "ranking")  # what a page that is no race has for itself
ALL = "Object.keys((await import(document.querySelector('script[src*=\"/main.mjs\"]').src)).modules)"


@pytest.fixture(scope="module")
def noted(opened):
    """A page, and how often it has asked for each bundle, by its path below the version."""
    counts = Counter()

    def note(request):
        path = urlsplit(request.url).path
        if path.endswith(".mjs"):
            counts[re.sub("^/scripts/[0-9a-f]+/", "", path)] += 1

    with opened(None, fresh=True) as race:
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


def modules_run(race):
    return set(race.js(f"async () => {ALL}"))


#: Whether something stood there before the modules came.
SEEN_BEFORE = """() => {
    const [{ startTime }] = performance.getEntriesByName('first-contentful-paint');
    const bundle = performance.getEntriesByType('resource').find(({ name }) => name.includes('/main.mjs'));
    return startTime < bundle.responseEnd;
}"""


def test_the_race_page_starts_with_one_slow_bundle_and_no_other_page_s_modules(fetched):
    race, counts = fetched
    late = []
    race.page.route("**/main.mjs", lambda route: late.append(route))
    race.page.goto(race.address, wait_until="commit")
    race.page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    (bundle,) = late
    bundle.continue_()
    race.page.unroute("**/main.mjs")
    race.until("() => window.Ravine?.state?.begun")
    race.settle()
    assert race.js("Ravine.panels.length")
    assert race.js(SEEN_BEFORE)
    assert race.page.locator("#skeleton").count() == 0
    # the programs of other methods come after the first race
    race.page.wait_for_function("Ravine.module('race/programs.mjs').programsNow()?.methods.signum")
    assert counts == {"main.mjs": 1, "/known.mjs": 1, "/programs.mjs": 1, "/methods.mjs": 1}
    assert modules_run(race) >= modules_in("race")
    assert not [path for path in modules_run(race) if path.startswith(PAGES)]


@pytest.mark.parametrize("room", PAGES)
def test_a_page_fetches_its_bundle_once_and_has_all_of_its_modules(fetched, room):
    race, counts = fetched
    race.page.goto(f"{race.address}/{room}")
    race.page.wait_for_function("room => window.Ravine?.[room]?.catalog", arg=room)
    wanted = {"main.mjs": 1, f"{room}/{room}.mjs": 1, "/programs.mjs": 1}
    assert {path: counts[path] for path in wanted} == wanted
    assert counts.keys() - wanted.keys() <= {"/methods.mjs"}  # which sweeps and maps ask for
    assert modules_run(race) >= modules_in(room)
    if room == "sweep":
        assert_run_once(race)


def assert_run_once(race):
    """Modules that several pages bring, on the way from the sweep page to another one."""
    race.js("Ravine.crew = Ravine.module('engine/crew.mjs')")
    race.page.get_by_role("link", name="Basins").click()
    race.page.wait_for_function("window.Ravine?.basins?.catalog")
    assert race.js("Ravine.crew === Ravine.module('engine/crew.mjs')")
    assert race.js("Ravine.clock === Ravine.module('core/clock.mjs').clock")
