/* What is measured on a run, as `measured` of races/trajectory.py does: of the surface that is drawn, at the points
   that are drawn. */
import { length } from '../core/length.mjs';
import { nearestMinimum } from '../core/minima.mjs';
import { back } from './course.mjs';
import { arrivedAt, floorsOf, goalOf } from './judge.mjs';
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
 * @property {Float64Array} evaluations
 * @property {Float64Array} accuracy
 * @property {Record<string, [Float64Array, Float64Array]>} states
 * @property {'converged' | 'running' | 'diverged'} status
 * @property {number | null} diverged_at
 * @property {number | null} steps_to_tolerance */

/** Points, losses and gradient norms by step.
 * @param {Run} run
 * @param {Ground} ground
 * @param {number} count */
const seen = ({ n, x: X, y: Y }, { shown, matrix }, count) => {
  const [x, y, loss, norm, evaluations, accuracy] = arraysOf(6, count);
  const g = new Float64Array(2);
  const { value, gradient } = shown;
  for (let k = 0, at = 0; k < count; k++, at += n) {
    x[k] = X[at];
    y[k] = Y[at];
    if (matrix) [x[k], y[k]] = back(matrix, X[at], Y[at]);
    loss[k] = value(x[k], y[k]);
    gradient(g, x[k], y[k]);
    norm[k] = length(g[0], g[1]);
  }
  return { x, y, loss, norm, evaluations, accuracy };
};

/** One number of each row.
 * @type {(record: Float64Array, n: number, i: number, count: number) => Float64Array} */
const column = (record, n, i, count) => Float64Array.from({ length: count }, (_, k) => record[k * n + i]);

/** @param {Run} run
 * @param {Ground} ground
 * @param {Float64Array} loss
 * @param {[number, number]} end */
const judged = ({ divergedAt }, ground, loss, [x, y]) => {
  const floors = floorsOf(ground);
  const goal = goalOf(Math.min(...floors), loss[0]);
  const reached = floors.length ? loss.findIndex(value => value <= goal) : -1;
  const end = { x, y, first: loss[0], last: loss[loss.length - 1] };
  const arrived = arrivedAt(ground, floors, end) >= 0 ? 'converged' : 'running';
  return {
    status: /** @type {Measured['status']} */ (divergedAt === null ? arrived : 'diverged'),
    diverged_at: divergedAt,
    steps_to_tolerance: reached < 0 ? null : reached,
  };
};

/** What is asked for only now and then is computed when it is asked for.
 * @param {Run} run
 * @param {import('./programs.d.ts').Method} method
 * @param {Ground} ground
 * @param {number} steps
 * @returns {Measured} */
export const measure = (run, method, ground, steps) => {
  const count = steps + 1;
  const numbers = seen(run, ground, count);
  const { x, y, loss } = numbers;
  const spent = run.divergedAt ?? steps;
  for (let k = 0; k < count; k++) numbers.evaluations[k] = method.cost * Math.min(k, spent);
  numbers.accuracy.fill(Number.NaN);
  const distanceAt = (/** @type {number} */ k) => nearestMinimum(ground.minima, x[k], y[k]);
  return {
    ...numbers,
    ...judged(run, ground, loss, [x[steps], y[steps]]),
    distanceAt,
    get distance() {
      return x.map((_, k) => distanceAt(k));
    },
    get states() {
      const names = Object.keys(method.states);
      /** @type {(i: number) => [Float64Array, Float64Array]} */
      const both = i => [column(run.x, run.n, i, count), column(run.y, run.n, i, count)];
      return Object.fromEntries(names.map((name, i) => [name, both(i + 1)]));
    },
  };
};
