/* The controls that are Dash components: the choosers. (Sliders and number fields are in desk.mjs.)

   One clientside callback hears all of them, `choices`. It has no outputs: Dash would say of each chooser that it loads,
   and React draw them all anew, twice. What one should show is written into it alone. */
import { catalog } from '../core/catalog.mjs';
import { Echoes } from '../core/echoes.mjs';
import { MEASURES } from '../core/measures.mjs';
import { namesText } from '../core/span.mjs';
import { atFrame } from '../player/loop.mjs';
import { showChosen } from '../ui/chooser.mjs';
import { all, byId, inform, press, reveal, write } from '../ui/elements.mjs';
import { leaveToClock, letGo } from '../ui/hand.mjs';
import { commonValue } from '../ui/number_field.mjs';
import { captionOf } from './captions.mjs';
import { showDesk } from './desk.mjs';
import { setNoise, setSchedule, setScope, setSurface, setView } from './edits.mjs';
import { showLegend } from './legend.mjs';
import { editOwn } from './own.mjs';
import { showRateSketch } from './rate_sketch.mjs';
import { chooseRates, ratesOf } from './rates.mjs';
import { showRates } from './rates_line.mjs';
import { showSections } from './sections.mjs';
import { isEqual, scopedPanels, state, surfaceIn } from './state.mjs';

const CHOOSERS = ['scope', 'rates', 'schedule', 'noise', 'dimensions', 'chart', 'axis', 'shared', 'names', 'speed'];

const echoes = new Echoes();

/* An option of the chooser of surfaces: a small picture and the name. */
export const surfaceOption = ({ option: { picture, label } }) => {
  const image = picture && React.createElement('img', { src: picture, alt: '', loading: 'lazy' });
  return React.createElement('span', { className: 'surface-option' }, image, label);
};

document.addEventListener('click', ({ target }) => {
  const isName = target instanceof HTMLInputElement && target.matches('.panel-head .surface input');
  if (isName) target.select(); // what is typed next looks for another surface
});

/* The chooser that a hand or the keyboard is on. */
const touch = ({ target }) => {
  for (let node = target; node instanceof Element; node = node.parentElement) if (node.id) echoes.touch(node.id);
};
for (const kind of ['pointerdown', 'keydown', 'click']) document.addEventListener(kind, touch, true);

const keyOf = id => (typeof id === 'string' ? id : JSON.stringify(id, Object.keys(id).sort()));

export const choices = () => {
  for (const { prop_id: name, value } of dash_clientside.callback_context.triggered) {
    const text = name.slice(0, name.lastIndexOf('.'));
    const id = text.startsWith('{') ? JSON.parse(text) : text;
    if (value === undefined || value === null) continue;
    const isEcho = echoes.hears(keyOf(id), value);
    if (isEcho || wanted(id) === value) continue;
    take(id, value);
    leaveToClock();
  }
};

/* What a chooser should show is written into it, if it shows something else. */
function update(id) {
  const value = wanted(id);
  if (value !== undefined && inform(id, { value })) echoes.write(keyOf(id), value);
}

/* A new page has new controls. */
export const forgetChoices = () => {
  echoes.clear();
};

export const showControls = () => {
  atFrame(show);
  atFrame(showLegend);
  atFrame(showRates);
};

function show() {
  showPanels();
  showOffers();
  showRows();
  showDesk();
  showSections();
  showRateSketch();
  CHOOSERS.forEach(update);
  state.panels.forEach((_, panel) => {
    update({ type: 'surface', panel });
  });
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
  rates: () => (commonValue(scopedPanels().map(ratesOf)) ?? 'own').replace('own', 'custom'),
  schedule: () => commonValue(specs().map(({ schedule }) => schedule)) ?? null,
  noise: () => commonValue(specs().map(({ noise }) => noise)) ?? null,
};

const TAKE = {
  surface(name, { panel }) {
    if (name !== 'own') return void setSurface(panel, name);
    showControls(); // the chooser shows the old one until there is a function
    letGo(); // else the list has the keyboard, and opens, when the editor closes
    editOwn(panel);
  },
  scope: value => setScope(value === 'all' ? 'all' : Number(value)),
  rates: value => value !== 'custom' && chooseRates(value),
  schedule: value => value && setSchedule(value),
  noise: value => value && setNoise(value),
};

/* Rows that only some surfaces and schedules have, and the racers' switches. */
function showRows() {
  all('#desk .section .parameter').forEach(node => {
    const { group } = node.dataset;
    reveal(
      node,
      specs().some(({ surface, schedule, noise }) => [surface, schedule, noise, 'race'].includes(group)),
    );
  });
  const kinds = [...new Set(specs().map(({ noise }) => noise))];
  byId('noise-line').title = kinds.map(noise => catalog.noises[noise].mean).join(' ');
  reveal(
    byId('seed-line'),
    kinds.some(noise => noise !== 'none'),
  );
  showChosen(name => state.roster.includes(name));
  all('.racer').forEach(node => {
    reveal(node, state.roster.includes(node.dataset.name));
    const on = specs().map(({ optimizers }) => node.dataset.name in optimizers);
    const pressed = on.every(Boolean) ? 'true' : on.some(Boolean) ? 'mixed' : 'false';
    press(node.querySelector('.racer-switch'), pressed);
  });
  press(document.querySelector('[data-action="loop"]'), state.view.loop === 'on');
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

function showPanels() {
  const { panels } = state;
  byId('panels').dataset.count = String(panels.length);
  for (let index = 0; index < catalog.max_panels; index++) showPanel(byId(`panel-${index}`), index);
  for (const [index, { spec, facts }] of panels.entries()) {
    byId(`picture-${index}`).dataset.note = note(spec, facts, captionOf(index));
  }
}

/* ---- what choosers offer ---- */

/* The panels that are there, the measures that some panel has, or that a link asks for, and of the lists what panels
   have that differ. */
function showOffers() {
  const { panels, view } = state;
  const each = panels.map((_, index) => ({ value: String(index), label: String(index + 1) }));
  inform('scope', { data: [{ value: 'all', label: 'All panels' }, ...each] });
  const scored = view.chart === 'accuracy' || panels.some(panel => surfaceIn(panel).scored);
  const measures = Object.entries(MEASURES).filter(([value]) => scored || value !== 'accuracy');
  inform('chart', {
    data: measures.map(([value, label]) => ({ value, label: label[0].toUpperCase() + label.slice(1) })),
  });
  offerNames('schedule', ({ schedule }) => catalog.schedules[schedule].label);
  offerNames('noise', ({ noise }) => catalog.noises[noise].label);
}

const offerNames = (id, nameOf) => {
  if (wanted(id) === null) inform(id, { placeholder: namesText(specs().map(nameOf)) });
};

/* A panel that is not there is hidden. */
function showPanel(node, index) {
  const panel = state.panels[index];
  const surface = panel?.spec.surface;
  reveal(node, Boolean(panel));
  node.classList.toggle('chosen', state.scope === index);
  node.classList.toggle('own', surface === 'own');
  node.classList.toggle('network', surface === 'network');
  if (panel) press(node.querySelector('[data-action="equal"]'), isEqual(panel));
  disable(node, 'duplicate', state.panels.length >= catalog.max_panels);
  disable(node, 'remove', state.panels.length === 1);
  write(node.querySelector('.plane-title'), ['network', 'own'].includes(surface) ? (panel.own?.label ?? '') : '');
}

/* A button that can do nothing now. */
function disable(panel, action, off) {
  const button = panel.querySelector(`[data-action="${action}"]`);
  if (button.disabled !== off) button.disabled = off;
}
