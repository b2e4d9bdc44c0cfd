/* Filled contours, pixel by pixel: a band's colour, and a line where two bands meet. */

const FLAT = 1e-9; // levels a pixel: where it is flat no line is near

export const MOST = 30; // levels on either side of a surface's own, where more than its domain is seen

/* `rowAt(k)` are the levels along row k of the pixels, of one pixel more than the picture is wide, and there is one row
   more; what has none is a hole. `bands` are colours, `line` one with its opacity, `thick` the line's width in pixels.
   Holes get the colour `paper`. */
export const paintContours = (rowAt, [width, height], { bands, line, thick, paper }) => {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const most = bands.length - 1;
  let above = rowAt(0);
  for (let row = 0; row < height; row++) {
    const below = rowAt(row + 1);
    for (let column = 0; column < width; column++) {
      const level = above[column];
      const place = 4 * (row * width + column);
      pixels[place + 3] = 255;
      const band = Number.isNaN(level) ? paper : bands[Math.min(Math.max(Math.floor(level), 0), most)];
      const ink = line[3] * coverage(level, above[column + 1] - level, below[column] - level, thick);
      for (let i = 0; i < 3; i++) pixels[place + i] = band[i] + ink * (line[i] - band[i]);
    }
    above = below;
  }
  return pixels;
};

/* How much of a pixel a line covers, from its level and how that changes to the right and down. */
const coverage = (level, right, down, thick) => {
  const slope = Math.hypot(right, down);
  if (!(slope > FLAT)) return 0;
  const away = Math.abs(level - Math.round(level)) / slope;
  return Math.min(Math.max(thick / 2 + 0.5 - away, 0), 1);
};

/** Levels from a grid of heights: `z` are rows along y over `domain`, `levels` [first, apart, count]; what is seen are
 * `ranges`, on width x height pixels.
 * @param {Pick<import('./film.mjs').Heights, 'z' | 'levels' | 'domain'>} map
 * @param {[number, number][]} ranges
 * @param {number[]} size
 * @param {number} beyond levels on either side, at whose ends is what is beyond them
 * @returns {(row: number) => Float64Array} */
export const levelsOfGrid = ({ z, levels, domain }, ranges, [width, height], beyond = 0) => {
  const columns = placesOf(ranges[0], width).map(placed(domain[0], z[0].length));
  const rows = placesOf([ranges[1][1], ranges[1][0]], height).map(placed(domain[1], z.length));
  const level = levelIn(levels, beyond);
  return row => rowOf(z, rows, row, columns, level);
};

/** The same from a height at each point, as sharp as the pixels are.
 * @param {(x: number, y: number) => number} heightAt
 * @param {number[]} levels
 * @param {[number, number][]} ranges
 * @param {number[]} size
 * @param {number} beyond
 * @returns {(row: number) => Float64Array} */
export const levelsOf = (heightAt, levels, ranges, [width, height], beyond = 0) => {
  const xs = placesOf(ranges[0], width);
  const ys = placesOf([ranges[1][1], ranges[1][0]], height);
  const level = levelIn(levels, beyond);
  return row => xs.map(x => level(heightAt(x, ys[row])));
};

/** The level of a height.
 * @type {(levels: number[], beyond: number) => (height: number) => number} */
const levelIn =
  ([first, apart, count], beyond) =>
  height =>
    Math.min(Math.max((height - first) / apart, -beyond), count + beyond);

/** The middle of each pixel, and of one more.
 * @type {(range: number[], pixels: number) => Float64Array} */
const placesOf = ([from, to], pixels) =>
  Float64Array.from({ length: pixels + 1 }, (_, k) => from + ((k + 0.5) / pixels) * (to - from));

/** Where a value is among the lines of a grid, a real number.
 * @type {(domain: number[], points: number) => (value: number) => number} */
const placed =
  ([least, most], points) =>
  value =>
    ((value - least) / (most - least)) * (points - 1);

/** The levels along a row of pixels.
 * @type {(z: Float64Array[], rows: Float64Array, row: number, columns: Float64Array,
 *   level: (height: number) => number) => Float64Array} */
const rowOf = (z, rows, row, columns, level) => {
  const at = rows[row];
  const j = Math.min(Math.max(Math.floor(at), 0), z.length - 2);
  const q = at - j;
  const [under, over] = [z[j], z[j + 1]];
  const last = under.length - 2;
  return columns.map(place => {
    const i = Math.min(Math.max(Math.floor(place), 0), last);
    const p = place - i;
    const low = under[i] + p * (under[i + 1] - under[i]);
    const high = over[i] + p * (over[i + 1] - over[i]);
    return level(low + q * (high - low));
  });
};
