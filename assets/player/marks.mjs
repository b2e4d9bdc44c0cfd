/* Lines and marks on a canvas, in pixels. Their outlines and widths, and those of what is around them, are told by
   Python (figures/strokes.py), whose exporters draw the same. */

/** @typedef {import('../types.d.ts').Strokes} Strokes */

const NEAR = 0.6; // px; points nearer than this to the last one are skipped

/** @type {Map<string, Path2D>} */
const paths = new Map(); // SVG path -> Path2D

/** @param {string} d */
const outline = d => {
  const path = paths.get(d) ?? new Path2D(d);
  paths.set(d, path);
  return path;
};

/** The pixel of a real step, between its neighbours; `xy` are the pixels of the whole ones, x0, y0, x1, ...
 * @param {Float32Array} xy
 * @param {number} step
 * @returns {[number, number]} */
export const pixelAt = (xy, step) => {
  const k = Math.floor(step);
  const part = step - k;
  if (part === 0) return [xy[2 * k], xy[2 * k + 1]];
  return [xy[2 * k] + part * (xy[2 * k + 2] - xy[2 * k]), xy[2 * k + 1] + part * (xy[2 * k + 3] - xy[2 * k + 1])];
};

/** Begins the path from a step to a later one (real numbers), broken where there are no pixels.
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} xy
 * @param {number} from
 * @param {number} to */
export const tracePath = (context, xy, from, to) => {
  let down = false;
  let lastX = 0;
  let lastY = 0;
  /** @param {number} x
   * @param {number} y
   * @param {boolean} must */
  const visit = (x, y, must) => {
    if (Number.isNaN(x + y)) {
      down = false;
      return;
    }
    if (!down) context.moveTo(x, y);
    else if (must || Math.abs(x - lastX) + Math.abs(y - lastY) > NEAR) context.lineTo(x, y);
    else return;
    down = true;
    lastX = x;
    lastY = y;
  };
  context.beginPath();
  visit(...pixelAt(xy, from), true);
  for (let k = Math.floor(from) + 1; k < to; k++) visit(xy[2 * k], xy[2 * k + 1], false);
  visit(...pixelAt(xy, to), true);
};

/** @typedef {{ x: number, y: number, angle: number, size: number }} Place */
/** @typedef {{ color: string, casing: string, rim: string, strokes: Strokes }} Look */

/** The edge of a mark, in its colour above a casing.
 * @param {CanvasRenderingContext2D} context
 * @param {string} d SVG path
 * @param {Place} place
 * @param {Look} look */
export const drawRing = (context, d, { x, y, angle, size }, { color, casing, strokes }) => {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.scale(size, size);
  context.lineJoin = 'round';
  context.fillStyle = casing;
  context.fill(outline(d));
  for (const [width, stroke] of /** @type {[number, string][]} */ ([
    [strokes.ring, casing],
    [strokes.ring / 2, color],
  ])) {
    context.lineWidth = width;
    context.strokeStyle = stroke;
    context.stroke(outline(d));
  }
  context.restore();
};

/** A mark of `size` pixels around (x, y), turned by `angle`: casing, colour, rim.
 * @param {CanvasRenderingContext2D} context
 * @param {string} d SVG path
 * @param {Place} place
 * @param {Look} look */
export const drawMark = (context, d, { x, y, angle, size }, { color, casing, rim, strokes }) => {
  const shape = outline(d);
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.scale(size, size);
  context.lineJoin = 'round';
  context.lineWidth = strokes.ring;
  context.strokeStyle = casing;
  context.stroke(shape);
  context.fillStyle = color;
  context.fill(shape);
  context.lineWidth = strokes.rim;
  context.strokeStyle = rim;
  context.stroke(shape);
  context.restore();
};
