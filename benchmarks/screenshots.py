"""Pictures of the pages, to look at, in `screenshots/`, which is not in git; and the README's own, in `docs/`.

`make screenshots`, or `python benchmarks/screenshots.py [BEGINNING ...]` for those whose names begin so, such as
`stage` or `docs/race`. RAVINE_BROWSER names the browser.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright
from served import BEGUN, FLAGS, MODULES, ROOT, SEEK, STATE, served

sys.path.insert(0, str(ROOT))

from optimizers import CLASSICS, OPTIMIZERS
from tests.notebooks import as_html

FOLDER = ROOT / "screenshots"
SURFACES = ("beale", "long_valley", "monkey_saddle", "himmelblau")
RACERS = {3: ("sgd", "momentum", "adam"), 9: tuple(CLASSICS), len(OPTIMIZERS): tuple(OPTIMIZERS)}
PINS = "pins=adam.learning_rate,master"
DIALOGS = {"methods": "openChooser()", "own": "editOwn(0)", "units": "openUnits()", "export": "openExport()"}
SIZES = {
    "720p": (1280, 720), "1080p": (1920, 1080), "phone": (390, 844), "lying": (844, 390),
    "tablet": (1024, 768), "standing": (768, 1024),
}  # fmt: skip
#: Of a reader who has been here before, nothing is said that is for a first visit.
BEEN_HERE = """for (const key of ['welcome', 'dragged'])
    if (location.protocol === 'http:') localStorage.setItem(`ravine.${key}`, 'yes');
if (location.protocol === 'http:') localStorage.setItem('ravine.told', 'cross,arrow,dashed,average,start,star,pale');"""
READY = """async () => {
  const { panels } = await module('race/pictures.mjs'), { state } = await module('race/state.mjs');
  return panels.length === state.panels.length && panels.every(panel => panel.isReady);
}"""
STEP = 112  # of the README's pictures
CELL = """from races import RaceSpec, race

momentum = {"learning_rate": 0.001, "momentum": 0.95}
adam = {"learning_rate": 0.1}
race(RaceSpec(surface="beale", optimizers={"momentum": momentum, "rmsprop": {}, "adam": adam}))"""


@dataclass(frozen=True)
class View:
    """One picture: a link, the window, and what is done before it is taken."""

    link: str
    size: str = "720p"
    theme: str = "light"
    first: bool = False
    keys: tuple[str, ...] = ()
    script: str = ""
    seek: int | None = None


def scene(panels: int, racers: int) -> str:
    """The link of a scene on the first surfaces."""
    names = "".join(f"&{name}=" for name in RACERS[racers])
    return "/?" + "&".join(f"surface={surface}{names}" for surface in SURFACES[:panels]) + f"&{PINS}&step=60"


def views() -> Iterator[tuple[str, View]]:
    """All of them by name, in the light theme."""
    yield "docs/race", View("/", seek=STEP)
    for size in SIZES:
        yield f"first/{size}", View("/", size, first=True, seek=60)
        for page in ("lessons", "lessons/momentum", "sweep", "basins", "ranking", "networks", "landscape"):
            yield f"pages/{page.replace('/', '-')}-{size}", View(f"/{page}", size)
        yield f"pages/networks-today-{size}", View("/networks?experiment=convnet&of=today", size)
        yield f"pages/networks-spectrum-{size}", View("/networks?experiment=spectrum&epoch=5", size)
        yield f"race/{size}", View(scene(2, 9), size)
        yield f"lesson-stage/{size}", View("/lessons/momentum", size, keys=("f",))
    for panels in (1, 2, 3, 4):
        yield f"race/{panels}-panels", View(scene(panels, 9))
        yield f"race/{panels}-panels-3d", View(f"{scene(panels, 3)}&dimensions=3")
        for racers in RACERS:
            for size in ("720p", "1080p", "phone", "lying"):
                yield f"stage/{panels}-panels-{racers}-racers-{size}", View(scene(panels, racers), size, keys=("f",))
    yield "stage/3d", View(f"{scene(2, 3)}&dimensions=3", keys=("f",))
    yield "stage/pen", View(scene(2, 3), keys=("f", "d"))
    yield "stage/predict", View(f"{scene(2, 3)}&predict=on".replace("step=60", "step=20"), keys=("f",))
    yield "race/everybody", View(scene(3, len(OPTIMIZERS)))
    yield "race/help", View(scene(1, 3), keys=("?",))
    yield "race/classlink", View(scene(1, 3), keys=("q",))
    yield "race/inside", View(scene(2, 3), script="(await module('race/inside.mjs')).lookInside('adam')")
    for name, call in DIALOGS.items():
        for size in ("720p", "phone"):
            room = {"methods": "ui/chooser", "own": "race/own", "units": "race/units", "export": "race/export"}[name]
            yield f"dialogs/{name}-{size}", View(scene(1, 3), size, script=f"(await module('{room}.mjs')).{call}")


def opened(browser: Browser, address: str, view: View) -> Page:
    """The page of a view, at rest and as its keys and script leave it."""
    width, height = SIZES[view.size]
    touch = min(width, height) < 800 and view.size != "720p"
    page = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if view.theme == "dark" else "light",
        has_touch=touch, is_mobile=touch, bypass_csp=True,
    ).new_page()  # fmt: skip
    page.set_default_timeout(120_000)
    if not view.first:
        page.add_init_script(BEEN_HERE)
    page.goto(address.rstrip("/") + view.link)
    page.wait_for_load_state("networkidle")
    page.locator("#skeleton").wait_for(state="detached")
    page.evaluate(MODULES)
    if page.locator("#race-page").count():
        page.evaluate(STATE)
        page.wait_for_function(BEGUN)
        page.wait_for_function(READY)
        if view.seek is not None:
            page.evaluate(SEEK, view.seek)
    for key in view.keys:
        page.keyboard.press(key)
    if view.script:
        page.evaluate(f"async () => {{ {view.script} }}")
    page.mouse.move(2, 2)
    with suppress(Error):  # what never rests is taken as it is
        page.wait_for_load_state("networkidle", timeout=5000)
    page.wait_for_timeout(1500)
    return page


def notebook(browser: Browser, path: Path) -> None:
    """A race in a notebook, for the README."""
    with tempfile.TemporaryDirectory() as folder:
        as_html([CELL], Path(folder))
        page = browser.new_page(viewport={"width": 1160, "height": 750})
        page.route(re.compile("^https?:"), lambda route: route.fulfill(body=""))
        page.goto((Path(folder) / "notebook.html").as_uri())
        (frame,) = page.main_frame.child_frames
        frame.wait_for_function(f"() => parseInt(document.getElementById('step').textContent) > {STEP}", timeout=60_000)
        frame.get_by_role("button", name="Pause").click()
        frame.get_by_role("button", name="Settings").click()
        page.mouse.move(2, 2)
        page.wait_for_timeout(500)
        page.screenshot(path=path)


def take(browser: Browser, address: str, path: Path, view: View) -> None:
    """One picture into a file."""
    page = opened(browser, address, view)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    page.context.close()
    print(path.relative_to(ROOT), flush=True)


def main() -> None:
    wanted = tuple(sys.argv[1:]) or ("",)
    with sync_playwright() as playwright, served("app.py", "--port") as server:
        browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER") or None, args=FLAGS)
        if "docs/notebook".startswith(wanted):
            notebook(browser, ROOT / "docs" / "notebook.png")
        for name, view in views():
            if name.startswith("docs/") and name.startswith(wanted):
                path = ROOT / f"{name}.png"
                take(browser, server.address, path, view)
                Image.open(path).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
                continue
            for theme in ("light", "dark"):
                if f"{name}-{theme}".startswith(wanted):
                    take(browser, server.address, FOLDER / f"{name}-{theme}.png", replace(view, theme=theme))


if __name__ == "__main__":
    main()
