/* From the coordinates in which a race runs to those in which it is drawn, and back: races/course.py. */

/** @typedef {import('./programs.d.ts').Matrix} Matrix */
/** @typedef {readonly [number, number]} Point */

/** @type {(matrix: Matrix) => boolean} */
const isDiagonal = ([[, b], [c]]) => b === 0 && c === 0;

/** The point that a matrix makes of a point; without a matrix it is the same.
 * @param {Matrix | null} matrix
 * @param {number} x
 * @param {number} y
 * @returns {Point} */
export const back = (matrix, x, y) => {
  if (!matrix) return [x, y];
  const [[a, b], [c, d]] = matrix;
  return isDiagonal(matrix) ? [a * x, d * y] : [a * x + b * y, c * x + d * y];
};

/** The point of which a matrix makes this one.
 * @param {Matrix | null} matrix
 * @param {number} x
 * @param {number} y
 * @returns {Point} */
export const there = (matrix, x, y) => {
  if (!matrix) return [x, y];
  const [[a, b], [c, d]] = matrix;
  if (isDiagonal(matrix)) return [x / a, y / d];
  const determinant = a * d - b * c;
  const inverse = /** @type {Matrix} */ ([
    [d / determinant, -b / determinant],
    [-c / determinant, a / determinant],
  ]);
  return back(inverse, x, y);
};

/** The matrix of a race in other units: that of its course, if it has one, after the units.
 * @param {Matrix | null} matrix
 * @param {readonly [number, number, number]} units
 * @returns {Matrix | null} */
export const inUnits = (matrix, [kx, ky, c]) => {
  if (kx === 1 && ky === 1 && c === 1) return matrix;
  if (!matrix)
    return [
      [kx, 0],
      [0, ky],
    ];
  const [[a, b], [p, q]] = matrix;
  return [
    [a * kx, b * ky],
    [p * kx, q * ky],
  ];
};
