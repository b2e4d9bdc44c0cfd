/* Edits of the panels' specs and of the view. Each changes the state and tells it. */

import { catalog } from '../core/catalog.mjs';
import { defaultsOf } from '../core/defaults.mjs';
import { positionOf, valueAt } from '../core/scales.mjs';
import { byId } from '../ui/elements.mjs';
import { notify } from '../ui/notices.mjs';
import { edited, viewed } from './news.mjs';
import { heldRates, moveRates, ownRate, tunedSettings } from './rates.mjs';
import {
  concerned,
  copy,
  declaredOf,
  isEqual,
  linked,
  openedSettings,
  panelsWith,
  scopedPanels,
  settingsOf,
  state,
  surfaceIn,
} from './state.mjs';

/* ---- hyperparameters ---- */

/* Of one panel; nobody is told. */
export function putSetting(panel, group, name, value) {
  settingsOf(panel, group)[name] = value;
  if (name === 'learning_rate') ownRate(panel, group);
}

/* A start that is the surface's own stays so while that moves. */
export function followStart(group) {
  if (!catalog.surfaces[group]?.moves) return;
  concerned(group).forEach(panel => {
    panel.follows ||= String(panel.spec.start) === String(surfaceIn(panel).start);
  });
}

/* A number typed, or a switch: the same value in every panel of the scope. */
export const setValue = (group, name, value) => {
  followStart(group);
  concerned(group).forEach(panel => putSetting(panel, group, name, value));
  edited.tell();
};

/* A slider dragged: every panel of the scope moves by as much, so that their ratios stay. */
export const setPosition = (group, name, position) => {
  const parameter = declaredOf(group, name);
  const panels = concerned(group);
  const positions = panels.map(panel => positionOf(parameter, settingsOf(panel, group)[name]));
  const mean = positions.reduce((sum, value) => sum + value, 0) / positions.length;
  const shift = Math.min(Math.max(position - mean, -Math.min(...positions)), 1 - Math.max(...positions));
  const alike = new Set(positions).size === 1;
  followStart(group);
  panels.forEach((panel, i) => {
    putSetting(panel, group, name, valueAt(parameter, alike ? position : positions[i] + shift));
  });
  edited.tell();
};

/* As they were opened; on another surface, as they are tuned for it. */
export const resetHyperparameters = group => {
  concerned(group).forEach(panel => {
    Object.entries(openedSettings(panel, group) ?? tunedSettings(panel, group)).forEach(([name, value]) =>
      putSetting(panel, group, name, value),
    );
  });
  edited.tell();
};

/* ---- start and surface ---- */

/* Everybody starts at (x, y) here, and in the other panels with this surface when all are edited together. */
export const setStart = (index, x, y) => {
  const { surface } = state.panels[index].spec;
  if (surface === 'network') {
    notify('These are recorded trainings: all begin where the network began.', {
      kind: 'start',
      tone: 'info',
      near: index,
    });
    return;
  }
  panelsWith(index)
    .filter(({ spec }) => spec.surface === surface)
    .forEach(panel => {
      panel.spec.start = [x, y];
      panel.follows = false;
    });
  edited.tell();
};

export const setSurface = (index, surface) => {
  const panel = state.panels[index];
  if (panel.spec.surface !== surface) place(panel, { surface, expression: '', domain: null });
};

/* Your own function, as the server has understood it. */
export const setOwn = (index, expression, own) => {
  const panel = state.panels[index];
  panel.own = own;
  place(panel, { surface: 'own', expression, domain: own.domain });
};

function place(panel, surface) {
  const rates = heldRates(panel);
  Object.assign(panel, { facts: null, follows: false });
  Object.assign(panel.spec, surface);
  const { hyperparameters, start, tuned, offers } = surfaceIn(panel);
  Object.assign(panel.spec, { start, steps: tuned.steps, surface_parameters: defaultsOf(hyperparameters) });
  if (lacks({ offers }, catalog.noises[panel.spec.noise])) {
    Object.assign(panel.spec, { noise: 'none', noise_parameters: {} });
  }
  panel.zoom = null;
  panel.equal = null;
  moveRates(panel, rates);
  edited.tell();
}

const lacks = ({ offers }, { needs }) => Boolean(needs) && !offers.includes(needs);

/* ---- panels ---- */

/* Whether x and y have the same scale. */
export const toggleEqual = index => {
  const panel = state.panels[index];
  panel.equal = !isEqual(panel);
  edited.tell();
};

export const duplicatePanel = index => {
  if (state.panels.length >= catalog.max_panels) {
    notify(`There can be at most ${catalog.max_panels} panels; remove one first.`, { near: index, until: edited });
    return;
  }
  state.panels.splice(index + 1, 0, linked(copy(state.panels[index])));
  state.scope = index + 1; // the new one is there to be changed
  edited.tell();
};

export const removePanel = index => {
  if (state.panels.length === 1) {
    notify('The last panel stays.', { near: index, until: edited });
    return;
  }
  state.panels.splice(index, 1);
  state.scope = 'all';
  edited.tell();
};

/* ---- the race itself ---- */

export const setSteps = steps => {
  scopedPanels().forEach(({ spec }) => {
    spec.steps = steps;
  });
  edited.tell();
};

export const setSchedule = schedule => {
  scopedPanels().forEach(({ spec }) => {
    if (spec.schedule === schedule) return;
    spec.schedule = schedule;
    spec.schedule_parameters = defaultsOf(catalog.schedules[schedule].hyperparameters);
  });
  edited.tell();
};

export const setNoise = noise => {
  const { label, needs, hyperparameters } = catalog.noises[noise];
  const left = [];
  scopedPanels().forEach(panel => {
    if (panel.spec.noise === noise) return;
    if (lacks(surfaceIn(panel), { needs })) left.push(surfaceIn(panel).label);
    else Object.assign(panel.spec, { noise, noise_parameters: defaultsOf(hyperparameters) });
  });
  const title = left.length ? `“${label}” needs a loss that is ${catalog.needs[needs]}; these are none:` : '';
  edited.tell();
  notify(title, { items: left, kind: 'noise', near: byId('noise'), until: edited });
};

export const setSeed = seed => {
  scopedPanels().forEach(({ spec }) => {
    spec.seed = seed;
  });
  edited.tell();
};

/* The factor on x, y or the loss (axis 0, 1 or 2) in which the methods see the surface. */
export const setUnit = (axis, factor) => {
  scopedPanels().forEach(({ spec }) => {
    spec.units = spec.units.map((old, i) => (i === axis ? factor : old));
  });
  edited.tell();
};

/* ---- the view ---- */

export const setView = (key, value) => {
  if (state.view[key] === value) return;
  state.view[key] = value;
  viewed.tell(key);
};

export const setScope = scope => {
  state.scope = scope;
  viewed.tell('scope');
};
