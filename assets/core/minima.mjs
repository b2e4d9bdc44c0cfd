/* Distances to minima. races/trajectory.py has the same; tests/shared/nearest_minimum.json holds both to it. */

/** From (x, y) to the nearest minimum; NaN where there is none.
 * @param {readonly (readonly [number, number])[]} minima
 * @param {number} x
 * @param {number} y
 * @returns {number} */
export const nearestMinimum = (minima, x, y) => {
  if (!minima.length) return Number.NaN;
  let least = Infinity;
  for (const [a, b] of minima) least = Math.min(least, (x - a) ** 2 + (y - b) ** 2);
  return Math.sqrt(least);
};
