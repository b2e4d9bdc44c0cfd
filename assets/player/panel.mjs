/* One panel of a race: a picture with the racers' tracks above it, and the chart of their losses below. */
import { Chart } from './chart.mjs';
import { Picture } from './picture.mjs';

/** @typedef {'light' | 'dark'} Theme */
/** @typedef {'loss' | 'distance' | 'accuracy'} Measure */
/** @typedef {import('../core/racer.mjs').Racer} Racer */
/** @typedef {import('../core/ranges.mjs').Range} Range */
/** @typedef {import('./marks.mjs').Strokes} Strokes */
/** @typedef {import('./projection.mjs').Eye} Eye */

/** A racer on the page: with its colours and marker, and its own real step by the clock's.
 * @typedef {Racer & { label: string, look: { light: string, dark: string, path: string },
 *   stepAt: (now: number) => number }} Runner */

/** @typedef {{ domain: [Range, Range], minima: [number, number][], scored: boolean }} Surface */

/** What a panel asks of the page that it is on, and tells it.
 * @typedef {object} Host
 * @property {() => { chart: Measure, axis: string }} view
 * @property {() => { theme: Theme, size: number, casing: string, rim: string, strokes: Strokes }} look `size` is the
 *   factor on type and lines
 * @property {(panel: number) => Surface} surfaceOf
 * @property {(panel: Panel) => boolean} shows whether a panel is on the page now
 * @property {() => string | null} focus the racer that stands out
 * @property {(panel: number, x: number, y: number) => void} start everybody is to start there
 * @property {(panel: number, text: string) => void} say what is under the pointer
 * @property {(panel: number, zoom: number[] | null) => void} zoomed a reader sees another part
 * @property {(eye: Eye | null, except: Picture | null) => void} turned all scenes but one are to be seen from there;
 *   null for where the page begins
 * @property {(picture: Picture, at: number) => void} drawn a picture's heads are drawn: what comes above them */

/** Whose race: how many steps it has, its racers, those of the same race in the surface's own units, the surface's
 * minima, and whether it is a recording, whose losses are not those of the picture.
 * @typedef {{ steps: number, racers: Runner[], reference: Runner[], minima: Surface['minima'], isRecorded: boolean
 *   }} Content */

export class Panel {
  steps = 0;
  /** @type {Runner[]} */
  racers = [];
  /** @type {Runner[]} */
  reference = [];
  /** @type {Surface['minima']} */
  minima = [];
  isRecorded = false;

  /** @param {number} index
   * @param {Host} host */
  constructor(index, host) {
    this.index = index;
    this.host = host;
    this.layers = { picture: new Picture(this), curve: new Chart(this) };
  }

  get isShown() {
    return this.host.shows(this);
  }

  /** @param {Content} content */
  load(content) {
    Object.assign(this, content);
    document.getElementById(`panel-${this.index}`)?.classList.toggle('nobody', !this.racers.length);
    this.layers.picture.align();
    this.layers.curve.align();
  }

  /** Aligns what Plotly has drawn since; whether the picture is there. */
  attach() {
    for (const layer of Object.values(this.layers)) {
      if (!layer.isThere) layer.align();
    }
    return this.layers.picture.isThere;
  }

  /** When its last racer is done, on the clock. */
  get last() {
    if (this.host.view().axis === 'step') return this.steps;
    return Math.max(...this.racers.map(({ evaluations }) => evaluations[evaluations.length - 1]), 1);
  }

  /** @param {{ step: number, playing: boolean }} clock */
  draw({ step, playing }) {
    const at = Math.min(step, this.last);
    for (const layer of Object.values(this.layers)) layer.draw(at, playing);
  }
}
