/* The heavy ball on a quadratic: its curvatures, and the rate and the momentum that are best for them (Polyak 1964). */

/** @typedef {{hessian: (out: Float64Array, x: number, y: number) => void}} Curved */

export const SAME = 1e-9; // relative to the Hessian's largest entry
const PLACES = [0.13, 0.31, 0.47, 0.58, 0.71, 0.89]; // shares of the domain at which the Hessian is looked at

/** The least and the largest curvature of a quadratic; null of any other loss.
 * @param {Curved} loss
 * @param {readonly (readonly [number, number])[]} domain
 * @returns {[number, number] | null} */
export const curvaturesOf = (loss, [[left, right], [bottom, top]]) => {
  const found = PLACES.map((share, k) => {
    const entries = new Float64Array(3);
    const up = PLACES[(5 * k + 2) % PLACES.length];
    loss.hessian(entries, left + share * (right - left), bottom + up * (top - bottom));
    return entries;
  });
  const [[xx, xy, yy]] = found;
  const least = Math.max(...found.flatMap(entries => Array.from(entries, Math.abs))) * SAME;
  /** @param {Float64Array} entries */
  const isSame = entries => entries.every((value, k) => Math.abs(value - found[0][k]) <= least);
  if (!Number.isFinite(least) || !found.every(isSame)) return null;
  const middle = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  return [middle - apart, middle + apart];
};

/** What is best for curvatures from m to L, and by what the errors shrink a step: that of the heavy ball, and that of
 * gradient descent at its best rate. Null where there is no such thing: some direction does not curve upward.
 * @param {[number, number]} curvatures */
export const heavyBallOf = ([m, L]) => {
  if (!(m > SAME * L)) return null;
  const root = Math.sqrt(L / m);
  const shrinks = (root - 1) / (root + 1);
  return {
    learning_rate: 4 / (Math.sqrt(L) + Math.sqrt(m)) ** 2,
    momentum: shrinks * shrinks,
    root,
    shrinks,
    plain: (L - m) / (L + m),
  };
};
