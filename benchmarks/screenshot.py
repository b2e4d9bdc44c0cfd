"""The README's pictures, from a real browser: the first view in the middle of the race, and a race in a notebook.

`make screenshot`, or `python benchmarks/screenshot.py [NAME]`; RAVINE_BROWSER names the browser.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from served import BEGUN, FLAGS, ROOT, SEEK, opened, served

sys.path.insert(0, str(ROOT))

from tests.notebooks import as_html

STEP = 112
CELL = """from races import RaceSpec, race

momentum = {"learning_rate": 0.001, "momentum": 0.95}
adam = {"learning_rate": 0.1}
race(RaceSpec(surface="beale", optimizers={"momentum": momentum, "rmsprop": {}, "adam": adam}))"""


def race(browser: Browser, path: Path) -> None:
    with served("app.py", "--port") as server:
        page = opened(browser, server.address, BEGUN)
        page.evaluate(SEEK, STEP)
        page.wait_for_timeout(1500)
        page.screenshot(path=path)


def notebook(browser: Browser, path: Path) -> None:
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


PICTURES = {"race": race, "notebook": notebook}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER") or None, args=FLAGS)
        for name in sys.argv[1:] or PICTURES:
            path = ROOT / "docs" / f"{name}.png"
            PICTURES[name](browser, path)
            print(path)


if __name__ == "__main__":
    main()
