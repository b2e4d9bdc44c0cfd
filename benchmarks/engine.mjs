/* What benchmarks/engine.py times in the browser: each returns milliseconds. */
import { arrivals } from '../assets/engine/arrivals.mjs';
import { ends } from '../assets/engine/ends.mjs';
import { groundOf } from '../assets/engine/ground.mjs';
import { measure } from '../assets/engine/measure.mjs';
import { run } from '../assets/engine/run.mjs';

const timed = work => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/* All racers of all panels; `isMeasured`: with losses, and how each ended. */
const race = (programs, panels, isMeasured) => {
  for (const { panel, facts } of panels) {
    const ground = groundOf(panel, facts, programs);
    for (const [name, settings] of Object.entries(panel.optimizers)) {
      const found = run(programs.methods[name], settings, ground, panel.steps, null);
      if (isMeasured) measure(found, programs.methods[name], ground, panel.steps);
    }
  }
};

/* The ends of all methods of a panel at `count` rates. */
const sweep = (programs, { panel, facts }, count, steps) => {
  const rates = Float64Array.from({ length: count }, (_, i) => 1e-4 * 1e4 ** (i / count));
  const ground = groundOf(panel, facts, programs);
  for (const [name, settings] of Object.entries(panel.optimizers)) {
    ends(programs.methods[name], settings, ground, steps, null, rates);
  }
};

/* A map of size x size starts of one method. */
const map = (programs, { panel, facts }, method, size, steps) => {
  const [[left, right], [bottom, top]] = facts.domain;
  const place = (low, high, i) => low + ((i + 0.5) * (high - low)) / size;
  const starts = Float64Array.from({ length: 2 * size * size }, (_, i) =>
    i % 2 ? place(bottom, top, Math.floor(i / 2 / size)) : place(left, right, (i >> 1) % size),
  );
  arrivals(programs.methods[method], panel.optimizers[method], groundOf(panel, facts, programs), steps, null, starts);
};

/* One round of everything, with the programs at this path. */
export const round = async path => {
  const programs = await import(path);
  const panels = await (await fetch('/table.json')).json();
  return {
    run: timed(() => race(programs, panels, false)),
    race: timed(() => race(programs, panels, true)),
    sweep: timed(() => sweep(programs, panels[0], 120, 200)),
    map: timed(() => map(programs, panels[0], 'adam', 25, 300)),
  };
};
