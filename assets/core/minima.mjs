/* Distances to minima. races/ending.py has the same; tests/shared/nearest_minimum.json holds both to it. */
import { length } from './length.mjs';

/** @typedef {readonly (readonly [number, number])[]} Minima */

/** The number of the minimum nearest to (x, y), of equally near ones the first; -1 where there is none.
 * @param {Minima} minima
 * @param {number} x
 * @param {number} y
 * @returns {number} */
export const nearestNumber = (minima, x, y) => {
  let [least, number] = [Infinity, -1];
  minima.forEach(([a, b], i) => {
    const apart = length(x - a, y - b);
    if (number < 0 || apart < least) [least, number] = [apart, i];
  });
  return number;
};

/** From (x, y) to the nearest minimum; NaN where there is none.
 * @param {Minima} minima
 * @param {number} x
 * @param {number} y
 * @returns {number} */
export const nearestMinimum = (minima, x, y) => {
  if (!minima.length) return Number.NaN;
  const [a, b] = minima[nearestNumber(minima, x, y)];
  return length(x - a, y - b);
};
