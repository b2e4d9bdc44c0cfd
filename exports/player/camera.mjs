/* The camera of a surface in three dimensions: exports/solid.py has the same, with the words for it. */
import { product } from '../../assets/core/matrices.mjs';

const ASPECT = [1.15, 1.15, 0.7]; // of the box
const CENTER = [0, 0, -0.2];
const FIELD = Math.PI / 4; // the vertical field of view
const [NEAR, FAR] = [0.05, 20]; // what is seen of the depth
const ROOM = [1.15, 1.15, 1]; // of the box with its ticks
const LIGHT = [-0.4, -0.5, 0.77];
const [AMBIENT, DIFFUSE] = [0.72, 0.36];
const STEEPEST = 1.45; // of the way to the pole, in radians: beyond there is no up

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const unit = a => a.map(value => value / (Math.hypot(...a) || 1));
const minus = (a, b) => a.map((value, i) => value - b[i]);

/* The camera's axes: right, up, forward. */
const axesOf = eye => {
  const forward = unit(minus(CENTER, eye));
  const right = unit(cross(forward, [0, 0, 1]));
  return [right, cross(right, forward), forward];
};

/* Pixels a unit at distance 1, and how far the middle of the view is from that of a plot area of that size. */
export const lensOf = (eye, [width, height], fits) => {
  if (!fits) return { pixels: height / 2 / Math.tan(FIELD / 2), shift: [0, 0] };
  const axes = axesOf(eye);
  const seen = [];
  for (let k = 0; k < 8; k++) {
    const corner = [k & 1, k & 2, k & 4].map((bit, i) => (bit ? 0.5 : -0.5) * ASPECT[i] * ROOM[i]);
    const [x, y, z] = axes.map(axis => dot(axis, minus(corner, eye)));
    seen.push([x / z, y / z]);
  }
  const [[left, right], [bottom, top]] = [0, 1].map(i => {
    const along = seen.map(point => point[i]);
    return [Math.min(...along), Math.max(...along)];
  });
  const pixels = Math.min(width / (right - left), height / (top - bottom));
  return { pixels, shift: [(-pixels * (left + right)) / 2, (-pixels * (bottom + top)) / 2] };
};

/* From points in a box, [lowest, highest] x, y and height, to the cube around what is seen of them in a plot area. */
export const matrixOf = (eye, [low, high], [width, height], { pixels, shift }) => {
  const [right, up, forward] = axesOf(eye);
  const wide = high.map((value, i) => value - low[i]);
  const model = [0, 1, 2].flatMap(i => [0, 1, 2, 3].map(j => (i === j ? ASPECT[i] / wide[i] : 0)));
  model.push(...low.map((value, i) => (-value / wide[i] - 0.5) * ASPECT[i]), 1);
  const view = [0, 1, 2].flatMap(i => [right[i], up[i], forward[i], 0]);
  view.push(-dot(right, eye), -dot(up, eye), -dot(forward, eye), 1);
  const [across, along] = [2 / width, 2 / height];
  const depth = (FAR + NEAR) / (FAR - NEAR);
  const lens = [across * pixels, 0, 0, 0, 0, along * pixels, 0, 0];
  lens.push(across * shift[0], along * shift[1], depth, 1, 0, 0, (-2 * FAR * NEAR) / (FAR - NEAR), 0);
  return product(product(lens, view), model);
};

/* How bright a point of a grid is, in a light from the left, by the slopes around it. */
export const lightAt = ({ z, size }, row, column, [low, high]) => {
  const [before, after] = [Math.max(column - 1, 0), Math.min(column + 1, size - 1)];
  const [under, over] = [Math.max(row - 1, 0), Math.min(row + 1, size - 1)];
  const tall = ASPECT[2] / (high[2] - low[2]);
  const across = [(ASPECT[0] * (after - before)) / (size - 1), 0, tall * (z[row][after] - z[row][before])];
  const along = [0, (ASPECT[1] * (over - under)) / (size - 1), tall * (z[over][column] - z[under][column])];
  return Math.min(AMBIENT + DIFFUSE * Math.abs(dot(unit(cross(across, along)), LIGHT)), 1);
};

/* The eye after a drag by angles around the middle. */
export const turned = (eye, around, over) => {
  const [x, y, z] = minus(eye, CENTER);
  const far = Math.hypot(x, y, z);
  const angle = Math.atan2(y, x) + around;
  const high = Math.min(Math.max(Math.asin(z / far) + over, -STEEPEST), STEEPEST);
  return [Math.cos(high) * Math.cos(angle), Math.cos(high) * Math.sin(angle), Math.sin(high)].map(
    (value, i) => CENTER[i] + far * value,
  );
};
