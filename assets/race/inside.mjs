/* Looking inside one racer: arrows at its head, its state against the step, and its update in numbers. */
import { app } from '../core/app.mjs';
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { redraw } from '../player/frame.mjs';
import { typeSize } from './controls.mjs';
import { state, surfaceOf } from './state.mjs';
import { element, typeset } from '../ui/elements.mjs';
import { notice } from '../ui/notices.mjs';
import { themeNow } from '../ui/theme.mjs';
import { post } from '../ui/server.mjs';
import { createGate } from '../core/gate.mjs';

const LONGEST = 76, POWER = 0.4; // px of the longest arrow of a race, and how the others shrink: small ones stay visible
const PACE = 300; // ms between two equations while playing

let looked = null; // {panel, name}
let found = null; // the server's answer
let drawn = ''; // what that was asked for, as text
let written = 0; // the step whose equation is asked for
let asked = 0; // when, in ms

const panelState = () => state.panels[looked.panel];
const racer = () => app.panels[looked.panel]?.racers.find(({ name }) => name === looked.name);

/* Asks, and hands over the answer while somebody still looks. */
const asking = (path, take) => createGate(async wanted => {
  const response = await post(catalog[path], wanted);
  const answer = response?.ok ? await response.json() : null;
  if (answer && looked) await take(answer, wanted);
});

const inside = asking('inside_path', async (answer, wanted) => {
  found = { ...answer, longest: longest(answer.arrows) };
  drawn = JSON.stringify(wanted);
  const place = document.getElementById('inside-charts');
  await Plotly.react(place, answer.figure.data, answer.figure.layout, { displayModeBar: false, responsive: true });
  redraw();
});

const equation = asking('equation_path', answer => {
  ['x', 'y'].forEach(axis => typeset(`equation-${axis}`, answer[axis]));
});

const longest = arrows => Object.fromEntries(Object.entries(arrows).map(([kind, rows]) =>
  [kind, Math.max(...rows.map(([x, y]) => Math.hypot(x, y)), 1e-300)]));

/* Begins or ends the look at a racer. */
export const lookInside = (name, panel) => {
  const chosen = panel ?? state.panels.findIndex(({ spec: { optimizers } }) => name in optimizers);
  if (chosen < 0) {
    notice(`${catalog.optimizers[name].label} does not race: switch it on first.`);
    return;
  }
  looked = { panel: chosen, name };
  [found, drawn, written] = [null, '', 0];
  document.getElementById('inside').hidden = false;
  const { label } = catalog.optimizers[name];
  document.getElementById('inside-title').textContent = `Inside ${label}, panel ${chosen + 1}`;
  followInside();
  reveal(document.getElementById('inside'));
};

/* Scrolls to a section, and on while its formulas and charts come. */
function reveal(section) {
  const watch = new ResizeObserver(() => section.scrollIntoView({ block: 'nearest', behavior: 'smooth' }));
  watch.observe(section);
  setTimeout(() => watch.disconnect(), 3000);
}

export const closeInside = () => {
  looked = found = null;
  document.getElementById('inside').hidden = true;
  redraw();
};

/* After an answer, or in another theme: what is drawn may have changed, the racer may be gone. */
export const followInside = () => {
  if (!looked) return;
  const spec = panelState()?.spec;
  if (!spec || !(looked.name in spec.optimizers)) {
    closeInside();
    return;
  }
  const wanted = { panels: [spec], optimizer: looked.name, theme: themeNow(), size: typeSize() };
  if (JSON.stringify(wanted) !== drawn) {
    written = 0;
    inside.push(JSON.parse(JSON.stringify(wanted))); // as it is now: the page goes on changing its own
  }
  showInside();
};

/* With the clock: the equation of the step, and the cursor on the charts. */
export const showInside = () => {
  if (!looked || !racer()) return;
  const step = Math.max(1, Math.floor(racer().stepAt(clock.step) + 1e-9)), now = performance.now();
  if (step !== written && !(clock.playing && now - asked < PACE)) {
    [written, asked] = [step, now];
    equation.push({ panels: [panelState().spec], optimizer: looked.name, step });
  }
  moveCursors(step);
};

function moveCursors(step) {
  const place = document.getElementById('inside-charts'), layout = place._fullLayout;
  if (!layout) return;
  const axes = Object.keys(layout).filter(key => /^xaxis\d*$/.test(key)).map(key => layout[key]);
  const lines = place.querySelectorAll('.inside-cursor');
  axes.forEach((axis, i) => {
    const line = lines[i] || place.appendChild(element('div', 'inside-cursor'));
    const { t, h } = layout._size;
    line.style.cssText = `left:${axis._offset + axis.c2p(step)}px;top:${t}px;height:${h}px`;
  });
  [...lines].slice(axes.length).forEach(line => line.remove());
}

/* Arrows at the head of the racer, drawn by the panel after the heads. */
export const drawArrows = (panel, { tracks, projection }, now) => {
  if (!looked || !found || panel.index !== looked.panel || !racer()) return;
  const step = Math.floor(racer().stepAt(now) + 1e-9) + 1;
  if (step >= racer().x.length) return; // the race is over: no next step
  const x = racer().x[step - 1], y = racer().y[step - 1], context = tracks.contexts[2], size = typeSize();
  const lift = (a, b) => (panel.layers.picture.plot._fullLayout.scene ? panel.heightAt(a, b) : undefined);
  const [[left, right], [bottom, top]] = surfaceOf(panel.index).domain;
  const [px, py] = projection.project(x, y, lift(x, y)), near = 1e-3 * Math.min(right - left, top - bottom);
  for (const [kind, rows] of Object.entries(found.arrows)) {
    const [u, v] = rows[step], long = Math.hypot(u, v);
    if (!long) continue;
    const [a, b] = [x + (u / long) * near, y + (v / long) * near], [qx, qy] = projection.project(a, b, lift(a, b));
    const length = size * (18 + (LONGEST - 18) * (long / found.longest[kind]) ** POWER);
    arrow(context, px, py, Math.atan2(qy - py, qx - px), length, catalog.arrows[kind], size);
  }
};

function arrow(context, x, y, angle, length, color, size) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  for (const [width, style] of [[6.5 * size, '#ffffff'], [3.2 * size, color]]) {
    context.lineWidth = width;
    context.strokeStyle = context.fillStyle = style;
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(length - 7 * size, 0);
    context.stroke();
    context.beginPath();
    context.moveTo(length, 0);
    context.lineTo(length - 11 * size, 5.5 * size);
    context.lineTo(length - 11 * size, -5.5 * size);
    context.closePath();
    if (style !== color) context.stroke();
    context.fill();
  }
  context.restore();
}
