"""The race page in headless Chromium, as ratios in one run: to an empty Dash callback, and to the page as it was when
every move of a slider was a request (`BEFORE`), which is served beside it.

`python benchmarks/page.py`, or one of its parts, `loads` and `live`. Four panels x nine racers x 500 steps. A slider's
move ends when all canvases hold the new trails; the empty callback's round trip is taken in turns with it, on the same
server software.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from served import BEGUN, FLAGS, INSTRUMENTS, RESTART, SEEK, Server, delay, opened, served, tree_of

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from optimizers import CLASSICS
from races.query import Panel, Scene
from races.tuning import tuned_spec

BEFORE = "ae85926"
SURFACES = ("beale", "rosenbrock", "himmelblau", "saddle")
SPECS = [replace(tuned_spec(surface, CLASSICS), steps=500) for surface in SURFACES]
LINK = Scene([Panel(spec) for spec in SPECS]).to_query()
ROW = "adam"
ROUNDS, SECONDS, LATENCY, LOADS = 40, 4, 150, 5
FRAME = 1000 / 60
READY = "Boolean(window.dash_clientside?.set_props)"

EMPTY = """round => new Promise(resolve => {
  window.answered = () => resolve(performance.now() - began);
  const began = performance.now();
  dash_clientside.set_props('ask', { data: round });
})"""


def serve_empty(port: int) -> None:
    """An app whose only callback does nothing, on the server that Ravine uses."""
    from dash import Dash, Input, Output, dcc, html

    from components.serve import serve

    app = Dash("empty", compress=True)
    app.layout = html.Div([dcc.Store(id="ask"), dcc.Store(id="answer")])
    app.callback(Output("answer", "data"), Input("ask", "data"), prevent_initial_call=True)(lambda data: data)
    app.clientside_callback("data => window.answered()", Input("answer", "data"), prevent_initial_call=True)
    app.server.test_client().get("/")
    serve(app.server, "127.0.0.1", port)


def slides(page: Page, empty: Page) -> tuple[float, float]:
    """ms from a slider's move to the new trails, and of an empty callback, in turns: medians."""
    page.evaluate(SEEK, 250)
    page.evaluate(f"async () => window.canvases = await Instruments.canvases('{ROW}')")
    moves, trips = [], []
    for round_ in range(ROUNDS):
        trips.append(empty.evaluate(EMPTY, round_))
        share = 0.5 + 0.2 * (-1) ** round_ * (1 + round_) / ROUNDS
        moves.append(page.evaluate(f"share => Instruments.slide('{ROW}', share, window.canvases)", share))
    return statistics.median(moves[5:]), statistics.median(trips[5:])


def dragged(page: Page, server: Server) -> dict[str, float]:
    """While a mouse drags a slider, 60 moves a second, and the race plays: the 95th percentile of the frames in ms, the
    share of the slider's events that is drawn before the next one comes, and the server's processor time, until the
    page has come to rest."""
    page.evaluate(RESTART)
    page.wait_for_timeout(500)
    before = server.seconds
    left, width, middle = page.evaluate(f"Instruments.track('{ROW}')")
    page.mouse.move(left + width / 2, middle)
    page.mouse.down()
    page.evaluate(
        f"""seconds => {{
          window.dragged = Instruments.drag('{ROW}', seconds, window.canvases[0]);
        }}""",
        SECONDS,
    )
    wire, began = page.context.new_cdp_session(page), time.monotonic()
    for count in range(1, 60 * SECONDS):
        time.sleep(max(began + count / 60 - time.monotonic(), 0))
        place = left + width * (0.5 + 0.2 * math.sin(count / 18))
        moved = {"type": "mouseMoved", "x": place, "y": middle, "button": "left", "buttons": 1}
        wire.send("Input.dispatchMouseEvent", moved)
    found = page.evaluate("window.dragged")
    page.mouse.up()
    page.wait_for_timeout(2000)
    spent = server.seconds - before
    frames = sorted(found["frames"])
    return {"p95": frames[int(0.95 * len(frames))], "drawn": found["drawn"] / found["asked"], "server": spent}


def first_load(browser: Browser, address: str) -> dict[str, float]:
    """kB over the wire, requests, and ms until the first trails are on a canvas, with nothing in the cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(path=INSTRUMENTS)
    wire, sizes = context.new_cdp_session(page), list[float]()
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"] / 1000))  # 0: no request
    page.goto(f"{address}?{LINK}")
    page.wait_for_function("Instruments.first()", timeout=120_000)
    page.wait_for_timeout(2000)
    found = {"kB": sum(sizes), "requests": len([*filter(None, sizes)]), "ms": page.evaluate("Instruments.first()")}
    context.close()
    return found


def loads(browser: Browser, servers: dict[str, Server]) -> Iterator[str]:
    """The first load of each server's page, in turns: medians."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in servers}
    for _ in range(LOADS):
        for name, server in servers.items():
            found[name].append(first_load(browser, server.address))
    for name, each in found.items():
        middle = {key: statistics.median(load[key] for load in each) for key in each[0]}
        told = ", ".join(f"{value:.0f} {key}" for key, value in middle.items())
        yield f"first load, {name}: {told}"


def live(page: Page, empty: Page, server: Server) -> dict[str, Any]:
    """All that is measured with a hand on the slider."""
    frames, busy = page.evaluate("seconds => Instruments.play(seconds)", SECONDS)
    move, trip = slides(page, empty)
    drag = dragged(page, server)
    delay(page, LATENCY)
    late, _ = slides(page, empty)
    late_drag = dragged(page, server)
    delay(page, 0)
    return {"frames": frames, "busy": busy, "move": move, "trip": trip, "late": late, **drag, "late_drag": late_drag}


def both(browser: Browser, servers: dict[str, Server], empty: Page) -> Iterator[str]:
    """The page of each server with a hand on the slider, and how the first compares with the second."""
    spent = []
    for name, server in servers.items():
        page = opened(browser, f"{server.address}?{LINK}", BEGUN)
        found = live(page, empty, server)
        page.context.close()
        spent.append(found["server"])
        yield from lines(name, found)
    yield f"the server's processor in a drag of {SECONDS} s: {spent[0] / spent[1]:.3f} of what it was"


def lines(name: str, found: dict[str, Any]) -> Iterator[str]:
    """What is said of a page."""
    yield f"{name}: playing {found['frames']:.1f} frames a second, {found['busy']:.1f} ms of work in each"
    ratio = found["move"] / found["trip"]
    yield f"{name}: slider to new trails {found['move']:.1f} ms, empty callback {found['trip']:.1f} ms: {ratio:.2f}"
    ratio = found["late"] / found["move"]
    yield f"{name}: slider to new trails with {LATENCY} ms of latency {found['late']:.1f} ms: {ratio:.2f} times as long"
    for when, drag in (("", found), (f", {LATENCY} ms of latency", found["late_drag"])):
        yield (
            f"{name}: dragged{when}: 95 % of frames within {drag['p95']:.0f} ms ({drag['p95'] / FRAME:.1f} frames), "
            f"{drag['drawn']:.0%} of the events drawn, {drag['server']:.2f} s of the server's processor"
        )


def main(parts: set[str]) -> None:
    with (
        tree_of(BEFORE) as tree,
        served("app.py", "--port") as now,
        served("app.py", "--port", tree=tree) as then,
        served(__file__, "--empty") as nothing,
        sync_playwright() as playwright,
    ):
        path = os.environ.get("RAVINE_BROWSER") or None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        servers = {"now": now, f"at {BEFORE}": then}
        if "loads" in parts:
            print(*loads(browser, servers), sep="\n", flush=True)
        if "live" in parts:
            print(*both(browser, servers, opened(browser, nothing.address, READY)), sep="\n", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--empty"]:
        serve_empty(int(sys.argv[2]))
    else:
        main({*sys.argv[1:]} or {"loads", "live"})
