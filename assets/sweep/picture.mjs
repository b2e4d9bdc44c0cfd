/* Draws the curves of a sweep on a canvas, over axes that Plotly has made: their looks are those of figures/sweeps.

   A scene is {pen, size: of type, box: of the plot, x, y: from values to pixels, row: from a method's place to pixels,
   colors: {text, paper, font}}; a method of it {look: of the theme, rates, faint, curve: as `curveOf` makes it}. */

/* A picture is {start: the height of the loss at the start or null, methods}. */
export const drawPicture = (scene, { start, methods }) => {
  const rated = methods.filter(({ curve }) => !curve.flat);
  clipped(scene, scene.box.curves, () => {
    if (start !== null) startLine(scene, start);
    methods.forEach(method => line(scene, method));
    methods.forEach((method, place) => markers(scene, method, place));
  });
  rated.forEach(method => marks(scene, method));
  rated.forEach((method, place) => stableRange(scene, method, place));
  bounds(scene, rated);
};

function clipped({ pen }, [left, top, width, height], draw) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  draw();
  pen.restore();
}

/* A line of a width in pixels at type of the standard size; dashes as Plotly's. */
function stroke({ pen, size }, color, width, dash = 0) {
  const unit = Math.max(width * size, 3) * dash;
  pen.setLineDash(dash ? [unit, unit] : []);
  Object.assign(pen, { strokeStyle: color, lineWidth: width * size });
  pen.stroke();
}

const [DOTTED, DASHED] = [1, 3];

const segment = (pen, fromX, fromY, toX, toY) => {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
};

function startLine(scene, start) {
  const [left, , width] = scene.box.curves;
  const y = scene.y(start);
  segment(scene.pen, left, y, left + width, y);
  stroke(scene, scene.colors.text, 2, DOTTED);
}

function line(scene, { look, rates, curve, faint }) {
  const { pen, x, y } = scene;
  let down = false;
  pen.globalAlpha = faint ? FAINT : 1;
  pen.beginPath();
  rates.forEach((rate, k) => {
    const isThere = !Number.isNaN(curve.y[k]);
    if (isThere) pen[down ? 'lineTo' : 'moveTo'](x(rate), y(curve.y[k]));
    down = isThere;
  });
  stroke(scene, look.color, 3.4, curve.flat ? DASHED : 0);
  pen.globalAlpha = 1;
}

const FAINT = 0.3; // the curve of other settings, until the server has that of these

/* Each method's marker now and then along its curve, not all at the same rates: curves often coincide. */
function markers(scene, { look, rates, curve, faint }, place) {
  const { pen, x, y, size, colors } = scene;
  const every = Math.max(Math.floor(rates.length / 10), 1);
  const shape = outlineOf(look.path);
  for (let k = place % every; k < rates.length; k += every) {
    if (faint || Number.isNaN(curve.y[k])) continue;
    pen.save();
    pen.translate(x(rates[k]), y(curve.y[k]));
    pen.scale(MARK * size, MARK * size);
    Object.assign(pen, { fillStyle: look.color, strokeStyle: colors.paper, lineWidth: 1.2 / MARK });
    pen.fill(shape);
    pen.stroke(shape);
    pen.restore();
  }
}

const MARK = 5.5; // radius of a marker

const outlines = new Map();
const outlineOf = d => outlines.get(d) ?? outlines.set(d, new Path2D(d)).get(d);

/* A ring around the best point, a cross at the first rate of each stretch that diverges, as high as just before. */
function marks(scene, { look, rates, curve, faint }) {
  const { pen, x, y, size, box } = scene;
  if (faint) return;
  const [left, top, width, height] = box.curves;
  const isSeen = (px, py) => px >= left && px <= left + width && py >= top && py <= top + height;
  if (curve.best >= 0) {
    const at = [x(rates[curve.best]), y(curve.y[curve.best])];
    pen.beginPath();
    if (isSeen(...at)) pen.arc(...at, 10 * size, 0, 7);
    stroke(scene, look.color, 3.5);
  }
  for (const k of curve.edges) {
    const before = curve.y[k - 1];
    const at = [x(rates[k]), Number.isNaN(before ?? NaN) ? top : Math.max(y(before), top)];
    if (isSeen(...at)) cross(scene, ...at, 7 * size, look.color);
  }
}

function cross(scene, x, y, radius, color) {
  const { pen } = scene;
  segment(pen, x - radius, y - radius, x + radius, y + radius);
  pen.moveTo(x - radius, y + radius);
  pen.lineTo(x + radius, y - radius);
  stroke(scene, color, 4);
}

/* ---- below the curves ---- */

/* A bar for the stable range, with an arrow where it goes on beyond the sweep. */
function stableRange({ pen, x, row, size, box }, { look, curve, faint }, place) {
  if (!curve.stable || faint) return;
  const [left, , width] = box.curves;
  const within = value => Math.min(Math.max(x(value), left), left + width);
  const [low, high] = curve.stable.map(within);
  pen.fillStyle = look.color;
  pen.fillRect(low, row(place - 0.25), high - low, row(place + 0.25) - row(place - 0.25));
  if (!curve.open) return;
  const radius = 7.5 * size;
  const half = (2 * radius) / Math.sqrt(3);
  pen.beginPath();
  pen.moveTo(high - radius / 2, row(place) - half);
  pen.lineTo(high - radius / 2, row(place) + half);
  pen.lineTo(high + radius, row(place));
  pen.fill();
}

/* Theory's bounds: dashed lines, with the formula at the head, and ticks through the bars. */
function bounds(scene, methods) {
  const { pen, x, row, size, box, colors } = scene;
  const [left, top, width] = box.curves;
  const found = methods
    .map(({ curve, look, formula }, place) => ({ at: x(curve.bound ?? NaN), look, formula, place }))
    .filter(({ at }) => at >= left && at <= left + width)
    .sort((a, b) => a.at - b.at);
  found.forEach(({ at, look, formula, place }, order) => {
    segment(pen, at, box.top, at, box.bottom);
    stroke(scene, look.color, 2.5, DASHED);
    segment(pen, at, row(place) - 9.8 * size, at, row(place) + 9.8 * size);
    stroke(scene, colors.text, 4);
    words(scene, formula, at, top - 5 * size, 15, look.color, aligned(order, found.length));
  });
  if (methods.length) words(scene, 'stable learning rates', left, row(-0.6) - 5 * size, 14, colors.text, 'left');
}

/* Neighbours on their outer sides, so that they do not collide. */
const aligned = (order, count) => {
  if (count === 1) return 'center';
  return ['right', 'center', 'left'][count > 2 ? Math.min(order, 2) : 2 * order];
};

function words({ pen, size, colors }, text, x, y, height, color, align) {
  pen.font = `700 ${height * size}px ${colors.font}`;
  Object.assign(pen, { fillStyle: color, textAlign: align, textBaseline: 'alphabetic' });
  pen.fillText(text, x + { left: 2, center: 0, right: -2 }[align], y);
}
