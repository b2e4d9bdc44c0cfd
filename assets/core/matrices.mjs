/* Matrices of four rows and columns as WebGL has them: 16 numbers, column by column. */

/** @typedef {readonly number[]} Matrix */
/** @typedef {[number, number, number, number]} Vector */

const FOUR = [0, 1, 2, 3];

/** @param {Matrix} m
 * @param {readonly number[]} p
 * @returns {Vector} */
export const times = (m, p) =>
  /** @type {Vector} */ (FOUR.map(i => m[i] * p[0] + m[i + 4] * p[1] + m[i + 8] * p[2] + m[i + 12] * p[3]));

/** @param {Matrix} a
 * @param {Matrix} b
 * @returns {number[]} */
export const product = (a, b) => FOUR.flatMap(column => times(a, b.slice(4 * column, 4 * column + 4)));

/** By Gauss and Jordan, with pivots.
 * @param {Matrix} m
 * @returns {number[]} */
export const inverse = m => {
  const rows = FOUR.map(i => [...FOUR.map(j => m[i + 4 * j]), ...FOUR.map(j => Number(i === j))]);
  for (const column of FOUR) {
    const best = FOUR.slice(column).reduce((a, b) => (Math.abs(rows[b][column]) > Math.abs(rows[a][column]) ? b : a));
    [rows[column], rows[best]] = [rows[best], rows[column]];
    const pivot = rows[column].map(value => value / rows[column][column]);
    rows.forEach((row, i) => {
      rows[i] = i === column ? pivot : row.map((value, j) => value - row[column] * pivot[j]);
    });
  }
  return FOUR.flatMap(j => FOUR.map(i => rows[i][4 + j]));
};
