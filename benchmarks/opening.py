"""How long a page takes until its first race is drawn, with nothing in the cache: on a slow network, with a slow
processor, and without either, each against the page as it was when every move of a slider was a request (`BEFORE`).

`python benchmarks/opening.py`, or some of its parts: `network`, `processor`, `plain`. In turns on one machine: medians.
"""

from __future__ import annotations

import os
import statistics
import sys

from page import BEFORE, LINK
from playwright.sync_api import Browser, sync_playwright
from served import FLAGS, INSTRUMENTS, Server, served, tree_of

TURNS = 3
HALF = 0.5  # of the time that it took before, at most
#: Latency in ms, Mbit/s down and up, and how many times slower the processor is.
PARTS: dict[str, tuple[float, float, float]] = {"network": (150, 1.5, 1), "processor": (0, -1, 4), "plain": (0, -1, 1)}
WORDS = {"network": "150 ms of latency, 1.5 Mbit/s", "processor": "a processor four times slower", "plain": "neither"}


def first_race(browser: Browser, server: Server, part: str) -> float:
    """Seconds from the request to the first trails on a canvas."""
    latency, speed, slower = PARTS[part]
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(path=INSTRUMENTS)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    rate = speed * 1e6 / 8 if speed > 0 else -1
    limits = {"latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
    wire.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{server.address}?{LINK}", wait_until="commit", timeout=120_000)
    page.wait_for_function("Instruments.first()", timeout=120_000)
    found = page.evaluate("Instruments.first()") / 1000
    context.close()
    return found


def main(parts: list[str]) -> None:
    with (
        tree_of(BEFORE) as tree,
        served("app.py", "--port") as now,
        served("app.py", "--port", tree=tree) as then,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER") or None, args=FLAGS)
        for part in parts:
            found: dict[str, list[float]] = {"now": [], "then": []}
            for _ in range(TURNS):
                for name, server in (("now", now), ("then", then)):
                    found[name].append(first_race(browser, server, part))
            here, there = (statistics.median(found[name]) for name in ("now", "then"))
            limit = "" if part == "plain" else f" (at most {HALF}){'' if here <= HALF * there else '  TOO MUCH'}"
            print(
                f"first race, {WORDS[part]}: {here:.2f} s, at {BEFORE} {there:.2f} s: {here / there:.2f}{limit}",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:] or [*PARTS])
