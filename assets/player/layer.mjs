/* One Plotly element of a panel with the racers' tracks above it. */

import { areNamed } from '../core/apart.mjs';
import { isDotted } from '../core/outline.mjs';
import { lostAt } from '../core/racer.mjs';
import { look as lookFor, redraw } from './loop.mjs';
import { projectionOf } from './projection.mjs';
import { Tracks } from './tracks.mjs';

/** @typedef {import('../core/racer.mjs').Racer} Racer */
/** @typedef {import('./marks.mjs').Strokes} Strokes */
/** @typedef {import('./panel.mjs').Panel} Panel */
/** @typedef {import('./panel.mjs').Runner} Runner */
/** @typedef {import('./projection.mjs').Projection} Projection */
/** @typedef {import('./tracks.mjs').Track} Track */

/** What a racer's track shows: its coordinates, [xs, ys] or [xs, ys, zs]; `key` changes when that does.
 * @typedef {{ key: string, points: (racer: Racer) => ArrayLike<number>[] }} Subject */

const REDRAWN = ['plotly_afterplot', 'plotly_relayouting'];
const MOVED = [...REDRAWN, 'plotly_relayout']; // after which a scene may still turn for some frames
const SETTLES = 30; // frames in which it comes to rest

export class Layer {
  /** @type {PlotlyElement | undefined} */
  plot;
  /** @type {Tracks | undefined} */
  tracks;
  /** @type {Projection | undefined} */
  projection;
  key = ''; // of what the tracks show; '' while there are none
  /** @type {Runner[]} */
  racers = []; // whose tracks these are
  /** @type {WeakMap<Runner, Track & { key: string }>} */
  made = new WeakMap();

  /** @param {Panel} panel
   * @param {string} kind of the element's id, `kind-index`
   * @param {{ width: number, head: number, [more: string]: any }} style in pixels, at type of the standard size */
  constructor(panel, kind, style) {
    this.panel = panel;
    this.kind = kind;
    this.style = style;
  }

  get isThere() {
    return Boolean(this.plot?.isConnected);
  }

  /** Finds Plotly's element and how it projects; whether Plotly has drawn it. */
  find() {
    if (!this.panel.isShown) return false;
    /** @type {PlotlyElement | null} */
    const plot = document.querySelector(`#${this.kind}-${this.panel.index} .js-plotly-plot`);
    const projection = projectionOf(plot);
    if (!plot || !projection) return false;
    this.tracks ??= new Tracks(plot, { casing: '', rim: '', strokes: this.panel.host.look().strokes, ...this.style });
    this.tracks.mount(plot);
    if (this.plot !== plot) {
      // the first time, or React has made it anew
      this.plot = plot;
      plot.style.position = 'relative';
      for (const event of REDRAWN) plot.on(event, () => this.align());
      for (const event of MOVED) plot.on(event, () => lookFor(SETTLES));
      this.mounted(plot);
    }
    this.projection = projection;
    return true;
  }

  /** Has Plotly draw for the place that there is now. It sees another place by itself, but a moment later, and until
   * then what was drawn for the old one stands there. */
  fit() {
    const { plot } = this;
    const drawn = plot?._fullLayout;
    if (!plot || !drawn || !this.isThere || !plot.clientWidth) return;
    const isFitting = Math.abs(plot.clientWidth - drawn.width) < 1 && Math.abs(plot.clientHeight - drawn.height) < 1;
    if (!isFitting) Plotly.update(plot, {}, { autosize: true });
  }

  /** Projects the racers anew if the data, the axes, the camera or the theme have changed. */
  align() {
    if (!this.find() || this.adapt()) return;
    const { racers, averages, reference, host } = this.panel;
    const { theme, size, ...colors } = host.look();
    const { project, clip, key: pixels } = /** @type {Projection} */ (this.projection);
    const { key: subject, points } = this.subject();
    const key = `${pixels} ${theme} ${subject}`;
    if (this.key === key && this.racers === racers) return;
    if (this.key !== key) lookFor(SETTLES);
    Object.assign(this, { key, racers });
    const tracks = /** @type {Tracks} */ (this.tracks);
    const { width, head } = this.style;
    Object.assign(tracks.style, colors, { width: width * size, head: head * size });
    const behind = this.hider();
    /** @param {Runner} racer */
    const trackOf = racer => {
      const known = this.made.get(racer);
      if (known?.key === key) return known;
      const { name, label, look, stepAt, isAverage } = racer;
      const places = points(racer);
      const xy = projected(places, project);
      const drawn = {
        color: look[theme],
        marker: look.path,
        xy,
        behind: behind(places),
        outline: this.outlineOf(racer),
        dotted: isDotted(racer.outlines),
      };
      const track = { key, name, label, ...drawn, divergedAt: lostAt(racer), stepAt, quiet: isAverage };
      this.made.set(racer, track);
      return track;
    };
    tracks.load([...racers, ...averages].map(trackOf), clip, this.style.whole ? [] : reference.map(trackOf));
    redraw();
  }

  /** Nobody is to be seen, until the next `align`. */
  clear() {
    Object.assign(this, { key: '', racers: [] });
    this.tracks?.clear();
  }

  /** Everybody at the clock's `at`.
   * @param {number} at
   * @param {boolean} playing */
  draw(at, playing) {
    if (!this.key || !this.tracks) return;
    this.tracks.highlight(this.panel.host.focus());
    this.tracks.conceal(this.panel.host.hides());
    this.tracks.isNamed = areNamed(this.panel.host.view().names, this.racers.length);
    this.tracks.draw(at, playing);
    this.drawn(at);
  }

  /* ---- what a kind of layer does in its own way ---- */

  /** @returns {Subject} */
  subject() {
    throw new Error('a kind of layer says what its tracks show');
  }

  /** After Plotly has made another element.
   * @param {PlotlyElement} _plot */
  mounted(_plot) {}

  /** Before the racers are projected; whether Plotly now draws anew, after which `align` is called again. */
  adapt() {
    return false;
  }

  /** What a racer draws around its head: its pixels by whole step, or null.
   * @param {Runner} _racer
   * @returns {Track['outline']} */
  outlineOf(_racer) {
    return null;
  }

  /** Says of the coordinates of a track which of its steps are behind something; null where nothing can be.
   * @returns {(coordinates: ArrayLike<number>[]) => Uint8Array | null} */
  hider() {
    return () => null;
  }

  /** After the tracks.
   * @param {number} _at */
  drawn(_at) {}
}

/** @param {ArrayLike<number>[]} coordinates
 * @param {Projection['project']} project */
function projected([xs, ys, zs], project) {
  const xy = new Float32Array(2 * xs.length);
  for (let k = 0; k < xs.length; k++) [xy[2 * k], xy[2 * k + 1]] = project(xs[k], ys[k], zs ? zs[k] : 0);
  return xy;
}
