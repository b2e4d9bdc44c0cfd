/* Pinned sliders: pins in the rows of the desk, and on the stage the same sliders in large type. What is pinned is in
   the view, `pins`: so it is in links, and a lesson's step can say it. */
import { catalog } from '../core/catalog.mjs';
import { MASTER, movesTheSame, numbersOf, outgoing, partsOf, pressed, standing } from '../core/pins.mjs';
import { atFrame } from '../player/loop.mjs';
import { badge } from '../ui/badge.mjs';
import { all, byId, element, press } from '../ui/elements.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { KINDS } from './desk.mjs';
import { setView } from './edits.mjs';
import { answered, edited, viewed } from './news.mjs';
import { declaredOf, entryOf, isOn, scopedPanels, settingsOf, state } from './state.mjs';

let controls = []; // of the stage: {show()}

const pinsNow = () => state.view.pins ?? [];

/* ---- names ---- */

/* For the eye, and as the desk calls it. */
const titleOf = name => {
  const [group, key] = partsOf(name);
  return group ? `${entryOf(group).label} ${declaredOf(group, key).symbol.replace('_', ' ')}` : 'All rates';
};

const labelOf = name => {
  const [group, key] = partsOf(name);
  return group ? `${entryOf(group).label} ${declaredOf(group, key).label}` : 'Factor on all learning rates';
};

/* ---- the desk ---- */

export const togglePin = name => {
  const gone = outgoing(pinsNow(), name);
  const place = gone ? ` in the place of ${titleOf(gone)}` : '';
  const words = `${titleOf(name)} is on the stage (key f)${place}.`;
  notify(pinsNow().includes(name) ? '' : words, { kind: 'pins', tone: 'info', near: lastUsed() });
  setView('pins', pressed(pinsNow(), name));
};

/* A pin in each row; by the keyboard it is the key p on the row's slider, so that a row stays one stop. */
export const mountPins = () =>
  all('#desk .control:is([data-control="hyperparameter"], [data-control="master"])').forEach(place => {
    const { group, name, label } = place.dataset;
    const pin = element('button', 'pin');
    const title = `${label}: pin to the stage (key p on its slider)`;
    Object.assign(pin, { type: 'button', tabIndex: -1, title });
    Object.assign(pin.dataset, { action: 'pin', pin: group ? `${group}.${name}` : MASTER });
    pin.setAttribute('aria-label', `Pin ${label}`);
    press(pin, false);
    pin.append(element('span', 'icon pinned-icon'));
    place.append(pin);
    place.querySelector('input[type="range"]')?.setAttribute('aria-keyshortcuts', 'p');
  });

document.addEventListener('keydown', ({ key, target, ctrlKey, metaKey, altKey }) => {
  if (key.toLowerCase() !== 'p' || ctrlKey || metaKey || altKey) return;
  if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
  const pin = target.closest('#desk .control')?.querySelector('.pin');
  if (pin instanceof HTMLElement) togglePin(pin.dataset.pin);
});

/* ---- the stage ---- */

const isUsed = name => {
  const [group] = partsOf(name);
  if (!group) return true;
  return catalog.optimizers[group] ? isOn(group) : state.panels.some(panel => settingsOf(panel, group));
};

const rated = () =>
  Object.keys(catalog.optimizers).filter(
    name => isOn(name) && 'learning_rate' in catalog.optimizers[name].hyperparameters,
  );

/* The panels in scope, as their places; those of them in which something races with what is pinned. */
const scoped = () => scopedPanels().map(panel => state.panels.indexOf(panel));

const movedBy = name => {
  const [group] = partsOf(name);
  const has = panel => (catalog.optimizers[group] ? group in panel.spec.optimizers : settingsOf(panel, group));
  return group ? scoped().filter(index => has(state.panels[index])) : scoped();
};

const panelsOf = name => numbersOf(movedBy(name), state.panels.length);

function row(name) {
  const [group, key] = partsOf(name);
  const line = element('div', 'pinned');
  const heading = element('span', 'pinned-name', titleOf(name));
  const numbers = panelsOf(name);
  if (numbers) {
    const node = element('span', 'number', numbers);
    node.title = `It moves panel ${numbers}`;
    heading.prepend(node);
  }
  const place = element('div', 'control');
  const look = catalog.optimizers[group]?.look;
  if (look) {
    heading.prepend(badge(line, look));
    line.dataset.name = group; // whose colours follow the theme
  }
  line.dataset.pinned = name;
  line.append(heading, place);
  const data = { group, name: key, label: labelOf(name) };
  controls.push(...(group ? KINDS.hyperparameter(place, data) : KINDS.master(place, data)));
  return line;
}

/* Whether the bar has the slider of the lesson's step, for the same panels: one of them is enough. */
const isHandPinned = () => {
  const hand = document.querySelector('#story-hand input[type="range"]')?.ariaLabel;
  const declared = byId('story-hand')?.dataset.panels ?? '';
  if (!movesTheSame(declared, scoped(), state.panels.length)) return false;
  return [...all('#pins input[type="range"]')].some(({ ariaLabel }) => ariaLabel === hand);
};

/* What is pinned, in the desk and, on the stage, on its bar. */
export const showPins = () => {
  const place = byId('pins');
  if (!place || !state.panels.length) return;
  const isOnStage = byId('race-page')?.classList.contains('presenting');
  const names = isOnStage ? standing(pinsNow(), isUsed, rated()) : [];
  const shown = names.map(name => `${name} ${panelsOf(name)}`).join();
  if (place.dataset.shown !== shown) {
    place.dataset.shown = shown;
    controls = [];
    place.replaceChildren(...names.map(row));
    byId('race-page').classList.toggle('two-pins', names.length > 1);
  }
  controls.forEach(control => control.show());
  byId('race-page')?.classList.toggle('hand-pinned', isHandPinned());
  const pins = pinsNow();
  if (byId('desk').dataset.pins === pins.join()) return;
  byId('desk').dataset.pins = pins.join();
  all('#desk .pin').forEach(pin => press(pin, pins.includes(pin.dataset.pin)));
};

const follow = () => atFrame(showPins);
for (const news of [edited, answered, viewed]) news.listen(follow);
