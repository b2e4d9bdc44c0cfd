/* At which minimum each of many starts arrives, and when, for a preview of basins: races/arrivals.py. */
import { back, there } from './course.mjs';
import { arrivedAt, floorsOf, goalOf } from './judge.mjs';
import { createTrack, recordsOf } from './track.mjs';

export const NOT_ARRIVED = -1; // in place of a minimum's number
export const DIVERGED = -2;

/** By start: the minimum's number, NOT_ARRIVED or DIVERGED; the steps to arrive, or at which it diverged, else -1; the
 * loss after the last step, and where that is.
 * @typedef {object} Arrivals
 * @property {Int32Array} minimum
 * @property {Int32Array} steps
 * @property {Float64Array} losses
 * @property {Float64Array} x
 * @property {Float64Array} y */

/** The first step whose loss is no higher than `goal`.
 * @param {(step: number) => number} lossAt
 * @param {number} goal
 * @param {number} steps */
const firstWithin = (lossAt, goal, steps) => {
  for (let k = 0; k <= steps; k++) if (lossAt(k) <= goal) return k;
  return -1;
};

/** The starts are points (x, y) that are drawn, one after the other.
 * @param {import('./programs.d.ts').Method} method
 * @param {import('./programs.d.ts').Settings} settings
 * @param {import('./programs.d.ts').Ground} ground
 * @param {number} steps
 * @param {import('./programs.d.ts').Factor | null} factor
 * @param {ArrayLike<number>} starts
 * @returns {Arrivals} */
export const arrivals = (method, settings, ground, steps, factor, starts) => {
  const { shown, matrix } = ground;
  const records = recordsOf(method, steps);
  const { n, go } = createTrack(method, settings, ground, steps, factor, records);
  const floors = floorsOf(ground);
  const count = starts.length / 2;
  const [minimum, needed] = [0, 0].map(() => new Int32Array(count));
  const [losses, x, y] = [0, 0, 0].map(() => new Float64Array(count));
  const lossAt = (/** @type {number} */ k) => shown.value(...back(matrix, records.x[k * n], records.y[k * n]));
  for (let i = 0; i < count; i++) {
    const first = shown.value(starts[2 * i], starts[2 * i + 1]);
    const taken = go(...there(matrix, starts[2 * i], starts[2 * i + 1]));
    [x[i], y[i]] = back(matrix, records.x[taken * n], records.y[taken * n]);
    losses[i] = shown.value(x[i], y[i]);
    if (taken < steps) {
      [minimum[i], needed[i]] = [DIVERGED, taken + 1];
      continue;
    }
    const number = arrivedAt(ground, floors, { x: x[i], y: y[i], first, last: losses[i] });
    minimum[i] = number < 0 ? NOT_ARRIVED : number;
    needed[i] = number < 0 ? -1 : firstWithin(lossAt, goalOf(floors[number], first), steps);
  }
  return { minimum, steps: needed, losses, x, y };
};
