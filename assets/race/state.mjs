/* The page's state: what a link holds. Panels, each a race's spec, and a view; and how the other modules read it.

   Edits are in edits.mjs, racers.mjs and rates.mjs: they change the state and tell `edited`. What the server must be
   asked then is in server.mjs, what the page must show in page.mjs. */

import { catalog, isLearned } from '../core/catalog.mjs';
import { byId } from '../ui/elements.mjs';

/** @type {{panels: any[], view: any, scope: 'all' | number, roster: string[], queries: string[], begun: boolean}} */
export const state = {
  panels: [], // [{spec, zoom, known: {optimizer: settings, also of those switched off}}], and what rates.mjs adds
  view: {},
  scope: 'all', // which panels the controls edit: 'all' or an index
  roster: [], // the methods that stand in the legends and among the controls
  queries: [], // each panel's part of the link, as the server wrote it
  begun: false, // the scene's races and pictures are here
};

export const isHere = () => isLearned() && Boolean(byId('race-page'));

export const copy = value => JSON.parse(JSON.stringify(value));

/* What is known of a panel's surface; `panel.own` is that of your own function, or of a network's plane, and
   `panel.facts` is what the server last said of a surface of data, whose minima, start and picture follow from its
   hyperparameters. */
export const surfaceIn = ({ spec, own, facts }) => {
  const known = catalog.surfaces[spec.surface] ?? own;
  return facts ? { ...known, ...facts } : known;
};

/* Whether x and y of a panel's picture have the same scale: as was chosen, else as the surface declares. */
export const isEqual = panel => panel.equal ?? surfaceIn(panel).equal;

export const surfaceOf = index => surfaceIn(state.panels[index]);

export const scopedPanels = () => (state.scope === 'all' ? state.panels : [state.panels[state.scope]]);

/* The panels that an edit of panel `index` concerns: with all in scope, all. */
export const panelsWith = index => (state.scope === 'all' ? state.panels : [state.panels[index]]);

/* ---- hyperparameters: `group` is an optimizer, a surface, a schedule, a noise, or "race" ---- */

export const entryOf = group => {
  const { optimizers, surfaces, schedules, noises, races } = catalog;
  return optimizers[group] ?? surfaces[group] ?? schedules[group] ?? noises[group] ?? races[group];
};

export const declaredOf = (group, name) => entryOf(group).hyperparameters[name];

/* Where the settings of a group are in a panel; null if it has another surface, schedule or noise. */
export const settingsOf = (panel, group) => {
  if (catalog.optimizers[group]) return panel.known[group];
  if (panel.spec.surface === group) return panel.spec.surface_parameters;
  if (panel.spec.schedule === group) return panel.spec.schedule_parameters;
  if (panel.spec.noise === group) return panel.spec.noise_parameters;
  if (catalog.races[group]) return panel.spec;
  return null;
};

/* The panels of the scope that have the group. */
export const concerned = group => scopedPanels().filter(panel => settingsOf(panel, group));

/* ---- what was opened ---- */

let opened = []; // its panels

export const rememberOpened = text => {
  opened = JSON.parse(text).panels;
};

/* The settings of a method as they were opened with a panel; undefined where that has another surface by now. */
export const openedSettings = ({ origin, spec }, name) => {
  const panel = opened[origin];
  const isSame = panel?.spec.surface === spec.surface && panel.spec.expression === spec.expression;
  return isSame ? panel.known[name] : undefined;
};

/* ---- racers ---- */

/* A racer's settings are one object, in the spec and in the memory: an edit is seen in both. */
export const linked = panel => {
  Object.keys(panel.spec.optimizers).forEach(name => {
    panel.spec.optimizers[name] = panel.known[name];
  });
  return panel;
};

export const isOn = name => state.panels.some(({ spec }) => name in spec.optimizers);
