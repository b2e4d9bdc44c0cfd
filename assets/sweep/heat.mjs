/* Draws the heat map of a sweep on a canvas, over axes and with the colours that Plotly has made: its looks are those
   of figures/sweeps/heat.py. */

const CROSSES = 18; // along the side with more cells

/* The scene is that of picture.mjs, with `paint`, {scale: stops [share, color], low, high} of the colour of a height.
   `rows` are the curves of the values, `x` places along the learning rates, `y` of the values; a height is that of the
   colours: `heightOf` makes it of what is shown. */
export const drawHeat = (scene, { rows, x, y, bests, edges, bounds, heightOf }) => {
  cells(scene, { rows, x, y, heightOf });
  crosses(scene, { rows, x, y });
  path(scene, '#ff5d8f', 4, stepped(edges, y));
  path(scene, '#ffffff', 3.5, [bounds.map((bound, k) => [bound, y[k]])], 10.5);
  for (const [rate, value] of bests) ring(scene, x[rate], y[value]);
};

const channels = color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));

/* From a height to its colour, as Plotly mixes them. */
const painter = ({ scale, low, high }) => {
  const stops = scale.map(([share, color]) => ({ share: Number(share), rgb: channels(color) }));
  return height => {
    const share = Math.min(Math.max((height - low) / (high - low), 0), 1);
    const above = Math.max(
      stops.findIndex(stop => stop.share >= share),
      1,
    );
    const [from, to] = [stops[above - 1], stops[above]];
    const part = (share - from.share) / (to.share - from.share);
    return `rgb(${from.rgb.map((value, k) => Math.round(value + part * (to.rgb[k] - value))).join()})`;
  };
};

function cells({ pen, x: toX, y: toY, paint }, { rows, x, y, heightOf }) {
  const colorOf = painter(paint);
  const [across, up] = [(x[1] - x[0]) / 2, (y[1] - y[0]) / 2];
  rows.forEach((row, k) => {
    const [top, bottom] = [toY(y[k] + up), toY(y[k] - up)].map(Math.round);
    row.y.forEach((value, column) => {
      if (Number.isNaN(value)) return;
      const [left, right] = [toX(x[column] - across), toX(x[column] + across)].map(Math.round);
      pen.fillStyle = colorOf(heightOf(value));
      pen.fillRect(left, top, right - left, bottom - top);
    });
  });
}

/* Over the cells that diverged, as many as can be told apart. */
function crosses({ pen, x: toX, y: toY, size, colors }, { rows, x, y }) {
  const every = Math.max(Math.ceil(Math.max(x.length, y.length) / CROSSES), 1);
  const isChosen = k => k % every === Math.floor(every / 2);
  const radius = 5 * size;
  pen.beginPath();
  rows.forEach(({ gone }, k) => {
    for (const column of gone) {
      if (!isChosen(k) || !isChosen(column)) continue;
      const [px, py] = [toX(x[column]), toY(y[k])];
      pen.moveTo(px - radius, py - radius);
      pen.lineTo(px + radius, py + radius);
      pen.moveTo(px - radius, py + radius);
      pen.lineTo(px + radius, py - radius);
    }
  });
  Object.assign(pen, { strokeStyle: colors.text, lineWidth: 2.5 * size });
  pen.setLineDash([]);
  pen.stroke();
}

/* Half way up to the next value, across, and up: lines of points, without what is NaN. */
const stepped = (edges, y) =>
  edges.slice(1).map((edge, k) => {
    const middle = (y[k] + y[k + 1]) / 2;
    return [
      [edges[k], y[k]],
      [edges[k], middle],
      [edge, middle],
      [edge, y[k + 1]],
    ];
  });

function path({ pen, x, y, size, box: { curves: frame } }, color, width, lines, dash = 0) {
  pen.save();
  pen.beginPath();
  pen.rect(...frame);
  pen.clip();
  pen.beginPath();
  for (const line of lines) {
    if (line.some(point => Number.isNaN(point[0]))) continue;
    line.forEach(([px, py], k) => pen[k ? 'lineTo' : 'moveTo'](x(px), y(py)));
  }
  Object.assign(pen, { strokeStyle: color, lineWidth: width * size });
  pen.setLineDash(dash ? [dash * size, dash * size] : []);
  pen.stroke();
  pen.restore();
}

/* White, and dark around it. */
function ring(scene, x, y) {
  const circle = (color, radius, width) => {
    const { pen, size } = scene;
    pen.beginPath();
    pen.arc(scene.x(x), scene.y(y), radius * size, 0, 7);
    Object.assign(pen, { strokeStyle: color, lineWidth: width * size });
    pen.setLineDash([]);
    pen.stroke();
  };
  circle('#ffffff', 10, 4);
  circle('#111111', 13.5, 3);
}
