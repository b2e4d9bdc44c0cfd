/* Marks of minima: the lowest as stars, the others as rings, diamonds in three dimensions (figures/minima.py). */
import { film } from './film.mjs';
import { sizes } from './stage.mjs';

const LETTER = 12; // px of the type that the sides of marks go with
const INNER = 0.382; // of a star's radius
const SHAPES = {
  star: Array.from({ length: 10 }, (_, k) => [(Math.PI * k) / 5 - Math.PI / 2, k % 2 ? INNER : 1]),
  diamond: Array.from({ length: 4 }, (_, k) => [(Math.PI * k) / 2, 1]),
};

/* `minima` are [{ points, shape, side }], `project` takes a point to its pixel. */
export const markMinima = (context, minima, project, [left, top, width, height]) => {
  const { casing, text } = film.theme;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  for (const { points, shape, side } of minima) {
    const [fill, edge] = shape === 'diamond' ? [text, casing] : [casing, text];
    Object.assign(context, { fillStyle: fill, strokeStyle: edge, lineWidth: 0.11 * sizes.type });
    for (const point of points) {
      outline(context, project(point), shape, ((side / LETTER) * sizes.type) / 2);
      context.fill();
      context.stroke();
    }
  }
  context.restore();
};

const outline = (context, [x, y], shape, radius) => {
  context.beginPath();
  if (shape === 'ring') context.arc(x, y, radius, 0, 2 * Math.PI);
  else SHAPES[shape].forEach(([angle, far]) => corner(context, x, y, angle, far * radius));
  context.closePath();
};

const corner = (context, x, y, angle, far) => context.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
