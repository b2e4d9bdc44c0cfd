/* A surface from above: filled contours with axes and minima. */
import { heightOf } from '../../assets/core/heights.mjs';
import { filled, isWithin } from '../../assets/core/ranges.mjs';
import { createScale, rgba } from './colors.mjs';
import { levelsOf, levelsOfGrid, MOST, paintContours } from './contours.mjs';
import { film } from './film.mjs';
import { lossOf } from './live.mjs';
import { markMinima } from './minima.mjs';
import { canvasIn, fitted, sizes, write } from './stage.mjs';
import { said, ticks } from './ticks.mjs';

const FAR = 1e4; // px; drawing coordinates are kept within this
const AROUND = 3.2; // sizes of type that axes need

const bounded = value => Math.min(Math.max(value, -FAR), FAR);

export class Plane {
  canTurn = false;
  /** @type {import('./film.mjs').Box} */
  clip = [0, 0, 0, 0];
  key = ''; // changes when pixels do

  /** @param {import('./film.mjs').PanelTold} told */
  constructor(told, host) {
    const { picture, ranges, equal, minima } = told;
    this.exact = lossOf(told);
    this.map = picture;
    this.whole = ranges;
    this.equal = equal;
    this.ranges = ranges; // what is seen in the plot area as it is
    this.minima = minima;
    this.canvas = canvasIn(host, 'ground');
  }

  /* The pixel of a point. */
  project(x, y) {
    const [[left, right], [bottom, top]] = this.ranges;
    const [before, over, width, height] = this.clip;
    return [
      bounded(before + (width * (x - left)) / (right - left)),
      bounded(over + (height * (top - y)) / (top - bottom)),
    ];
  }

  /* The same, of what lies on the surface. */
  seen(x, y) {
    return this.project(x, y);
  }

  /* The point of the surface at a pixel, null beside it. */
  unproject(px, py) {
    const [[left, right], [bottom, top]] = this.ranges;
    const [before, over, width, height] = this.clip;
    /** @type {[number, number]} */
    const point = [left + ((px - before) / width) * (right - left), top - ((py - over) / height) * (top - bottom)];
    return isWithin(point, this.ranges) ? point : null;
  }

  pixels({ x, y }) {
    const found = new Float32Array(2 * x.length);
    for (let k = 0; k < x.length; k++) [found[2 * k], found[2 * k + 1]] = this.project(x[k], y[k]);
    return found;
  }

  fit(clip) {
    this.clip = clip;
    this.ranges = this.equal ? filled(this.whole, clip) : this.whole;
    this.key = String(clip);
    const [left, top, width, height] = clip;
    const room = Math.ceil(AROUND * sizes.type);
    const outer = [left - room, top - room, width + 2 * room, height + 2 * room];
    const { context, ratio } = fitted(this.canvas, outer);
    this.paint(context, [left - outer[0], top - outer[1]], ratio);
    this.paintAxes(context);
    markMinima(context, this.minima, point => this.project(...point), clip);
  }

  paint(context, corner, ratio) {
    const { map, ranges, clip } = this;
    const [width, height] = [Math.round(clip[2] * ratio), Math.round(clip[3] * ratio)];
    if (width < 1 || height < 1) return;
    const scale = createScale(film.theme.scale);
    const count = map.levels[2];
    const look = {
      bands: Array.from({ length: count }, (_, k) => scale(count > 1 ? k / (count - 1) : 0)),
      line: rgba(film.theme.contour),
      thick: 0.06 * sizes.type * ratio,
      paper: rgba(film.theme.paper),
    };
    const { exact } = this;
    const beyond = this.equal ? MOST : 0;
    const levels = exact
      ? levelsOf((x, y) => heightOf(exact(x, y), map), map.levels, ranges, [width, height], beyond)
      : levelsOfGrid(map, ranges, [width, height], beyond);
    const pixels = paintContours(levels, [width, height], look);
    context.putImageData(new ImageData(pixels, width, height), ...corner.map(at => Math.round(at * ratio)));
  }

  paintAxes(context) {
    const [[left, right], [bottom, top]] = this.ranges;
    const [before, over, width, height] = this.clip;
    const { type } = sizes;
    const under = over + height;
    context.strokeStyle = film.theme.grid;
    context.lineWidth = 0.08 * type;
    context.beginPath();
    for (const mark of ticks(left, right, Math.min(Math.max(Math.floor(width / (3.2 * type)), 1), 5))) {
      const [x] = this.project(mark, 0);
      context.moveTo(x, under);
      context.lineTo(x, under + 0.3 * type);
      write(context, said(mark), x, under + 1.05 * type);
    }
    for (const mark of ticks(bottom, top, Math.min(Math.max(Math.floor(height / (2.5 * type)), 1), 5))) {
      const [, y] = this.project(0, mark);
      context.moveTo(before, y);
      context.lineTo(before - 0.3 * type, y);
      write(context, said(mark), before - 0.55 * type, y, 'right');
    }
    context.stroke();
  }
}
