/* What a method draws around its head besides its path: an outline at each step, of a point and two vectors from it.
   optimizers/drawn.py declares it, figures/outline.py draws the same in files; tests/shared/outline.json holds both. */

/** By whole step x and y of the point and of each vector.
 * @typedef {{ shape: string, columns: ArrayLike<number>[] }} Outlines */

const CORNERS = 72; // of what is round

const SIDE = Array.from({ length: CORNERS / 4 }, (_, k) => 1 - (8 * k) / CORNERS);

/** A square, from (1, 1) on.
 * @type {[number, number][]} */
const SIDES = [
  ...SIDE.map(s => /** @type {[number, number]} */ ([1, s])),
  ...SIDE.map(s => /** @type {[number, number]} */ ([s, -1])),
  ...SIDE.map(s => /** @type {[number, number]} */ ([-1, -s])),
  ...SIDE.map(s => /** @type {[number, number]} */ ([-s, 1])),
];

/** How much of the point and of each vector every corner of the closed line has.
 * @type {Record<string, [number, number][]>} */
const WEIGHTS = {
  round: Array.from({ length: CORNERS + 1 }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return [Math.cos(angle), Math.sin(angle)];
  }),
  box: [...SIDES, [1, 1]],
  points: [[0, 0], [1, 0], [0, 1]], // biome-ignore format: one line
  corners: [[0, 0], [1, 0], [0, 1], [0, 0]], // biome-ignore format: one line
};

/** The outlines that `take(count)` gives the columns of; null for a method that draws none.
 * @param {string | undefined} shape
 * @param {number} count
 * @param {(count: number) => ArrayLike<number>} take
 * @returns {Outlines | null} */
export const outlinesFrom = (shape, count, take) =>
  shape ? { shape, columns: Array.from({ length: 6 }, () => take(count)) } : null;

/** The line at a step, closed but for dots, x and y of each corner; null where it has no extent.
 * @param {Outlines} outlines
 * @param {number} step
 * @returns {[number, number][] | null} */
export const outlineAt = ({ shape, columns }, step) => {
  const [x, y, u, v, p, q] = columns.map(column => column[step]);
  if (!Number.isFinite(x + y + u + v + p + q) || !(u || v || p || q)) return null;
  return WEIGHTS[shape].map(([a, b]) => [x + a * u + b * p, y + a * v + b * q]);
};

/** Whether the corners of a line are dots.
 * @param {Outlines | null | undefined} outlines */
export const isDotted = outlines => outlines?.shape === 'points';

/** By step the pixels of the line, x0, y0, x1, ...; null without outlines.
 * @param {Outlines | null | undefined} outlines
 * @param {(x: number, y: number) => [number, number]} project
 * @returns {((step: number) => Float32Array | null) | null} */
export const outlineBy = (outlines, project) =>
  outlines
    ? step => {
        const corners = outlineAt(outlines, step);
        return corners && Float32Array.from(corners.flatMap(([x, y]) => project(x, y)));
      }
    : null;
