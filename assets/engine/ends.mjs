/* Where races end at many learning rates, for sweeps: what `_judged` of races/sweeps/run.py says of each. */
import { back } from './course.mjs';
import { floorsOf, goalOf } from './judge.mjs';
import { createTrack, recordsOf } from './track.mjs';

/** By rate: the loss at the end, with noise the mean of the last tenth of the steps, where a diverged racer has that of
 * its last point; the lowest on the way; the steps to
 * tolerance, NaN if it was not reached; the step of divergence, 0 for never.
 * @typedef {object} Ends
 * @property {Float64Array} losses
 * @property {Float64Array} best
 * @property {Float64Array} steps
 * @property {Int32Array} divergedAt */

/** The last loss, or the mean of as many as `tail` says, the lowest, and the first step at which it is no higher than
 * the goal that `goal(first)` says, of the rows up to the one of step `taken`.
 * @param {import('./track.mjs').Records} records
 * @param {import('./programs.d.ts').Ground} ground
 * @param {number} taken
 * @param {number} tail
 * @param {(first: number) => number} goal
 * @returns {[number, number, number]} */
const lossesOf = ({ n, x: X, y: Y }, { shown, matrix }, taken, tail, goal) => {
  let [last, lowest, reached, within, sum] = [0, Number.NaN, Number.NaN, 0, 0];
  for (let k = 0, at = 0; k <= taken; k++, at += n) {
    last = matrix ? shown.value(...back(matrix, X[at], Y[at])) : shown.value(X[at], Y[at]);
    if (k === 0) within = goal(last);
    if (!(last >= lowest) && !Number.isNaN(last)) lowest = last;
    if (last <= within && Number.isNaN(reached)) reached = k;
    if (k > taken - tail) sum += last;
  }
  return [tail > 1 ? sum / tail : last, lowest, reached];
};

/** A method without a learning rate is given one, which does not matter.
 * @param {import('./programs.d.ts').Method} method
 * @param {import('./programs.d.ts').Settings} settings
 * @param {import('./programs.d.ts').Ground} ground
 * @param {number} steps
 * @param {import('./programs.d.ts').Factor | null} factor
 * @param {ArrayLike<number>} rates
 * @returns {Ends} */
export const ends = (method, settings, ground, steps, factor, rates) => {
  const records = recordsOf(method, steps);
  const floor = Math.min(...floorsOf(ground));
  const goal = (/** @type {number} */ first) => (floor < Infinity ? goalOf(floor, first) : -Infinity);
  const [losses, best, reached] = [0, 0, 0].map(() => new Float64Array(rates.length));
  const divergedAt = new Int32Array(rates.length);
  const tail = ground.rows ? Math.ceil(steps / 10) : 1;
  for (let i = 0; i < rates.length; i++) {
    const own = { ...settings, learning_rate: rates[i] };
    const taken = createTrack(method, own, ground, steps, factor, records).go(...ground.start);
    [losses[i], best[i], reached[i]] = lossesOf(records, ground, taken, taken < steps ? 1 : tail, goal);
    divergedAt[i] = taken < steps ? taken + 1 : 0;
  }
  return { losses, best, steps: reached, divergedAt };
};
