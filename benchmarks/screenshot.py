"""The README's picture: the first view, in the middle of the race, from a real browser.

`make screenshot`, or `python benchmarks/screenshot.py [PATH]`; RAVINE_BROWSER names the browser.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from page import BEGUN, FLAGS, ROOT, SEEK, opened, start
from playwright.sync_api import sync_playwright

STEP = 112


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "race.png"
    path.parent.mkdir(exist_ok=True)
    process, address = start("app.py", "--port")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER") or None, args=FLAGS)
            page = opened(browser, address, BEGUN)
            page.evaluate(SEEK, STEP)
            page.wait_for_timeout(1500)
            page.screenshot(path=path)
    finally:
        process.terminate()
    print(path)


if __name__ == "__main__":
    main()
