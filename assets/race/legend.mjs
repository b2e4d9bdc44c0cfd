/* Each panel's legend: marker, name and learning rate of every racer; it is the switch. And the scoreboards. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { isGone, standings, statusAt, stepsToTolerance, wholeStep } from '../core/racer.mjs';
import { measured, short } from '../core/scales.mjs';
import { atFrame, drawings } from '../player/loop.mjs';
import { highlight } from './highlight.mjs';
import { loaded } from './news.mjs';
import { panels } from './pictures.mjs';
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
    const racer = panels[index]?.racers.find(each => each.name === name);
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
  while (place.childElementCount > panels.length) place.lastChild.remove();
  panels.forEach((panel, index) => {
    const table = place.children[index] || place.appendChild(board());
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
  panels.forEach((panel, index) => fill(place.children[index], panel));
  document.querySelectorAll('.legend-item').forEach(node => {
    node.classList.toggle('diverged', Boolean(node.racer) && isGone(node.racer, node.racer.stepAt(clock.step)));
  });
};

function fill(table, { racers, steps, minima }) {
  if (!table) return;
  const body = table.tBodies[0];
  const stepOf = racer => wholeStep(racer.stepAt(clock.step));
  const lines = new Map([...body.rows].map(line => [line.dataset.name, line]));
  standings(racers, stepOf).forEach((racer, place) => {
    const line = lines.get(racer.name), step = stepOf(racer);
    if (!line) return;
    const [word, tone] = statusAt(racer, step, steps, minima.length > 0);
    const needed = stepsToTolerance(racer, step);
    const cells = [measured(racer.loss[step]), measured(racer.norm[step]), measured(racer.distanceAt(step)), needed ?? '–', word];
    cells.forEach((text, column) => write(line.cells[column + 1], String(text)));
    line.dataset.status = tone;
    if (body.rows[place] !== line) body.insertBefore(line, body.rows[place]);
  });
}

const write = (cell, text) => { if (cell.textContent !== text) cell.textContent = text; };

loaded.listen(() => {
  atFrame(showLegends);
  atFrame(showScoreboards);
});
drawings.listen(() => showStandings());
