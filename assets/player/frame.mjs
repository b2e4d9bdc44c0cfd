/* The one loop of the page. At every frame the clock runs on, new pictures of Plotly's are found, and what has changed is
   shown, once, however many asked for it. */
import { app } from '../core/app.mjs';
import { clock } from '../core/clock.mjs';
import { showInside } from '../race/inside.mjs';
import { showStandings } from '../race/legend.mjs';
import { state } from '../race/state.mjs';
import { showClock } from '../race/transport.mjs';

const tasks = new Set();

/* Calls `task` at the next frame, once. */
export const atFrame = task => tasks.add(task);

const draw = () => {
  app.panels.forEach(panel => panel.draw(clock));
  showStandings();
  showClock();
  showInside();
};

export const redraw = () => atFrame(draw);

/* All other racers step back; a racer that does not run is nobody to step back for. */
export const highlight = wanted => {
  const name = state.panels.some(({ spec }) => wanted in spec.optimizers) ? wanted : null;
  app.highlighted = name;
  document.querySelectorAll('.legend-item, .racer-switch').forEach(node => {
    node.classList.toggle('faded', Boolean(name) && node.closest('[data-name]').dataset.name !== name);
  });
  redraw();
};

/* Data and pictures are here: play, or stop where the link says; a reader who asked for less motion starts it. */
const begin = () => {
  const { firstStep } = app;
  app.begun = true;
  if (firstStep !== null) clock.seek(firstStep);
  else if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) clock.seek(clock.last);
  else clock.play();
};

/* Plotly and React draw when they can, and a scene turns without an event at every frame: so look. */
const look = () => {
  if (!document.getElementById('race-page')) { // another page: nothing runs there
    app.panels.length = 0;
    clock.pause();
    return;
  }
  const ready = app.panels.map(panel => panel.attach()).every(Boolean);
  if (ready && app.panels.length && !app.begun) begin();
  if (state?.view.dimensions === '3') app.panels.forEach(panel => panel.align('picture'));
};

const frame = now => {
  requestAnimationFrame(frame);
  clock.advance(now);
  look();
  const due = [...tasks];
  tasks.clear();
  due.forEach(task => task());
};

clock.listen(redraw);
requestAnimationFrame(frame);
