/* The loop that every race runs: one method from one start, as run_floats of races/engines.py does. */

import { ownNoise } from './own_noise.mjs';

/** @typedef {import('./programs.d.ts').Method} Method */
/** @typedef {import('./programs.d.ts').Settings} Settings */
/** @typedef {import('./programs.d.ts').Ground} Ground */
/** @typedef {import('./programs.d.ts').Factor} Factor */

/** A record of x and one of y: rows of `n` numbers, a position and its states, from the start on.
 * @typedef {object} Records
 * @property {number} n
 * @property {Float64Array} x
 * @property {Float64Array} y */

/** So many arrays, side by side in one buffer: a buffer of its own costs more than what is computed into it.
 * @param {number} count
 * @param {number} length
 * @returns {Float64Array[]} */
export const arraysOf = (count, length) => {
  const whole = new Float64Array(count * length);
  return Array.from({ length: count }, (_, i) => whole.subarray(i * length, (i + 1) * length));
};

/** Room for a race of `steps` steps.
 * @param {Method} method
 * @param {number} steps
 * @returns {Records} */
export const recordsOf = (method, steps) => {
  const n = 1 + Object.keys(method.states).length;
  const [x, y] = arraysOf(2, (steps + 1) * n);
  return { n, x, y };
};

/** @type {(a: number, b: number) => boolean} */
const finite = (a, b) => Number.isFinite(a) && Number.isFinite(b);

/** What the rule asks for besides x, g and t: `ask(t, at, x, y, g)` finds it for the rows at `at` and the point (x, y),
 * where the gradient g is taken, and says whether all of it is finite. Null if it asks for nothing.
 * @param {import('./programs.d.ts').Rule} rule
 * @param {Method} method
 * @param {Ground} ground
 * @param {Records} records
 * @param {number} seed of the method's own noise */
const createQuestions = ({ probe, bothProbe }, { supplied }, { loss, whole }, { x: X, y: Y }, seed) => {
  const [curved, lossy, seen, known, noisy] = ['h', 'f', 'p', 'w', 'n'].map(what => supplied.includes(what));
  if (!curved && !lossy && !seen && !known && !noisy) return null;
  const h = new Float64Array(3);
  const p = new Float64Array(2);
  const w = new Float64Array(2);
  const n = new Float64Array(2);
  const near = new Float64Array(2); // the probe
  const found = {
    h,
    p,
    w,
    n,
    f: 0,
    /** @type {(t: number, at: number, x: number, y: number, g: Float64Array) => boolean} */
    ask(t, at, x, y, g) {
      if (curved) loss.hessian(h, x, y);
      if (lossy) found.f = loss.value(X[at], Y[at]);
      if (noisy) ownNoise(n, seed, t);
      if (bothProbe) bothProbe(near, X, Y, at, g[0], g[1]);
      else if (probe) {
        near[0] = probe(X, at);
        near[1] = probe(Y, at);
      }
      if (seen) loss.gradient(p, near[0], near[1]);
      if (known) whole(w, near[0], near[1]);
      return finite(h[0], h[2]) && finite(p[0] + w[0], p[1] + w[1]) && Number.isFinite(found.f);
    },
  };
  return found;
};

/** `go(x, y)` runs from a point, in the coordinates of the race, and returns how many steps were taken; a step is not
 * taken where the gradient, or what else the rule asks for, is not finite, or a coordinate would leave the limit. What
 * the records hold behind the steps that were taken means nothing.
 *
 * Half of all the time that a page computes is in this loop: calls out of it cost more than what they compute.
 * @param {Method} method
 * @param {Settings} settings
 * @param {Ground} ground
 * @param {number} steps
 * @param {Factor | null} factor
 * @param {Records} records */
export const createTrack = (method, settings, ground, steps, factor, records = recordsOf(method, steps)) => {
  const { rows, width, limit } = ground;
  const { n, x: X, y: Y } = records;
  const rule = method.make(settings);
  const { begin, lookAhead, step, both, bothAhead } = rule;
  const { gradient, draw } = ground.loss;
  const more = createQuestions(rule, method, ground, records, settings.seed);
  const rate = settings.learning_rate;
  const states = Object.values(method.states).map(value => (typeof value === 'string' ? settings[value] : value));
  const g = new Float64Array(2);
  const ahead = new Float64Array(2);

  /** @type {(x: number, y: number) => number} */
  const go = (x0, y0) => {
    X.set([x0, ...states]);
    Y.set([y0, ...states]);
    for (let t = 1, at = 0; t <= steps; t++, at += n) {
      begin(t, factor ? rate * factor(t) : rate);
      if (draw && rows) draw(rows, (t - 1) * width);
      let x = lookAhead ? lookAhead(X, at) : X[at];
      let y = lookAhead ? lookAhead(Y, at) : Y[at];
      if (bothAhead) {
        bothAhead(ahead, X, Y, at);
        [x, y] = ahead;
      }
      gradient(g, x, y);
      if (!finite(g[0], g[1]) || (more && !more.ask(t, at, x, y, g))) return t - 1;
      if (step) {
        if (more) {
          const { h, f, p, w, n: own } = more;
          step(X, at, g[0], h[0], f, p[0], w[0], own[0]);
          step(Y, at, g[1], h[2], f, p[1], w[1], own[1]);
        } else {
          step(X, at, g[0], 0, 0, 0, 0, 0);
          step(Y, at, g[1], 0, 0, 0, 0, 0);
        }
      } else if (more) {
        const { h, f, p, w, n: own } = more;
        both(X, Y, at, g[0], g[1], h[0], h[2], f, p[0], p[1], w[0], w[1], own[0], own[1]);
      } else both(X, Y, at, g[0], g[1], 0, 0, 0, 0, 0, 0, 0, 0, 0);
      if (!(Math.abs(X[at + n]) <= limit && Math.abs(Y[at + n]) <= limit)) return t - 1;
    }
    return steps;
  };
  return { ...records, rule, go };
};
