/* Filled contours of a grid of heights, pixel by pixel: a band's colour, and a line where two bands meet. */

const FLAT = 1e-9; // levels a pixel: where it is flat no line is near

/* `z` are rows along y over `domain`, `levels` [first, apart, count]; what is seen are `ranges`, on width x height pixels.
   `bands` are colours, `line` one with its opacity, `thick` the line's width in pixels. Holes get the colour `paper`. */
export const paintContours = ({ z, levels, domain }, ranges, [width, height], { bands, line, thick, paper }) => {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const columns = placesOf(ranges[0], domain[0], width, z[0].length);
  const rows = placesOf([...ranges[1]].reverse(), domain[1], height, z.length);
  const most = bands.length - 1;
  let above = rowOf(z, rows, 0, columns, levels);
  for (let row = 0; row < height; row++) {
    const below = rowOf(z, rows, row + 1, columns, levels);
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

/* Of the middle of each pixel, and of one more, the place on the grid: a real number of its lines. */
/** @type {(range: number[], domain: number[], pixels: number, points: number) => Float64Array} */
const placesOf = ([from, to], [least, most], pixels, points) =>
  Float64Array.from({ length: pixels + 1 }, (_, k) => {
    const value = from + ((k + 0.5) / pixels) * (to - from);
    return ((value - least) / (most - least)) * (points - 1);
  });

/* The levels along a row of pixels. */
const rowOf = (z, rows, row, columns, [first, apart]) => {
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
    return (low + q * (high - low) - first) / apart;
  });
};
