/* The controls of the sweep page; those of the surface, of the methods and of the second hyperparameter are others when
   these change. */
import { parse } from '../core/numbers.mjs';
import { choiceLine } from '../ui/choice.mjs';
import { mountChooser, showChosen } from '../ui/chooser.mjs';
import { all, byId, element } from '../ui/elements.mjs';
import { NumberField } from '../ui/number_field.mjs';
import { sliderRow } from '../ui/slider_row.mjs';
import { textField } from '../ui/text_field.mjs';
import { edited } from './asking.mjs';
import { edit, expressSurface } from './edits.mjs';
import { setStart } from './ground.mjs';
import { methodRow, order } from './methods.mjs';
import { page, race, surfaceEntry } from './page.mjs';
import { secondRows } from './second.mjs';

const APART = 2; // the ends stay at least so far apart, as a factor

const place = name => byId(`sweep-${name}`);

let rows = []; // {node, show()} that stay
let parts = []; // {node, show()} that are made anew ...
let madeFor = ''; // ... for these

export const mountSweepDesk = () => {
  mountChooser(page.catalog.optimizers);
  Object.assign(page.known, race().optimizers);
  const measure = choiceLine({
    label: 'What is shown',
    node: place('measure'),
    options: [
      ['loss', 'Final loss'],
      ['steps', 'Steps to tolerance'],
    ],
    value: () => page.state.measure,
    take: value => edit(() => Object.assign(page.state, { measure: value })),
  });
  const plays = choiceLine({
    label: 'A click plays',
    node: place('plays'),
    options: [
      ['one', 'this method'],
      ['all', 'all at this rate'],
    ],
    value: () => page.plays,
    take: value => {
      page.plays = value;
      edited.tell();
    },
  });
  const start = [0, 1].map(startField);
  place('start').replaceChildren(element('span', 'symbol', 'start'), ...start.map(({ node }) => node));
  const numbers = sweepRows();
  place('rows').replaceChildren(...numbers.map(({ node }) => node));
  rows = [measure, plays, ...start, ...numbers];
  madeFor = '';
};

function startField(axis) {
  return new NumberField({
    label: `Start ${'xy'[axis]}`,
    values: () => [Number(race().start[axis].toPrecision(6))],
    read: text => {
      const [minimum, maximum] = surfaceEntry(race()).domain[axis];
      return parse({ minimum, maximum }, text);
    },
    take: value => setStart(race().start.map((old, i) => (i === axis ? value : old))),
  });
}

function sweepRows() {
  const { limits, max_steps: most } = page.catalog;
  const rate = { minimum: limits.lowest, maximum: limits.highest, scale: 'log' };
  const sweep = () => page.state.sweep;
  const numberRow = (title, label, parameter, get, set) =>
    sliderRow({ title, label, parameter, values: () => [get()], take: value => edit(() => set(value)) });
  const whole = (minimum, maximum) => ({ minimum, maximum, scale: 'whole' });
  return [
    numberRow(
      'rates from',
      'Lowest learning rate',
      { ...rate, maximum: limits.highest / APART },
      () => sweep().low,
      low => Object.assign(sweep(), { low, high: Math.max(sweep().high, low * APART) }),
    ),
    numberRow(
      'to',
      'Highest learning rate',
      { ...rate, minimum: limits.lowest * APART },
      () => sweep().high,
      high => Object.assign(sweep(), { high, low: Math.min(sweep().low, high / APART) }),
    ),
    numberRow(
      'how many',
      'How many learning rates',
      whole(2, limits.rates),
      () => sweep().count,
      value => {
        sweep().count = value;
      },
    ),
    numberRow(
      'steps',
      'Steps of each race',
      whole(1, most),
      () => race().steps,
      value => {
        race().steps = value;
      },
    ),
  ];
}

export const showSweepDesk = () => {
  if (!page.state || !byId('sweep-page')) return;
  const { surface, optimizers } = race();
  const { second } = page.state.sweep;
  byId('sweep-page')?.classList.toggle('two-ways', Boolean(second));
  const key = [surface, Object.keys(optimizers), second?.method, second?.name].join();
  if (key !== madeFor) {
    madeFor = key;
    parts = [...mountSurface(), ...mountMethods(), ...secondRows(place('second'))];
    showChosen(name => name in optimizers);
    dash_clientside.set_props('sweep-surface', { value: surface });
  }
  [...rows, ...parts].forEach(each => each.show());
  showNote();
};

/* What the link brought and this page has no control for. */
function showNote() {
  const { noise, schedule, seed, units, warmup } = race();
  const { noises, schedules } = page.catalog;
  const said = [];
  if (noise !== 'none') said.push(`noise: ${noises[noise].label}, seed ${seed}`);
  if (schedule !== 'constant') said.push(`schedule: ${schedules[schedule].label}`);
  if (warmup > 1) said.push(`warm-up: ${warmup} steps`);
  if (units.some(factor => factor !== 1)) said.push(`units: ${units.join(', ')}`);
  place('note').textContent = said.length ? `As in the race, with ${said.join('; ')}.` : '';
}

function mountSurface() {
  const { surface } = race();
  const own = surface === 'own';
  const made = own ? [expressionField()] : parameterRows(page.catalog.surfaces[surface]);
  const nodes = made.map(({ node }) => node);
  place('own').replaceChildren(...(own ? [element('span', 'symbol', 'f(x, y) ='), ...nodes] : []));
  place('surface-rows').replaceChildren(...(own ? [] : nodes));
  return made;
}

const expressionField = () =>
  textField({
    label: 'Expression in x and y',
    most: 400,
    value: () => race().expression,
    take: expressSurface,
  });

const parameterRows = ({ label, hyperparameters }) =>
  Object.entries(hyperparameters).map(([name, parameter]) =>
    sliderRow({
      title: parameter.label,
      help: parameter.help,
      label: `${label} ${parameter.label}`,
      parameter,
      values: () => [race().surface_parameters[name]],
      take: value => {
        const { moves, start } = surfaceEntry(race());
        page.follows ||= Boolean(moves) && String(race().start) === String(start);
        edit(() => Object.assign(race().surface_parameters, { [name]: value }), { ground: true });
      },
    }),
  );

function mountMethods() {
  const into = place('methods');
  const open = new Set([...all('.sweep-method:has(details[open])')].map(node => node.dataset.name));
  const made = order(race().optimizers).map(name => methodRow(name, open.has(name)));
  into.replaceChildren(...made.map(({ node }) => node));
  return made;
}
