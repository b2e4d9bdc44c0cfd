/* The chart of a panel: losses, distances, step lengths or accuracies of its racers against the step, and where the
   clock is. */
import { axisRange, courseUntil, hidingRange, isLogarithmic, seenRange, sharedRange } from '../core/chart_range.mjs';
import { mostEvaluations } from '../core/evaluations.mjs';
import { MEASURES } from '../core/measures.mjs';
import { Layer } from './layer.mjs';

/** @typedef {import('./layer.mjs').Subject} Subject */
/** @typedef {import('./panel.mjs').Panel} Panel */
/** @typedef {import('./panel.mjs').Surface} Surface */

const STYLE = { width: 2.6, head: 4, whole: true };
const MARKS = 4; // on an axis, at most
const APART = 20; // px between two of them, at type of the standard size
const ALONG = { most: 6, least: 2, apart: 40 }; // the same of those of the clock's axis
/** @type {Partial<typeof MEASURES>} */
const IN_SHORT = { move: 'length' }; // beside an axis that is too low for the whole name

export class Chart extends Layer {
  frame = div('cursor-frame');
  cursor = this.frame.appendChild(div('cursor'));
  /** @type {{ key: string, layout: object } | undefined} */
  axes;
  until = Number.POSITIVE_INFINITY; // where the clock is, while what is to come is hidden

  /** @param {Panel} panel */
  constructor(panel) {
    super(panel, 'curve', STYLE);
  }

  /** The clock's position on the chart: a line, and a veil over what is still to come, above the curves.
   * @param {PlotlyElement} plot
   * @override */
  mounted(plot) {
    plot.append(this.frame);
  }

  /** @returns {Subject}
   * @override */
  subject() {
    const { chart, axis } = this.panel.host.view();
    return {
      key: `${chart} ${axis}`,
      points: racer => [axis === 'evaluations' ? racer.evaluations : racer.steps, racer[chart]],
    };
  }

  /** Gives the chart its ranges and scales.
   * @override */
  adapt() {
    const { host, surface, last } = this.panel;
    const { chart, axis } = host.view();
    if (this.panel.isBlank) return false;
    this.say(missing(chart, surface), axis === 'evaluations' ? 'gradient evaluations' : 'step');
    const wanted = axesOf(chart, this.seen(chart), last, this.marksIn(this.projection?.clip.slice(2)));
    const key = JSON.stringify(wanted);
    if (!this.plot || (this.axes?.key === key && this.axes.layout === this.plot.layout)) return false;
    this.axes = { key, layout: this.plot.layout }; // of which Plotly makes a new one with a new figure
    if (has(this.plot.layout, wanted)) return false;
    Plotly.update(this.plot, {}, wanted); // `relayout` Dash would answer: it would have the chart made once more
    return true;
  }

  /** Gives a layout that Plotly is about to be told of what the chart will ask for, as far as it is known: then it is
   * laid out once.
   * @param {Record<string, any>} layout
   * @param {[number, number]} size of the place, in pixels
   * @param {Pick<import('./panel.mjs').Content, 'steps' | 'racers' | 'surface'>} content of this panel
   * @param {Pick<import('./panel.mjs').Content, 'racers' | 'surface'>[]} sharing whose charts have the same axis */
  foresee(layout, [width, height], content, sharing) {
    const { chart, axis } = this.panel.host.view();
    const { l, r, t, b } = layout.margin;
    const seen = rangeOf(sharing, chart, this.panel.host.hides() && this.until === Infinity ? 0 : this.until);
    const last = axis === 'step' ? content.steps : mostEvaluations(content.racers);
    const wanted = axesOf(chart, seen, last, this.marksIn([width - l - r, height - t - b]));
    for (const [path, value] of Object.entries(wanted)) set(layout, path.split('.'), value);
  }

  /** How many marks the axes of so many pixels, across and up, may have.
   * @param {number[]} [pixels] */
  marksIn([width, height] = [0, 0]) {
    const { size } = this.panel.host.look();
    /** @type {(pixels: number, apart: number, least: number, most: number) => number} */
    const marks = (pixels, apart, least, most) => Math.min(Math.max(Math.floor(pixels / (apart * size)), least), most);
    return { along: marks(width, ALONG.apart, ALONG.least, ALONG.most), up: marks(height, APART, 1, MARKS) };
  }

  /** The range of what happens inside the picture, or where axes are shared inside all of them.
   * @param {import('./panel.mjs').Measure} chart
   * @returns {[number, number]} */
  seen(chart) {
    const { host } = this.panel;
    const panels = host.view().shared === 'on' ? host.everybody().filter(({ racers }) => racers.length) : [];
    return rangeOf(panels.length ? panels : [this.panel], chart, this.until);
  }

  /** @param {string} nothing why there is nothing to see
   * @param {string} along what the axis of the clock counts */
  say(nothing, along) {
    this.frame.dataset.missing = nothing;
    this.frame.classList.toggle('nowhere', Boolean(nothing));
    this.frame.dataset.along = along;
  }

  /** An axis of what has been seen follows the clock.
   * @param {number} at
   * @param {boolean} playing
   * @override */
  draw(at, playing) {
    const until = this.panel.host.hides() ? at : Number.POSITIVE_INFINITY;
    if (until !== this.until) {
      this.until = until;
      this.align();
    }
    super.draw(at, playing);
  }

  /** @param {number} at
   * @override */
  drawn(at) {
    if (!this.projection) return;
    const { frame, cursor } = this;
    const [left, top, width, height] = this.projection.clip;
    const place = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
    if (frame.dataset.place !== place) {
      frame.dataset.place = place;
      frame.style.cssText = place;
    }
    cursor.style.transform = `translateX(${this.projection.project(at, 1, 0)[0] - left - 1}px)`;
  }
}

/** Whether a layout has all of this; null is nothing.
 * @param {object} layout
 * @param {Record<string, unknown>} wanted by path */
const has = (layout, wanted) =>
  Object.entries(wanted).every(([path, value]) => {
    const found = path.split('.').reduce((part, key) => part?.[key], /** @type {any} */ (layout));
    return JSON.stringify(found ?? null) === JSON.stringify(value);
  });

/** @param {Record<string, any>} part of a layout
 * @param {string[]} path
 * @param {unknown} value */
const set = (part, [key, ...rest], value) => {
  if (!rest.length) part[key] = value;
  else set((part[key] ??= {}), rest, value);
};

/** What may be told of charts that share their axis, up to a time on the clock.
 * @param {(Pick<Panel, 'racers' | 'surface'> & { averages?: Panel['racers'] })[]} panels
 * @param {import('./panel.mjs').Measure} chart
 * @param {number} until */
const rangeOf = (panels, chart, until) => {
  const seen = sharedRange(panels.map(panel => seenOf(panel, chart, until)));
  return until < Infinity ? hidingRange(seen) : seen;
};

/** @param {Pick<Panel, 'racers' | 'surface'> & { averages?: Panel['racers'] }} panel
 * @param {import('./panel.mjs').Measure} chart
 * @param {number} until on the clock */
const seenOf = ({ racers, averages = [], surface }, chart, until) => {
  const courses = [...racers, ...averages].map(racer => {
    const course = { x: racer.x, y: racer.y, values: racer[chart] };
    return until < Infinity ? courseUntil(course, racer.stepAt(until)) : course;
  });
  return seenRange(courses, surface.domain);
};

/** @param {string} name */
function div(name) {
  return Object.assign(document.createElement('div'), { className: name });
}

/** @param {string} chart
 * @param {Surface} surface */
const missing = (chart, { minima, scored }) => {
  if (chart === 'distance' && !minima.length) return 'This surface has no minimum';
  return chart === 'accuracy' && !scored ? 'This loss is no classifier’s' : '';
};

/** What Plotly is told of the axes.
 * @param {import('./panel.mjs').Measure} chart
 * @param {[number, number]} seen
 * @param {number} last
 * @param {{ along: number, up: number }} marks on the axes, at most */
const axesOf = (chart, seen, last, { along, up }) => {
  const logarithmic = chart !== 'accuracy' && isLogarithmic(seen);
  const range = axisRange(seen, logarithmic);
  return {
    'xaxis.range': [0, Math.max(last, 1)],
    'xaxis.nticks': along,
    'yaxis.type': logarithmic ? 'log' : 'linear',
    'yaxis.range': range,
    'yaxis.tickmode': logarithmic ? 'linear' : 'auto',
    'yaxis.nticks': logarithmic || up === MARKS ? null : up + 2, // else there are five, however low the chart is
    'yaxis.dtick': logarithmic ? Math.max(Math.ceil((range[1] - range[0]) / up), 1) : null,
    'yaxis.title.text': (up < MARKS && IN_SHORT[chart]) || MEASURES[chart],
  };
};
