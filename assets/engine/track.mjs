/* The loop that every race runs: one method from one start, as run_floats of races/engines.py does. */

/** @typedef {import('./programs.d.ts').Method} Method */
/** @typedef {import('./programs.d.ts').Settings} Settings */
/** @typedef {import('./programs.d.ts').Ground} Ground */
/** @typedef {import('./programs.d.ts').Factor} Factor */

/** A record of x and one of y: rows of `n` numbers, a position and its states, from the start on.
 * @typedef {object} Records
 * @property {number} n
 * @property {Float64Array} x
 * @property {Float64Array} y */

/** Room for a race of `steps` steps.
 * @param {Method} method
 * @param {number} steps
 * @returns {Records} */
export const recordsOf = (method, steps) => {
  const n = 1 + Object.keys(method.states).length;
  return { n, x: new Float64Array((steps + 1) * n), y: new Float64Array((steps + 1) * n) };
};

/** @type {(a: number, b: number) => boolean} */
const finite = (a, b) => Number.isFinite(a) && Number.isFinite(b);

/** What the rule asks for besides x and g: `ask(at, x, y)` finds it for the rows at `at` and the point (x, y), where
 * the gradient is taken, and says whether all of it is finite.
 * @param {import('./programs.d.ts').Rule} rule
 * @param {Method} method
 * @param {Ground} ground
 * @param {Records} records */
const createQuestions = (rule, { supplied }, { loss }, { x: X, y: Y }) => {
  const [curved, lossy, probed] = ['h', 'f', 'p'].map(what => supplied.includes(what));
  const h = new Float64Array(3);
  const p = new Float64Array(2);
  const found = {
    any: curved || lossy || probed,
    h,
    p,
    f: 0,
    /** @type {(at: number, x: number, y: number) => boolean} */
    ask(at, x, y) {
      if (curved) loss.hessian(h, x, y);
      if (lossy) found.f = loss.value(X[at], Y[at]);
      if (probed && rule.probe) loss.gradient(p, rule.probe(X, at), rule.probe(Y, at));
      return finite(h[0], h[2]) && finite(p[0], p[1]) && Number.isFinite(found.f);
    },
  };
  return found;
};

/** `go(x, y)` runs from a point, in the coordinates of the race, and returns how many steps were taken; a step is not
 * taken where the gradient, or what else the rule asks for, is not finite, or a coordinate would leave the limit. What
 * the records hold behind the steps that were taken means nothing.
 * @param {Method} method
 * @param {Settings} settings
 * @param {Ground} ground
 * @param {number} steps
 * @param {Factor | null} factor
 * @param {Records} records */
export const createTrack = (method, settings, ground, steps, factor, records = recordsOf(method, steps)) => {
  const { loss, rows, width, limit } = ground;
  const { n, x: X, y: Y } = records;
  const rule = method.make(settings);
  const states = Object.values(method.states).map(value => (typeof value === 'string' ? settings[value] : value));
  const rate = settings.learning_rate;
  const ahead = rule.lookAhead;
  const g = new Float64Array(2);
  const more = createQuestions(rule, method, ground, records);

  /** @type {(t: number, at: number) => boolean} */
  const step = (t, at) => {
    rule.begin(t, factor ? rate * factor(t) : rate);
    if (rows && loss.draw) loss.draw(rows, (t - 1) * width);
    const x = ahead ? ahead(X, at) : X[at];
    const y = ahead ? ahead(Y, at) : Y[at];
    loss.gradient(g, x, y);
    if (!finite(g[0], g[1]) || (more.any && !more.ask(at, x, y))) return false;
    rule.step(X, at, g[0], more.h[0], more.f, more.p[0]);
    rule.step(Y, at, g[1], more.h[2], more.f, more.p[1]);
    return Math.abs(X[at + n]) <= limit && Math.abs(Y[at + n]) <= limit;
  };

  /** @type {(x: number, y: number) => number} */
  const go = (x, y) => {
    X.set([x, ...states]);
    Y.set([y, ...states]);
    let taken = 0;
    while (taken < steps && step(taken + 1, taken * n)) taken++;
    return taken;
  };
  return { ...records, go };
};
