/* The controls and the table of the sweep page, made from the declarations. */
import { measured, parse, plain, positionOf, valueAt } from '../core/scales.mjs';
import { markerSvg } from '../ui/badge.mjs';
import { element } from '../ui/elements.mjs';
import { mountFields } from '../ui/fields.mjs';
import { notice } from '../ui/notices.mjs';
import { askFor, changed } from './asking.mjs';
import { setStart as sweepStart } from './chart.mjs';
import { raceLink } from './link.mjs';
import { page } from './page.mjs';

const POSITIONS = 500;
const race = () => page.state.sweep.race;
const place = name => document.getElementById(`sweep-${name}`);
const defaultsOf = declared => Object.fromEntries(Object.entries(declared).map(([name, { default: value }]) => [name, value]));

let rows = []; // {show()}

/* What is known of the sweep's surface; your own function's came with its answer. */
export const sweepSurfaceEntry = spec => (spec.surface === 'own' ? page.own
  : { ...page.catalog.surfaces[spec.surface], ...(page.facts?.surface === spec.surface ? page.facts : {}) });

/* ---- pieces ---- */

function input(attributes, label, into) {
  const node = Object.assign(element('input'), attributes);
  node.setAttribute('aria-label', label);
  into.append(node);
  return node;
}

/* A number field: a typed value goes on, or a message says why not. */
function field(label, parameter, get, set, into) {
  const node = input({ type: 'text', inputMode: 'decimal', autocomplete: 'off', spellcheck: false }, label, into);
  const write = () => { node.value = plain(Number(get().toPrecision(6))); };
  node.onchange = () => {
    const { value, error } = parse(parameter, node.value);
    notice(error ? `${label}: ${error}` : '', [], `field ${label}`);
    node.setAttribute('aria-invalid', Boolean(error));
    if (!error) set(value);
  };
  node.onkeydown = event => { if (event.key === 'Enter') node.onchange(); };
  return { show() { if (node !== document.activeElement && node.getAttribute('aria-invalid') !== 'true') write(); } };
}

/* Heading, slider and field of one number. */
function row(title, label, parameter, get, set, into) {
  const line = element('div', 'sweep-row'), heading = element('span', 'symbol', title);
  if (parameter.help) heading.title = parameter.help;
  line.append(heading);
  const range = input({ type: 'range', min: 0, max: 1, step: 1 / POSITIONS }, label, line);
  const paint = () => range.style.setProperty('--done', range.value);
  range.oninput = () => {
    paint();
    set(valueAt(parameter, Number(range.value)));
  };
  const number = field(label, parameter, get, set, line);
  into.append(line);
  return {
    show() {
      const wanted = positionOf(parameter, get());
      if (Math.abs(range.value - wanted) > 2 / POSITIONS) range.value = wanted;
      paint();
      number.show();
    },
  };
}

/* Buttons side by side, one of them pressed. */
function choice(into, name, options, get, set) {
  into.replaceChildren();
  into.setAttribute('role', 'group');
  into.setAttribute('aria-label', name);
  const buttons = Object.entries(options).map(([value, text]) => {
    const button = element('button', '', text);
    Object.assign(button, { type: 'button', onclick: () => { set(value); show(); } });
    into.append(button);
    return [value, button];
  });
  const show = () => buttons.forEach(([value, button]) => button.setAttribute('aria-pressed', value === get()));
  return { show };
}

/* ---- mounting ---- */

export const mountSweepDesk = () => {
  mountFields(); // the search of the chooser
  document.querySelectorAll('.choice').forEach(node => {
    if (!node.querySelector('.marker')) node.prepend(marker(node, node.dataset.name));
  });
  Object.entries(race().optimizers).forEach(([name, settings]) => { page.known[name] = settings; });
  rows = [
    choice(place('measure'), 'What is shown', { loss: 'Final loss', steps: 'Steps to tolerance' }, () => page.state.measure,
      value => { page.state.measure = value; changed(); }),
    choice(place('plays'), 'A click plays', { one: 'this method', all: 'all at this rate' }, () => page.plays,
      value => { page.plays = value; }),
    ...mountStart(), ...mountSweep(),
  ];
  shownFor = '';
};

function marker(node, name) {
  const { look } = page.catalog.optimizers[name];
  node.dataset.name = name;
  node.style.setProperty('--light', look.light);
  node.style.setProperty('--dark', look.dark);
  return markerSvg(look);
}

function mountStart() {
  const into = place('start');
  into.replaceChildren(element('span', 'symbol', 'start'));
  return ['x', 'y'].map((name, axis) => {
    const bounds = () => sweepSurfaceEntry(race()).domain[axis];
    const parameter = { get minimum() { return bounds()[0]; }, get maximum() { return bounds()[1]; } };
    return field(`Start ${name}`, parameter, () => race().start[axis],
      value => sweepStart(race().start.map((old, i) => (i === axis ? value : old))), into);
  });
}

function mountSweep() {
  const into = place('rows'), { limits, max_steps: most } = page.catalog;
  into.replaceChildren();
  const rate = { minimum: limits.lowest, maximum: limits.highest, scale: 'log' }, sweep = () => page.state.sweep;
  const apart = 1.5; // the ends stay so far apart, as a factor
  return [
    row('rates from', 'Lowest learning rate', rate, () => sweep().low, value => {
      sweep().low = Math.min(value, limits.highest / apart);
      sweep().high = Math.max(sweep().high, sweep().low * apart);
      changed();
    }, into),
    row('to', 'Highest learning rate', rate, () => sweep().high, value => {
      sweep().high = Math.max(value, limits.lowest * apart);
      sweep().low = Math.min(sweep().low, sweep().high / apart);
      changed();
    }, into),
    row('how many', 'How many learning rates', { minimum: 2, maximum: limits.rates, scale: 'whole' }, () => sweep().count,
      value => { sweep().count = value; changed(); }, into),
    row('steps', 'Steps of each race', { minimum: 1, maximum: most, scale: 'whole' }, () => race().steps,
      value => { race().steps = value; changed(); }, into),
  ];
}

/* Surface, methods and the second hyperparameter have other rows when they change. */
let shownFor = '', parts = [];

export const showSweepDesk = () => {
  if (!page.state || !document.getElementById('sweep-page')) return;
  const { surface, optimizers } = race(), { second } = page.state.sweep;
  const key = [surface, Object.keys(optimizers), second?.method, second?.name].join();
  if (key !== shownFor) {
    shownFor = key;
    parts = [...mountSurface(), ...mountMethods(), ...mountSecond()];
    document.querySelectorAll('.choice').forEach(node => node.setAttribute('aria-pressed', node.dataset.name in optimizers));
    dash_clientside.set_props('sweep-surface', { value: surface });
  }
  [...rows, ...parts].forEach(each => each.show());
  showNote();
};

/* What the link brought and this page has no control for. */
function showNote() {
  const { noise, schedule, seed, units } = race(), { noises, schedules } = page.catalog, said = [];
  if (noise !== 'none') said.push(`noise: ${noises[noise].label}, seed ${seed}`);
  if (schedule !== 'constant') said.push(`schedule: ${schedules[schedule].label}`);
  if (units.some(factor => factor !== 1)) said.push(`units: ${units.join(', ')}`);
  place('note').textContent = said.length ? `As in the race, with ${said.join('; ')}.` : '';
}

/* ---- surface ---- */

export const sweepSurface = surface => {
  if (surface === race().surface || !surface) return;
  if (surface === 'own') {
    const { expression, domain } = page.catalog.own;
    Object.assign(race(), { surface, expression, domain, start: null, surface_parameters: {} });
  } else {
    const { start, hyperparameters } = page.catalog.surfaces[surface];
    Object.assign(race(), { surface, expression: '', domain: null, start, surface_parameters: defaultsOf(hyperparameters) });
  }
  const { needs } = page.catalog.noises[race().noise];
  Object.assign(page, { facts: null, follows: false });
  if (needs && !page.catalog.surfaces[surface]?.offers.includes(needs)) Object.assign(race(), { noise: 'none', noise_parameters: {} });
  reopen();
};

/* The start of your own function is the server's to find: so its answer is the new state. */
function reopen() {
  if (race().surface !== 'own') return changed({ ground: true });
  const { expression, domain } = race(), sweep = page.state.sweep;
  const query = new URLSearchParams({ surface: 'own', f: expression, domain: domain.flat().join(), steps: race().steps });
  Object.keys(race().optimizers).forEach(name => query.set(name, ''));
  query.set('rates', [sweep.low, sweep.high, sweep.count].join());
  return askFor(`?${query}`);
}

function mountSurface() {
  const into = place('surface-rows'), own = place('own'), { surface } = race();
  into.replaceChildren();
  own.replaceChildren();
  if (surface === 'own') {
    own.append(element('span', 'symbol', 'f(x, y) ='));
    const node = input({ type: 'text', maxLength: 400, spellcheck: false, value: race().expression }, 'Expression in x and y', own);
    node.onchange = () => {
      race().expression = node.value;
      reopen();
    };
    return [];
  }
  return Object.entries(page.catalog.surfaces[surface].hyperparameters).map(([name, parameter]) =>
    row(`${parameter.label}`, `${page.catalog.surfaces[surface].label} ${parameter.label}`, parameter,
      () => race().surface_parameters[name],
      value => {
        const { moves, start } = sweepSurfaceEntry(race());
        page.follows ||= Boolean(moves) && String(race().start) === String(start);
        race().surface_parameters[name] = value;
        changed({ ground: true });
      }, into));
}

/* ---- methods ---- */

export const sweepToggle = name => {
  const { optimizers } = race(), { sweep } = page.state, { limits } = page.catalog;
  if (name in optimizers) {
    if (Object.keys(optimizers).length === 1) return void notice('The last method stays.', [], 'methods');
    delete optimizers[name];
    if (sweep.second?.method === name) sweep.second = null;
  } else {
    if (Object.keys(optimizers).length >= limits.methods) {
      return void notice(`A sweep has at most ${limits.methods} methods; remove one first.`, [], 'methods');
    }
    optimizers[name] = page.known[name] ??= defaultsOf(page.catalog.optimizers[name].hyperparameters);
  }
  return changed();
};

function mountMethods() {
  const into = place('methods'), open = new Set([...into.querySelectorAll('details[open]')].map(node => node.dataset.name));
  into.replaceChildren();
  const order = Object.keys(page.catalog.optimizers);
  const names = Object.keys(race().optimizers).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return names.flatMap(name => {
    const { label, hyperparameters } = page.catalog.optimizers[name];
    const node = element('details', 'sweep-method'), summary = element('summary');
    summary.append(marker(node, name), element('span', 'label', label));
    const remove = element('button', 'close', '×');
    Object.assign(remove, { type: 'button', title: `Remove ${label}`, onclick: event => { event.preventDefault(); sweepToggle(name); } });
    remove.setAttribute('aria-label', `Remove ${label}`);
    summary.append(remove);
    node.append(summary);
    node.open = open.has(name);
    into.append(node);
    const others = Object.entries(hyperparameters).filter(([key]) => key !== 'learning_rate');
    if (!others.length) node.append(element('span', 'no-rate', 'no other hyperparameters'));
    return others.map(([key, parameter]) => row(parameter.label, `${label} ${parameter.label}`, parameter,
      () => race().optimizers[name][key], value => { race().optimizers[name][key] = value; changed(); }, node));
  });
}

/* ---- the second hyperparameter ---- */

function mountSecond() {
  const into = place('second'), select = element('select'), { sweep } = page.state;
  select.setAttribute('aria-label', 'Second hyperparameter');
  select.append(new Option('none: curves of all methods', ''));
  for (const name of Object.keys(race().optimizers)) {
    const { label, hyperparameters } = page.catalog.optimizers[name];
    const others = Object.values(hyperparameters).filter(each => each.name !== 'learning_rate' && each.scale !== 'switch');
    others.forEach(({ name: key, label: text }) => select.append(new Option(`${label}: ${text}`, `${name}.${key}`)));
  }
  select.value = sweep.second ? `${sweep.second.method}.${sweep.second.name}` : '';
  select.onchange = () => {
    const [method, name] = select.value.split('.');
    sweep.second = name ? { method, name, ...endsOf(page.catalog.optimizers[method].hyperparameters[name]), count: 30 } : null;
    changed();
  };
  into.replaceChildren(element('span', 'heading', 'Second hyperparameter'), select);
  if (!sweep.second) return [];
  const { method, name } = sweep.second, declared = page.catalog.optimizers[method].hyperparameters[name];
  const put = (key, value) => { page.state.sweep.second[key] = value; changed(); };
  const get = key => () => page.state.sweep.second[key];
  const counts = { minimum: 2, maximum: page.catalog.limits.values, scale: 'whole' };
  return [
    row('from', `Lowest ${declared.label}`, declared, get('low'), value => value < get('high')() && put('low', value), into),
    row('to', `Highest ${declared.label}`, declared, get('high'), value => value > get('low')() && put('high', value), into),
    row('how many', `How many values of ${declared.label}`, counts, get('count'), value => put('count', value), into),
  ];
}

/* From the whole slider, but of a memory that never ends the last tenth. */
const endsOf = declared => ({
  low: declared.minimum,
  high: declared.scale === 'memory' ? valueAt(declared, 0.6) : declared.maximum,
});

/* ---- the table ---- */

const HEADS = [
  ['method', ''], ['best rate', 'the learning rate of the lowest final loss'], ['final loss', 'the lowest one'],
  ['steps', 'the fewest steps until the loss was within 1/1000 of the way from the start to the lowest minimum'],
  ['at rate', 'the learning rate of the fewest steps'],
  ['stable to', 'the highest learning rate below the first one at which the loss ends above that of the start'],
  ['theory', 'the largest stable learning rate on a quadratic with largest curvature L'], ['play', ''],
];

export const showSweepTable = answer => {
  const table = place('table'), { second } = answer.sweep;
  table.replaceChildren();
  table.dataset.query = answer.query;
  const head = table.createTHead().insertRow();
  HEADS.forEach(([text, title]) => head.append(Object.assign(element('th', '', text), { scope: 'col', title })));
  const body = table.createTBody();
  answer.rows.filter(({ name }) => !second || second.method === name).forEach(found => body.append(line(found, answer)));
};

const at = (index, { rates, values }, flat) => {
  if (!index) return '–';
  const rate = flat ? 'any' : measured(rates[index[0]]);
  return index.length > 1 ? `${rate}, ${measured(values[index[1]])}` : rate;
};

function line(found, answer) {
  const node = element('tr'), title = element('th'), { label } = page.catalog.optimizers[found.name];
  title.scope = 'row';
  title.append(marker(node, found.name), element('span', '', label));
  const play = element('td', 'plays'), chosen = answer.measure === 'steps' ? found.fewest ?? found.lowest : found.lowest;
  if (chosen) {
    for (const [text, names] of [['alone', [found.name]], ['all', Object.keys(answer.sweep.race.optimizers)]]) {
      const link = element('a', '', text);
      link.href = raceLink(answer, names, chosen[0], chosen[1]);
      link.dataset.race = '';
      link.setAttribute('aria-label', names.length === 1 && text === 'alone' ? `Play ${label} at its best rate` : `Play all at the best rate of ${label}`);
      play.append(link, ' ');
    }
  }
  const stable = found.stable ? `${measured(found.stable[1])}${found.open ? ' +' : ''}` : '–';
  const theory = found.bound === null ? '–' : `${found.formula} = ${measured(found.bound)}`;
  const cells = [
    at(found.lowest, answer, found.flat), found.loss === null ? '–' : measured(found.loss),
    found.steps === null ? '–' : String(found.steps), at(found.fewest, answer, found.flat),
    found.flat ? 'no rate' : stable, theory,
  ];
  node.append(title, ...cells.map(text => element('td', '', text)), play);
  return node;
}
