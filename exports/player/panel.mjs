/* A panel: its title with what determines the race, the surface with the racers' trails, legend and chart. */
import { clock } from '../../assets/core/clock.mjs';
import { createSignal } from '../../assets/core/signal.mjs';
import { atFrame, redraw } from '../../assets/player/loop.mjs';
import { averagesIn } from './averages.mjs';
import { Chart } from './chart.mjs';
import { film } from './film.mjs';
import { Inset } from './inset.mjs';
import { Layer, TRAILS } from './layer.mjs';
import { itemWidth, Legend } from './legend.mjs';
import { renewRacers } from './live.mjs';
import { Plane } from './plane.mjs';
import { Solid } from './solid.mjs';
import { element, lay, stage, widthOf } from './stage.mjs';
import { shownStart } from './words.mjs';

const APART = 2.5; // sizes of type between a title and its facts

/** Tells of every change that a reader makes, once it is run. */
export const changed = createSignal();

export class Panel {
  /** Tells after the surface has another place on the stage, or the start another on the surface. */
  fitted = createSignal();
  /** @type {Set<string>} */
  waiting = new Set(); // names of racers that are to be run at the next frame
  /** @type {import('./film.mjs').Racer[]} */
  shown = [];

  /** @param {import('./film.mjs').PanelTold} told */
  constructor(told) {
    this.told = told;
    this.racers = told.racers;
    this.start = told.start;
    renewRacers(told, told.start);
    this.node = element(stage, 'section', 'panel');
    this.node.setAttribute('aria-label', told.label);
    this.title = element(this.node, 'header', 'title');
    element(this.title, 'h2', '').textContent = told.label;
    this.note = element(this.title, 'p', '');
    this.ground = film.solid ? new Solid(told, this.node) : new Plane(told, this.node);
    const { ground } = this;
    const behind = racer => (ground instanceof Solid ? ground.behind(racer) : null);
    const project = (x, y) => ground.seen(x, y);
    this.trails = new Layer(this.node, TRAILS, racer => ground.pixels(racer), behind, project);
    this.inset = new Inset(this.node, told);
    this.chart = film.chart ? new Chart(this, this.node) : null;
    this.legend = film.legend ? new Legend(this, this.node) : null;
    this.say();
  }

  /* ---- what a reader changes ---- */

  /** Whether anybody can be run from another start. */
  get canStart() {
    return this.racers.some(({ live }) => live);
  }

  /** @param {import('./film.mjs').Point} point */
  setStart(point) {
    this.start = point;
    this.renew(this.racers.map(({ name }) => name));
  }

  /** @param {string} name @param {string} parameter @param {number} value */
  set(name, parameter, value) {
    for (const racer of [...this.racers, ...this.told.references]) {
      if (racer.name === name) racer.settings[parameter] = value;
    }
    this.renew([name]);
  }

  /** Everything as it was exported. */
  reset() {
    this.start = this.told.start;
    for (const racer of [...this.racers, ...this.told.references]) racer.settings = { ...racer.exported.settings };
    this.renew(this.racers.map(({ name }) => name));
  }

  get isChanged() {
    const differs = ({ settings, exported }) => JSON.stringify(settings) !== JSON.stringify(exported.settings);
    return String(this.start) !== String(this.told.start) || this.racers.some(differs);
  }

  /** @param {string[]} names */
  renew(names) {
    for (const name of names) this.waiting.add(name);
    atFrame(this.run);
  }

  run = () => {
    renewRacers(this.told, this.start, [...this.waiting]);
    this.waiting.clear();
    this.say();
    this.legend?.show();
    this.load();
    this.fitted.tell();
    changed.tell();
  };

  /* ---- what is seen ---- */

  /* What determines the race, the caption first; the start is where it is now. */
  say() {
    const { caption, facts } = this.told;
    const isMoved = String(this.start) !== String(this.told.start);
    const captioned = Boolean(caption && !isMoved);
    this.note.classList.toggle('caption', captioned);
    const said = captioned ? [caption] : [...facts, ...(this.start ? [shownStart(this.start)] : [])];
    this.note.textContent = said.join(' · ');
    this.note.title = this.note.textContent;
  }

  /* The widths of its title with the facts and of its widest item, in sizes of type. */
  get widths() {
    const title = (19 / 14) * widthOf(this.told.label, 700) + APART + 1.07 * widthOf(this.note.textContent, 600);
    return { title, item: Math.max(...this.racers.map(itemWidth), 0) };
  }

  /* When its last racer is done, on the clock. */
  get last() {
    const { steps } = this.told;
    return film.byEvaluations ? Math.max(...this.racers.map(({ evaluations }) => evaluations[steps]), 1) : steps;
  }

  fit(cell) {
    this.cell = cell;
    lay(this.title, cell.title);
    this.title.classList.toggle('two', cell.two);
    this.legend?.fit(cell.legend);
    this.ground.fit(cell.surface);
    this.inset.fit(cell.surface);
    this.load();
    this.fitted.tell();
  }

  /* The surface as it has been turned, with the racers on it. */
  turn(around, over, isRough) {
    if (this.ground instanceof Solid) this.ground.turn(around, over, isRough);
    this.load();
    this.fitted.tell();
  }

  /* The racers that are shown, as they run now. */
  load() {
    const { surface, chart } = this.cell;
    const shown = this.racers.filter(racer => racer.shown && !racer.rests);
    const names = shown.map(({ name }) => name);
    const below = this.told.references.filter(({ name }) => names.includes(name));
    this.shown = shown;
    const seen = [...shown, ...averagesIn(this.told, shown)];
    this.trails.load(surface, seen, below, this.ground.key);
    this.chart?.load(chart, seen);
  }

  highlight(name) {
    this.trails.tracks.highlight(name);
    this.chart?.layer.tracks.highlight(name);
    redraw();
  }

  draw() {
    const at = Math.min(clock.step, this.last);
    this.trails.draw(at);
    this.inset.draw(this.shown, at);
    this.chart?.draw(at);
    this.legend?.draw(at);
  }
}
