/* One panel: a Plotly picture with the racers' tracks above it, and the chart of their losses below. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const RELAYOUTS = ['plotly_afterplot', 'plotly_relayouting'];

  const STYLES = {
    picture: { width: 3.6, head: 7.5, ghost: 0.3, arrows: true, redraw: () => Ravine.redraw() },
    curve: { width: 2.6, head: 4, whole: true },
  };

  class Panel {
    constructor(index) {
      this.index = index;
      this.racers = [];
      this.layers = {}; // {picture, curve}: {plot, tracks, key}
    }

    get root() { return document.getElementById(`panel-${this.index}`); }

    /* The layer's Plotly element, canvases and projection; null while Plotly has not drawn. */
    layer(kind) {
      if (Ravine.panels[this.index] !== this || !Ravine.state.panels[this.index]) return null; // not on the page now
      const plot = document.querySelector(`#${kind}-${this.index} .js-plotly-plot`);
      const projection = Ravine.projection(plot);
      if (!projection) return null;
      const layer = (this.layers[kind] ??= { tracks: new Ravine.Tracks(plot, { ...STYLES[kind] }), key: '' });
      if (layer.plot !== plot) { // the first time, or React has made it anew
        layer.plot = plot;
        plot.style.position = 'relative';
        RELAYOUTS.forEach(event => plot.on(event, () => this.align(kind)));
        if (kind === 'picture') Ravine.listenToPointer(this, plot);
        else this.addCursor(layer);
      }
      layer.tracks.mount(plot);
      layer.projection = projection;
      return layer;
    }

    /* The clock's position on the chart: a line, and a veil over what is still to come. */
    addCursor(layer) {
      layer.frame = Ravine.element('div', 'cursor-frame');
      layer.cursor = layer.frame.appendChild(Ravine.element('div', 'cursor'));
      layer.plot.append(layer.frame);
    }

    load({ steps, racers }) {
      this.steps = steps;
      this.racers = racers;
      Object.values(this.layers).forEach(layer => { layer.key = ''; });
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
      const theme = Ravine.theme(), key = `${layer.projection.key} ${theme}`;
      if (layer.key === key) return;
      layer.key = key;
      Object.assign(layer.tracks.style, Ravine.catalog.casings[theme]);
      const points = kind === 'picture' ? this.trail(layer) : this.curve();
      const { project } = layer.projection;
      layer.tracks.load(this.racers.map(racer => {
        const [xs, ys, zs] = points(racer), xy = new Float32Array(2 * xs.length);
        for (let k = 0; k < xs.length; k++) [xy[2 * k], xy[2 * k + 1]] = project(xs[k], ys[k], zs && zs[k]);
        return { name: racer.name, color: racer.look[theme], marker: racer.look.path, xy, divergedAt: racer.diverged_at };
      }), layer.projection.clip);
      Ravine.redraw();
    }

    trail({ plot }) {
      if (!plot._fullLayout.scene) return racer => [racer.x, racer.y];
      const { scale, floor, offset } = plot._fullLayout.meta;
      const height = loss => (scale === 'log' ? Math.log10(Math.max(loss - floor, 0) + offset) : loss);
      return racer => [racer.x, racer.y, Array.from(racer.loss, height)];
    }

    curve() {
      const { chart, axis } = Ravine.state.view;
      return racer => [axis === 'evaluations' ? racer.evaluations : racer.steps, racer[chart]];
    }

    /* Gives the chart its ranges and scales, logarithmic where all values are positive and span decades. Returns
       whether anything changed. */
    setAxes(plot) {
      const { chart, axis } = Ravine.state.view, [low, high] = this.visibleRange(chart);
      const logarithmic = low > 0 && high / low > 30;
      const last = Math.max(...this.racers.map(racer => (axis === 'evaluations' ? racer.evaluations.at(-1) : this.steps)), 1);
      const wanted = {
        'xaxis.range': [0, last],
        'xaxis.title.text': axis === 'evaluations' ? 'gradient evaluations' : 'step',
        'yaxis.type': logarithmic ? 'log' : 'linear',
        'yaxis.range': logarithmic ? decades(low, high) : padded(low, high),
        'yaxis.title.text': chart,
      };
      const { xaxis, yaxis } = plot._fullLayout;
      const found = {
        'xaxis.range': xaxis.range, 'xaxis.title.text': xaxis.title.text,
        'yaxis.type': yaxis.type, 'yaxis.range': yaxis.range, 'yaxis.title.text': yaxis.title.text,
      };
      if (JSON.stringify(found) === JSON.stringify(wanted)) return false;
      Plotly.relayout(plot, wanted);
      return true;
    }

    /* The range of what happens inside the picture; outside it losses may run to the horizon. */
    visibleRange(chart) {
      const [[left, right], [bottom, top]] = Ravine.catalog.surfaces[Ravine.state.panels[this.index].spec.surface].domain;
      let low = Infinity, high = -Infinity;
      for (const racer of this.racers) {
        const { x, y, [chart]: values } = racer;
        for (let k = 0; k < values.length; k++) {
          const value = values[k], inside = x[k] >= left && x[k] <= right && y[k] >= bottom && y[k] <= top;
          if (!inside || !Number.isFinite(value)) continue;
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
      return low <= high ? [low, high] : [0, 1];
    }

    draw({ step, playing }) {
      const at = Math.min(step, this.steps ?? 0);
      for (const kind of ['picture', 'curve']) {
        const layer = this.layers[kind];
        if (!layer || !layer.key) continue;
        layer.tracks.highlight(Ravine.highlighted);
        layer.tracks.draw(at, playing);
        if (layer.cursor) this.moveCursor(layer, at);
      }
    }

    moveCursor({ frame, cursor, projection }, at) {
      const [left, top, width, height] = projection.clip, { axis } = Ravine.state.view;
      const x = axis === 'evaluations' ? Math.max(...this.racers.map(racer => racer.evaluations[Math.floor(at)]), 0) : at;
      const place = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
      if (frame.dataset.place !== place) frame.style.cssText = frame.dataset.place = place;
      cursor.style.transform = `translateX(${projection.project(x, 1)[0] - left - 1}px)`;
    }

    /* The height of the drawn surface at (x, y), between the points of its grid, and the loss there. */
    heightAt(x, y) {
      const plot = this.layers.picture?.plot, data = plot?._fullData?.[0], z = data?.z;
      if (!z) return NaN;
      const [[left, right], [bottom, top]] = Ravine.catalog.surfaces[Ravine.state.panels[this.index].spec.surface].domain;
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

  const half = value => Math.round(value * 2) / 2;
  const decades = (low, high) => {
    const top = Math.log10(high), bottom = Math.max(Math.log10(low), top - 12);
    return [Math.floor(half(bottom - 0.25)), half(top + 0.3)];
  };

  /* A range a little larger, rounded outward, so that it does not move at every frame of a drag. */
  const padded = (low, high) => {
    const unit = 10 ** Math.floor(Math.log10(Math.max(high - low, 1e-12))) / 2;
    return [Math.floor(low / unit - 0.1) * unit, Math.ceil(high / unit + 0.1) * unit];
  };

  /* From (x, y) to the nearest minimum; NaN where there is none. */
  function distance(minima, x, y) {
    let least = Infinity;
    for (const [a, b] of minima) least = Math.min(least, (x - a) ** 2 + (y - b) ** 2);
    return minima.length ? Math.sqrt(least) : NaN;
  }

  Ravine.panels = [];
  const slots = []; // a Panel for ever, as its canvases and listeners stay with Plotly's element

  /* Shares out the numbers of an answer: x, y, loss and gradient norm of racer after racer, and evaluations if counted. */
  Ravine.loadRaces = ({ numbers, panels }) => {
    const { optimizers, surfaces } = Ravine.catalog;
    let place = 0;
    const take = count => numbers.subarray(place, (place += count));
    panels.forEach(({ steps, racers }, index) => {
      const count = steps + 1, { minima } = surfaces[Ravine.state.panels[index].spec.surface];
      const axis = Float32Array.from({ length: count }, (_, k) => k);
      racers.forEach(racer => {
        Object.assign(racer, { x: take(count), y: take(count), loss: take(count), norm: take(count), steps: axis });
        racer.evaluations = racer.counted ? take(count) : axis.map(k => Math.min(k, racer.diverged_at ?? k));
        racer.distanceAt = k => distance(minima, racer.x[k], racer.y[k]);
        Object.defineProperty(racer, 'distance', { get: () => Float32Array.from(axis, racer.distanceAt) });
        racer.look = optimizers[racer.name].look;
        racer.label = optimizers[racer.name].label;
      });
      Ravine.panels[index] = slots[index] ??= new Panel(index);
      Ravine.panels[index].load({ steps, racers });
    });
    Ravine.panels.length = panels.length;
    Ravine.clock.resize(Math.max(...panels.map(({ steps }) => steps)));
    Ravine.showLegends();
    Ravine.showScoreboards();
    Ravine.redraw();
  };

  /* Data and pictures are here: play, or stop where the link says; a reader who asked for less motion starts it. */
  const begin = () => {
    const step = Ravine.firstStep;
    Ravine.begun = true;
    Ravine.drawn();
    if (step !== null) Ravine.clock.seek(step);
    else if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) Ravine.clock.seek(Ravine.clock.last);
    else Ravine.clock.play();
  };

  Ravine.loadCurves = () => Ravine.panels.forEach(panel => {
    if (panel.layers.curve) panel.layers.curve.key = '';
    panel.align('curve');
  });

  /* Draws once, at the next frame, however many asked. */
  let asked = false;
  Ravine.redraw = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      Ravine.panels.forEach(panel => panel.draw(Ravine.clock));
      Ravine.showStandings();
    });
  };

  Ravine.highlight = name => {
    Ravine.highlighted = name;
    document.querySelectorAll('.legend-item, .racer').forEach(node => {
      node.classList.toggle('faded', Boolean(name) && node.dataset.name !== name);
    });
    Ravine.redraw();
  };

  /* Plotly and React draw when they can, and a scene turns without an event at every frame: so look. */
  const watch = () => {
    const ready = Ravine.panels.map(panel => panel.attach()).every(Boolean);
    if (ready && Ravine.panels.length && !Ravine.begun) begin();
    if (Ravine.state?.view.dimensions === '3') Ravine.panels.forEach(panel => panel.align('picture'));
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);

  Ravine.clock.listen(() => {
    Ravine.panels.forEach(panel => panel.draw(Ravine.clock));
    Ravine.showStandings();
    Ravine.showClock();
  });
})();
