/* Where a way leaves what is seen of a surface: at the edge, not at the last step before it. */

/** @typedef {readonly [number, number]} Range */

/** The ways x and y with each first point outside brought back to where its line crosses the edge; as they are where
 * none is outside.
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {readonly [Range, Range]} domain
 * @returns {[ArrayLike<number>, ArrayLike<number>]} */
export const untilTheEdge = (xs, ys, domain) => {
  /** @param {number} k */
  const isInside = k => within(xs[k], domain[0]) && within(ys[k], domain[1]);
  /** @type {[Float64Array, Float64Array] | undefined} */
  let ended;
  for (let k = 1; k < xs.length; k++) {
    if (!isInside(k - 1) || isInside(k) || !Number.isFinite(xs[k] + ys[k])) continue;
    ended ??= [Float64Array.from(xs), Float64Array.from(ys)];
    const share = Math.min(shareOf(xs[k - 1], xs[k], domain[0]), shareOf(ys[k - 1], ys[k], domain[1]));
    ended[0][k] = clamped(xs[k - 1] + share * (xs[k] - xs[k - 1]), domain[0]);
    ended[1][k] = clamped(ys[k - 1] + share * (ys[k] - ys[k - 1]), domain[1]);
  }
  return ended ?? [xs, ys];
};

/** @type {(value: number, range: Range) => boolean} */
const within = (value, [low, high]) => value >= low && value <= high;

/** @type {(value: number, range: Range) => number} */
const clamped = (value, [low, high]) => Math.min(Math.max(value, low), high);

/** The share of the way to a point that is in a range.
 * @param {number} from in the range
 * @param {number} to
 * @param {Range} range */
const shareOf = (from, to, range) => (within(to, range) ? 1 : (clamped(to, range) - from) / (to - from));
