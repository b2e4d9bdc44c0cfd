/* The one loop of a page. At every frame the clock runs on, whoever listens to `frames` looks what has changed
   meanwhile, and then what was asked for is done, once, however many asked for it. */
import { clock } from '../core/clock.mjs';
import { createSignal } from '../core/signal.mjs';

/** @type {Set<() => void>} */
const tasks = new Set();

/** Tells at every frame: before anything is drawn. */
export const frames = createSignal();

/** Tells those who draw by the clock: at a frame for which `redraw` was called. */
export const drawings = createSignal();

/** Calls `task` at the next frame, once.
 * @param {() => void} task */
export const atFrame = task => {
  tasks.add(task);
};

const draw = () => drawings.tell();

/** Draws at the next frame what goes by the clock. */
export const redraw = () => atFrame(draw);

/** @param {number} now */
const frame = now => {
  requestAnimationFrame(frame);
  clock.advance(now);
  frames.tell();
  const due = [...tasks];
  tasks.clear();
  for (const task of due) task();
};

clock.listen(redraw);
requestAnimationFrame(frame);
