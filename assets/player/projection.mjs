/* From data to pixels and back, in Plotly's own axes: plane axes (linear or logarithmic) and 3-D scenes.

   Reads what plotly.js keeps private (axis._offset, axis._m, axis.c2p, scene.glplot.cameraParams), hence the pinned
   version. */
import { inverse, product, times } from '../core/matrices.mjs';

/** @typedef {[number, number, number]} Eye */
/** @typedef {[number, number]} Pair */
/** @typedef {(x: number, y: number) => number} Heights */

/** `clip` is the plot area, [left, top, width, height]; `key` changes when the pixels do; `unproject` is null beside
 * the surface.
 * @typedef {object} Projection
 * @property {[number, number, number, number]} clip
 * @property {string} key
 * @property {(x: number, y: number, z: number) => Pair} project to pixels
 * @property {(px: number, py: number, heightAt: Heights) => Pair | null} unproject
 * @property {() => Eye | null} eye where the camera is, in data; null in a plane */

const FAR = 1e4; // canvas coordinates are kept within this, in drawing only
const MARCH = 400; // steps along a ray
const HALVINGS = 40;

/** Null while Plotly has not drawn yet.
 * @param {PlotlyElement | null} plot
 * @returns {Projection | null} */
export const projectionOf = plot => {
  const layout = plot?._fullLayout;
  if (!plot || !layout) return null;
  if (layout.scene?._scene) return solid(plot, layout.scene);
  return layout.xaxis?._length ? plane(plot, layout.xaxis, layout.yaxis) : null;
};

/** @param {number} value */
const bounded = value => Math.min(Math.max(value, -FAR), FAR);

/** @param {PlotlyElement} plot
 * @param {PlotlyAxis} xaxis
 * @param {PlotlyAxis} yaxis
 * @returns {Projection} */
const plane = (plot, xaxis, yaxis) => ({
  clip: [xaxis._offset, yaxis._offset, xaxis._length, yaxis._length],
  // _m and _b lag behind a new range: they are what c2p uses
  key: [xaxis, yaxis]
    .flatMap(({ type, range, _offset, _length, _m, _b }) => [type, range, _offset, _length, _m, _b])
    .concat(plot.clientWidth, plot.clientHeight)
    .join(),
  project: (x, y) => [bounded(xaxis._offset + xaxis.c2p(x)), bounded(yaxis._offset + yaxis.c2p(y))],
  unproject: (px, py) => [xaxis.p2c(px - xaxis._offset), yaxis.p2c(py - yaxis._offset)],
  eye: () => null,
});

/** @param {PlotlyElement} plot
 * @param {PlotlyScene} layout
 * @returns {Projection | null} */
const solid = (plot, { _scene: drawn, xaxis, yaxis }) => {
  const camera = drawn.glplot?.cameraParams;
  const scale = drawn.dataScale;
  if (!camera || !scale) return null;
  const matrix = product(product(camera.projection, camera.view), camera.model);
  const box = drawn.container.getBoundingClientRect();
  const frame = plot.getBoundingClientRect();
  return throughMatrix(
    matrix,
    scale,
    [box.left - frame.left, box.top - frame.top, box.width, box.height],
    [xaxis.range, yaxis.range],
  );
};

/** The view of a camera whose matrix takes points, times `scale`, to the cube around what is seen of them in `clip`.
 * @param {number[]} matrix
 * @param {Eye} scale
 * @param {Projection['clip']} clip
 * @param {[Pair, Pair]} ranges of the surface
 * @returns {Projection} */
export const throughMatrix = (matrix, scale, clip, ranges) => {
  const [left, top, width, height] = clip;
  const [m, [across, along, up]] = [matrix, scale];
  const [[from, to], [low, high]] = ranges;
  return {
    clip,
    key: [...clip, ...matrix].join(),
    // thousands of points in each frame that a scene turns: so `isInside` and `times` are written out
    project: (x, y, z) => {
      if (!(x >= from && x <= to && y >= low && y <= high)) return [Number.NaN, Number.NaN];
      const a = x * across;
      const b = y * along;
      const c = z * up;
      const w = m[3] * a + m[7] * b + m[11] * c + m[15];
      const u = (m[0] * a + m[4] * b + m[8] * c + m[12]) / w;
      const v = (m[1] * a + m[5] * b + m[9] * c + m[13]) / w;
      return [left + (width * (1 + u)) / 2, top + (height * (1 - v)) / 2];
    },
    unproject: (px, py, heightAt) => {
      const ray = rayThrough(inverse(matrix), scale, (2 * (px - left)) / width - 1, 1 - (2 * (py - top)) / height);
      return firstHit(ray, ranges, heightAt);
    },
    eye: () => {
      const [x, y, z, w] = times(inverse(matrix), [0, 0, 1, 0]); // which nothing projects anywhere
      return [x / w / scale[0], y / w / scale[1], z / w / scale[2]];
    },
  };
};

/** @param {[Pair, Pair]} ranges
 * @param {number} x
 * @param {number} y */
const isInside = ([[left, right], [bottom, top]], x, y) => x >= left && x <= right && y >= bottom && y <= top;

/** The point at a share of the ray through a pixel, from the near end of what the camera sees to the far one.
 * @param {number[]} back
 * @param {Eye} scale
 * @param {number} u
 * @param {number} v
 * @returns {(share: number) => Eye} */
const rayThrough = (back, scale, u, v) => {
  /** @param {number} depth */
  const end = depth => {
    const [x, y, z, w] = times(back, [u, v, depth, 1]);
    return [x / w / scale[0], y / w / scale[1], z / w / scale[2]];
  };
  const [near, far] = [end(-1), end(1)];
  return share => /** @type {Eye} */ (near.map((value, i) => value + share * (far[i] - value)));
};

/** The part of a ray that is above or below the ranges: shares from and to.
 * @param {(share: number) => Eye} point
 * @param {[Pair, Pair]} ranges
 * @returns {Pair} */
const within = (point, ranges) => {
  const [near, far] = [point(0), point(1)];
  let [from, to] = [0, 1];
  ranges.forEach((range, axis) => {
    const [a, b] = range.map(end => (end - near[axis]) / (far[axis] - near[axis]));
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  });
  return [from, to];
};

/** Where a ray first meets the surface: marched from the near end, then halved.
 * @param {(share: number) => Eye} point
 * @param {[Pair, Pair]} ranges
 * @param {Heights} heightAt
 * @returns {Pair | null} */
const firstHit = (point, ranges, heightAt) => {
  /** @param {number} share */
  const above = share => {
    const [x, y, z] = point(share);
    return isInside(ranges, x, y) ? z - heightAt(x, y) : null;
  };
  const [from, to] = within(point, ranges);
  if (!(from < to)) return null;
  /** @type {number | null} */
  let before = null;
  let at = from;
  for (let k = 0; k <= MARCH; k++) {
    const share = from + ((to - from) * (k + 0.5)) / (MARCH + 1.5);
    const now = above(share);
    if (now === null) continue;
    if (before !== null && before * now <= 0) return halved(point, above, at, share, before);
    before = now;
    at = share;
  }
  return null;
};

/** @param {(share: number) => Eye} point
 * @param {(share: number) => number | null} above
 * @param {number} from
 * @param {number} to
 * @param {number} sign of `above` at `from`
 * @returns {Pair} */
const halved = (point, above, from, to, sign) => {
  let [low, high] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (Number(above(middle)) * sign > 0) low = middle;
    else high = middle;
  }
  const [x, y] = point(high);
  return [x, y];
};
