/* The one loop of a page. It asks for a frame as long as there is something to do: the clock plays, or somebody has
   asked. At a frame the clock runs on, whoever listens to `frames` looks what has changed meanwhile, and then what was
   asked for is done, once, however many asked for it. */
import { clock } from '../core/clock.mjs';
import { createSignal } from '../core/signal.mjs';

/** @type {Set<() => void>} */
const tasks = new Set();
let isAsked = false; // for the next frame
let left = 0; // frames at which to look, the next one among them

/** Tells at a frame: before anything is drawn. */
export const frames = createSignal();

/** Tells those who draw by the clock: at a frame for which `redraw` was called. */
export const drawings = createSignal();

/** Has `frames` told at the next frames, as many as this: of what may change without telling of it.
 * @param {number} [count] */
export const look = (count = 1) => {
  left = Math.max(left, count);
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(frame);
};

/** Calls `task` at the next frame, once.
 * @param {() => void} task */
export const atFrame = task => {
  tasks.add(task);
  look();
};

const draw = () => drawings.tell();

/** Draws at the next frame what goes by the clock. */
export const redraw = () => atFrame(draw);

/** @param {number} now */
const frame = now => {
  isAsked = false;
  if (--left > 0) look(left);
  clock.advance(now);
  frames.tell();
  const due = [...tasks];
  tasks.clear();
  for (const task of due) task();
};

clock.listen(redraw);
look();
