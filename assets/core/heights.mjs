/* The height of a drawn surface, and what loss it stands for. */

/* Between the points of a grid of heights, z[row][column] with rows along y, over a domain [[left, right], [bottom, top]]:
   bilinear, and beyond the domain as in its outermost cell. */
export const heightBetween = (z, [[left, right], [bottom, top]], x, y) => {
  const rows = z.length,
    columns = z[0].length;
  const u = ((x - left) / (right - left)) * (columns - 1),
    v = ((y - bottom) / (top - bottom)) * (rows - 1);
  const i = Math.min(Math.max(Math.floor(u), 0), columns - 2),
    j = Math.min(Math.max(Math.floor(v), 0), rows - 2);
  const p = u - i,
    q = v - j;
  return (1 - q) * ((1 - p) * z[j][i] + p * z[j][i + 1]) + q * ((1 - p) * z[j + 1][i] + p * z[j + 1][i + 1]);
};

/* A loss as a height, and back; the transform {scale, floor, offset} comes with the picture (figures/height.py). */
export const heightOf = (loss, { scale, floor, offset }) =>
  scale === 'log' ? Math.log10(Math.max(loss - floor, 0) + offset) : loss;

export const lossOf = (height, { scale, floor, offset }) =>
  scale === 'log' ? Math.max(10 ** height - offset, 0) + floor : height;
