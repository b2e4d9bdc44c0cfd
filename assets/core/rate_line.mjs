/* The factor on the learning rates over a race, as a line and in words. */
import { short } from './numbers.mjs';

const MOST = 400; // points of a line: more are not seen

/** The steps that a line is drawn through: all, or so many, the first and the last among them.
 * @param {number} steps
 * @returns {number[]} */
export const stepsOf = steps => {
  const count = Math.min(steps, MOST);
  return Array.from({ length: count }, (_, k) => (count > 1 ? 1 + Math.round((k * (steps - 1)) / (count - 1)) : 1));
};

/** The line as an SVG path in a box of width 1 and height 1, with a factor of 1 at its top.
 * @param {(t: number) => number} factor
 * @param {number} steps */
export const linePath = (factor, steps) => {
  /** @param {number} t */
  const point = t => `${((t - 0.5) / steps).toFixed(4)} ${(1 - factor(t)).toFixed(4)}`;
  return `M${stepsOf(steps).map(point).join('L')}`;
};

/** "from 0.04 to 1 and to 0 at the end": where it begins, its highest if that is another, and where it ends.
 * @param {(t: number) => number} factor
 * @param {number} steps */
export const lineText = (factor, steps) => {
  const high = Math.max(...stepsOf(steps).map(factor));
  const [first, top, last] = [factor(1), high, factor(steps)].map(value => short(Number(value.toFixed(3))));
  const between = top === first || top === last ? '' : ` up to ${top}`;
  return first === last && !between ? `${first} throughout` : `from ${first}${between} to ${last} at the end`;
};
