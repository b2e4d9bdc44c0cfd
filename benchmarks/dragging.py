"""The sweep and the basin page while a slider is dragged, in headless Chromium: from an event to its picture.

`python benchmarks/dragging.py`. Nine methods at 120 learning rates with 200 steps; basin maps of four methods with 150.
The measure for the sweep is what an event costs if the server is asked and Plotly draws, taken in the same run.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright
from served import FLAGS, opened, served

from optimizers import CLASSICS

SECONDS, ROUNDS = 4, 12
SURFACE = "surface=rotated_quadratic"
SWEEP = f"{SURFACE}&steps=200&{'=&'.join(CLASSICS)}=&rates=1e-4,10,120"
BASINS = f"{SURFACE}&steps=150&sgd=&momentum=&rprop=&adam="

#: A slider that is held and moved at every frame: how many events, and the times from one to the picture of its
#: settings. `stamp()` names the settings of now, `stampOf` those of a picture that `drawn` tells of.
DRAG = """async (slider, seconds, drawn, stamp, stampOf) => {
  const began = new Map(), times = [];
  drawn.listen(news => {
    const from = began.get(stampOf(news));
    if (from) times.push(performance.now() - from);
  });
  slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  const begin = performance.now();
  let events = 0;
  await new Promise(resolve => {
    const move = () => {
      if (performance.now() - begin > 1000 * seconds) return resolve();
      requestAnimationFrame(move);
      slider.value = 0.5 + 0.2 * Math.sin(events++ / 20);
      const now = performance.now();
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      began.set(stamp(), now);
    };
    move();
  });
  document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  return { events, times };
}"""

SWEPT = f"""async seconds => {{
  const {{ predicted }} = await module('sweep/predicting.mjs');
  const {{ page }} = await module('sweep/page.mjs');
  const slider = document.querySelector('#sweep-surface-rows input[type="range"]');
  return ({DRAG})(slider, seconds, predicted, () => page.edits, edit => edit);
}}"""

MAPPED = f"""async seconds => {{
  const {{ previewed }} = await module('basins/previewing.mjs');
  const {{ keyOf }} = await module('basins/page.mjs');
  const slider = document.querySelector('#basins-surface-rows input[type="range"]');
  return ({DRAG})(slider, seconds, previewed, () => keyOf('sgd'), ([{{ key }}]) => key);
}}"""

#: The time of an answer of the server with Plotly's drawing.
ASKED = """async round => {
  const { page } = await module('sweep/page.mjs');
  const asked = structuredClone({ ...page.state, theme: 'light', size: 1 });
  asked.sweep.race.surface_parameters.condition_number += 0.1 * (round + 1);
  const plot = document.querySelector('#sweep-chart .js-plotly-plot');
  const began = performance.now();
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(page.catalog.paths.sweep, { method: 'POST', headers, body: JSON.stringify(asked) });
  const { figure } = await response.json();
  await Plotly.react(plot, figure.data, figure.layout);
  return performance.now() - began;
}"""

SWEEP_READY = (
    "Boolean(document.querySelector('#sweep-chart .js-line')) && !document.querySelector('#sweep-chart.moving')"
)
MAPS_READY = "[...document.querySelectorAll('.basin .grid')].length === 4 && !document.querySelector('.basin.stale')"


def dragged(page: Page, drag: str, what: str) -> float:
    """The median time from an event to its picture, in ms."""
    page.evaluate(drag, 1)  # warm
    page.wait_for_timeout(2500)
    found = page.evaluate(drag, SECONDS)
    times = sorted(found["times"])
    p50, p95 = statistics.median(times), times[int(0.95 * (len(times) - 1))]
    print(f"{what}: {p50:.0f} ms p50, {p95:.0f} ms p95; {len(times)} pictures of {found['events']} events")
    return p50


def main() -> None:
    with served("app.py", "--port") as server, sync_playwright() as playwright:
        path = os.environ.get("RAVINE_BROWSER") or None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = opened(browser, f"{server.address}sweep?{SWEEP}", SWEEP_READY)
        asked = statistics.median([page.evaluate(ASKED, round_) for round_ in range(ROUNDS)][2:])
        drawn = dragged(page, SWEPT, "sweep, 9 methods x 120 rates x 200 steps")
        print(f"the server's answer drawn by Plotly: {asked:.0f} ms; ratio {drawn / asked:.2f}")
        page.close()
        page = opened(browser, f"{server.address}basins?{BASINS}", MAPS_READY)
        dragged(page, MAPPED, "basin preview, 4 maps x 20 x 20 starts x 150 steps")


if __name__ == "__main__":
    main()
