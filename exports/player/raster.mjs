/* A surface over a grid, pixel by pixel: each triangle of the grid is filled where nothing nearer is, then every pixel
   gets the colour of its height in a light from the left, and contour lines where levels are passed. */

const STEEP = 1.5; // levels from one pixel to the next: more are an edge, or lines too near each other to be told apart

/** The points of a grid as they are seen: pixels, how near (the larger, the nearer), levels and light.
 * @typedef {Record<'x' | 'y' | 'near' | 'level' | 'light', Float32Array>} Points */

/** The pixels of `size` points a side, row by row; where there is no surface they are transparent.
 * @param {Points} points
 * @param {number} size
 * @param {[number, number]} picture width and height
 * @param {{ colors: number[][], levels: number, line: number[], thick: number }} look `colors` from the lowest level to
 *   the highest */
export const rastered = (points, size, [width, height], look) => {
  const seen = {
    near: new Float32Array(width * height),
    level: new Float32Array(width * height),
    light: new Float32Array(width * height),
  };
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      fill(points, at, at + 1, at + size + 1, seen, width, height);
      fill(points, at, at + size + 1, at + size, seen, width, height);
    }
  }
  return painted(seen, width, height, look);
};

/* Fills the triangle of three points; one with a hole at a corner is none. */
const fill = ({ x, y, near, level, light }, a, b, c, seen, width, height) => {
  const [ax, ay, bx, by, cx, cy] = [x[a], y[a], x[b], y[b], x[c], y[c]];
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (!area || Number.isNaN(area)) return;
  const top = Math.max(Math.ceil(Math.min(ay, by, cy) - 0.5), 0);
  const bottom = Math.min(Math.floor(Math.max(ay, by, cy) - 0.5), height - 1);
  const left = Math.max(Math.ceil(Math.min(ax, bx, cx) - 0.5), 0);
  const right = Math.min(Math.floor(Math.max(ax, bx, cx) - 0.5), width - 1);
  for (let row = top; row <= bottom; row++) {
    const v = row + 0.5;
    for (let column = left; column <= right; column++) {
      const u = column + 0.5;
      const q = ((u - ax) * (cy - ay) - (cx - ax) * (v - ay)) / area;
      const r = ((bx - ax) * (v - ay) - (u - ax) * (by - ay)) / area;
      const p = 1 - q - r;
      if (p < 0 || q < 0 || r < 0) continue;
      const at = row * width + column;
      const here = p * near[a] + q * near[b] + r * near[c];
      if (here <= seen.near[at]) continue;
      seen.near[at] = here;
      seen.level[at] = p * level[a] + q * level[b] + r * level[c];
      seen.light[at] = p * light[a] + q * light[b] + r * light[c];
    }
  }
};

const painted = ({ near, level, light }, width, height, { colors, levels, line, thick }) => {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const most = colors.length - 1;
  for (let at = 0; at < near.length; at++) {
    if (!near[at]) continue;
    const color = colors[Math.min(Math.max(Math.round((level[at] / levels) * most), 0), most)];
    const right = near[at + 1] ? level[at + 1] - level[at] : 0;
    const down = near[at + width] ? level[at + width] - level[at] : 0;
    const ink = line[3] * coverage(level[at], Math.hypot(right, down), thick);
    for (let i = 0; i < 3; i++) pixels[4 * at + i] = color[i] * light[at] * (1 - ink) + line[i] * ink;
    pixels[4 * at + 3] = 255;
  }
  return pixels;
};

/* How much of a pixel a line covers. */
const coverage = (level, slope, thick) => {
  if (!(slope > 0) || slope > STEEP) return 0;
  const away = Math.abs(level - Math.round(level)) / slope;
  return Math.min(Math.max(thick / 2 + 0.5 - away, 0), 1);
};
