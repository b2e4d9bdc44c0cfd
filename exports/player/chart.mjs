/* The chart of a panel: axes, curves, and where the clock is. Its axes follow the racers. */
import {
  axisRange,
  courseUntil,
  hidingRange,
  isLogarithmic,
  seenRange,
  sharedRange,
} from '../../assets/core/chart_range.mjs';
import { averagesIn } from './averages.mjs';
import { isHidden } from './curtain.mjs';
import { film } from './film.mjs';
import { CURVES, Layer } from './layer.mjs';
import { canvasIn, element, fitted, lay, sizes, write, writeUpward } from './stage.mjs';
import { decades, powerOfTen, said, ticks } from './ticks.mjs';

const FAR = 1e4; // px; drawing coordinates are kept within this
const MOST = 4; // intervals of the values' axis

const seenOf = (told, until) => {
  const { racers, map } = told;
  const courses = [...racers, ...averagesIn(told, racers)].map(racer => {
    const course = { x: racer.x, y: racer.y, values: racer[film.measure] };
    return until < Infinity ? courseUntil(course, racer.stepAt(until)) : course;
  });
  return seenRange(courses, map.domain);
};

export class Chart {
  constructor(panel, host) {
    this.panel = panel;
    /** @type {import('./film.mjs').Box} */
    this.clip = [0, 0, 0, 0];
    this.until = Infinity; // where the clock is, while what is to come is hidden
    this.logarithmic = false;
    this.range = [0, 1];
    this.last = 1;
    this.shown = [];
    this.canvas = canvasIn(host, 'ground');
    this.layer = new Layer(host, CURVES, racer => this.pixels(racer));
    this.cursor = element(element(host, 'div', 'layer clip'), 'div', 'cursor');
  }

  pixels(racer) {
    const { clip, range, logarithmic, last } = this;
    const [left, top, width, height] = clip;
    const [low, high] = range;
    const values = racer[film.measure];
    const found = new Float32Array(2 * values.length);
    values.forEach((value, k) => {
      const at = logarithmic ? Math.log10(value) : value;
      const y = top + (height * (high - at)) / (high - low);
      found[2 * k] = left + (width * (film.byEvaluations ? racer.evaluations[k] : k)) / last;
      found[2 * k + 1] = Math.min(Math.max(y, -FAR), FAR);
    });
    return found;
  }

  /** Of the values. */
  axis() {
    const told = film.shared ? film.panels : [this.panel.told];
    const all = sharedRange(told.map(each => seenOf(each, this.until)));
    const seen = this.until < Infinity ? hidingRange(all) : all;
    const logarithmic = film.measure !== 'accuracy' && isLogarithmic(seen);
    return { logarithmic, range: axisRange(seen, logarithmic) };
  }

  load(clip, shown) {
    Object.assign(this, { clip, shown, last: this.panel.last }, this.axis());
    lay(this.cursor.parentElement, clip);
    this.paint();
    const key = String([...clip, ...this.range, this.logarithmic, this.last]);
    this.layer.load(clip, shown, [], key);
  }

  paint() {
    const [left, top, width, height] = this.clip;
    const { type } = sizes;
    const [before, over] = [Math.ceil(4.1 * type), Math.ceil(type)];
    const { context } = fitted(this.canvas, [
      left - before,
      top - over,
      width + before + Math.ceil(2 * type),
      height + over + Math.ceil(2.8 * type),
    ]);
    Object.assign(context, { strokeStyle: film.theme.grid, lineWidth: 0.08 * type });
    context.beginPath();
    for (const mark of ticks(0, this.last, Math.min(Math.max(Math.floor(width / (3.2 * type)), 1), 5), 1)) {
      const x = left + (width * mark) / this.last;
      context.moveTo(x, top);
      context.lineTo(x, top + height + 0.3 * type);
      write(context, said(mark), x, top + height + type);
    }
    for (const [mark, text] of this.marks()) {
      const y = top + (height * (this.range[1] - mark)) / (this.range[1] - this.range[0]);
      context.moveTo(left - 0.3 * type, y);
      context.lineTo(left + width, y);
      write(context, text, left - 0.55 * type, y, 'right');
    }
    context.stroke();
    write(context, film.byEvaluations ? 'gradient evaluations' : 'step', left + width / 2, top + height + 2.2 * type);
    writeUpward(context, film.measureName, left - before + 0.6 * type, top + height / 2);
  }

  /** Of the values' axis: where they stand, and what they say.
   * @returns {[number, string][]} */
  marks() {
    const most = Math.min(Math.max(Math.floor(this.clip[3] / (1.7 * sizes.type)), 1), MOST);
    if (this.logarithmic) return decades(...this.range, most).map(mark => [mark, powerOfTen(mark)]);
    const tries = [most, most + 1, most + 2].map(count => ticks(...this.range, count)); // one interval may hold no mark
    return (tries.find(marks => marks.length) ?? []).map(mark => [mark, said(mark)]);
  }

  draw(at) {
    this.until = isHidden() ? at : Infinity; // an axis of what has been seen follows the clock
    const { logarithmic, range } = this.axis();
    if (logarithmic !== this.logarithmic || String(range) !== String(this.range)) this.load(this.clip, this.shown);
    this.layer.draw(at);
    this.cursor.style.transform = `translateX(${(at / this.last) * 100}%)`;
  }
}
