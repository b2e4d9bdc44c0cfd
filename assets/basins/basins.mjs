/* The basin page: its state, what it asks for, and its address.

   The state is one spec, as races/basins.py has it. A map is asked for alone, coarse first, and again as fine as it may
   be at once; the gate has one request in flight, and what it asks is decided when it goes: so the newest settings win.
   Grids that take longer are a job of the tray. */
import { basinControls } from './controls.mjs';
import { readBasins, showBasinLegend } from './data.mjs';
import { BasinMap } from './map.mjs';
import { createGate } from '../core/gate.mjs';
import { plain, short } from '../core/scales.mjs';
import { markerSvg } from '../race/legend.mjs';
import { closeDialog, openDialog, searchMethods } from '../ui/dialogs.mjs';
import { mountFields } from '../ui/fields.mjs';
import { startJob } from '../ui/jobs.mjs';
import { notice } from '../ui/notices.mjs';
import { chosenTheme, themeNow } from '../ui/theme.mjs';
import { post } from '../ui/server.mjs';

const QUIET = 250; // ms without a change before a map becomes finer
const ADDRESS = 300; // ms; browsers allow only so many changes of the address

let catalog, spec, own, facts, maps, changedAt, timer;
let query, queryOf; // that of the race, as the server wrote it, and the spec that it is of, as JSON
let lines; // {key: of the surface, path: its contour lines}
const page = { legend: [], lines: null };
const element = id => document.getElementById(id);
/* A page that the reader has left stays for a moment, and so does the one before. */
const onPage = () => Boolean(element('basins-page')) && location.pathname === catalog?.paths.here;
const copy = value => JSON.parse(JSON.stringify(value));
const optimizer = name => catalog.optimizers[name];
const isVector = name => optimizer(name).vector;

page.spec = () => spec;
page.surface = () => (spec.surface === 'own' ? own
  : { ...catalog.surfaces[spec.surface], ...(facts?.of === surfaceKey() ? facts : {}) });
page.colors = () => catalog.colors[themeNow()];
page.shades = () => ({ length: page.colors().table.length, tones: catalog.tones });
page.say = text => { if (onPage()) element('basins-said').textContent = text || hint(); };

const hint = () => (matchMedia('(hover: none)').matches ? 'Tap a start to race from there.'
  : 'Point at a start; click, or Enter, races from there.');

/* ---- opening ---- */

export async function open(search, data) {
  catalog = data;
  if (!onPage()) return;
  const response = await post(catalog.paths.open, { search });
  const opened = response?.ok && await response.json();
  if (!opened || !onPage()) return;
  Object.assign(page, { lines: null, legend: [] });
  [spec, own, maps, lines, query, queryOf] = [opened.spec, opened.own, new Map(), null, null, null];
  facts = { ...opened.facts, of: surfaceKey() };
  if (opened.problems.length) {
    notice('This link has parts that could not be read, or that play no part here:', opened.problems);
  }
  mountFields();
  element('basins-maps').replaceChildren();
  dressChoices();
  changed({ surface: true });
}

export const surface = name => {
  if (spec && name && name !== spec.surface) setSurface(name);
};

/* ---- edits ---- */

const defaults = declared => Object.fromEntries(Object.entries(declared).map(([key, { default: value }]) => [key, value]));

const tunedRate = name => page.surface().tuned.learning_rates[name] ?? optimizer(name).hyperparameters.learning_rate?.default;

function tune() {
  Object.entries(spec.optimizers).forEach(([name, settings]) => {
    if ('learning_rate' in settings) settings.learning_rate = tunedRate(name);
  });
}

function setSurface(name) {
  if (name === 'own') return void setOwn(catalog.own.expression, catalog.own.domain);
  Object.assign(spec, { surface: name, expression: '', domain: null });
  placed();
}

async function setOwn(expression, domain) {
  const response = await post(catalog.paths.functions, { expression, domain });
  if (!response?.ok) return;
  const answer = await response.json();
  if (!onPage()) return;
  notice(answer.problem ? 'That function cannot be used:' : '', answer.problem ? [answer.problem] : [], 'own');
  if (answer.problem) return dash_clientside.set_props('basins-surface', { value: spec.surface });
  own = answer;
  Object.assign(spec, { surface: 'own', expression, domain: answer.domain });
  placed();
}

function placed() {
  Object.assign(spec, { surface_parameters: defaults(page.surface().hyperparameters), steps: page.surface().tuned.steps });
  tune();
  changed({ surface: true });
}

function chooseMethod(name) {
  const { optimizers } = spec, names = Object.keys(optimizers);
  if (name in optimizers && names.length === 1) return notice('The last method stays.', [], 'methods', 'info');
  if (!(name in optimizers) && names.length >= catalog.limits.methods) {
    return notice(`There can be at most ${catalog.limits.methods} methods; remove one first.`, [], 'methods', 'info');
  }
  const settings = defaults(optimizer(name).hyperparameters);
  if ('learning_rate' in settings) settings.learning_rate = tunedRate(name);
  spec.optimizers = Object.fromEntries(Object.keys(catalog.optimizers)
    .filter(other => (other === name ? !(name in optimizers) : other in optimizers))
    .map(other => [other, optimizers[other] || settings]));
  changed({ methods: true });
}

/* ---- what each map should be, and what to ask for next ---- */

const keyOf = name => JSON.stringify([spec.surface, spec.surface_parameters, spec.expression, spec.domain, spec.steps,
  spec.schedule, spec.schedule_parameters, name, spec.optimizers[name]]);
const surfaceKey = () => JSON.stringify([spec.surface, spec.surface_parameters, spec.expression, spec.domain]);

const whole = name => Math.min(spec.size, isVector(name) ? catalog.limits.vector_size : spec.size);
/* The finest grid that costs no more than `most` steps of a lane. */
const within = (name, most) => Math.max(catalog.limits.least, Math.floor(Math.sqrt(most / spec.steps / (isVector(name) ? 100 : 1))));
const coarse = name => Math.min(whole(name), within(name, catalog.limits.preview));
const live = name => Math.min(whole(name), within(name, catalog.limits.live));

const sizeNow = name => (maps.get(name)?.key === keyOf(name) ? maps.get(name).data.size : 0);

function next() {
  const names = Object.keys(spec.optimizers);
  const rough = names.find(name => sizeNow(name) < coarse(name));
  if (rough) return [rough, coarse(rough)];
  if (queryOf !== JSON.stringify(spec)) return [null, 0]; // a method less, or other starts: only the address is new
  if (performance.now() - changedAt < QUIET) return null;
  const fine = names.find(name => sizeNow(name) < live(name));
  return fine ? [fine, live(fine)] : null;
}

/* The gate's token says nothing: what is asked is what is needed most when it goes. */
const ask = async () => {
  let again = true;
  try {
    const wanted = onPage() && next();
    again = Boolean(wanted);
    if (!wanted) return;
    const [method, size] = wanted, key = method && keyOf(method), ground = surfaceKey(), asked = copy(spec);
    const response = await post(catalog.paths.maps, { spec: asked, method, size, lines: lines?.key !== ground });
    if (!response) { again = false; return; }
    if (!response.ok) {
      again = JSON.stringify(asked) !== JSON.stringify(spec);
      if (!again) await refused(response);
      return;
    }
    const answer = readBasins(await response.arrayBuffer());
    if (!onPage() || ground !== surfaceKey()) return;
    if (answer.lines) lines = { key: ground, path: new Path2D(answer.lines) };
    [query, queryOf] = [answer.query, JSON.stringify(asked)];
    facts = { ...answer.facts, of: ground };
    take(answer, () => key);
  } finally {
    if (again && onPage()) gate.push(true);
  }
};

const gate = createGate(ask);

async function refused(response) {
  const json = response.headers.get('Content-Type')?.startsWith('application/json');
  notice('These maps cannot be made:', json ? (await response.json()).problems : [`the server answered ${response.status}`]);
}

/* Shows the maps of an answer that fit the settings of now; a finer one of the same stays. */
function take(answer, keyFor) {
  notice('', [], 'server');
  page.legend = answer.legend;
  page.lines = lines?.key === surfaceKey() ? lines.path : null;
  for (const data of answer.maps) {
    const key = keyFor(data.name), map = maps.get(data.name);
    if (!map || (map.key === key && map.data.size > data.size)) continue;
    Object.assign(map, { key, data });
    map.view.load(data);
  }
  showBasinLegend(page, maps);
  showSizes();
  showAddress();
}

function changed({ surface = false, methods = surface } = {}) {
  changedAt = performance.now();
  if (surface) {
    dash_clientside.set_props('basins-surface', { value: spec.surface });
    page.say('');
  }
  if (methods) showMethods();
  showValues();
  showSizes();
  gate.push(true);
  clearTimeout(timer);
  timer = setTimeout(() => onPage() && gate.push(true), QUIET + 20);
}

/* ---- finer than at once: a job ---- */

function finer() {
  const names = Object.keys(spec.optimizers).filter(name => sizeNow(name) < whole(name));
  const { size, steps } = spec, label = `Basins of ${page.surface().label}, ${size} × ${size} starts`;
  const optimizers = Object.fromEntries(names.map(name => [name, spec.optimizers[name]]));
  const keys = Object.fromEntries(names.map(name => [name, keyOf(name)]));
  startJob({ kind: 'basins', request: { spec: copy({ ...spec, optimizers, size, steps }) }, label, quiet: true, keys });
}

document.addEventListener('ravine:job', async ({ detail: { asked, state, address } }) => {
  if (asked.kind !== 'basins' || state !== 'done' || !onPage()) return;
  try {
    const answer = readBasins(await (await fetch(address)).arrayBuffer());
    if (!onPage()) return;
    answer.maps = answer.maps.filter(({ name }) => name in spec.optimizers && asked.keys[name] === keyOf(name));
    if (answer.maps.length) take(answer, keyOf);
  } catch {
    notice('The finished maps could not be fetched; make them again.', [], 'server');
  }
});

/* ---- the address, and the way to the race ---- */

const bare = text => text.replace(/&start=[^&]*/, '');

const address = () => {
  const theme = chosenTheme(), grid = spec.size === 100 ? '' : `&grid=${spec.size}`;
  return query && `?${bare(query)}${grid}${theme ? `&theme=${theme}` : ''}`;
};

let addressTimer;
function showAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    if (onPage() && query) history.replaceState(history.state, '', address());
  }, ADDRESS);
}

/* The race of all methods of the page from `start`; without one from the surface's own. As dcc.Link goes there. */
page.race = (start, elsewhere) => {
  if (!query) return;
  const theme = chosenTheme() ? `&theme=${chosenTheme()}` : '';
  const link = start ? query.replace(/&start=[^&]*/, `&start=${start.map(plain).join()}`) : query;
  const href = `${catalog.paths.race}?${link}${theme}`;
  if (elsewhere) return void window.open(href, '_blank', 'noopener');
  history.replaceState(history.state, '', address()); // to come back to
  history.pushState({}, '', href);
  window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
  scrollTo(0, 0);
};

async function share() {
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}${address()}`);
    notice('The link is copied: it opens exactly these maps.', [], 'link', 'info');
  } catch {
    notice('The browser did not allow copying; the link is in the address bar.', [], 'link', 'info');
  }
}

const ACTIONS = {
  'basins-race': () => page.race(null, false),
  'basins-share': share,
  'basins-desk': () => element('basins-page').classList.toggle('wide'),
  'basins-methods': () => {
    element('chooser').querySelector('input').value = '';
    searchMethods('');
    openDialog('chooser');
  },
  'basins-tuned': () => { tune(); changed(); },
  'basins-finer': finer,
  choose: ({ name }) => chooseMethod(name),
  close: (_, button) => closeDialog(button),
};

document.addEventListener('click', ({ target }) => {
  const button = onPage() && spec && target.closest('[data-action]');
  if (button) ACTIONS[button.dataset.action]?.(button.dataset, button);
});

document.addEventListener('ravine:theme', () => {
  if (!onPage() || !maps) return;
  maps.forEach(({ view, data }) => { view.draw(); if (data) view.showShares(); });
  showBasinLegend(page, maps);
  showAddress();
});

/* ---- showing ---- */

let showValues = () => {};

function showMethods() {
  const names = Object.keys(spec.optimizers), place = element('basins-maps');
  [...maps.keys()].filter(name => !(name in spec.optimizers)).forEach(name => maps.delete(name));
  names.forEach(name => { if (!maps.has(name)) maps.set(name, { view: new BasinMap(name, optimizer(name), page) }); });
  maps = new Map(names.map(name => [name, maps.get(name)]));
  place.replaceChildren(...names.map(name => maps.get(name).view.root));
  place.dataset.count = names.length;
  document.querySelectorAll('#chooser .choice').forEach(node => node.setAttribute('aria-pressed', node.dataset.name in spec.optimizers));
  showValues = basinControls(spec, catalog, { changed, setOwn, surface: page.surface() });
}

function showSizes() {
  const names = Object.keys(spec.optimizers), missing = names.filter(name => live(name) < whole(name) && sizeNow(name) < whole(name));
  names.forEach(name => {
    const { view, data, key } = maps.get(name), rate = spec.optimizers[name].learning_rate;
    view.rate.textContent = rate === undefined ? '' : short(rate);
    view.grid.textContent = data ? `${data.size} × ${data.size}` : '';
    view.root.classList.toggle('stale', Boolean(data) && key !== keyOf(name));
  });
  element('basins-finer').hidden = !missing.length;
  element('basins-finer').textContent = `Compute ${spec.size} × ${spec.size}`;
  const vectors = names.filter(name => isVector(name));
  element('basins-note').textContent = vectors.length
    ? `${vectors.map(name => optimizer(name).label).join(', ')}: no lanes, so the starts run one by one, at most ${catalog.limits.vector_size} × ${catalog.limits.vector_size}.`
    : '';
}

function dressChoices() {
  document.querySelectorAll('#chooser .choice').forEach(node => {
    if (node.querySelector('.marker')) return;
    const { look } = optimizer(node.dataset.name);
    node.style.setProperty('--light', look.light);
    node.style.setProperty('--dark', look.dark);
    node.prepend(markerSvg(look));
  });
}
