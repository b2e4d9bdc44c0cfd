/* One panel of a race: a picture with the racers' tracks above it, and the chart of their losses below. */
import { mostEvaluations } from '../core/evaluations.mjs';
import { Chart } from './chart.mjs';
import { Picture } from './picture.mjs';

/** @typedef {'light' | 'dark'} Theme */
/** @typedef {import('../core/measures.mjs').Measure} Measure */
/** @typedef {import('../core/racer.mjs').Racer} Racer */
/** @typedef {import('../core/ranges.mjs').Range} Range */
/** @typedef {import('./marks.mjs').Strokes} Strokes */
/** @typedef {import('./projection.mjs').Eye} Eye */

/** A racer on the page: with its colours and marker, and its own real step by the clock's.
 * @typedef {Racer & { label: string, look: { light: string, dark: string, path: string },
 *   stepAt: (now: number) => number, isAverage?: true }} Runner `isAverage`: the average of a racer's path */

/** @typedef {{ domain: [Range, Range], minima: [number, number][], scored: boolean }} Surface */

/** What a panel asks of the page that it is on, and tells it.
 * @typedef {object} Host
 * @property {() => { chart: Measure, axis: string, shared: string, names: string }} view
 * @property {() => Panel[]} everybody the panels that are on the page now
 * @property {() => { theme: Theme, size: number, casing: string, rim: string, strokes: Strokes }} look `size` is the
 *   factor on type and lines
 * @property {(panel: Panel) => ((x: number, y: number) => number) | undefined} loss of the surface, where it can be
 *   computed here
 * @property {(panel: number, ground: string) => Content | null} race what a panel is to show above a picture of
 *   `ground`; null if nothing is known that belongs there
 * @property {(panel: Panel) => Runner[]} averages of its racers' paths, which are drawn beside them
 * @property {(panel: Panel) => void} settled a panel shows another race, as its picture is another one
 * @property {(panel: Panel) => boolean} shows whether a panel is on the page now
 * @property {() => string | null} focus the racer that stands out
 * @property {() => boolean} hides whether what is to come is hidden
 * @property {(panel: number, x: number, y: number) => void} start everybody is to start there
 * @property {(panel: number, text: string) => void} say what is under the pointer
 * @property {(panel: number, zoom: number[] | null) => void} zoomed a reader sees another part
 * @property {(eye: Eye | null, except: Picture | null) => void} turned all scenes but one are to be seen from there;
 *   null for where the page begins
 * @property {(eye: Eye, except: Picture) => void} turning a reader turns one scene: the others turn with it
 * @property {(picture: Picture, at: number) => void} drawn a picture's heads are drawn: what comes above them */

/** Whose race: on which ground and surface, how many steps it has, its racers, those of the same race in the surface's
 * own units, and whether it is a recording, whose losses are not those of the picture; whether racers are still to
 * come, and the names of those that have been missed for long.
 * @typedef {{ ground: string, surface: Surface, steps: number, racers: Runner[], reference: Runner[],
 *   start: [number, number] | null, isRecorded: boolean, lacks: boolean, waits: string[] }} Content */

/** @type {Omit<Content, 'steps'>} */
const NOTHING = {
  ground: '',
  surface: { domain: [[0, 1], [0, 1]], minima: [], scored: false }, // biome-ignore format: one line
  racers: [],
  reference: [],
  start: null,
  isRecorded: false,
  lacks: false,
  waits: [],
};

export class Panel {
  /** @type {import('../core/ranges.mjs').Box | null} */
  box = null; // of a scene in space, where its picture is not narrow
  steps = 0;
  end = 0; // on the clock
  isBlank = true; // there is a picture, and nothing that belongs above it
  ground = NOTHING.ground;
  surface = NOTHING.surface;
  racers = NOTHING.racers;
  reference = NOTHING.reference;
  /** @type {Runner[]} */
  averages = [];
  start = NOTHING.start;
  isRecorded = NOTHING.isRecorded;
  lacks = NOTHING.lacks;
  waits = NOTHING.waits;

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

  /** Shows what is known by now. */
  load() {
    this.settle();
    this.layers.picture.align();
    this.layers.curve.align();
  }

  /** Shows the race that belongs to the picture: the newest, else the one that is shown already, else none. A race is
   * never above the picture of something else. */
  settle() {
    const { ground } = this.layers.picture;
    const content = this.host.race(this.index, ground);
    if (!content && ground === this.ground) return;
    if (content) this.steps = content.steps; // without one the clock has the time of the last
    Object.assign(this, content ?? { ...NOTHING, ground }, { isBlank: !content });
    this.averages = this.host.averages(this);
    const isEmpty = !this.isBlank && !this.racers.length && !this.lacks;
    document.getElementById(`panel-${this.index}`)?.classList.toggle('nobody', isEmpty);
  }

  /** Whether there is somebody to be seen, or nobody to come. */
  get isReady() {
    return !this.isBlank && (this.racers.length > 0 || !this.lacks);
  }

  /** The picture is another one. */
  changed() {
    this.settle();
    this.layers.curve.align();
    this.host.settled(this);
  }

  /** Shows nothing, whatever is below. */
  clear() {
    Object.assign(this, NOTHING, { averages: [], isBlank: true });
    for (const layer of Object.values(this.layers)) layer.clear();
  }

  /** Aligns what Plotly has drawn since; whether all of it is there. */
  attach() {
    const layers = Object.values(this.layers);
    for (const layer of layers) if (!layer.isThere) layer.align();
    return layers.every(layer => layer.isThere);
  }

  /** When its last racer is done, on the clock. */
  get last() {
    if (this.host.view().axis === 'step') return this.steps;
    if (this.isReady) this.end = mostEvaluations(this.racers);
    return this.end;
  }

  /** @param {{ step: number, playing: boolean }} clock */
  draw({ step, playing }) {
    const at = Math.min(step, this.last);
    for (const layer of Object.values(this.layers)) layer.draw(at, playing);
  }
}
