/* How a map is drawn on its canvas: a pixel for each start, contour lines, minima and ticks above them.

   `scene` is {pen, width, height: of the canvas, in its pixels; ratio: of these to CSS pixels; size: of type; colors,
   domain, legend, lines}. What a pixel's byte means, and every colour, comes from figures/basins.py. */
import { short } from '../core/numbers.mjs';

const HATCH = 9; // CSS pixels between two lines of what diverged
const LEAST = [240, 170]; // CSS pixels of a map that has room for ticks

export const drawMap = (scene, data) => {
  const { pen, width, height } = scene;
  pen.clearRect(0, 0, width, height);
  if (data) {
    const words = wordsOf(scene.colors.table);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(
      imageOf(data, shade => words[shade]),
      0,
      0,
      width,
      height,
    );
    if (data.shares.at(-1)) hatch(scene, data);
  }
  if (scene.lines) contours(scene);
  minima(scene);
  if (width >= LEAST[0] * scene.ratio && height >= LEAST[1] * scene.ratio) ticks(scene);
};

const canvasOf = (width, height) => Object.assign(document.createElement('canvas'), { width, height });

const OPAQUE = 0xff000000;

/* Colours as an ImageData has them, read as words: alpha, blue, green, red. */
const wordsOf = table =>
  Uint32Array.from(table, color => {
    const [r, g, b] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
    return OPAQUE + (b << 16) + (g << 8) + r;
  });

/* One pixel a start, coloured by its shade. */
function imageOf({ size, shades }, colorOf) {
  const image = new ImageData(size, size);
  const words = new Uint32Array(image.data.buffer);
  for (let row = 0; row < size; row++) {
    const from = (size - 1 - row) * size;
    for (let column = 0; column < size; column++) words[row * size + column] = colorOf(shades[from + column]);
  }
  const canvas = canvasOf(size, size);
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}

/* What diverged is hatched. */
function hatch({ pen, width, height, ratio, colors }, data) {
  const layer = canvasOf(width, height);
  const ink = layer.getContext('2d');
  const gone = colors.table.length - 1;
  ink.imageSmoothingEnabled = false;
  ink.drawImage(
    imageOf(data, shade => (shade === gone ? OPAQUE : 0)),
    0,
    0,
    width,
    height,
  );
  ink.globalCompositeOperation = 'source-in';
  ink.fillStyle = ink.createPattern(hatchTile(Math.round(HATCH * ratio), colors.hatch), 'repeat');
  ink.fillRect(0, 0, width, height);
  pen.drawImage(layer, 0, 0);
}

function hatchTile(side, color) {
  const tile = canvasOf(side, side);
  const line = tile.getContext('2d');
  line.strokeStyle = color;
  line.lineWidth = side / 5;
  for (const shift of [-side, 0, side]) {
    line.beginPath();
    line.moveTo(shift - 1, side + 1);
    line.lineTo(shift + side + 1, -1);
    line.stroke();
  }
  return tile;
}

function contours({ pen, width, height, ratio, lines }) {
  const path = new Path2D();
  path.addPath(lines, new DOMMatrix().scale(width / 1000, height / 1000));
  pen.lineWidth = ratio;
  pen.strokeStyle = 'rgb(0 0 0 / .22)';
  pen.stroke(path);
}

/* The lowest minima as stars, the others as rings; figures/minima.py says how large. */
function minima({ pen, width, height, ratio, size, colors, legend, domain: [[left, right], [bottom, top]] }) {
  const unit = ratio * Math.max(0.6, Math.min(1.6, width / ratio / 400)) * size;
  pen.fillStyle = colors.casing;
  pen.strokeStyle = colors.ink;
  for (const { lowest, points, side } of legend) {
    const radius = (side / 2) * unit;
    pen.lineWidth = Math.min(2, side / 3.5) * unit;
    for (const [x, y] of points) {
      const at = [((x - left) / (right - left)) * width, (1 - (y - bottom) / (top - bottom)) * height];
      pen.beginPath();
      if (lowest) star(pen, ...at, radius);
      else pen.arc(...at, radius, 0, 7);
      pen.fill();
      pen.stroke();
    }
  }
}

function star(pen, x, y, radius) {
  for (let k = 0; k < 10; k++) {
    const angle = (k * Math.PI) / 5;
    const r = k % 2 ? radius * 0.42 : radius;
    pen[k ? 'lineTo' : 'moveTo'](x + r * Math.sin(angle), y - r * Math.cos(angle));
  }
  pen.closePath();
}

/* A few numbers along the left and the lower edge. */
function ticks({ pen, width, height, ratio, size, colors, domain }) {
  const unit = ratio * size;
  pen.font = `600 ${12 * unit}px ${getComputedStyle(document.body).fontFamily}`;
  Object.assign(pen, { fillStyle: colors.ink, strokeStyle: colors.casing, lineWidth: 3.5 * unit, lineJoin: 'round' });
  domain.forEach(([low, high], side) => {
    Object.assign(pen, { textAlign: side ? 'left' : 'center', textBaseline: side ? 'middle' : 'alphabetic' });
    for (const value of ticksOf(low, high)) {
      const share = (value - low) / (high - low);
      const text = short(Number(value.toPrecision(6)));
      if (share < 0.05 || share > 0.95) continue;
      const [x, y] = side ? [5 * unit, (1 - share) * height] : [share * width, height - 5 * unit];
      pen.strokeText(text, x, y);
      pen.fillText(text, x, y);
    }
  });
}

function ticksOf(low, high) {
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find(each => each * power >= raw) || 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, k) => (first + k) * step);
}
