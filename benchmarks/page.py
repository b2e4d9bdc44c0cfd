"""The page in headless Chromium: frames a second while playing, and the time from a slider's move to new trails.

`python benchmarks/page.py`. Four panels x nine racers x 500 steps. The measure for the slider is the round trip of an
empty Dash callback on the same server software, taken in the same run, in turns. Both end when the page has the answer
in hand: for the slider, when the canvases hold the new trails.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright

from optimizers import CLASSICS
from races.query import Panel, Scene
from races.tuning import tuned_spec

ROUNDS, SECONDS = 40, 5
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking"]

STATE = "async () => { window.state = (await import('/assets/race/state.mjs')).state; }"
BEGUN = "window.state.begun"
SEEK = "async step => (await import('/assets/core/clock.mjs')).clock.seek(step)"

FRAMES = """async seconds => {
  const { clock } = await import('/assets/core/clock.mjs');
  clock.restart();
  return new Promise(resolve => {
    let frames = 0, began = performance.now(), busy = 0;
    const count = () => {
      frames++;
      const channel = new MessageChannel(), from = performance.now();
      channel.port1.onmessage = () => { busy += performance.now() - from; };
      channel.port2.postMessage(0);
      const passed = performance.now() - began;
      if (passed < 1000 * seconds) requestAnimationFrame(count);
      else resolve([frames / passed * 1000, busy / frames]);
    };
    requestAnimationFrame(count);
  });
}"""

LISTEN = "async () => (await import('/assets/race/news.mjs')).loaded.listen(() => window.arrived?.())"

SLIDER = """round => window.waiting = new Promise(resolve => {
  window.arrived = () => resolve(performance.now() - began); // when the new trails are drawn
  const slider = document.querySelector('.racer[data-name="adam"] input[type="range"]');
  slider.value = 0.5 + 0.2 * Math.sin(round);
  const began = performance.now();
  slider.dispatchEvent(new Event('input', { bubbles: true }));
})"""

EMPTY = """round => window.waiting = new Promise(resolve => {
  window.answered = () => resolve(performance.now() - began);
  const began = performance.now();
  dash_clientside.set_props('ask', { data: round });
})"""


def link() -> str:
    """Four panels, nine racers, 500 steps."""
    panels = []
    for surface in ("beale", "rosenbrock", "himmelblau", "saddle"):
        panels.append(Panel(replace(tuned_spec(surface, CLASSICS), steps=500)))
    return Scene(panels).to_query()


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


def start(*command: str) -> tuple[subprocess.Popen, str]:
    """A server of this project on a free port, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, *command, str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    for _ in range(100):
        try:
            urlopen(address).close()
            return process, address
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{command} does not answer")


def opened(browser, address: str, ready: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(address)
    if ready == BEGUN:
        page.evaluate(STATE)
    page.wait_for_function(ready, timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def main() -> None:
    servers = [start("app.py", "--port"), start(__file__, "--empty")]
    try:
        with sync_playwright() as playwright:
            path = os.environ.get("RAVINE_BROWSER") or None
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            page = opened(browser, f"{servers[0][1]}?{link()}", BEGUN)
            frames, busy = page.evaluate(FRAMES, SECONDS)
            print(f"playing, 4 panels x 9 racers x 500 steps: {frames:.1f} frames a second, {busy:.1f} ms a frame")
            page.evaluate(SEEK, 250)
            page.evaluate(LISTEN)
            empty = opened(browser, servers[1][1], "Boolean(window.dash_clientside?.set_props)")
            moves, trips = [], []
            for round_ in range(ROUNDS):
                trips.append(empty.evaluate(EMPTY, round_))
                moves.append(page.evaluate(SLIDER, round_))
            move, trip = statistics.median(moves[5:]), statistics.median(trips[5:])
            print(f"empty Dash callback: {trip:.1f} ms; slider to new trails: {move:.1f} ms; ratio {move / trip:.2f}")
    finally:
        for process, _ in servers:
            process.terminate()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--empty"]:
        serve_empty(int(sys.argv[2]))
    else:
        main()
