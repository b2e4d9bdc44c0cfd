/* The picture of a panel: a surface, in two dimensions or three, with the racers' trails. */
import { alongOf, reliefOf } from '../core/behind.mjs';
import { untilTheEdge } from '../core/edge.mjs';
import { heightBetween, heightOf, lossOf } from '../core/heights.mjs';
import { outlineBy } from '../core/outline.mjs';
import { Layer } from './layer.mjs';
import { redraw } from './loop.mjs';
import { drags, listenToPointer, pointAt } from './pointer.mjs';
import { StartRing } from './ring.mjs';
import { symbolAt } from './told.mjs';
import { eyeOf, listenToView, showRanges, turn, turnAlong, zoomBy } from './zoom.mjs';

/** @typedef {import('../core/racer.mjs').Racer} Racer */
/** @typedef {import('./layer.mjs').Subject} Subject */
/** @typedef {import('./panel.mjs').Panel} Panel */
/** @typedef {import('./projection.mjs').Eye} Eye */
/** @typedef {import('../core/ranges.mjs').Range} Range */

const STYLE = { width: 3.6, head: 7.5, ghost: 0.3, arrows: true, redraw };

export class Picture extends Layer {
  /** @type {import('../core/behind.mjs').Relief & { z: object } | undefined} */
  relief; // of the surface that is drawn
  /** @type {WeakMap<Racer, { key: string, way: ArrayLike<number>[] }>} */
  lifted = new WeakMap();
  at = 0; // where the clock was at the last drawing

  /** @param {Panel} panel */
  constructor(panel) {
    super(panel, 'picture', STYLE);
    this.ring = new StartRing(
      `Start of panel ${panel.index + 1}`,
      {
        start: () => (panel.isRecorded ? null : panel.start),
        seen: () => this.seen,
        project: ([x, y]) => this.pixelOf(x, y),
        unproject: (px, py) => (this.plot ? pointAt(this, this.plot, px, py) : null),
        clip: () => this.projection?.clip ?? [0, 0, 0, 0],
        take: ([x, y]) => panel.host.start(panel.index, x, y),
      },
      event => !drags(this, event),
    );
  }

  get isSolid() {
    return Boolean(this.plot?._fullLayout?.scene);
  }

  /** What Plotly has drawn, as a text (core/ground.mjs); '' while there is nothing. */
  get ground() {
    return this.plot?._fullLayout?.meta?.ground ?? '';
  }

  /** Of the surface that is drawn.
   * @returns {[Range, Range]} */
  get domain() {
    return this.plot?._fullLayout?.meta?.domain ?? [[0, 1], [0, 1]]; // biome-ignore format: one line
  }

  /** Of what is drawn of it, which is more where both axes have the same scale.
   * @returns {[Range, Range]} */
  get shown() {
    return this.plot?._fullLayout?.meta?.shown ?? this.domain;
  }

  /** How losses become heights here.
   * @returns {import('../core/heights.mjs').Transform} */
  get transform() {
    return this.plot?._fullLayout?.meta ?? { scale: 'linear', floor: 0, offset: 0 };
  }

  /** @param {PlotlyElement} plot
   * @override */
  mounted(plot) {
    listenToPointer(this, plot);
    listenToView(this, plot);
  }

  /** Another picture is another race's.
   * @override */
  adapt() {
    if (this.ground !== this.panel.ground) this.panel.changed();
    return false;
  }

  /** @returns {Subject}
   * @override */
  subject() {
    if (!this.isSolid) return { key: '', points: ({ x, y }) => [x, y] };
    if (this.panel.isRecorded) {
      // the loss of a racer is not that of the plane
      return { key: 'plane', points: ({ x, y }) => [x, y, Array.from(x, (_, k) => this.heightAt(x[k], y[k]))] };
    }
    const { transform, domain } = this;
    const key = `${Object.values(transform).join(' ')} ${domain}`;
    return { key, points: racer => this.liftedOf(racer, key, transform) };
  }

  /** A racer's way on the surface, up to its edge: x, y and heights, which stay while the scene turns.
   * @param {Racer} racer
   * @param {string} key of the transform and the domain
   * @param {import('../core/heights.mjs').Transform} transform
   * @returns {ArrayLike<number>[]} */
  liftedOf(racer, key, transform) {
    const known = this.lifted.get(racer);
    if (known?.key === key) return known.way;
    const [x, y] = untilTheEdge(racer.x, racer.y, this.domain);
    // the losses of an average may not be known here, and none is of a point at the edge
    const heights = Float64Array.from(racer.loss, (each, k) =>
      Number.isNaN(each) || x[k] !== racer.x[k] || y[k] !== racer.y[k]
        ? this.heightAt(x[k], y[k])
        : heightOf(each, transform),
    );
    const way = [x, y, heights];
    this.lifted.set(racer, { key, way });
    return way;
  }

  /** In three dimensions a trail may be behind the surface.
   * @override */
  hider() {
    const eye = this.projection?.eye();
    const z = this.plot?._fullData?.[0]?.z;
    if (!eye || !z) return () => null;
    if (!this.relief || this.relief.z !== z) this.relief = { z, ...reliefOf(z) };
    return alongOf(this.relief, this.domain, eye);
  }

  /** @param {import('./panel.mjs').Runner} racer
   * @override */
  outlineOf({ outlines }) {
    return outlineBy(outlines, (x, y) => this.pixelOf(x, y));
  }

  /** @override */
  align() {
    super.align();
    if (!this.isThere || !this.plot || !this.panel.isShown) return;
    this.ring.mount(this.plot);
    this.ring.show(this.panel.host.look().size);
  }

  /** What is seen of both axes.
   * @returns {[Range, Range]} */
  get seen() {
    const layout = this.plot?._fullLayout;
    return this.isSolid || !layout ? this.domain : [layout.xaxis.range, layout.yaxis.range];
  }

  /** @param {number} at
   * @override */
  drawn(at) {
    this.at = at;
    this.panel.host.drawn(this, at);
  }

  /** The height of the drawn surface at (x, y), between the points of its grid; NaN before there is one.
   * @param {number} x
   * @param {number} y */
  heightAt(x, y) {
    const z = this.plot?._fullData?.[0]?.z;
    return z ? heightBetween(z, this.shown, x, y) : Number.NaN;
  }

  /** The loss there: as a race knows it, else as it is drawn.
   * @param {number} x
   * @param {number} y */
  lossAt(x, y) {
    return this.panel.host.loss(this.panel)?.(x, y) ?? lossOf(this.heightAt(x, y), this.transform);
  }

  /** What stands at a pixel, in words.
   * @param {number} px
   * @param {number} py */
  symbolAt(px, py) {
    const { panel, tracks } = this;
    if (!tracks) return '';
    return symbolAt(px, py, {
      heads: tracks.heads,
      racers: [...panel.racers, ...panel.averages],
      minima: panel.surface.minima,
      size: tracks.style.head,
      at: this.at,
      shapes: panel.host.look().strokes,
      pixelOf: (x, y) => this.pixelOf(x, y),
      lossAt: (x, y) => this.lossAt(x, y),
    });
  }

  /** The pixel of a point of the drawn surface.
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]} */
  pixelOf(x, y) {
    const lift = this.isSolid ? this.heightAt(x, y) : 0;
    return this.projection ? this.projection.project(x, y, lift) : [Number.NaN, Number.NaN];
  }

  /** Shows `factor` times as much; in three dimensions all panels do.
   * @param {number} factor */
  zoomBy(factor) {
    const eye = this.plot && eyeOf(this.plot);
    if (eye) this.panel.host.turned(/** @type {Eye} */ (eye.map(value => value * factor ** 0.5)), null);
    else if (this.plot) zoomBy(this.plot, factor, this.domain);
  }

  showWhole() {
    if (this.isSolid) this.panel.host.turned(null, null);
    else if (this.plot) showRanges(this.plot, this.domain);
  }

  /** Whether a pixel is on the plot area; NaN is not.
   * @param {number} px
   * @param {number} py */
  shows(px, py) {
    const [left, top, width, height] = this.projection?.clip ?? [0, 0, 0, 0];
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  /** Puts the eye elsewhere, in three dimensions.
   * @param {Eye} eye */
  turn(eye) {
    if (this.plot && this.isSolid) turn(this.plot, eye);
  }

  /** Follows another picture that is being turned.
   * @param {Eye} eye */
  turnAlong(eye) {
    if (this.plot && this.isSolid) turnAlong(this.plot, eye);
  }
}
