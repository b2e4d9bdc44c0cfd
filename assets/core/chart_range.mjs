/* What a chart shows of its values: their range, whether its axis is logarithmic, and where that ends.
   exports/chart_range.py does the same for files; tests/shared/chart_range.json holds both to it. */

/** @typedef {[number, number]} Range */
/** @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, values: ArrayLike<number> }} Course one racer's, by step */

const SPAN = 20; // the ratio from which on values span decades
const MOST_DECADES = 12; // below the highest value

/** The range of what happens inside the picture; outside it losses may run to the horizon. Zeros do not count as
 * lowest, so that a race that ends at a loss of 0 has its decades. [0, 1] where there is nothing.
 * @param {Course[]} courses
 * @param {readonly (readonly [number, number])[]} domain
 * @returns {Range} */
export const seenRange = (courses, [[left, right], [bottom, top]]) => {
  let low = Infinity;
  let high = -Infinity;
  for (const { x, y, values } of courses) {
    for (let k = 0; k < values.length; k++) {
      const value = values[k];
      const inside = x[k] >= left && x[k] <= right && y[k] >= bottom && y[k] <= top;
      if (!inside || !Number.isFinite(value)) continue;
      if (value < low && value !== 0) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
};

/** The range of several charts that share their axis; [0, 1], of one that is empty, does not count.
 * @param {Range[]} ranges
 * @returns {Range} */
export const sharedRange = ranges => {
  const full = ranges.filter(([low, high]) => low !== 0 || high !== 1);
  return full.length ? [Math.min(...full.map(([low]) => low)), Math.max(...full.map(([, high]) => high))] : [0, 1];
};

/** The same courses up to a real step of each, as far as that has come: what may be told of them then.
 * @template {Course} T
 * @param {T} course
 * @param {number} step
 * @returns {Course} */
export const courseUntil = ({ x, y, values }, step) => ({
  x,
  y,
  values: Array.from({ length: Math.min(Math.floor(step) + 1, values.length) }, (_, k) => values[k]),
});

/** The range of an axis while what is to come is hidden, of what has been seen: it must hint at nothing else. With 0
 * in it as long as it is linear, so that it moves seldom.
 * @param {Range} seen
 * @returns {Range} */
export const hidingRange = ([low, high]) =>
  isLogarithmic([low, high]) ? [low, high] : [Math.min(low, 0), Math.max(high, 0)];

/** Whether an axis over this range of values is logarithmic: where all are positive and span decades.
 * @param {Range} seen */
export const isLogarithmic = ([low, high]) => low > 0 && high / low > SPAN;

/** The ends of an axis that shows these values; decimal logarithms, if it is logarithmic.
 * @param {Range} seen
 * @param {boolean} logarithmic
 * @returns {Range} */
export const axisRange = (seen, logarithmic) => (logarithmic ? decades(seen) : padded(seen));

/** @param {number} value */
const half = value => Math.round(value * 2) / 2;

/** @param {Range} seen
 * @returns {Range} */
const decades = ([low, high]) => {
  const top = Math.log10(high);
  const bottom = Math.max(Math.log10(low), top - MOST_DECADES);
  return [Math.floor(half(bottom - 0.25)), half(top + 0.3)];
};

/** A range a little larger, rounded outward, so that it does not move at every frame of a drag.
 * @param {Range} seen
 * @returns {Range} */
const padded = ([low, high]) => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(high - low, 0.01 * Math.abs(high), 1e-12))) / 2;
  return [Math.floor(low / unit - 0.1) * unit, Math.ceil(high / unit + 0.1) * unit];
};
