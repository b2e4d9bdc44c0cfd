/* Transport, buttons and keyboard. A button names its action in `data-action`; one listener serves them all. */
import { app } from '../core/app.mjs';
import { catalog, isLearned } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { drawings } from '../player/loop.mjs';
import { closeInside, lookInside } from './inside.mjs';
import { asSwitch, markerSvg } from './legend.mjs';
import { copyLink, showLink } from './link.mjs';
import { showWhole, zoomBy } from './pictures.mjs';
import { chooseMethod, duplicatePanel, removePanel, resetHyperparameters, setView, state } from './state.mjs';
import { openUnits } from './units.mjs';
import { changeDraft, closeDialog, editOwn, openChooser, useOwn } from '../ui/dialogs.mjs';
import { showFields } from '../ui/fields.mjs';
import { chooseTheme, otherTheme } from '../ui/theme.mjs';

const toggle = (key, [one, other]) => setView(key, state.view[key] === one ? other : one);

/* Other files add theirs to `Ravine.actions` and `Ravine.keys`. */
Object.assign(app.actions, {
  play: () => clock.toggle(),
  restart: () => clock.restart(),
  back: () => clock.nudge(-1),
  forward: () => clock.nudge(1),
  loop: () => toggle('loop', ['on', 'off']),
  share: () => copyLink(),
  help: () => dash_clientside.set_props('help', { opened: true }),
  desk: () => {
    document.getElementById('race-page').classList.toggle('wide');
    window.dispatchEvent(new Event('resize')); // Plotly follows the window
  },
  duplicate: ({ panel }) => duplicatePanel(Number(panel)),
  remove: ({ panel }) => removePanel(Number(panel)),
  'surface-card': ({ panel }) => {
    const { spec } = state.panels[panel];
    const { surface: name, surface_parameters: parameters, expression, domain } = spec;
    dash_clientside.set_props('card-request', { data: { kind: 'surface', name, parameters: { ...parameters }, expression, domain } });
  },
  'zoom-in': ({ panel }) => zoomBy(Number(panel), 1 / 2),
  'zoom-out': ({ panel }) => zoomBy(Number(panel), 2),
  whole: ({ panel }) => showWhole(Number(panel)),
  methods: () => openChooser(),
  units: () => openUnits(),
  choose: ({ name }) => chooseMethod(name),
  close: (_, button) => closeDialog(button),
  'own-edit': ({ panel }) => editOwn(Number(panel)),
  'own-example': ({ text }) => {
    changeDraft({ expression: text });
    showFields();
  },
  'own-use': () => useOwn(),
  inside: ({ name }) => lookInside(name, state.scope === 'all' ? undefined : Number(state.scope)),
  'inside-close': () => closeInside(),
  'optimizer-card': ({ name }) => dash_clientside.set_props('card-request', { data: { kind: 'optimizer', name } }),
  reset: ({ name }) => resetHyperparameters(name),
  more: (_, button) => {
    const open = button.closest('.racer').classList.toggle('open');
    button.setAttribute('aria-expanded', open);
  },
  scoreboard: () => dash_clientside.set_props('scoreboard-request', { data: {
    panels: state.panels.map(({ spec }) => spec),
    [state.view.axis]: Math.floor(clock.step),
    at: Date.now(),
  } }),
});

Object.assign(app.keys, {
  ' ': () => clock.toggle(),
  ArrowLeft: () => clock.nudge(-1),
  ArrowRight: () => clock.nudge(1),
  Home: () => clock.seek(0),
  End: () => clock.seek(clock.last),
  '?': app.actions.help,
  l: app.actions.loop,
  c: app.actions.desk,
  d: () => chooseTheme(otherTheme()),
  3: () => toggle('dimensions', ['2', '3']),
});

/* After the mouse the keyboard belongs to the clock again; who came by the keyboard stays where he is. */
export const leaveToClock = () => { if (app.byPointer) setTimeout(() => document.querySelector(':modal') || document.activeElement?.blur()); };

['pointerdown', 'keydown'].forEach(kind => document.addEventListener(kind, () => {
  app.byPointer = kind === 'pointerdown';
}, true));
document.addEventListener('pointerup', event => {
  if (event.target.closest?.('input[type="range"], input[type="checkbox"]')) leaveToClock();
});

document.addEventListener('click', event => {
  const button = event.target.closest('[data-action]');
  if (!button || !isLearned() || !document.getElementById('race-page')) return;
  app.actions[button.dataset.action]?.(button.dataset, button);
  if (event.detail) button.blur();
});

document.addEventListener('keydown', event => {
  if (!isLearned() || !document.getElementById('race-page')) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key; // whatever Caps Lock says
  if (event.ctrlKey || event.metaKey || event.altKey || !app.keys[key]) return;
  if (event.target.closest('input, textarea, select, [role="slider"], [role="listbox"], [role="dialog"], dialog')) return;
  if (event.key === ' ' && event.target.closest('button, a')) return; // the button's own key
  event.preventDefault();
  app.keys[key]();
});

/* ---- scrubber and step ---- */

export const mountTransport = () => {
  const place = document.getElementById('scrub');
  if (place.childElementCount) return;
  const range = document.createElement('input');
  Object.assign(range, { type: 'range', min: 0, step: 1, id: 'scrubber' });
  range.setAttribute('aria-label', 'Step of the race');
  range.oninput = () => clock.seek(Number(range.value));
  place.append(range);
  document.querySelectorAll('.racer, .choice').forEach(node => {
    const { look } = catalog.optimizers[node.dataset.name];
    node.style.setProperty('--light', look.light);
    node.style.setProperty('--dark', look.dark);
    (node.querySelector('.racer-switch') || node).prepend(markerSvg(look));
  });
  document.querySelectorAll('.racer').forEach(node => {
    const { name } = node.dataset, { label } = catalog.optimizers[name];
    const button = node.querySelector('.racer-switch');
    button.title = `${label}: click to switch on or off, double-click to see it alone`;
    asSwitch(button, name);
  });
};

let wasPlaying;
export const showClock = () => {
  const range = document.getElementById('scrubber');
  if (!range) return;
  range.max = clock.last;
  range.value = clock.step;
  range.style.setProperty('--done', clock.last ? clock.step / clock.last : 0);
  const unit = state.view.axis === 'evaluations' ? ' ∇' : '';
  const text = `${Math.floor(clock.step + 1e-9)} / ${clock.last}${unit}`, step = document.getElementById('step');
  if (step.textContent !== text) step.textContent = text;
  if (clock.playing !== wasPlaying) {
    wasPlaying = clock.playing;
    const button = document.querySelector('[data-action="play"]');
    button.setAttribute('aria-label', clock.playing ? 'Pause' : 'Play');
    button.firstChild.className = `icon ${clock.playing ? 'pause' : 'play'}`;
  }
  if (!clock.playing) showLink();
};

drawings.listen(showClock);
