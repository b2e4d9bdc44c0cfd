/* How long a vector is. Math.hypot rounds as each browser likes; this is what races/length.py has, operation by
   operation, so that both find the same number. tests/shared/length.json holds both to it. */

const SMALL = 1e-140;
const LARGE = 1e140;
const SCALE = 2 ** 600;
const SAFE = 1e-270; // of a square: neither is anything scaled here, nor would it be below

/** √(x² + y²), where the squares would be 0 or infinite, too.
 * @param {number} x
 * @param {number} y
 * @returns {number} */
export const length = (x, y) => {
  const square = x * x + y * y;
  if (square > SAFE && square < 1 / SAFE) return Math.sqrt(square);
  const largest = Math.max(Math.abs(x), Math.abs(y));
  const scale = largest < SMALL ? SCALE : largest > LARGE ? 1 / SCALE : 1;
  return Math.sqrt(x * scale * (x * scale) + y * scale * (y * scale)) / scale;
};
