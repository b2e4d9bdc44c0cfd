/* From data to pixels and back, in Plotly's own axes: plane axes (linear or logarithmic) and 3-D scenes.

   Reads what plotly.js keeps private (axis._offset, axis._m, axis.c2p, scene.glplot.cameraParams), hence the pinned version. */

const FAR = 1e4; // canvas coordinates are kept within this, in drawing only

/* {clip, key, project(x, y, z) -> [px, py], unproject(px, py, height(x, y)) -> [x, y] or null}, or null while Plotly has not
   drawn yet. `key` changes when the pixels do. */
export const projectionOf = plot => {
  const layout = plot && plot._fullLayout;
  if (!layout) return null;
  if (layout.scene && layout.scene._scene) return scene(plot, layout.scene);
  return layout.xaxis && layout.xaxis._length ? plane(plot, layout.xaxis, layout.yaxis) : null;
};

const bounded = value => Math.min(Math.max(value, -FAR), FAR);

function plane(plot, xaxis, yaxis) {
  return {
    clip: [xaxis._offset, yaxis._offset, xaxis._length, yaxis._length],
    key: [xaxis, yaxis].flatMap(({ type, range, _offset, _length, _m, _b }) => [type, range, _offset, _length, _m, _b])
      .concat(plot.clientWidth, plot.clientHeight).join(), // _m and _b lag behind a new range: they are what c2p uses
    project: (x, y) => [bounded(xaxis._offset + xaxis.c2p(x)), bounded(yaxis._offset + yaxis.c2p(y))],
    unproject: (px, py) => [xaxis.p2c(px - xaxis._offset), yaxis.p2c(py - yaxis._offset)],
  };
}

function scene(plot, layout) {
  const gl = layout._scene.glplot;
  if (!gl || !gl.cameraParams || !layout._scene.dataScale) return null;
  const { projection, view, model } = gl.cameraParams, scale = layout._scene.dataScale;
  const matrix = product(product(projection, view), model);
  const box = layout._scene.container.getBoundingClientRect(), frame = plot.getBoundingClientRect();
  const left = box.left - frame.left, top = box.top - frame.top, { width, height } = box;
  const range = [layout.xaxis.range, layout.yaxis.range, layout.zaxis.range];
  const inside = (x, y) => x >= range[0][0] && x <= range[0][1] && y >= range[1][0] && y <= range[1][1];
  const project = (x, y, z) => {
    if (!inside(x, y)) return [NaN, NaN];
    const [u, v, , w] = times(matrix, [x * scale[0], y * scale[1], z * scale[2], 1]);
    return [left + (width * (1 + u / w)) / 2, top + (height * (1 - v / w)) / 2];
  };
  return {
    clip: [left, top, width, height],
    key: [left, top, width, height, ...matrix].join(),
    project,
    unproject: (px, py, heightAt) => hit(inverse(matrix), scale, range, (2 * (px - left)) / width - 1,
      1 - (2 * (py - top)) / height, heightAt),
  };
}

/* Where the ray through a pixel first meets the surface: marched from the near end, then halved. */
function hit(back, scale, range, u, v, heightAt) {
  const end = depth => {
    const [x, y, z, w] = times(back, [u, v, depth, 1]);
    return [x / w / scale[0], y / w / scale[1], z / w / scale[2]];
  };
  const near = end(-1), far = end(1), point = s => near.map((value, i) => value + s * (far[i] - value));
  const above = s => {
    const [x, y, z] = point(s);
    const outside = x < range[0][0] || x > range[0][1] || y < range[1][0] || y > range[1][1];
    return outside ? null : z - heightAt(x, y);
  };
  // only the part of the ray inside the box matters: there, 400 steps
  let from = 0, to = 1;
  for (const axis of [0, 1]) {
    const a = (range[axis][0] - near[axis]) / (far[axis] - near[axis]);
    const b = (range[axis][1] - near[axis]) / (far[axis] - near[axis]);
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  if (!(from < to)) return null;
  let before = null, at = from;
  for (let k = 0; k <= 400; k++) {
    const s = from + ((to - from) * (k + 0.5)) / 401.5, now = above(s);
    if (now !== null && before !== null && before * now <= 0) {
      let low = at, high = s;
      for (let i = 0; i < 40; i++) {
        const middle = (low + high) / 2;
        if (above(middle) * before > 0) low = middle; else high = middle;
      }
      return point(high).slice(0, 2);
    }
    if (now !== null) { before = now; at = s; }
  }
  return null;
}

const times = (m, p) => [0, 1, 2, 3].map(i => m[i] * p[0] + m[i + 4] * p[1] + m[i + 8] * p[2] + m[i + 12] * p[3]);

const product = (a, b) => [0, 4, 8, 12].flatMap(column => times(a, b.slice(column, column + 4)));

/* The inverse of a 4x4 matrix (column by column), by Gauss and Jordan. */
function inverse(m) {
  const rows = [0, 1, 2, 3].map(i => [0, 1, 2, 3].map(j => m[i + 4 * j]).concat([0, 1, 2, 3].map(j => +(i === j))));
  for (let column = 0; column < 4; column++) {
    const best = [0, 1, 2, 3].slice(column).reduce((a, b) =>
      (Math.abs(rows[b][column]) > Math.abs(rows[a][column]) ? b : a));
    [rows[column], rows[best]] = [rows[best], rows[column]];
    rows[column] = rows[column].map(value => value / rows[column][column]);
    for (let i = 0; i < 4; i++) {
      if (i !== column) rows[i] = rows[i].map((value, j) => value - rows[i][column] * rows[column][j]);
    }
  }
  return [0, 1, 2, 3].flatMap(j => [0, 1, 2, 3].map(i => rows[i][4 + j]));
}
