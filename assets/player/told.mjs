/* What is under the pointer on a picture, in words: a racer's head, a minimum, or the loss there. So each symbol is
   explained where it stands. */
import { measured } from '../core/numbers.mjs';
import { wholeStep } from '../core/racer.mjs';

/** @typedef {import('./heads.mjs').Head} Head */
/** @typedef {import('./panel.mjs').Runner} Runner */
/** @typedef {readonly [number, number]} Point */

const REACH = 1.4; // sizes of a head
const SAME = 1e-9; // of two losses, relative to the larger: both are the lowest

/** @param {readonly number[]} from @param {readonly number[]} to */
const apart = (from, to) => Math.hypot(from[0] - to[0], from[1] - to[1]);

/** The loss at a point of the surface.
 * @param {Point} point @param {number} loss */
export const lossText = ([x, y], loss) => `f(${measured(x)}, ${measured(y)}) ≈ ${measured(loss)}`;

/** A head in words: who it is, and what its shape means.
 * @param {Head} head
 * @param {Runner} racer
 * @param {number} step
 * @param {{ cross: string, arrow: string }} shapes */
const headText = ({ shape }, { label, x, y, loss, diverged_at: at, isAverage }, step, { cross, arrow }) => {
  if (shape === cross) return `${label} diverged at step ${at}: here it was last`;
  const k = wholeStep(step);
  const place = `${measured(x[k])}, ${measured(y[k])}`;
  if (shape === arrow) return `${label} is outside the picture, this way, at ${place}`;
  const who = isAverage ? `Average of ${label}’s path` : label;
  return `${who}, step ${k}: f(${place}) ≈ ${measured(loss[k])}`;
};

/** @param {Point[]} minima @param {number} nearest @param {(x: number, y: number) => number} lossAt */
const minimumText = (minima, nearest, lossAt) => {
  const losses = minima.map(([x, y]) => lossAt(x, y));
  const least = Math.min(...losses);
  const most = Math.max(...losses.map(Math.abs), 1);
  const lowest = losses.filter(loss => loss - least <= SAME * most).length;
  const isLowest = losses[nearest] - least <= SAME * most;
  const what = !isLowest ? 'A minimum, not the lowest' : lowest > 1 ? 'A lowest minimum' : 'The lowest minimum';
  return `${what}: ${lossText(minima[nearest], losses[nearest])}`;
};

/** What stands at a pixel; '' where there is nothing but the surface.
 * @param {number} px
 * @param {number} py
 * @param {{ heads: Head[], racers: Runner[], minima: Point[], size: number, at: number,
 *   shapes: { cross: string, arrow: string }, pixelOf: (x: number, y: number) => Point,
 *   lossAt: (x: number, y: number) => number }} scene `size` of a head in pixels, `at` the clock's step */
export const symbolAt = (px, py, { heads, racers, minima, size, at, shapes, pixelOf, lossAt }) => {
  const reach = REACH * size;
  const near = heads
    .map(head => ({ head, away: apart([px, py], [head.x, head.y]) }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away)[0];
  const isIt = (/** @type {Runner} */ { name, isAverage }) =>
    name === near.head.track.name && Boolean(isAverage) === Boolean(near.head.track.quiet);
  const racer = near && racers.find(isIt);
  if (racer) return headText(near.head, racer, racer.stepAt(at), shapes);
  const places = minima.map(([x, y]) => apart([px, py], pixelOf(x, y)));
  const nearest = places.findIndex(away => away <= reach && away === Math.min(...places));
  return nearest < 0 ? '' : minimumText(minima, nearest, lossAt);
};
