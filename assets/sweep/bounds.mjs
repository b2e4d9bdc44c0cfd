/* What theory says of a quadratic loss: up to which learning rate a method is stable. races/theory.py says why, and
   tests/shared/stable_rates.json holds both to it. */

/** @typedef {import('../engine/programs.d.ts').Loss} Loss */

const SAME = 1e-9; // relative to the Hessian's largest entry
const PLACES = [0.13, 0.31, 0.47, 0.58, 0.71, 0.89]; // shares of the domain at which the Hessian is looked at

/* The largest stable rate times L, after a method's hyperparameters. */
const BOUNDS = {
  sgd: () => 2,
  momentum: ({ momentum }) => 2 * (1 + momentum),
  nesterov: ({ momentum }) => (2 + 2 * momentum) / (1 + 2 * momentum),
};

/** L, the largest curvature of a convex quadratic; null of any other loss.
 * @param {Pick<Loss, 'hessian'>} loss
 * @param {readonly (readonly [number, number])[]} domain
 * @returns {number | null} */
export const curvatureOf = (loss, [[left, right], [bottom, top]]) => {
  const found = PLACES.map((share, k) => {
    const entries = new Float64Array(3);
    const up = PLACES[(5 * k + 2) % PLACES.length];
    loss.hessian(entries, left + share * (right - left), bottom + up * (top - bottom));
    return entries;
  });
  const [[xx, xy, yy]] = found;
  const least = Math.max(...found.flatMap(entries => Array.from(entries, Math.abs))) * SAME;
  const isSame = entries => entries.every((value, k) => Math.abs(value - found[0][k]) <= least);
  if (!Number.isFinite(least) || !found.every(isSame)) return null;
  const middle = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  const largest = middle + apart;
  return largest > 0 && middle - apart >= -SAME * largest ? largest : null;
};

/** @param {string} method
 * @param {Record<string, number>} settings
 * @param {number | null} curvature
 * @returns {number | null} */
export const boundOf = (method, settings, curvature) =>
  curvature !== null && method in BOUNDS ? BOUNDS[method](settings) / curvature : null;
