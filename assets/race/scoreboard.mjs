/* The scoreboard of each panel: its racers, sorted by the loss at the clock. */
import { clock } from '../core/clock.mjs';
import { measured } from '../core/numbers.mjs';
import { standings, statusAt, stepsToTolerance, wholeStep } from '../core/racer.mjs';
import { atFrame, drawings } from '../player/loop.mjs';
import { badge } from '../ui/badge.mjs';
import { byId, element, write } from '../ui/elements.mjs';
import { isPressed, released } from '../ui/hand.mjs';
import { loaded } from './news.mjs';
import { panels } from './pictures.mjs';

const PACE = 120; // ms between two updates of the standings while playing, or while a slider is dragged
const STATUS =
  'arrived: beside a minimum, and the loss within 1/1000 of the way from the start to it; hovering: its method never ' +
  'rests at a constant rate, and the last quarter of the steps brought it no lower';
const COLUMNS = [
  ['loss', 'loss', 'loss at this step'],
  ['average', 'of average', 'loss of the average of the path at this step'],
  ['norm', '‖∇f‖', 'gradient norm'],
  ['distance', 'distance', 'distance to the nearest minimum'],
  ['tolerance', 'to tol.', 'steps until the loss was within 1/1000 of the way from the start to the lowest minimum'],
  ['status', 'status', STATUS],
];

/** @type {(place: HTMLElement, index: number) => HTMLTableElement | undefined} */
const tableOf = (place, index) => place.querySelectorAll('table')[index];

const showScoreboards = () => {
  const place = byId('scoreboards');
  if (!place) return; // a new page, whose parts are not put up yet
  while (place.childElementCount > panels.length) place.lastChild.remove();
  panels.forEach((panel, index) => {
    const table = tableOf(place, index) ?? place.appendChild(board());
    table.classList.toggle('averaged', panel.averages.length > 0);
    write(table.caption, `${index + 1}  ${panel.surface.label}`);
    const names = panel.racers.map(({ name }) => name).join();
    if (table.dataset.names !== names) {
      table.dataset.names = names;
      table.tBodies[0].replaceChildren(...panel.racers.map(row));
    }
  });
  showStandings(!isPressed());
};

function board() {
  const table = element('table', 'scoreboard');
  table.append(element('caption'));
  const head = table.createTHead().insertRow();
  head.append(
    ...[['method', 'method', ''], ...COLUMNS].map(([key, text, title]) =>
      Object.assign(element('th', key, text), { scope: 'col', title }),
    ),
  );
  const body = table.appendChild(element('tbody'));
  sight.observe(body);
  return table;
}

function row({ name, label, look }) {
  const line = element('tr');
  line.dataset.name = name;
  const head = element('th');
  head.scope = 'row';
  head.append(badge(line, look), element('span', '', label));
  line.append(head, ...COLUMNS.map(([key]) => element('td', key)));
  return line;
}

/** @type {WeakMap<HTMLTableElement, number>} */
const shown = new WeakMap(); // when, in ms
/** @type {WeakSet<Element>} */
const seen = new WeakSet(); // by the reader, who may have them below the window

/* All of them; in haste the one that the reader sees and that waits longest: its layout is most of a frame's. */
const showStandings = force => {
  const place = byId('scoreboards');
  if (!place) return;
  const tables = [...place.querySelectorAll('table')].slice(0, panels.length);
  const isHasty = !force && (clock.playing || isPressed());
  const due = tables.filter(table => seen.has(table.tBodies[0]) && performance.now() - (shown.get(table) ?? 0) > PACE);
  for (const table of isHasty ? longest(due) : tables) fill(table, panels[tables.indexOf(table)]);
};

const longest = tables => tables.sort((one, other) => (shown.get(one) ?? 0) - (shown.get(other) ?? 0)).slice(0, 1);

function fill(table, { racers, averages, steps, surface }) {
  shown.set(table, performance.now());
  const body = table.tBodies[0];
  const stepOf = racer => wholeStep(racer.stepAt(clock.step));
  const lines = new Map([...body.rows].map(line => [line.dataset.name, line]));
  standings(racers, stepOf).forEach((racer, place) => {
    const line = lines.get(racer.name);
    const step = stepOf(racer);
    if (!line) return;
    const [word, tone] = statusAt(racer, step, steps, surface.minima.length > 0);
    const needed = stepsToTolerance(racer, step);
    const average = averages.find(({ name }) => name === racer.name);
    const losses = [racer.loss[step], average ? average.loss[step] : Number.NaN];
    const numbers = [...losses, racer.norm[step], racer.distanceAt(step)].map(measured);
    [...numbers, needed ?? '–', word].forEach((text, column) => write(line.cells[column + 1], String(text)));
    line.dataset.status = tone;
    if (body.rows[place] !== line) body.insertBefore(line, body.rows[place]);
  });
}

const sight = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](target);
});

loaded.listen(() => atFrame(showScoreboards));
drawings.listen(() => showStandings());
released.listen(() => panels.length && showStandings(true));
