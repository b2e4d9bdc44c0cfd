/* The player of an exported page: the app's clock and tracks above one picture of everything that stands still.

   Positions come in pixels of the sheet, as 16-bit numbers relative to their plot area; `unit` is the size of such a pixel
   on the screen. */
import { clock } from '../../assets/core/clock.mjs';
import { stepOf } from '../../assets/core/evaluations.mjs';
import { Tracks } from '../../assets/player/tracks.mjs';

const MARGIN = 20; // of the sheet's pixels around a plot area: heads at its edge are whole
const LEAST = 32; // px that the bar is high, for fingers
const CROWD = 2; // racers that must be there for a double click to leave one alone

const film = JSON.parse(document.getElementById('film').textContent);
const stage = document.getElementById('stage'), scrubber = document.getElementById('scrubber');
const numbers = new Int16Array(Uint8Array.from(atob(film.numbers), letter => letter.charCodeAt(0)).buffer);
const layers = [], buttons = [];
let unit = 1, due = true, place = 0, wasDiverged = '';

const take = count => numbers.subarray(place, (place += count));
const redraw = () => { due = true; };

const element = (parent, name, className) => {
  const node = parent.appendChild(document.createElement(name));
  node.className = className;
  return node;
};

/* left, top, width, height in pixels of the sheet */
const lay = (node, [left, top, width, height]) => {
  Object.assign(node.style, { left: `${left * unit}px`, top: `${top * unit}px`, width: `${width * unit}px`, height: `${height * unit}px` });
};

/* ---- reading ---- */

function readRacer(racer, { steps, chart, last }) {
  const count = steps + 1;
  racer.points = take(2 * count);
  racer.heights = chart ? take(count) : null;
  if (film.evaluations) {
    let sum = 0;
    racer.spent = Float64Array.from(take(count), more => (sum += more));
  }
  racer.stepAt = now => (film.evaluations ? stepOf(racer.spent, now) : Math.min(now, steps));
  racer.at = k => (film.evaluations ? racer.spent[k] : k) / last;
  racer.shown = true;
}

const pixel = value => (value === film.nowhere ? NaN : MARGIN * unit + (value / film.quantum) * unit);

const onSurface = racer => Float32Array.from(racer.points, pixel);

const onChart = racer => {
  const xy = new Float32Array(2 * racer.heights.length);
  racer.heights.forEach((height, k) => {
    xy[2 * k] = (MARGIN + racer.at(k) * racer.panel.chart[2]) * unit;
    xy[2 * k + 1] = pixel(height);
  });
  return xy;
};

/* ---- layers ---- */

class Layer {
  constructor(panel, clip, project, style) {
    Object.assign(this, { panel, clip, project, style });
    this.host = element(stage, 'div', 'layer');
    this.tracks = new Tracks(this.host, { ...style, casing: film.casing, rim: film.rim, redraw });
    if (style.whole) this.cursor = element(element(stage, 'div', 'layer clip'), 'div', 'cursor');
  }

  fit() {
    const [left, top, width, height] = this.clip, { tracks, style } = this;
    lay(this.host, [left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN]);
    if (this.cursor) lay(this.cursor.parentNode, this.clip);
    Object.assign(tracks.style, { width: style.width * unit, head: style.head * unit });
    const trackOf = racer => ({ ...racer, xy: this.project(racer) });
    const below = style.whole ? [] : this.panel.references.filter(({ name }) => this.panel.racers.find(racer => racer.name === name).shown);
    tracks.load(this.panel.racers.filter(({ shown }) => shown).map(trackOf), [MARGIN, MARGIN, width, height].map(side => side * unit), below.map(trackOf));
    redraw();
  }

  draw() {
    const at = Math.min(clock.step, this.panel.last);
    this.tracks.draw(at, clock.playing);
    if (this.cursor) this.cursor.style.transform = `translateX(${(at / this.panel.last) * 100}%)`;
  }
}

/* ---- racers in the legends ---- */

function addButton(panel, racer) {
  const button = element(stage, 'button', 'racer'), size = panel.letters;
  button.type = 'button';
  button.title = `${racer.label}: click to hide or show, double-click to see it alone`;
  button.setAttribute('aria-label', racer.label);
  button.innerHTML = '<svg viewBox="-1 -1 2 2" aria-hidden="true"><path></path></svg>';
  const marker = button.firstChild;
  marker.firstChild.setAttribute('d', racer.marker);
  marker.style.fill = racer.color;
  const show = () => button.setAttribute('aria-pressed', racer.shown);
  const set = shown => {
    for (const other of panel.racers) other.shown = shown(other);
    buttons.forEach(each => each.show());
    fitAll();
  };
  button.onclick = () => set(other => (other === racer ? !racer.shown : other.shown));
  button.ondblclick = () => {
    const alone = panel.racers.filter(({ shown }) => shown).length < CROWD && racer.shown;
    set(other => alone || other === racer);
  };
  const point = name => () => {
    layers.filter(layer => layer.panel === panel).forEach(({ tracks }) => tracks.highlight(name));
    redraw();
  };
  button.onmouseenter = button.onfocus = point(racer.name);
  button.onmouseleave = button.onblur = point(null);
  const fit = () => {
    lay(button, [racer.legend[0], racer.legend[1] - 0.75 * size, racer.legend[2], 1.5 * size]);
    lay(marker, [0.33 * size, 0.33 * size, 0.84 * size, 0.84 * size]);
    button.style.setProperty('--from', `${racer.strike[0] * unit}px`);
    button.style.setProperty('--wide', `${racer.strike[1] * unit}px`);
  };
  const gone = () => racer.divergedAt !== null && racer.stepAt(Math.min(clock.step, panel.last)) >= racer.divergedAt;
  buttons.push({ button, show, fit, gone });
  show();
}

/* ---- the frame ---- */

function fitAll() {
  layers.forEach(layer => layer.fit());
  buttons.forEach(({ fit }) => fit());
}

const resize = () => {
  const fitting = bar => Math.min(window.innerWidth / film.width, (window.innerHeight - bar) / film.height);
  const bar = Math.max(film.bar * Math.min(window.innerWidth / film.width, window.innerHeight / (film.height + film.bar)), LEAST);
  unit = fitting(bar);
  document.documentElement.style.setProperty('--unit', `${unit}px`);
  document.documentElement.style.setProperty('--bar', `${bar}px`);
  Object.assign(stage.style, { width: `${film.width * unit}px`, height: `${film.height * unit}px` });
  fitAll();
};

function show() {
  layers.forEach(layer => layer.draw());
  scrubber.max = Math.ceil(clock.last);
  scrubber.value = clock.step;
  document.getElementById('step').textContent = `${Math.floor(clock.step + 1e-9)} / ${clock.last}${film.evaluations ? ' ∇' : ''}`;
  const toggle = document.querySelector('[data-action="play"]');
  toggle.setAttribute('aria-label', clock.playing ? 'Pause' : 'Play');
  toggle.title = clock.playing ? 'Pause' : 'Play';
  toggle.firstElementChild.style.display = clock.playing ? 'none' : '';
  toggle.lastElementChild.style.display = clock.playing ? '' : 'none';
  const diverged = buttons.map(({ gone }) => Number(gone())).join('');
  if (diverged === wasDiverged) return;
  wasDiverged = diverged;
  buttons.forEach(({ button, gone }) => button.classList.toggle('diverged', gone()));
}

const ACTIONS = {
  restart: () => clock.restart(),
  back: () => clock.nudge(-1),
  play: () => clock.toggle(),
  forward: () => clock.nudge(1),
  loop() {
    clock.loop = !clock.loop;
    document.querySelector('[data-action="loop"]').setAttribute('aria-pressed', clock.loop);
  },
};
const KEYS = {
  ' ': ACTIONS.play, ArrowLeft: ACTIONS.back, ArrowRight: ACTIONS.forward,
  Home: () => clock.seek(0), End: () => clock.seek(clock.last), l: ACTIONS.loop,
};

function listen() {
  clock.listen(redraw);
  document.getElementById('bar').addEventListener('click', event => {
    const button = event.target.closest('[data-action]');
    if (!button) return;
    ACTIONS[button.dataset.action]();
    if (event.detail) button.blur();
  });
  stage.addEventListener('click', event => {
    if (!event.target.closest('.racer')) clock.toggle();
    else if (event.detail) event.target.closest('.racer').blur();
  });
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    if (event.target.closest('input, select') || (event.key === ' ' && event.target.closest('button, a'))) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  scrubber.oninput = () => clock.seek(Number(scrubber.value));
  const speed = document.getElementById('speed');
  speed.onchange = () => { clock.speed = (film.pace / clock.rate) * Number(speed.value); };
  speed.onchange();
  window.addEventListener('resize', resize);
}

film.panels.forEach(panel => {
  [...panel.racers, ...panel.references].forEach(racer => {
    racer.panel = panel;
    readRacer(racer, panel);
  });
  layers.push(new Layer(panel, panel.clip, onSurface, { width: 4, head: 8.5, ghost: 0.3, arrows: true }));
  if (panel.chart) layers.push(new Layer(panel, panel.chart, onChart, { width: 2.8, head: 4.5, whole: true }));
  panel.racers.filter(({ legend }) => legend).forEach(racer => addButton(panel, racer));
});
clock.loop = film.loop;
clock.resize(film.last);
listen();
resize();
if (film.now !== null) clock.seek(film.now);
else if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) clock.seek(film.last);
else clock.play();

const frame = now => {
  requestAnimationFrame(frame);
  clock.advance(now);
  if (!due) return;
  due = false;
  show();
};
requestAnimationFrame(frame);
