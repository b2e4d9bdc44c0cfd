"""What a frame costs the page's own scripts while a scene is turned, and while it plays: nine racers of 500 steps in
three dimensions, on one panel and on four. A profile of the processor tells who spends it, so a machine without a
graphics card, which draws slowly, tells the same of the scripts; and what is said against a flat race of the same
run is true of a machine that others use, too.

`python benchmarks/turning.py`. RAVINE_BROWSER names the browser.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from served import BEGUN, FLAGS, MODULES, RESTART, SEEK, STATE, served

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from optimizers import CLASSICS
from races.query import Panel, Scene
from races.tuning import tuned_spec

SURFACES = ("beale", "rosenbrock", "himmelblau", "saddle")
FRAMES = 60
BUDGET = 8  # ms
#: A hand that moves the mouse once a frame, over the first scene.
TURN = """frames => new Promise(resolve => {
  const plot = document.querySelector('#picture-0 .js-plotly-plot'), place = plot.querySelector('.gl-container canvas');
  const { left, top, width, height } = plot.getBoundingClientRect();
  const [from, far, clientY] = [left + .3 * width, .4 * width, top + height / 2];
  const at = part => ({ clientX: from + far * part, clientY, buttons: 1, bubbles: true });
  const send = (kind, part) => {
    for (const [Kind, name] of [[PointerEvent, 'pointer'], [MouseEvent, 'mouse']])
      (kind === 'down' ? place : window).dispatchEvent(new Kind(`${name}${kind}`, at(part)));
  };
  let count = 0;
  send('down', 0);
  const step = () => {
    if (count++ === frames) { send('up', 1); resolve(); return; }
    place.dispatchEvent(new MouseEvent('mousemove', at(count / frames)));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
WAIT = """frames => new Promise(resolve => {
  let count = 0;
  const step = () => count++ === frames ? resolve() : requestAnimationFrame(step);
  requestAnimationFrame(step);
})"""
#: The same work of ours without the drawing between: all scenes are seen anew, and their trails drawn.
ALONE = """async frames => {
  const { panels } = await module('race/pictures.mjs');
  for (let k = 0; k < frames; k++) {
    for (const { layers: { picture } } of panels) {
      Object.assign(picture, { key: '', made: new WeakMap() });
      picture.align();
      picture.draw(250, true);
    }
  }
}"""
EYE = "JSON.stringify(document.querySelector('#picture-0 .js-plotly-plot')._fullLayout.scene._scene.getCamera().eye)"


def whose(frame: dict[str, Any]) -> str:
    """To whom a place in a profile belongs."""
    url, name = frame["url"], frame["functionName"]
    if "plotly" in url:
        return "plotly"
    if ".mjs" in url:
        return "own"
    if url:
        return "others"
    return {"(idle)": "idle", "(program)": "drawing", "(garbage collector)": "garbage"}.get(name, "browser")


def spent(profile: dict[str, Any]) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds by whose they are; what our scripts ask of the browser counts as theirs. And those of our functions,
    with what they ask for."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parents = {child: node["id"] for node in profile["nodes"] for child in node.get("children", ())}
    by_owner: dict[str, float] = defaultdict(float)
    by_function: dict[str, float] = defaultdict(float)
    for at, delta in zip(profile["samples"], profile["timeDeltas"], strict=True):
        place: int | None = at
        owner = whose(nodes[at]["callFrame"])
        while owner == "browser" and (place := parents.get(place)) is not None:
            owner = whose(nodes[place]["callFrame"])
        by_owner[owner] += delta / 1000
        if owner == "own" and place is not None:
            by_function[nodes[place]["callFrame"]["functionName"] or "(anonymous)"] += delta / 1000
    return by_owner, by_function


def measured(page: Page, script: str) -> tuple[dict[str, float], dict[str, float]]:
    """The same, of `FRAMES` frames of a script."""
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 200})
    session.send("Profiler.start")
    page.evaluate(script, FRAMES)
    profile = session.send("Profiler.stop")["profile"]
    session.detach()
    return spent(profile)


def alone(page: Page) -> float:
    """Milliseconds of a processor that a frame of `ALONE` takes, whoever else asks for the processors meanwhile."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent_so_far() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        # not "ScriptDuration": what goes on after an `await` is no script to it
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    page.evaluate(ALONE, 10)
    before = spent_so_far()
    page.evaluate(ALONE, FRAMES)
    found = spent_so_far() - before
    session.detach()
    return 1000 * found / FRAMES


def scene(browser: Browser, address: str, count: int, dimensions: int = 3, steps: int = 500) -> Page:
    """A page of so many panels, half way."""
    specs = [replace(tuned_spec(surface, CLASSICS), steps=steps) for surface in SURFACES[:count]]
    query = Scene([Panel(spec) for spec in specs]).to_query() + f"&dimensions={dimensions}"
    page = browser.new_page(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    page.set_default_timeout(120_000)
    page.goto(f"{address}?{query}")
    page.wait_for_load_state("networkidle")
    page.evaluate(MODULES)
    page.evaluate(STATE)
    page.wait_for_function(BEGUN)
    drawn = ".gl-container canvas" if dimensions == 3 else "canvas.past"
    page.wait_for_function(
        "([drawn, count]) => document.querySelectorAll(drawn).length >= count", arg=[f".picture {drawn}", count]
    )
    page.evaluate(SEEK, steps // 2)
    page.wait_for_timeout(3000)
    return page


def main() -> None:
    with sync_playwright() as playwright, served("app.py", "--port") as server:
        browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER") or None, args=FLAGS)
        for count in (1, 4):
            page = scene(browser, server.address, count)
            before = page.evaluate(EYE)
            turning = tell(f"turning, {count} panels", *measured(page, TURN))
            if page.evaluate(EYE) == before:
                raise SystemExit("the scene has not turned")
            print(f"    the same alone: {alone(page):.2f} ms of a processor a frame (budget {BUDGET})", flush=True)
            page.evaluate(RESTART)
            playing = tell(f"playing, {count} panels", *measured(page, WAIT))
            page.close()
            page = scene(browser, server.address, count, dimensions=2)
            page.evaluate(RESTART)
            flat = tell(f"playing flat, {count} panels", *measured(page, WAIT))
            page.close()
            print(
                f"    against flat: turning {turning / flat:.1f} times, playing {playing / flat:.1f} times", flush=True
            )


def tell(what: str, by_owner: dict[str, float], by_function: dict[str, float]) -> float:
    """Says it, and gives what our scripts take, ms a frame."""
    own = by_owner["own"] / FRAMES
    parts = ", ".join(f"{name} {total / FRAMES:.2f}" for name, total in sorted(by_owner.items()))
    print(f"{what}: own scripts {own:.2f} ms a frame (budget {BUDGET}); all: {parts}", flush=True)
    largest = sorted(by_function.items(), key=lambda item: -item[1])[:8]
    print("   ", ", ".join(f"{name} {total / FRAMES:.2f}" for name, total in largest), flush=True)
    return own


if __name__ == "__main__":
    main()
