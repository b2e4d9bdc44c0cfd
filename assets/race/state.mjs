/* The page's state and every edit of it. The state is what a link holds: panels, each a race's spec, and a view.

   An edit changes the state and calls `changed`, which asks the server for new trails (and backgrounds, where a surface
   changed), and shows the state in the controls and in the address bar. */
import { catalog, isLearned } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { positionOf, valueAt } from '../core/scales.mjs';
import { emphasize, lessonPlace } from '../lessons/lesson.mjs';
import { showControls, typeSize } from './controls.mjs';
import { followInside } from './inside.mjs';
import { showLink } from './link.mjs';
import { clearPictures, loadCurves, loadRaces } from './pictures.mjs';
import { backgroundGate, raceGate, readRaces } from './races.mjs';
import { forgetRates, moveRates, ownRate, tunedSettings } from './rates.mjs';
import { editOwn } from '../ui/dialogs.mjs';
import { notice } from '../ui/notices.mjs';
import { chooseTheme, chosenTheme, systemTheme, themeNow } from '../ui/theme.mjs';

const copy = value => JSON.parse(JSON.stringify(value));
let pictured; // the theme of the pictures on screen
let good; // the panels of the last answer without problems

export const state = {
  panels: [], // [{spec, zoom, known: {optimizer: settings, also of those switched off}}], and what rates.js adds
  view: {},
  scope: 'all', // which panels the controls edit: 'all' or an index
  roster: [], // the methods that stand in the legends and among the controls
  queries: [], // each panel's part of the link, as the server wrote it
};

/* What is known of a panel's surface; `panel.own` is that of your own function, or of a network's plane, and
   `panel.facts` is what the server last said of a surface of data, whose minima, start and picture follow from its
   hyperparameters. */
export const surfaceIn = ({ spec, own, facts }) => {
  const known = catalog.surfaces[spec.surface] ?? own;
  return facts ? { ...known, ...facts } : known;
};

export const surfaceOf = index => surfaceIn(state.panels[index]);

export const scoped = () => (state.scope === 'all' ? state.panels : [state.panels[state.scope]]);

/* ---- opening and asking ---- */

/* Another scene, from its start. */
export const beginScene = opened => {
  clearPictures();
  openScene(opened);
  emphasize();
};

export const openScene = opened => {
  state.panels = opened.panels.map(withMemory);
  Object.assign(state, { view: opened.view, scope: 'all', queries: [] });
  const on = Object.keys(catalog.optimizers).filter(name => isOn(name)), { classics } = catalog;
  const alone = lessonPlace() || !on.every(name => classics.includes(name)); // a lesson shows only who races
  const trained = state.panels.flatMap(panel => Object.keys(surfaceIn(panel).tuned.settings ?? {}));
  state.roster = alone || trained.length ? Object.keys(catalog.optimizers).filter(name => isOn(name) || trained.includes(name)) : classics;
  good = copy(state.panels);
  clock.speed = state.view.speed;
  clock.loop = state.view.loop === 'on';
  pictured = state.view.theme || systemTheme();
  chooseTheme(state.view.theme);
  if (opened.problems.length) {
    notice('This link has parts that could not be read; the default stands in for each:', opened.problems);
  }
  sceneChanged();
};

/* Settings of every method, also of those switched off. */
function withMemory(panel) {
  panel.known = {};
  for (const name of Object.keys(catalog.optimizers)) {
    panel.known[name] = { ...tunedSettings(panel, name), ...panel.spec.optimizers[name] };
  }
  forgetRates(panel);
  return linked(panel);
}

/* A racer's settings are one object, in the spec and in the memory: an edit is seen in both. */
function linked(panel) {
  Object.keys(panel.spec.optimizers).forEach(name => { panel.spec.optimizers[name] = panel.known[name]; });
  return panel;
}

export const sceneChanged = ({ surfaces = false, panels = false } = {}) => {
  raceGate.push({ panels: state.panels.map(({ spec, follows }) => (follows ? { ...spec, start: null } : spec)) });
  if (surfaces || panels) askBackgrounds(panels);
  showControls();
};

/* `curves`: the axes of the charts too, for another theme or another panel. */
export const askBackgrounds = (curves = false) => backgroundGate.push({
  curves,
  panels: state.panels.map(({ spec: { surface, surface_parameters, expression, domain }, zoom }) =>
    [{ surface, surface_parameters, expression, domain }, zoom]),
  dimensions: state.view.dimensions,
  camera: state.view.camera,
  theme: themeNow(),
  size: typeSize(),
});

/* The server's answer: new trails, or the reasons why there are none; then the last good state comes back. */
export const racesAnswered = answer => {
  if (!document.getElementById('race-page')) return;
  notice('', [], 'server');
  if (answer.problems) {
    notice('That race cannot be run:', answer.problems);
    const surfaces = state.panels.length !== good.length
      || state.panels.some(({ spec }, i) => spec.surface !== good[i].spec.surface);
    state.panels = copy(good).map(linked);
    if (state.scope !== 'all' && state.scope >= state.panels.length) state.scope = 'all';
    if (surfaces) askBackgrounds(true);
    showControls();
    return;
  }
  if (answer.panels.length !== state.panels.length) return; // of a page that is gone
  answer.panels.forEach((panel, index) => adopt(state.panels[index], panel));
  const races = readRaces(answer);
  if (!races) return void sceneChanged();
  good = copy(state.panels);
  state.queries = answer.panels.map(({ query }) => query);
  loadRaces(races);
  if (answer.panels.some(({ facts }) => facts)) showControls(); // the start, and what the picture is
  showLink();
};

/* What follows from the hyperparameters of a surface, and a start that goes with it. */
function adopt(panel, { surface, facts, start }) {
  if (panel.spec.surface !== surface) return; // it has another one by now
  if (facts && JSON.stringify(facts.domain) !== JSON.stringify(surfaceIn(panel).domain)) panel.zoom = null;
  panel.facts = facts;
  if (facts && (panel.follows || !within(panel.spec.start, facts.domain))) panel.spec.start = start;
}

const within = ([x, y], [[left, right], [bottom, top]]) => x >= left && x <= right && y >= bottom && y <= top;

/* A start that is the surface's own stays so while that moves. */
function follow(group) {
  if (!catalog.surfaces[group]?.moves) return;
  concerned(group).forEach(panel => { panel.follows ||= String(panel.spec.start) === String(surfaceIn(panel).start); });
}

/* ---- edits of hyperparameters ----
   `group` is an optimizer, a surface, a schedule or a noise; each knows where its settings are in a panel. */

export const declaredOf = (group, name) => {
  const { optimizers, surfaces, schedules, noises } = catalog;
  return (optimizers[group] || surfaces[group] || schedules[group] || noises[group]).hyperparameters[name];
};

export const settingsOf = (panel, group) => {
  if (catalog.optimizers[group]) return panel.known[group];
  if (panel.spec.surface === group) return panel.spec.surface_parameters;
  if (panel.spec.schedule === group) return panel.spec.schedule_parameters;
  if (panel.spec.noise === group) return panel.spec.noise_parameters;
  return null; // this panel has another surface, schedule or noise
};

const concerned = group => scoped().filter(panel => settingsOf(panel, group));

function put(panel, group, name, value) {
  settingsOf(panel, group)[name] = value;
  if (name === 'learning_rate') ownRate(panel, group);
}

/* A number typed, or a switch: the same value in every panel of the scope. */
export const setValue = (group, name, value) => {
  follow(group);
  concerned(group).forEach(panel => put(panel, group, name, value));
  sceneChanged({ surfaces: group in catalog.surfaces });
};

/* A slider dragged: every panel of the scope moves by as much, so that their ratios stay. */
export const setPosition = (group, name, position) => {
  const parameter = declaredOf(group, name), panels = concerned(group);
  const positions = panels.map(panel => positionOf(parameter, settingsOf(panel, group)[name]));
  const mean = positions.reduce((sum, value) => sum + value, 0) / positions.length;
  const shift = Math.min(Math.max(position - mean, -Math.min(...positions)), 1 - Math.max(...positions));
  const alike = new Set(positions).size === 1;
  follow(group);
  panels.forEach((panel, i) => {
    put(panel, group, name, valueAt(parameter, alike ? position : positions[i] + shift));
  });
  sceneChanged({ surfaces: group in catalog.surfaces });
};

export const resetHyperparameters = group => {
  concerned(group).forEach(panel => {
    Object.entries(tunedSettings(panel, group)).forEach(([name, value]) => put(panel, group, name, value));
  });
  sceneChanged();
};

/* ---- racers ---- */

const isOn = name => state.panels.some(({ spec }) => name in spec.optimizers);

/* In the legends and among the controls, and on; or out of both. */
export const chooseMethod = name => {
  const chosen = !state.roster.includes(name);
  state.roster = Object.keys(catalog.optimizers).filter(other =>
    (other === name ? chosen : state.roster.includes(other)));
  (chosen ? scoped() : state.panels).forEach(panel => set(panel, name, chosen));
  sceneChanged();
};

const others = panel => (state.scope === 'all' ? state.panels : [state.panels[panel]]);

function set(panel, name, on) {
  if (on) panel.spec.optimizers[name] = panel.known[name];
  else delete panel.spec.optimizers[name];
}

/* On or off, as seen from a panel (or from the first in scope): in all panels, or in that one. */
export const toggleRacer = (name, panel) => {
  const first = panel === undefined ? scoped()[0] : state.panels[panel];
  const on = !first.spec.optimizers[name];
  (panel === undefined ? scoped() : others(panel)).forEach(each => set(each, name, on));
  sceneChanged();
};

/* Alone; and again: everybody who was there before. */
export const soloRacer = (name, panel) => {
  const panels = panel === undefined ? scoped() : others(panel);
  const alone = panels.every(({ spec }) => Object.keys(spec.optimizers).join() === name);
  panels.forEach(each => {
    if (!alone) each.before = Object.keys(each.spec.optimizers);
    const wanted = alone ? each.before || Object.keys(each.known) : [name];
    Object.keys(each.known).forEach(other => set(each, other, wanted.includes(other)));
  });
  sceneChanged();
};

/* ---- panels ---- */

/* Everybody starts at (x, y) here, and in the other panels with this surface when all are edited together. */
export const setStart = (index, x, y) => {
  const { surface } = state.panels[index].spec;
  if (surface === 'network') {
    notice('These are recorded trainings: all begin where the network began.', [], 'start', 'info');
    return;
  }
  others(index).filter(({ spec }) => spec.surface === surface).forEach(panel => {
    panel.spec.start = [x, y];
    panel.follows = false;
  });
  sceneChanged();
};

export const setSurface = (index, surface) => {
  const panel = state.panels[index];
  if (surface === 'own') {
    showControls(); // the chooser shows the old one until there is a function
    editOwn(index);
  } else if (panel.spec.surface !== surface) {
    place(panel, { surface, expression: '', domain: null });
  }
};

/* Your own function, as the server has understood it. */
export const setOwn = (index, expression, own) => {
  const panel = state.panels[index];
  panel.own = own;
  place(panel, { surface: 'own', expression, domain: own.domain });
};

function place(panel, surface) {
  Object.assign(panel, { facts: null, follows: false });
  Object.assign(panel.spec, surface);
  const { hyperparameters, start, tuned, offers } = surfaceIn(panel);
  Object.assign(panel.spec, { start, steps: tuned.steps, surface_parameters: defaultsOf(hyperparameters) });
  if (lacks({ offers }, catalog.noises[panel.spec.noise])) {
    Object.assign(panel.spec, { noise: 'none', noise_parameters: {} });
  }
  panel.zoom = null;
  moveRates(panel);
  sceneChanged({ surfaces: true });
}

const lacks = ({ offers }, { needs }) => Boolean(needs) && !offers.includes(needs);

const defaultsOf = hyperparameters =>
  Object.fromEntries(Object.entries(hyperparameters).map(([name, parameter]) => [name, parameter.default]));

export const duplicatePanel = index => {
  if (state.panels.length >= catalog.max_panels) {
    notice(`There can be at most ${catalog.max_panels} panels; remove one first.`);
    return;
  }
  state.panels.splice(index + 1, 0, linked(copy(state.panels[index])));
  state.scope = index + 1; // the new one is there to be changed
  sceneChanged({ panels: true });
};

export const removePanel = index => {
  if (state.panels.length === 1) {
    notice('The last panel stays.');
    return;
  }
  state.panels.splice(index, 1);
  state.scope = 'all';
  sceneChanged({ panels: true });
};

export const setScope = scope => {
  state.scope = scope;
  showControls();
};

export const setSteps = steps => {
  scoped().forEach(({ spec }) => { spec.steps = steps; });
  sceneChanged();
};

export const setSchedule = schedule => {
  scoped().forEach(({ spec }) => {
    if (spec.schedule === schedule) return;
    spec.schedule = schedule;
    spec.schedule_parameters = defaultsOf(catalog.schedules[schedule].hyperparameters);
  });
  sceneChanged();
};

export const setNoise = noise => {
  const { label, needs, hyperparameters } = catalog.noises[noise], left = [];
  scoped().forEach(panel => {
    if (panel.spec.noise === noise) return;
    if (lacks(surfaceIn(panel), { needs })) left.push(surfaceIn(panel).label);
    else Object.assign(panel.spec, { noise, noise_parameters: defaultsOf(hyperparameters) });
  });
  notice(left.length ? `“${label}” needs a loss that is ${catalog.needs[needs]}; these are none:` : '', left, 'noise');
  sceneChanged();
};

export const setSeed = seed => {
  scoped().forEach(({ spec }) => { spec.seed = seed; });
  sceneChanged();
};

/* ---- the view ---- */

export const setView = (key, value) => {
  if (state.view[key] === value) return;
  state.view[key] = value;
  if (key === 'speed') clock.speed = value;
  if (key === 'loop') clock.loop = value === 'on';
  if (key === 'dimensions') askBackgrounds();
  if (key === 'chart' || key === 'axis') loadCurves();
  showControls();
  showLink();
};

document.addEventListener('ravine:theme', () => {
  if (!isLearned() || !document.getElementById('race-page') || pictured === themeNow()) return;
  pictured = themeNow();
  state.view.theme = chosenTheme();
  askBackgrounds(true);
  followInside();
  showControls();
  showLink();
});
