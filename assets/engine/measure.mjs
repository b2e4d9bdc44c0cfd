/* What is measured on a run, as `measured` of races/trajectory.py does: of the surface that is drawn, at the points
   that are drawn. */
import { length } from '../core/length.mjs';
import { nearestMinimum } from '../core/minima.mjs';
import { movesOf } from '../core/racer.mjs';
import { back } from './course.mjs';
import { arrivedAt, floorsOf, goalOf, statusOf } from './judge.mjs';
import { outlinesOf } from './outlines.mjs';
import { arraysOf } from './track.mjs';

/** @typedef {import('./programs.d.ts').Ground} Ground */
/** @typedef {import('./run.mjs').Run} Run */

/** Numbers by step, from the start on. `distance` is to the nearest minimum, NaN without one; `accuracy` is NaN, as no
 * classifier's loss is run here; `states` are by name those of x and of y, in the coordinates of the race.
 * @typedef {object} Measured
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float64Array} loss
 * @property {Float64Array} norm
 * @property {Float64Array} distance
 * @property {(step: number) => number} distanceAt
 * @property {Float64Array} move the length of each step, NaN for step 0
 * @property {Float64Array} evaluations
 * @property {Float64Array} accuracy
 * @property {Record<string, [Float64Array, Float64Array]>} states
 * @property {import('../core/outline.mjs').Outlines | null} outlines what its method draws around it
 * @property {import('../core/racer.mjs').Status} status
 * @property {number | null} diverged_at
 * @property {number | null} steps_to_tolerance */

/** Points and losses by step, and the gradients spent up to each.
 * @param {Run} run
 * @param {number} cost
 * @param {Ground} ground
 * @param {number} count */
const seen = ({ n, x: X, y: Y, divergedAt }, cost, { shown: { value }, matrix }, count) => {
  const [x, y, loss, evaluations] = arraysOf(4, count);
  const spent = divergedAt ?? count;
  for (let k = 0, at = 0; k < count; k++, at += n) {
    x[k] = X[at];
    y[k] = Y[at];
    if (matrix) [x[k], y[k]] = back(matrix, X[at], Y[at]);
    loss[k] = value(x[k], y[k]);
    evaluations[k] = cost * Math.min(k, spent);
  }
  return { x, y, loss, evaluations };
};

/** Lengths of the gradients.
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {Ground} ground */
const normsOf = (x, y, { shown: { gradient } }) => {
  const g = new Float64Array(2);
  return x.map((_, k) => {
    gradient(g, x[k], y[k]);
    return length(g[0], g[1]);
  });
};

/** What is computed when it is first asked for.
 * @template T
 * @param {() => T} compute
 * @returns {() => T} */
const once = compute => {
  /** @type {T | undefined} */
  let known;
  return () => (known ??= compute());
};

/** The states by their names, of x and of y.
 * @param {Run} run
 * @param {string[]} names
 * @param {number} count
 * @returns {Measured['states']} */
const statesOf = ({ n, x, y }, names, count) => {
  /** @type {(record: Float64Array, i: number) => Float64Array} */
  const column = (record, i) => Float64Array.from({ length: count }, (_, k) => record[k * n + i]);
  return Object.fromEntries(names.map((name, i) => [name, [column(x, i + 1), column(y, i + 1)]]));
};

/** @param {Run} run
 * @param {import('./programs.d.ts').Method} method
 * @param {Ground} ground
 * @param {Float64Array} loss
 * @param {[number, number]} end */
const judged = ({ divergedAt }, { hovers }, ground, loss, [x, y]) => {
  const floors = floorsOf(ground);
  const goal = goalOf(Math.min(...floors), loss[0]);
  const reached = floors.length ? loss.findIndex(value => value <= goal) : -1;
  const end = { x, y, first: loss[0], last: loss[loss.length - 1] };
  return {
    status: statusOf(loss, divergedAt, floors.length > 0, arrivedAt(ground, floors, end) >= 0, Boolean(hovers)),
    diverged_at: divergedAt,
    steps_to_tolerance: reached < 0 ? null : reached,
  };
};

/** What is looked at only now and then is computed when it is: it is not to be copied with `...`.
 * @param {Run} run
 * @param {import('./programs.d.ts').Method} method
 * @param {Ground} ground
 * @param {number} steps
 * @returns {Measured} */
export const measure = (run, method, ground, steps) => {
  const count = steps + 1;
  const numbers = seen(run, method.cost, ground, count);
  const { x, y, loss } = numbers;
  const distanceAt = (/** @type {number} */ k) => nearestMinimum(ground.minima, x[k], y[k]);
  const norm = once(() => normsOf(x, y, ground));
  const distance = once(() => x.map((_, k) => distanceAt(k)));
  const move = once(() => movesOf(x, y));
  const accuracy = once(() => x.map(() => Number.NaN));
  const outlines = once(() => outlinesOf(run, method, ground, count));
  const states = once(() => statesOf(run, Object.keys(method.states), count));
  return {
    ...numbers,
    ...judged(run, method, ground, loss, [x[steps], y[steps]]),
    distanceAt,
    get norm() {
      return norm();
    },
    get distance() {
      return distance();
    },
    get move() {
      return move();
    },
    get accuracy() {
      return accuracy();
    },
    get outlines() {
      return outlines();
    },
    get states() {
      return states();
    },
  };
};
