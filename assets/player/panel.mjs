/* One panel: a Plotly picture with the racers' tracks above it, and the chart of their losses below. */
import { app } from '../core/app.mjs';
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { followLandscape } from '../landscape/landscape.mjs';
import { atFrame, redraw } from './frame.mjs';
import { listenToPointer } from './pointer.mjs';
import { projectionOf } from './projection.mjs';
import { Tracks } from './tracks.mjs';
import { typeSize } from '../race/controls.mjs';
import { drawArrows, followInside } from '../race/inside.mjs';
import { showLegends, showScoreboards } from '../race/legend.mjs';
import { state, surfaceOf } from '../race/state.mjs';
import { followUnits } from '../race/units.mjs';
import { element } from '../ui/elements.mjs';
import { themeNow } from '../ui/theme.mjs';

const RELAYOUTS = ['plotly_afterplot', 'plotly_relayouting'];

const STYLES = {
  picture: { width: 3.6, head: 7.5, ghost: 0.3, arrows: true, redraw: () => redraw() },
  curve: { width: 2.6, head: 4, whole: true },
};

class Panel {
  constructor(index) {
    this.index = index;
    this.racers = [];
    this.layers = {}; // {picture, curve}: {plot, tracks, projection, key, racers, made}
  }

  get root() { return document.getElementById(`panel-${this.index}`); }

  /* The layer's Plotly element, canvases and projection; null while Plotly has not drawn. */
  layer(kind) {
    if (app.panels[this.index] !== this || !state.panels[this.index]) return null; // not on the page now
    const plot = document.querySelector(`#${kind}-${this.index} .js-plotly-plot`);
    const projection = projectionOf(plot);
    if (!projection) return null;
    const layer = (this.layers[kind] ??= { tracks: new Tracks(plot, { ...STYLES[kind] }), made: new WeakMap() });
    const anew = layer.plot !== plot; // the first time, or React has made it anew
    layer.plot = plot;
    layer.tracks.mount(plot);
    if (anew) {
      plot.style.position = 'relative';
      RELAYOUTS.forEach(event => plot.on(event, () => this.align(kind)));
      if (kind === 'picture') listenToPointer(this, plot);
      else this.addCursor(layer); // above the curves, which its veil makes pale
    }
    layer.projection = projection;
    return layer;
  }

  /* The clock's position on the chart: a line, and a veil over what is still to come. */
  addCursor(layer) {
    layer.frame = element('div', 'cursor-frame');
    layer.cursor = layer.frame.appendChild(element('div', 'cursor'));
    layer.plot.append(layer.frame);
  }

  load({ steps, racers, reference }) {
    this.steps = steps;
    this.racers = racers;
    this.reference = reference;
    this.minima = surfaceOf(this.index).minima;
    this.root.classList.toggle('nobody', !racers.length);
    this.align('picture');
    this.align('curve');
  }

  /* Aligns what Plotly has drawn since; true when the picture is there. */
  attach() {
    for (const kind of ['picture', 'curve']) {
      if (!this.layers[kind]?.plot.isConnected) this.align(kind);
    }
    return Boolean(this.layers.picture?.plot.isConnected);
  }

  /* Projects the racers anew if the data, the axes, the camera or the theme have changed. */
  align(kind) {
    const layer = this.layer(kind);
    if (!layer || (kind === 'curve' && this.setAxes(layer.plot))) return; // the new axes come back here
    const theme = themeNow(), { key: subject, points } = kind === 'picture' ? this.trail(layer) : this.curve();
    const key = `${layer.projection.key} ${theme} ${subject}`;
    if (layer.key === key && layer.racers === this.racers) return;
    Object.assign(layer, { key, racers: this.racers });
    const { width, head } = STYLES[kind], size = typeSize();
    Object.assign(layer.tracks.style, catalog.casings[theme], { width: width * size, head: head * size });
    const trackOf = racer => {
      const made = layer.made.get(racer);
      if (made?.key === key) return made;
      const xy = projected(points(racer), layer.projection.project);
      const track = {
        key, name: racer.name, color: racer.look[theme], marker: racer.look.path, xy, divergedAt: racer.diverged_at,
        stepAt: racer.stepAt,
      };
      layer.made.set(racer, track);
      return track;
    };
    const below = kind === 'picture' ? this.reference.map(trackOf) : [];
    layer.tracks.load(this.racers.map(trackOf), layer.projection.clip, below);
    redraw();
  }

  /* What a racer's track shows, as `points(racer)`: [xs, ys] or [xs, ys, zs]; `key` changes when that does. */
  trail({ plot }) {
    if (!plot._fullLayout.scene) return { key: '', points: ({ x, y }) => [x, y] };
    const { scale, floor, offset } = plot._fullLayout.meta;
    const height = loss => (scale === 'log' ? Math.log10(Math.max(loss - floor, 0) + offset) : loss);
    if (state.panels[this.index].spec.surface === 'network') { // the loss of a racer is not that of the plane
      return { key: 'plane', points: ({ x, y }) => [x, y, Array.from(x, (_, k) => this.heightAt(x[k], y[k]))] };
    }
    return { key: `${scale} ${floor} ${offset}`, points: ({ x, y, loss }) => [x, y, Array.from(loss, height)] };
  }

  curve() {
    const { chart, axis } = state.view;
    const points = racer => [axis === 'evaluations' ? racer.evaluations : racer.steps, racer[chart]];
    return { key: `${chart} ${axis}`, points };
  }

  /* Gives the chart its ranges and scales, logarithmic where all values are positive and span decades. Returns
     whether anything changed. */
  setAxes(plot) {
    const { chart, axis } = state.view, [low, high] = this.visibleRange(chart);
    const logarithmic = chart !== 'accuracy' && low > 0 && high / low > 20, range = logarithmic ? decades(low, high) : padded(low, high);
    const wanted = {
      'xaxis.range': [0, Math.max(this.last, 1)],
      'xaxis.title.text': axis === 'evaluations' ? 'gradient evaluations' : 'step',
      'yaxis.type': logarithmic ? 'log' : 'linear',
      'yaxis.range': range,
      'yaxis.tickmode': logarithmic ? 'linear' : 'auto',
      'yaxis.dtick': logarithmic ? Math.max(Math.ceil((range[1] - range[0]) / 4), 1) : null,
      'yaxis.title.text': chart,
    };
    const key = JSON.stringify(wanted), { axes } = this.layers.curve;
    if (axes?.key === key && axes.layout === plot.layout) return false;
    this.layers.curve.axes = { key, layout: plot.layout }; // of which Plotly makes a new one with a new figure
    Plotly.relayout(plot, wanted);
    return true;
  }

  /* The range of what happens inside the picture; outside it losses may run to the horizon. Zeros do not count, so that
     a race that ends at a loss of 0 has its decades. */
  visibleRange(chart) {
    const [[left, right], [bottom, top]] = surfaceOf(this.index).domain;
    let low = Infinity, high = -Infinity;
    const { frame } = this.layers.curve;
    frame.dataset.missing = {
      distance: this.minima.length ? '' : 'This surface has no minimum',
      accuracy: surfaceOf(this.index).scored ? '' : 'This loss is no classifier’s',
    }[chart] ?? '';
    frame.classList.toggle('nowhere', Boolean(frame.dataset.missing));
    for (const racer of this.racers) {
      const { x, y, [chart]: values } = racer;
      for (let k = 0; k < values.length; k++) {
        const value = values[k], inside = x[k] >= left && x[k] <= right && y[k] >= bottom && y[k] <= top;
        if (!inside || !Number.isFinite(value)) continue;
        if (value < low && value !== 0) low = value;
        if (value > high) high = value;
      }
    }
    return low <= high ? [low, high] : [0, 1];
  }

  /* When its last racer is done, on the clock. */
  get last() {
    return state.view.axis === 'step' ? this.steps : Math.max(...this.racers.map(({ evaluations }) => evaluations.at(-1)), 1);
  }

  draw({ step, playing }) {
    const at = Math.min(step, this.last);
    for (const kind of ['picture', 'curve']) {
      const layer = this.layers[kind];
      if (!layer || !layer.key) continue;
      layer.tracks.highlight(app.highlighted);
      layer.tracks.draw(at, playing);
      if (layer.cursor) this.moveCursor(layer, at);
      else drawArrows(this, layer, at);
    }
  }

  moveCursor({ frame, cursor, projection }, at) {
    const [left, top, width, height] = projection.clip;
    const place = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
    if (frame.dataset.place !== place) frame.style.cssText = frame.dataset.place = place;
    cursor.style.transform = `translateX(${projection.project(at, 1)[0] - left - 1}px)`;
  }

  /* The height of the drawn surface at (x, y), between the points of its grid, and the loss there. */
  heightAt(x, y) {
    const plot = this.layers.picture?.plot, data = plot?._fullData?.[0], z = data?.z;
    if (!z) return NaN;
    const [[left, right], [bottom, top]] = surfaceOf(this.index).domain;
    const rows = z.length, columns = z[0].length;
    const u = ((x - left) / (right - left)) * (columns - 1), v = ((y - bottom) / (top - bottom)) * (rows - 1);
    const i = Math.min(Math.max(Math.floor(u), 0), columns - 2), j = Math.min(Math.max(Math.floor(v), 0), rows - 2);
    const p = u - i, q = v - j;
    return (1 - q) * ((1 - p) * z[j][i] + p * z[j][i + 1]) + q * ((1 - p) * z[j + 1][i] + p * z[j + 1][i + 1]);
  }

  lossAt(x, y) {
    const { scale, floor, offset } = this.layers.picture.plot._fullLayout.meta, height = this.heightAt(x, y);
    return scale === 'log' ? Math.max(10 ** height - offset, 0) + floor : height;
  }
}

function projected([xs, ys, zs], project) {
  const xy = new Float32Array(2 * xs.length);
  for (let k = 0; k < xs.length; k++) [xy[2 * k], xy[2 * k + 1]] = project(xs[k], ys[k], zs && zs[k]);
  return xy;
}

const half = value => Math.round(value * 2) / 2;
const decades = (low, high) => {
  const top = Math.log10(high), bottom = Math.max(Math.log10(low), top - 12);
  return [Math.floor(half(bottom - 0.25)), half(top + 0.3)];
};

/* A range a little larger, rounded outward, so that it does not move at every frame of a drag. */
const padded = (low, high) => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(high - low, 0.01 * Math.abs(high), 1e-12))) / 2;
  return [Math.floor(low / unit - 0.1) * unit, Math.ceil(high / unit + 0.1) * unit];
};

const slots = []; // a Panel for ever, as its canvases and listeners stay with Plotly's element

/* Gives each panel its racers and draws them at once; what stands around the pictures follows at the next frame. */
export const loadRaces = panels => {
  app.panels = panels.map((content, index) => (slots[index] ??= new Panel(index)));
  panels.forEach((content, index) => app.panels[index].load(content));
  clock.resize(Math.max(...app.panels.map(({ last }) => last)));
  app.panels.forEach(panel => panel.draw(clock));
  atFrame(showLegends);
  atFrame(showScoreboards);
  atFrame(followInside);
  atFrame(followUnits);
  atFrame(followLandscape);
};

/* Other charts, or another time axis: the clock then goes on at the same share of the race. */
export const loadCurves = () => {
  const share = clock.step / clock.last || 0;
  clock.resize(Math.max(...app.panels.map(({ last }) => last)));
  clock.move(Math.round(share * clock.last));
  app.panels.forEach(panel => panel.align('curve'));
};
