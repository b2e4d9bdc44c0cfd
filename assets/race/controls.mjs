/* The choosers, native ones (ui/choice.mjs). Sliders and number fields are in desk.mjs, those of surfaces in
   surfaces.mjs. */
import { catalog } from '../core/catalog.mjs';
import { MEASURES } from '../core/measures.mjs';
import { namesText } from '../core/span.mjs';
import { atFrame } from '../player/loop.mjs';
import { fillChoices } from '../ui/choice.mjs';
import { showChosen } from '../ui/chooser.mjs';
import { all, byId, press, reveal, write } from '../ui/elements.mjs';
import { leaveToClock } from '../ui/hand.mjs';
import { commonValue } from '../ui/number_field.mjs';
import { showAveraged } from './averaged.mjs';
import { captionOf } from './captions.mjs';
import { showDesk } from './desk.mjs';
import { setNoise, setSchedule, setScope, setView } from './edits.mjs';
import { showLegend } from './legend.mjs';
import { showRateSketch } from './rate_sketch.mjs';
import { chooseRates, ratesOf } from './rates.mjs';
import { showRates } from './rates_line.mjs';
import { showSections } from './sections.mjs';
import { isEqual, scopedPanels, state, surfaceIn } from './state.mjs';
import { forgetSurfaces, showSurfaces } from './surfaces.mjs';

let natives = new Map(); // by their ids

/* A new page has new controls: what they show is not known. */
export const mountChoices = () => {
  forgetSurfaces(showControls);
  given.clear();
  natives = fillChoices((id, value) => {
    (TAKE[id] ?? takeView(id))(value);
    leaveToClock();
  });
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
  showAveraged();
  showDesk();
  showSections();
  showRateSketch();
  for (const [id, native] of natives) native.show((SHOW[id] ?? (() => String(state.view[id])))());
  showSurfaces();
}

/* ---- what each chooser should show, and what it changes ---- */

/* Those that are in neither table are choices of the view, each by its key. */
const takeView = key => value => setView(key, typeof state.view[key] === 'number' ? Number(value) : value);

const specs = () => scopedPanels().map(({ spec }) => spec);

const SHOW = {
  scope: () => String(state.scope),
  rates: () => (commonValue(scopedPanels().map(ratesOf)) ?? 'own').replace('own', 'custom'),
  schedule: () => commonValue(specs().map(({ schedule }) => schedule)) ?? null,
  noise: () => commonValue(specs().map(({ noise }) => noise)) ?? null,
};

const TAKE = {
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
  reveal(byId('average_from-line'), state.view.average === 'mean');
  reveal(byId('average_decay-line'), state.view.average === 'ema');
  reveal(byId('average_of-line'), state.view.average !== 'none');
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

const given = new Map(); // chooser -> what it offers, as text

function offer(id, options) {
  const text = JSON.stringify(options);
  if (given.get(id) === text) return;
  given.set(id, text);
  natives.get(id)?.offer(options);
}

/* The panels that are there, the measures that some panel has, or that a link asks for, and of the lists what panels
   have that differ. */
function showOffers() {
  const { panels, view } = state;
  offer('scope', [['all', 'All panels'], ...panels.map((_, index) => [String(index), String(index + 1)])]);
  const scored = view.chart === 'accuracy' || panels.some(panel => surfaceIn(panel).scored);
  const measures = Object.entries(MEASURES).filter(([value]) => scored || value !== 'accuracy');
  offer(
    'chart',
    measures.map(([value, label]) => [value, label[0].toUpperCase() + label.slice(1)]),
  );
  natives.get('schedule')?.stand(namesText(specs().map(({ schedule }) => catalog.schedules[schedule].label)));
  natives.get('noise')?.stand(namesText(specs().map(({ noise }) => catalog.noises[noise].label)));
}

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
