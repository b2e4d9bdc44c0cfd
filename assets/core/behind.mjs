/* Which points on a surface are behind it, as an eye sees them: from a point towards the eye the height of the ray is
   compared with that of the surface. A point is hidden if the ray changes sides. exports/behind.py does the same. */

/** @typedef {readonly [number, number]} Range */
/** A grid of heights, row by row along y.
 * @typedef {{ heights: Float64Array, columns: number, rows: number, low: number, high: number }} Relief */

const SLACK = 0.006; // of all heights: so near the surface a ray is on neither side
const STRIDE = 2; // cells of the grid: a ridge is wider

/** @param {ArrayLike<ArrayLike<number>>} z rows along y
 * @returns {Relief} */
export const reliefOf = z => {
  const [rows, columns] = [z.length, z[0].length];
  const heights = new Float64Array(rows * columns);
  let [low, high] = [Infinity, -Infinity];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const height = z[j][i];
      heights[j * columns + i] = height;
      if (height < low) low = height;
      if (height > high) high = height;
    }
  }
  return { heights, columns, rows, low, high };
};

/** Says of points whether they are hidden from an eye.
 * @param {Relief} relief
 * @param {readonly [Range, Range]} domain from the first to the last column and row
 * @param {readonly number[]} eye in the surface's units
 * @returns {(x: number, y: number, height: number) => boolean} */
export const hiderOf = ({ heights, columns, rows, low, high }, [[left, right], [bottom, top]], eye) => {
  const across = (columns - 1) / (right - left);
  const along = (rows - 1) / (top - bottom);
  const [eyeU, eyeV] = [(eye[0] - left) * across, (eye[1] - bottom) * along];
  const slack = SLACK * (high - low);
  return (x, y, height) => {
    const u = (x - left) * across;
    const v = (y - bottom) * along;
    const du = eyeU - u;
    const dv = eyeV - v;
    const dh = eye[2] - height;
    const step = STRIDE / Math.max(Math.sqrt(du * du + dv * dv), STRIDE); // hypot takes ten times as long
    let side = 0;
    for (let share = step; share < 1; share += step) {
      const at = height + share * dh;
      const p = u + share * du;
      const q = v + share * dv;
      if (!(p >= 0 && q >= 0 && p <= columns - 1 && q <= rows - 1) || (dh > 0 && side > 0 && at > high)) return false;
      const i = Math.min(p | 0, columns - 2);
      const j = Math.min(q | 0, rows - 2);
      const corner = j * columns + i;
      const below = heights[corner] + (p - i) * (heights[corner + 1] - heights[corner]);
      const above = heights[corner + columns] + (p - i) * (heights[corner + columns + 1] - heights[corner + columns]);
      const over = at - below - (q - j) * (above - below);
      if (!(Math.abs(over) > slack)) continue; // on it, or over a hole
      const now = over > 0 ? 1 : -1;
      if (side && now !== side) return true;
      side = now;
    }
    return false;
  };
};

const NEAR = 0.25; // cells of the grid: who has come no farther is as hidden as he was

/** 1 at each step of a trail at which it is hidden. Most trails creep in the end: a ray is sent only where they have
 * come on, so that a scene turns without a halt.
 * @param {Relief} relief
 * @param {readonly [Range, Range]} domain
 * @param {readonly number[]} eye
 * @returns {(coordinates: ArrayLike<number>[]) => Uint8Array} */
export const alongOf = (relief, domain, eye) => {
  const hides = hiderOf(relief, domain, eye);
  const [[left, right], [bottom, top]] = domain;
  const far = [(right - left) / (relief.columns - 1), (top - bottom) / (relief.rows - 1)].map(cell => NEAR * cell);
  return ([xs, ys, zs]) => {
    const hidden = new Uint8Array(xs.length);
    let asked = -1;
    for (let k = 0; k < xs.length; k++) {
      const isNear = asked >= 0 && Math.abs(xs[k] - xs[asked]) < far[0] && Math.abs(ys[k] - ys[asked]) < far[1];
      if (!isNear) asked = k;
      hidden[k] = isNear ? hidden[asked] : Number(hides(xs[k], ys[k], zs[k]));
    }
    return hidden;
  };
};
