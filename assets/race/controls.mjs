/* The controls that are Dash components: the choosers. (Sliders and number fields are in desk.mjs.)

   One clientside callback has each of them as input and as output: `choices` takes the edit in its trigger and returns
   what each should show. */
import { catalog } from '../core/catalog.mjs';
import { atFrame } from '../player/loop.mjs';
import { showChosen } from '../ui/chooser.mjs';
import { leaveToClock } from '../ui/hand.mjs';
import { commonValue } from '../ui/number_field.mjs';
import { showDesk } from './desk.mjs';
import { setNoise, setSchedule, setScope, setSurface, setView } from './edits.mjs';
import { showLegends } from './legend.mjs';
import { editOwn } from './own.mjs';
import { chooseRates } from './rates.mjs';
import { scopedPanels, state } from './state.mjs';
import { storyNow } from './story.mjs';

/* What each chooser shows now, so that only changes are written. */
const shown = new Map();

/* An option of the chooser of surfaces: a small picture and the name. */
window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, {
  surfaceOption: ({ option }) =>
    React.createElement(
      'span',
      { className: 'surface-option' },
      option.picture && React.createElement('img', { src: option.picture, alt: '', loading: 'lazy' }),
      option.label,
    ),
});

document.addEventListener('click', event => {
  // what is typed next looks for another surface
  if (event.target.matches?.('.panel-head .surface input')) event.target.select();
});

const keyOf = id => (typeof id === 'string' ? id : JSON.stringify(id, Object.keys(id).sort()));

export const choices = () => {
  const { triggered, outputs_list: outputs } = dash_clientside.callback_context;
  triggered.forEach(({ prop_id: name, value }) => {
    const text = name.slice(0, name.lastIndexOf('.')),
      id = text.startsWith('{') ? JSON.parse(text) : text;
    if (id === 'show' || value === undefined || value === null || shown.get(keyOf(id)) === value) return;
    shown.set(keyOf(id), value);
    take(id, value);
    leaveToClock();
  });
  const update = ({ id }) => {
    const value = wanted(id);
    if (value === undefined || value === shown.get(keyOf(id))) return dash_clientside.no_update;
    shown.set(keyOf(id), value);
    return value;
  };
  return outputs.map(output => (Array.isArray(output) ? output.map(update) : update(output)));
};

/* A new page has new controls: what they show is not known. */
export const forgetChoices = () => shown.clear();

export const showControls = () => {
  atFrame(show);
  atFrame(showLegends);
};

let count = 0;
function show() {
  showPanels();
  showRows();
  showDesk();
  const stale = !shown.size || [...shown].some(([key, value]) => !key.startsWith('{') && wanted(key) !== value);
  const surfaces = state.panels.some(
    (_, panel) => SHOW.surface({ panel }) !== shown.get(keyOf({ type: 'surface', panel })),
  );
  if (stale || surfaces) dash_clientside.set_props('show', { data: ++count });
}

/* ---- what each chooser should show (undefined leaves it as it is), and what it changes ---- */

/* Those that are in neither table are choices of the view, each by its key. */
const wanted = id => (SHOW[id.type] ?? SHOW[id] ?? (() => String(state.view[id])))(id);
const take = (id, value) => (TAKE[id.type] ?? TAKE[id] ?? takeView(id))(value, id);
const takeView = key => value => setView(key, typeof state.view[key] === 'number' ? Number(value) : value);

const specs = () => scopedPanels().map(({ spec }) => spec);

const SHOW = {
  surface: ({ panel }) => state.panels[panel]?.spec.surface,
  scope: () => String(state.scope),
  rates: () => (commonValue(scopedPanels().map(({ rates }) => rates)) ?? '').replace('own', ''),
  schedule: () => commonValue(specs().map(({ schedule }) => schedule)) ?? null,
  noise: () => commonValue(specs().map(({ noise }) => noise)) ?? null,
};

const TAKE = {
  surface(name, { panel }) {
    if (name !== 'own') return void setSurface(panel, name);
    showControls(); // the chooser shows the old one until there is a function
    editOwn(panel);
  },
  scope: value => setScope(value === 'all' ? 'all' : Number(value)),
  rates: value => value && chooseRates(value),
  schedule: value => value && setSchedule(value),
  noise: value => value && setNoise(value),
};

/* Rows that only some surfaces and schedules have, and the racers' switches. */
function showRows() {
  document.querySelectorAll('.race-rows .parameter').forEach(node => {
    const { group } = node.dataset;
    node.hidden = !specs().some(({ surface, schedule, noise }) => [surface, schedule, noise].includes(group));
  });
  document.querySelector('.noise-line').classList.toggle(
    'noisy',
    specs().some(({ noise }) => noise !== 'none'),
  );
  showChosen(name => state.roster.includes(name));
  document.querySelectorAll('.racer').forEach(node => {
    node.hidden = !state.roster.includes(node.dataset.name);
    const on = specs().map(({ optimizers }) => node.dataset.name in optimizers);
    const pressed = on.every(Boolean) ? 'true' : on.some(Boolean) ? 'mixed' : 'false';
    node.querySelector('.racer-switch').setAttribute('aria-pressed', pressed);
  });
  document.querySelector('[data-action="loop"]').setAttribute('aria-pressed', state.view.loop === 'on');
}

const condition = number => (number < 100 ? Number(number.toPrecision(3)) : Math.round(number));

/* What the picture cannot show. */
const note = ({ surface, expression, noise, units }, facts, caption) =>
  caption ||
  [
    surface === 'own' ? expression : '',
    facts?.condition_number ? `condition number ${condition(facts.condition_number)}` : '',
    facts?.drawn_back ? 'original weights' : '',
    noise !== 'none' ? 'with noise' : '',
    units.some(factor => factor !== 1) ? 'in other units' : '',
  ]
    .filter(Boolean)
    .join(', ');

let panelsShown;
function showPanels() {
  const { panels, scope } = state,
    root = document.getElementById('panels');
  root.dataset.count = panels.length;
  for (let index = 0; index < catalog.max_panels; index++) {
    const panel = document.getElementById(`panel-${index}`);
    panel.hidden = !panels[index];
    panel.classList.toggle('chosen', scope === index);
    document.getElementById(`picture-${index}`).dataset.note = panels[index]
      ? note(panels[index].spec, panels[index].facts, storyNow().caption(index))
      : '';
    panel.classList.toggle('own', panels[index]?.spec.surface === 'own');
    panel.classList.toggle('network', panels[index]?.spec.surface === 'network');
    panel.querySelector('.plane-title').textContent =
      panels[index]?.spec.surface === 'network' ? panels[index].own.label : '';
  }
  if (panelsShown === panels.length && shown.size) return;
  panelsShown = panels.length;
  const each = panels.map((_, index) => ({ value: String(index), label: String(index + 1) }));
  dash_clientside.set_props('scope', { data: [{ value: 'all', label: 'All panels' }, ...each] });
}
