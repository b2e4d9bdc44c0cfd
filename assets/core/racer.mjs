/* A racer: what the server says of it, its numbers, and what is said of it at a step. */
import { stepOf } from './evaluations.mjs';
import { length } from './length.mjs';
import { nearestMinimum } from './minima.mjs';
import { outlinesFrom } from './outline.mjs';

/** @typedef {readonly (readonly [number, number])[]} Minima */

/** How a race ends: `statusOf` of engine/judge.mjs.
 * @typedef {'arrived' | 'hovering' | 'running' | 'diverged' | 'left'} Status */

/** What the server says of a racer before its numbers: whether its evaluations and its accuracies are among these, the
 * shape of what its method draws around it, and how it ended.
 * @typedef {object} Told
 * @property {string} key
 * @property {string} name
 * @property {Status} status
 * @property {number | null} diverged_at
 * @property {number | null} steps_to_tolerance
 * @property {boolean} [counted]
 * @property {boolean} [scored]
 * @property {string} [drawn] */

/** Numbers by step, from step 0; `steps` are the steps themselves.
 * @typedef {object} Numbers
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float64Array} loss
 * @property {Float64Array} norm
 * @property {Float64Array} steps
 * @property {Float64Array} evaluations
 * @property {Float64Array} accuracy NaN where the loss is no classifier's
 * @property {Float64Array} distance to the nearest minimum
 * @property {(step: number) => number} distanceAt the same at one step
 * @property {Float64Array} move the length of each step, NaN for step 0
 * @property {import('./outline.mjs').Outlines | null} [outlines] what its method draws around it */

/** @typedef {Told & Numbers} Racer */

/** The length of each step of these points, NaN for step 0.
 * @param {Float64Array} x
 * @param {Float64Array} y */
export const movesOf = (x, y) => x.map((_, k) => (k ? length(x[k] - x[k - 1], y[k] - y[k - 1]) : Number.NaN));

/** A racer of `steps` steps; `take(count)` gives its next numbers, in the order in which the server writes them: x, y,
 * loss, gradient norm, evaluations if they are not one a step, accuracies if its loss is a classifier's, six columns of
 * outlines.
 * @param {Told} told
 * @param {number} steps
 * @param {Minima} minima
 * @param {(count: number) => Float64Array} take
 * @returns {Racer} */
export const createRacer = (told, steps, minima, take) => {
  const count = steps + 1;
  const axis = Float64Array.from({ length: count }, (_, k) => k);
  const [x, y, loss, norm] = [take(count), take(count), take(count), take(count)];
  const evaluations = told.counted ? take(count) : axis.map(k => Math.min(k, told.diverged_at ?? k));
  const accuracy = told.scored ? take(count) : axis.map(() => Number.NaN);
  const outlines = outlinesFrom(told.drawn, count, take);
  /** @param {number} k */
  const distanceAt = k => nearestMinimum(minima, x[k], y[k]);
  return {
    ...told,
    x,
    y,
    loss,
    norm,
    steps: axis,
    evaluations,
    accuracy,
    outlines,
    distanceAt,
    get distance() {
      return Float64Array.from(axis, distanceAt);
    },
    get move() {
      return movesOf(x, y);
    },
  };
};

/** A racer's own real step when the clock, in steps or in evaluations, is at `now`; at rest, its last one.
 * @param {Pick<Numbers, 'evaluations'>} racer
 * @param {number} now
 * @param {boolean} byEvaluations */
export const stepAt = ({ evaluations }, now, byEvaluations) =>
  byEvaluations ? stepOf(evaluations, now) : Math.min(now, evaluations.length - 1);

/** The last step that has been made at a real step. A clock that has been stopped at a whole step may be a rounding
 * short of it.
 * @param {number} step */
export const wholeStep = step => Math.floor(step + 1e-9);

/** The step from which on a racer is shown as lost; null for who left downhill, too.
 * @param {{ diverged_at: number | null, status?: string }} racer */
export const lostAt = ({ diverged_at: at, status }) => (status === 'left' ? null : at);

/** @param {{ diverged_at: number | null, status?: string }} racer
 * @param {number} step */
export const isGone = (racer, step) => {
  const at = lostAt(racer);
  return at !== null && step >= at;
};

/** The steps that it took to come near the lowest minimum; null while it has not.
 * @param {Pick<Told, 'steps_to_tolerance'>} racer
 * @param {number} step */
export const stepsToTolerance = ({ steps_to_tolerance: needed }, step) =>
  needed !== null && needed <= step ? needed : null;

/** How a racer does at a step of a race of `steps` steps, in a word and as the tone that the word is said in.
 * @param {Told} racer
 * @param {number} step
 * @param {number} steps
 * @param {boolean} hasMinima
 * @returns {[string, Status]} */
export const statusAt = (racer, step, steps, hasMinima) => {
  if (isGone(racer, step)) return [`diverged at step ${racer.diverged_at}`, 'diverged'];
  const { diverged_at: at } = racer;
  if (at !== null && step >= at) return [`left at step ${at}, still falling`, 'left'];
  const arrived = stepsToTolerance(racer, step) !== null;
  if (racer.status === 'arrived' && (arrived || step >= steps)) return ['arrived', 'arrived'];
  if (step < steps) return ['running', 'running'];
  if (racer.status === 'hovering') return ['hovering', 'hovering'];
  return [hasMinima ? 'not arrived' : 'ended', 'running'];
};

/** Racers by their losses at the step that each is at, the lowest first; who has diverged, or has no loss there, last.
 * @template {Pick<Racer, 'loss' | 'diverged_at'> & {status?: string}} T
 * @param {T[]} racers
 * @param {(racer: T) => number} stepOfRacer
 * @returns {T[]} */
export const standings = (racers, stepOfRacer) => {
  /** @param {T} racer */
  const place = racer => {
    const step = stepOfRacer(racer);
    return isGone(racer, step) || Number.isNaN(racer.loss[step]) ? Infinity : racer.loss[step];
  };
  const places = new Map(racers.map(racer => [racer, place(racer)]));
  /** @param {T} racer */
  const known = racer => /** @type {number} */ (places.get(racer));
  return [...racers].sort((a, b) => (known(a) === known(b) ? 0 : known(a) - known(b)));
};
