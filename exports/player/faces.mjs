/* The faces of a surface with pieces of contour lines on them, from the farthest to the nearest. */
import { normalOf } from './camera.mjs';
import { createScale } from './colors.mjs';
import { film } from './film.mjs';
import { sizes } from './stage.mjs';

const LIGHT = [-0.4, -0.5, 0.77];
const [AMBIENT, DIFFUSE] = [0.72, 0.36];
const LEVELS = 22;
const NEARER = 1.15; // of a face's side, in units of the camera: a line lies on its face
const SEAM = 0.7; // px around a face

/* `project` takes x, y and height to a pixel, `distance` x and y to how far they are; of the grid every `stride`-th line
   is taken. */
export const paintFaces = (context, map, { project, distance, box, stride }) => {
  const { z, domain } = map;
  const last = z.length - 1;
  const lines = Array.from({ length: Math.ceil(last / stride) + 1 }, (_, k) => Math.min(k * stride, last));
  const [xs, ys] = domain.map(([from, to]) => lines.map(line => from + (line / last) * (to - from)));
  const pixels = lines.map((row, j) => lines.map((column, i) => project(xs[i], ys[j], z[row][column])));
  const look = lookOf(box);
  const things = [];
  for (let j = 0; j + 1 < lines.length; j++) {
    for (let i = 0; i + 1 < lines.length; i++) {
      const heights = [z[lines[j]][lines[i]], z[lines[j]][lines[i + 1]]];
      heights.push(z[lines[j + 1]][lines[i + 1]], z[lines[j + 1]][lines[i]]);
      if (heights.some(Number.isNaN)) continue;
      const corners = [pixels[j][i], pixels[j][i + 1], pixels[j + 1][i + 1], pixels[j + 1][i]];
      const far = distance((xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2);
      things.push({ far, path: corners, color: look([xs[i + 1] - xs[i], ys[j + 1] - ys[j]], heights) });
      const above = far - NEARER / (lines.length - 1);
      for (const path of linesOn(corners, heights, box)) things.push({ far: above, path, color: null });
    }
  }
  things.sort((a, b) => b.far - a.far);
  for (const thing of things) paint(context, thing);
};

/* The colour of a face: that of its height, in a light from the left. */
const lookOf = box => {
  const scale = createScale(film.theme.scale);
  const [low, high] = [box[0][2], box[1][2]];
  /** @type {(sides: number[], heights: number[]) => string} */
  return ([wide, deep], [a, b, c, d]) => {
    const normal = normalOf([wide, deep, c - a], [-wide, deep, d - b], box);
    const light = AMBIENT + DIFFUSE * Math.abs(normal.reduce((sum, value, i) => sum + value * LIGHT[i], 0));
    const color = scale(((a + b + c + d) / 4 - low) / (high - low));
    return `rgb(${color.map(value => Math.round(value * Math.min(light, 1))).join()})`;
  };
};

/* A face, or a piece of a line, which has no colour of its own. */
const paint = (context, { path, color }) => {
  Object.assign(context, { strokeStyle: color ?? film.theme.contour, lineWidth: color ? SEAM : 0.08 * sizes.type });
  context.beginPath();
  for (const [x, y] of path) context.lineTo(x, y);
  if (color) context.closePath();
  context.stroke();
  if (!color) return;
  context.fillStyle = color;
  context.fill();
};

/* The contour lines that cross a face, straight from edge to edge. */
const linesOn = (corners, heights, [{ 2: low }, { 2: high }]) => {
  const apart = (high - low) / LEVELS;
  const most = Math.max(...heights);
  const found = [];
  for (let level = Math.ceil((Math.min(...heights) - low) / apart); low + level * apart < most; level++) {
    const ends = corners.flatMap((corner, k) => {
      const next = (k + 1) % 4;
      const part = (low + level * apart - heights[k]) / (heights[next] - heights[k]);
      return part >= 0 && part < 1 ? [corner.map((value, i) => value + part * (corners[next][i] - value))] : [];
    });
    if (ends.length > 1) found.push(ends.slice(0, 2));
  }
  return found;
};
