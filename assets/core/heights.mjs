/* The height of a surface as it is drawn: linear in the loss, or logarithmic above the lowest one. figures/height.py
   makes the heights; tests/shared/heights.json holds both to it. */

/** @typedef {{ scale: 'linear' | 'log', floor: number, offset: number }} Transform */

/** @param {number} loss
 * @param {Transform} transform */
export const heightOf = (loss, { scale, floor, offset }) =>
  scale === 'log' ? Math.log10(Math.max(loss - floor, 0) + offset) : loss;

/** @param {number} height
 * @param {Transform} transform */
export const lossOf = (height, { scale, floor, offset }) =>
  scale === 'log' ? Math.max(10 ** height - offset, 0) + floor : height;

/** The height at (x, y) between the points of a grid, linear along either axis; beside the grid, as its edge goes on.
 * @param {ArrayLike<ArrayLike<number>>} z rows along y
 * @param {readonly (readonly [number, number])[]} domain from the first to the last column and row
 * @param {number} x
 * @param {number} y
 * @returns {number} */
export const heightBetween = (z, [[left, right], [bottom, top]], x, y) => {
  const rows = z.length;
  const columns = z[0].length;
  const u = ((x - left) / (right - left)) * (columns - 1);
  const v = ((y - bottom) / (top - bottom)) * (rows - 1);
  const i = Math.min(Math.max(Math.floor(u), 0), columns - 2);
  const j = Math.min(Math.max(Math.floor(v), 0), rows - 2);
  const p = u - i;
  const q = v - j;
  const below = (1 - p) * z[j][i] + p * z[j][i + 1];
  const above = (1 - p) * z[j + 1][i] + p * z[j + 1][i + 1];
  return (1 - q) * below + q * above;
};
