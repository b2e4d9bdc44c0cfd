/* What the buttons and the keys of the race page do. */

import { clock } from '../core/clock.mjs';
import { serveActions, serveKeys } from '../ui/actions.mjs';
import { openChooser } from '../ui/chooser.mjs';
import { closeDialog, openDialog } from '../ui/dialogs.mjs';
import { byId } from '../ui/elements.mjs';
import { shareLink } from '../ui/share.mjs';
import { chooseTheme, otherTheme } from '../ui/theme.mjs';
import { chooseAveraged } from './averaged.mjs';
import { duplicatePanel, removePanel, resetHyperparameters, setView, toggleEqual } from './edits.mjs';
import { openExport, setExport, setExportFormat, startExport } from './export.mjs';
import { setHeavyBall } from './heavy_ball.mjs';
import { closeInside, lookInside } from './inside.mjs';
import { pageQuery } from './link.mjs';
import { editOwn, tryExpression, useOwn } from './own.mjs';
import { chooseInk, choosePen, dropPen, togglePen } from './pen.mjs';
import { showWhole, zoomBy } from './pictures.mjs';
import { togglePin } from './pins.mjs';
import { restart, reveal, togglePredict } from './predict.mjs';
import { present, showClassLink, spotlight } from './present.mjs';
import { chooseMethod } from './racers.mjs';
import { confirmed } from './server.mjs';
import { toggleSheet } from './sheet.mjs';
import { isHere, state } from './state.mjs';
import { openUnits } from './units.mjs';

const toggle = (key, [one, other]) => setView(key, state.view[key] === one ? other : one);

const showCard = data => dash_clientside.set_props('card-request', { data });

const help = () => openDialog('help');
const loop = () => toggle('loop', ['on', 'off']);

const desk = () => {
  byId('race-page').classList.toggle('wide');
  window.dispatchEvent(new Event('resize')); // Plotly follows the window
};

serveActions(
  isHere,
  {
    play: () => clock.toggle(),
    restart,
    back: () => clock.nudge(-1),
    forward: () => clock.nudge(1),
    loop,
    help,
    desk,
    sheet: () => toggleSheet(),
    present,
    spotlight,
    pen: togglePen,
    pin: ({ pin }) => togglePin(pin),
    averaged: ({ name }) => chooseAveraged(name),
    'pen-color': ({ color }) => choosePen(color),
    'pen-wipe': dropPen,
    predict: togglePredict,
    reveal,
    'class-link': showClassLink,
    share: () => confirmed().then(() => shareLink(pageQuery(true), 'exactly this picture')),
    duplicate: ({ panel }) => duplicatePanel(Number(panel)),
    remove: ({ panel }) => removePanel(Number(panel)),
    'surface-card': ({ panel }) => {
      const { surface: name, surface_parameters: parameters, expression, domain } = state.panels[panel].spec;
      showCard({ kind: 'surface', name, parameters: { ...parameters }, expression, domain });
    },
    'optimizer-card': ({ name }) => showCard({ kind: 'optimizer', name }),
    'zoom-in': ({ panel }) => zoomBy(Number(panel), 1 / 2),
    'zoom-out': ({ panel }) => zoomBy(Number(panel), 2),
    equal: ({ panel }) => toggleEqual(Number(panel)),
    whole: ({ panel }) => showWhole(Number(panel)),
    methods: () => openChooser(),
    units: () => openUnits(),
    choose: ({ name }) => chooseMethod(name),
    close: (_, button) => closeDialog(button),
    'own-edit': ({ panel }) => editOwn(Number(panel)),
    'own-example': ({ text }) => tryExpression(text),
    'own-use': () => useOwn(),
    inside: ({ name }) => lookInside(name, state.scope === 'all' ? undefined : Number(state.scope)),
    'inside-close': () => closeInside(),
    'heavy-ball': (_, button) => setHeavyBall(button),
    reset: ({ name }) => resetHyperparameters(name),
    more: (_, button) =>
      button.setAttribute('aria-expanded', String(button.closest('.racer').classList.toggle('open'))),
    scoreboard: () =>
      dash_clientside.set_props('scoreboard-request', {
        data: {
          panels: state.panels.map(({ spec }) => spec),
          [state.view.axis]: Math.floor(clock.step),
          at: Date.now(),
        },
      }),
    export: () => openExport(),
    'export-format': ({ name }) => setExportFormat(name),
    'export-size': ({ width, height }) => setExport({ width, height }),
    'export-choice': ({ name, value }) => setExport({ [name]: value }),
    'export-start': () => startExport(),
  },
  (button, event) => {
    if (event.detail) button.blur();
  },
);

serveKeys(isHere, {
  ' ': () => clock.toggle(),
  ArrowLeft: () => clock.nudge(-1),
  ArrowRight: () => clock.nudge(1),
  Home: () => clock.seek(0),
  End: () => clock.seek(clock.last),
  '?': help,
  l: loop,
  c: desk,
  d: togglePen,
  t: () => chooseTheme(otherTheme()),
  1: () => chooseInk(1),
  2: () => chooseInk(2),
  e: () => openExport(),
  f: present,
  s: spotlight,
  q: showClassLink,
  p: togglePredict,
  r: reveal,
  3: () => toggle('dimensions', ['2', '3']),
});
