/* Each panel's legend: marker, name and learning rate of every racer; it is the switch. And the scoreboards. */
import { app } from '../core/app.mjs';
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { measured, short } from '../core/scales.mjs';
import { highlight } from '../player/frame.mjs';
import { soloRacer, state, surfaceOf, toggleRacer } from './state.mjs';
import { element } from '../ui/elements.mjs';

const PACE = 120; // ms between two updates of the standings while playing

export const markerSvg = ({ path }) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '-1.6 -1.6 3.2 3.2');
  svg.setAttribute('class', 'marker');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
};

/* A switch of one racer: click, hover, double click. `panel` is undefined in the list of controls. */
export const asSwitch = (node, name, panel) => {
  node.onclick = () => {
    toggleRacer(name, panel);
    highlight(name);
  };
  node.ondblclick = () => soloRacer(name, panel);
  node.onmouseenter = node.onfocus = () => highlight(name);
  node.onmouseleave = node.onblur = () => highlight(null);
};

export const showLegends = () => state.panels.forEach(({ spec, known }, index) => {
  const place = document.getElementById(`legend-${index}`), { roster } = state;
  if (place.dataset.roster !== roster.join()) {
    place.dataset.roster = roster.join();
    place.replaceChildren(...roster.map(name => item(name, index)));
  }
  for (const node of place.children) {
    const { name } = node.dataset, on = name in spec.optimizers;
    const racer = app.panels[index]?.racers.find(each => each.name === name);
    node.setAttribute('aria-pressed', on);
    const rate = known[name].learning_rate;
    node.lastChild.textContent = rate === undefined ? '' : short(rate);
    node.racer = racer;
    node.dataset.divergedAt = racer?.diverged_at ?? '';
  }
});

function item(name, index) {
  const { label, look } = catalog.optimizers[name];
  const node = element('button', 'legend-item');
  node.type = 'button';
  node.dataset.name = name;
  node.style.setProperty('--light', look.light);
  node.style.setProperty('--dark', look.dark);
  node.setAttribute('aria-label', `${label} in panel ${index + 1}`);
  node.title = `${label}: click to switch on or off, double-click to see it alone`;
  node.append(markerSvg(look), element('span', 'label', label), element('span', 'rate'));
  asSwitch(node, name, index);
  return node;
}

/* ---- scoreboards: rows sorted by the loss at the clock ---- */

const COLUMNS = [
  ['loss', 'loss', 'loss at this step'], ['norm', '‖∇f‖', 'gradient norm'],
  ['distance', 'distance', 'distance to the nearest minimum'],
  ['tolerance', 'to tol.', 'steps until the loss was within 1/1000 of the way from the start to the lowest minimum'],
  ['status', 'status', ''],
];

export const showScoreboards = () => {
  const place = document.getElementById('scoreboards');
  while (place.childElementCount > app.panels.length) place.lastChild.remove();
  app.panels.forEach((panel, index) => {
    const table = place.children[index] || place.appendChild(board());
    const { spec } = state.panels[index];
    table.caption.textContent = `${index + 1}  ${surfaceOf(index).label}`;
    const names = panel.racers.map(({ name }) => name).join();
    if (table.dataset.names !== names) {
      table.dataset.names = names;
      table.tBodies[0].replaceChildren(...panel.racers.map(row));
    }
  });
  showStandings(true);
};

function board() {
  const table = element('table', 'scoreboard');
  table.append(element('caption'));
  const head = table.createTHead().insertRow();
  head.append(...[['method', 'method', ''], ...COLUMNS].map(([key, text, title]) =>
    Object.assign(element('th', key, text), { scope: 'col', title })));
  table.append(element('tbody'));
  return table;
}

function row({ name, label, look }) {
  const line = element('tr');
  line.dataset.name = name;
  line.style.setProperty('--light', look.light);
  line.style.setProperty('--dark', look.dark);
  const head = element('th');
  head.scope = 'row';
  head.append(markerSvg(look), element('span', '', label));
  line.append(head, ...COLUMNS.map(([key]) => element('td', key)));
  return line;
}

let shown = 0;
export const showStandings = force => {
  const now = performance.now();
  if (!force && clock.playing && now - shown < PACE) return;
  shown = now;
  const place = document.getElementById('scoreboards');
  if (!place) return;
  app.panels.forEach((panel, index) => standings(panel, place.children[index]));
  document.querySelectorAll('.legend-item').forEach(node => {
    node.classList.toggle('diverged', Boolean(node.racer) && gone(node.racer, node.racer.stepAt(clock.step)));
  });
};

function standings(panel, table) {
  if (!table) return;
  const body = table.tBodies[0];
  const now = new Map(panel.racers.map(racer => [racer, Math.floor(racer.stepAt(clock.step) + 1e-9)]));
  const ranked = [...panel.racers].sort((a, b) => order(a, now.get(a)) - order(b, now.get(b)));
  const lines = new Map([...body.rows].map(line => [line.dataset.name, line]));
  ranked.forEach((racer, place) => {
    const line = lines.get(racer.name), step = now.get(racer);
    if (!line) return;
    write(line.cells[1], measured(racer.loss[step]));
    write(line.cells[2], measured(racer.norm[step]));
    write(line.cells[3], measured(racer.distanceAt(step)));
    const needed = racer.steps_to_tolerance;
    write(line.cells[4], needed !== null && needed <= step ? String(needed) : '–');
    const [word, tone] = status(racer, step, panel);
    write(line.cells[5], word);
    line.dataset.status = tone;
    if (body.rows[place] !== line) body.insertBefore(line, body.rows[place]);
  });
}

const gone = (racer, step) => racer.diverged_at !== null && step >= racer.diverged_at;
const order = (racer, step) => (gone(racer, step) || Number.isNaN(racer.loss[step]) ? Infinity : racer.loss[step]);
const write = (cell, text) => { if (cell.textContent !== text) cell.textContent = text; };

function status(racer, step, { steps, minima }) {
  if (gone(racer, step)) return [`diverged at step ${racer.diverged_at}`, 'diverged'];
  const arrived = racer.steps_to_tolerance !== null && step >= racer.steps_to_tolerance;
  if (racer.status === 'converged' && (arrived || step >= steps)) return ['converged', 'converged'];
  return [step < steps ? 'running' : minima.length ? 'not arrived' : 'ended', 'running'];
}
