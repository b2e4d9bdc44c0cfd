/* Looking inside one racer: arrows at its head, its state against the step, and its update in numbers. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { createGate } from '../core/gate.mjs';
import { narrow } from '../core/narrow.mjs';
import { wholeStep } from '../core/racer.mjs';
import { drawArrows, longestOf, nextArrows } from '../player/arrows.mjs';
import { atFrame, drawings, redraw } from '../player/loop.mjs';
import { all, byId, element, typeset, found as within } from '../ui/elements.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { adopted } from '../ui/plotly.mjs';
import { post, sayProblems } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { edited, headsDrawn, loaded } from './news.mjs';
import { panels } from './pictures.mjs';
import { state } from './state.mjs';

const PACE = 300; // ms between two equations while playing

let looked = null; // {panel, name}
let found = null; // the server's answer
let drawn = ''; // what that was asked for, as text
let written = 0; // the step whose equation is asked for
let asked = 0; // when, in ms

const panelState = () => state.panels[looked.panel];
const racer = () => panels[looked.panel]?.racers.find(({ name }) => name === looked.name);

/* Asks, and hands over the answer while somebody still looks. */
const asking = (path, take) =>
  createGate(async (wanted, still, signal) => {
    const response = await post(catalog[path], wanted, () => still() && Boolean(looked), signal);
    const answer = response?.ok ? await response.json() : null;
    if (response && !answer && looked && still()) sayProblems('A look inside is not possible:', response);
    if (answer && looked) await take(answer, wanted);
  });

const inside = asking('inside_path', async (answer, wanted) => {
  found = { ...answer, longest: longestOf(answer.arrows) };
  drawn = JSON.stringify(wanted);
  await drawCharts();
  follower.observe(byId('inside-charts'));
  redraw();
});

async function drawCharts() {
  const { data, layout } = found.figure;
  await Plotly.react(byId('inside-charts'), data, layout, { displayModeBar: false, responsive: true });
}

adopted.listen(part => {
  if (!found || !byId('inside-charts')) return;
  part.purge(byId('inside-charts'));
  drawCharts();
});

/* The equations come later than the charts, and take of their room. */
const follower = new ResizeObserver(([{ target }]) => {
  if (target.isConnected && target.clientHeight) Plotly.Plots.resize(target).then(redraw);
});

const equation = asking('equation_path', answer => {
  ['x', 'y'].forEach(axis => typeset(`equation-${axis}`, narrow(answer[axis])));
});

const SMALLEST = 0.7; // of the size of equations; what is wider still can be scrolled
const equationsIn = () => document.querySelector('#inside .equations');

/* Lines that are wider than their place are set smaller, and stay so while this racer is looked into. */
const fitting = new MutationObserver(() => atFrame(fitEquations));

function fitEquations() {
  const place = equationsIn();
  if (!(place instanceof HTMLElement) || !looked) return;
  const shares = [...place.children].map(({ clientWidth, scrollWidth }) => clientWidth / scrollWidth);
  const share = Math.min(...shares.filter(Number.isFinite), 1);
  if (share === 1) return;
  const before = Number(place.style.getPropertyValue('--fit') || 1);
  place.style.setProperty('--fit', String(Math.max(0.99 * share * before, SMALLEST)));
}

function fitAnew() {
  const place = equationsIn();
  if (!(place instanceof HTMLElement)) return;
  place.style.removeProperty('--fit');
  fitting.observe(place, { childList: true, subtree: true });
}

/* Begins or ends the look at a racer. */
export const lookInside = (name, panel) => {
  const chosen = panel ?? state.panels.findIndex(({ spec: { optimizers } }) => name in optimizers);
  if (chosen < 0) {
    notify(`${catalog.optimizers[name].label} does not race: switch it on first.`, { near: lastUsed(), until: edited });
    return;
  }
  looked = { panel: chosen, name };
  [found, drawn, written] = [null, '', 0];
  byId('inside').hidden = false;
  const { label } = catalog.optimizers[name];
  byId('inside-title').textContent = `Inside ${label}, panel ${chosen + 1}`;
  enlarge();
  fitAnew();
  followInside();
  reveal(byId('inside'));
};

/* The panel that is looked into has the room of all; null gives it back. */
function enlarge() {
  const [page, nodes] = [byId('race-page'), [...all('.panel')]];
  const before = nodes.findIndex(node => node.classList.contains('looked'));
  page?.classList.toggle('looking', Boolean(looked)); // another page may have come meanwhile
  nodes.forEach((node, index) => node.classList.toggle('looked', index === looked?.panel));
  if (before !== (looked?.panel ?? -1)) window.dispatchEvent(new Event('resize')); // Plotly follows the window
}

/* Scrolls to a section, and on while its formulas and charts come. */
function reveal(section) {
  const watch = new ResizeObserver(() => section.scrollIntoView({ block: 'nearest', behavior: 'smooth' }));
  watch.observe(section);
  setTimeout(() => watch.disconnect(), 3000);
}

export const closeInside = () => {
  looked = found = null;
  byId('inside').hidden = true;
  enlarge();
  redraw();
};

/* Before the stage hears of it; the pen goes first, and a field, a list or a dialog that is open has it for itself. */
document.addEventListener(
  'keydown',
  event => {
    if (event.key !== 'Escape' || !looked || byId('pen') || within(event, 'input, select, dialog')) return;
    if (document.querySelector('dialog[open]')) return;
    event.stopPropagation();
    closeInside();
  },
  true,
);

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
const showInside = () => {
  if (!looked || !racer()) return;
  const step = Math.max(1, wholeStep(racer().stepAt(clock.step)));
  const now = performance.now();
  if (step !== written && !(clock.playing && now - asked < PACE)) {
    [written, asked] = [step, now];
    equation.push({ panels: [panelState().spec], optimizer: looked.name, step });
  }
  moveCursors(step);
};

function moveCursors(step) {
  /** @type {any} */
  const place = byId('inside-charts');
  const layout = place._fullLayout;
  if (!layout) return;
  const axes = Object.keys(layout)
    .filter(key => /^xaxis\d*$/.test(key))
    .map(key => layout[key]);
  const lines = place.querySelectorAll('.inside-cursor');
  axes.forEach((axis, i) => {
    const line = lines[i] || place.appendChild(element('div', 'inside-cursor'));
    const { t, h } = layout._size;
    const [at, rest] = [axis.c2p(step), axis._length - axis.c2p(step)];
    line.style.cssText = `left:${axis._offset + at}px;top:${t}px;height:${h}px;--rest:${rest}px`;
  });
  [...lines].slice(axes.length).forEach(line => line.remove());
}

/* Arrows at the head of the racer, after the heads of its picture. */
headsDrawn.listen((picture, now) => {
  if (!looked || !found || picture.panel.index !== looked.panel || !racer()) return;
  const next = nextArrows(racer(), found.arrows, wholeStep(racer().stepAt(now)));
  if (next) drawArrows(picture, next, { longest: found.longest, colors: catalog.arrows, size: typeSize() });
});

loaded.listen(() => atFrame(followInside));
drawings.listen(showInside);
