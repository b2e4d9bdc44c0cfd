/* The choosers of surfaces, which are Dash components: a panel that is shown has one once its race is on the page, and
   until then its name in that place.

   One clientside callback hears all of them, `surfaces`. It has no outputs: Dash would say of each chooser that it
   loads, and React draw them all anew, twice. What one should show is written into it alone. */
import { catalog } from '../core/catalog.mjs';
import { Echoes } from '../core/echoes.mjs';
import { drawings } from '../player/loop.mjs';
import { byId, found, inform } from '../ui/elements.mjs';
import { isPointing, leaveToClock, letGo } from '../ui/hand.mjs';
import { setSurface } from './edits.mjs';
import { editOwn } from './own.mjs';
import { isHere, state } from './state.mjs';

const echoes = new Echoes();
let placed = new WeakSet(); // places that have theirs
let again = () => {}; // shows all controls anew

const idOf = panel => ({ panel, type: 'surface' });
const keyOf = panel => JSON.stringify(idOf(panel)); // as Dash writes it
const surfaceOf = panel => state.panels[panel]?.spec.surface;

/* An option: a small picture and the name. */
export const surfaceOption = ({ option: { picture, label } }) => {
  const image = picture && React.createElement('img', { src: picture, alt: '', loading: 'lazy' });
  return React.createElement('span', { className: 'surface-option' }, image, label);
};

const chooserOf = event => found(event, '.panel-head .surface input');
let byHand = false; // whether a chooser was opened by mouse or finger, whatever was typed into it since

document.addEventListener('focusin', event => {
  if (chooserOf(event)) byHand = isPointing();
});

document.addEventListener('click', event => {
  const chooser = chooserOf(event);
  if (!(chooser instanceof HTMLInputElement)) return;
  byHand = true;
  chooser.select(); // what is typed next looks for another surface
});

/* What was typed is gone, and the keyboard is the clock's again. */
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && chooserOf(event)) leaveToClock(true);
});

/* The chooser that a hand or the keyboard is on. */
const touch = ({ target }) => {
  for (let node = target; node instanceof Element; node = node.parentElement) if (node.id) echoes.touch(node.id);
};
for (const kind of ['pointerdown', 'keydown', 'click']) document.addEventListener(kind, touch, true);

export const surfaces = () => {
  for (const { prop_id: name, value } of dash_clientside.callback_context.triggered) {
    if (value === undefined || value === null) continue;
    const key = name.slice(0, name.lastIndexOf('.'));
    const { panel } = JSON.parse(key);
    const isEcho = echoes.hears(key, value);
    if (isEcho || surfaceOf(panel) === value) continue;
    take(value, panel);
    leaveToClock(byHand || isPointing());
  }
};

function take(name, panel) {
  if (name !== 'own') return void setSurface(panel, name);
  again(); // the chooser shows the old one until there is a function
  letGo(); // else the list has the keyboard, and opens, when the editor closes
  editOwn(panel);
}

/* A new page has new choosers; `show` shows all controls. */
export const forgetSurfaces = show => {
  again = show;
  placed = new WeakSet();
  echoes.clear();
};

/* What each should show. */
export const showSurfaces = () => {
  state.panels.forEach((_, panel) => {
    const value = surfaceOf(panel);
    byId(`surface-${panel}`).dataset.label = catalog.surfaces[value]?.label ?? '';
    if (inform(idOf(panel), { value })) echoes.write(keyOf(panel), value);
  });
};

/* Once the race is drawn, as a chooser takes as long as a picture. */
drawings.listen(() => {
  if (!state.begun) return;
  const places = state.panels.map((_, panel) => byId(`surface-${panel}`));
  if (!places.some(place => place && !placed.has(place))) return;
  setTimeout(() => {
    places.forEach(put);
    again(); // a surface may be another one by now
  });
});

function put(place, panel) {
  if (!isHere() || !place?.isConnected || placed.has(place) || !state.panels[panel]) return;
  if (!dash_component_api.getLayout(place.id)) return; // Dash has gone on to another page
  placed.add(place);
  const { props, ...component } = catalog.chooser;
  const own = { id: idOf(panel), value: surfaceOf(panel), 'aria-label': `Surface of panel ${panel + 1}` };
  dash_clientside.set_props(place.id, { children: { ...component, props: { ...props, ...own } } });
}
