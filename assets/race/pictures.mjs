/* The pictures of the race page: a panel for each spec of the state, on one clock. Says what the panels show, and
   does what a reader does with them. */

import { createAverages } from '../core/average.mjs';
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { groundText } from '../core/ground_text.mjs';
import { lostAt } from '../core/racer.mjs';
import { narrowed } from '../core/ranges.mjs';
import { drawings, frames, look } from '../player/loop.mjs';
import { Panel } from '../player/panel.mjs';
import { byId } from '../ui/elements.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { viewChanged } from './backgrounds.mjs';
import { drawnLoss } from './computing.mjs';
import { setStart } from './edits.mjs';
import { specOn } from './facts.mjs';
import { highlighted } from './highlight.mjs';
import { headsDrawn, loaded, puttingUp, viewed } from './news.mjs';
import { isHidden } from './predict.mjs';
import { forgetRaces, raceOn } from './races.mjs';
import { isHere, state, surfaceOf } from './state.mjs';

export const panels = []; // those on the page now

const averagesOf = createAverages(
  /** @type {(racer: import('../player/panel.mjs').Runner) => number | null} */ (lostAt),
);

const slots = []; // a Panel for ever, as its canvases and listeners stay with Plotly's element

/* ---- what panels ask and tell: Host of player/panel.mjs ---- */

const host = {
  view: () => state.view,
  everybody: () => panels,
  look: () => ({ theme: themeNow(), size: typeSize(), ...catalog.casings[themeNow()], strokes: catalog.strokes }),
  race: raceOn,
  loss({ index, ground, isRecorded }) {
    const spec = state.panels[index] && specOn(state.panels[index], ground);
    return spec && !isRecorded ? drawnLoss(spec) : undefined;
  },
  averages(panel) {
    const minima = panel.isRecorded ? null : panel.surface.minima;
    return averagesOf(panel.racers, state.view, { lossAt: host.loss(panel) ?? null, minima });
  },
  settled: () => told(),
  shows: panel => panels[panel.index] === panel && Boolean(state.panels[panel.index]),
  focus: highlighted,
  hides: isHidden,
  start(index, x, y) {
    if (specOn(state.panels[index], panels[index].ground)) setStart(index, x, y); // else it is still another picture
  },
  say(index, text) {
    byId(`readout-${index}`).textContent = text;
  },
  zoomed(index, zoom) {
    state.panels[index].zoom = zoom;
    viewChanged(index);
    viewed.tell('zoom');
  },
  turning: (eye, except) => othersThan(except).forEach(picture => picture.turnAlong(eye)),
  turned(eye, except) {
    state.view.camera = eye?.map(value => Number(value.toPrecision(4))) ?? null;
    panels.forEach(({ index }) => viewChanged(index));
    for (const { index, layers } of panels) {
      if (layers.picture !== except) layers.picture.turn(eye ?? surfaceOf(index).eye);
    }
    viewed.tell('camera');
  },
  drawn: headsDrawn.tell,
};

const othersThan = except => panels.map(({ layers }) => layers.picture).filter(picture => picture !== except);

export const zoomBy = (index, factor) => panels[index]?.layers.picture.zoomBy(factor);
export const showWhole = index => panels[index]?.layers.picture.showWhole();

/* ---- races ---- */

const endOf = () => Math.max(...panels.map(({ last }) => last));

/* Draws at once what is known by now, a panel for each of the state. */
export const showRaces = () => {
  panels.splice(0, Infinity, ...state.panels.map((_, index) => (slots[index] ??= new Panel(index, host))));
  panels.forEach(panel => panel.load());
  told();
};

let arranged = 0; // panels, when Plotly's elements were fitted to their places

/* Another number of panels gives each of them another place. */
export const fitPictures = () => {
  if (arranged === panels.length) return;
  arranged = panels.length;
  for (const { layers } of panels) for (const layer of Object.values(layers)) layer.fit();
};

function told() {
  panels.forEach(({ index, ground }) => {
    const isBehind = Boolean(ground) && !specOn(state.panels[index], ground);
    byId(`panel-${index}`)?.classList.toggle('behind', isBehind);
  });
  clock.resize(endOf());
  if (state.view.shared === 'on') panels.forEach(panel => panel.layers.curve.align());
  panels.forEach(panel => panel.draw(clock));
  loaded.tell();
}

/* A chart has the ranges of its race from the beginning, where that is known: Plotly takes as long for others as for a
   chart. */
puttingUp.listen((id, height, layout) => {
  const [kind, index] = id.split('-');
  if (layout.scene) {
    panels[index].box = layout.scene.aspectratio;
    layout.scene.aspectratio = narrowed(panels[index].box, byId(id).clientWidth, height);
  }
  if (kind !== 'curve') return;
  const races = state.panels.map(({ spec }, each) => raceOn(each, groundText(spec)));
  const own = races[index];
  if (!own?.racers.length) return;
  const sharing = state.view.shared === 'on' ? races.filter(race => race?.racers.length) : [own];
  panels[index].layers.curve.foresee(layout, [byId(id).clientWidth, height], own, sharing);
});

/* Other charts, or another time axis: the clock then goes on at the same share of the race. */
export const loadCurves = () => {
  const share = clock.step / clock.last || 0;
  clock.resize(endOf());
  clock.move(Math.round(share * clock.last));
  panels.forEach(panel => panel.layers.curve.align());
};

/* Nobody races until the next scene, which begins anew. */
export const clearPictures = () => {
  slots.forEach(panel => panel.clear());
  forgetRaces();
  panels.length = 0;
  clock.pause();
  clock.seek(0);
  state.begun = false;
};

/* ---- the frame ---- */

/* Plotly and React draw when they can, and a scene turns without an event at every frame: so look, as long as something
   is on the way. What is put up or taken away, the page with it, the document tells. */
new MutationObserver(() => look()).observe(document.documentElement, { childList: true, subtree: true });

frames.listen(() => {
  if (!isHere()) {
    // another page: nothing runs there
    panels.length = 0;
    clock.pause();
    return;
  }
  const isDrawn = panels.map(sayDrawing).every(Boolean);
  const isWhole = panels.map(panel => panel.attach()).every(Boolean);
  if (!isDrawn || !isWhole) look();
  if (panels.length && !state.begun && panels.every(({ isReady, layers }) => isReady && layers.picture.isThere)) {
    state.begun = true;
    const { step, predict } = state.view;
    clock.begin(step ?? (predict === 'on' ? 0 : null), window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  }
  if (state.view.dimensions === '3') panels.forEach(({ layers }) => layers.picture.align());
});

drawings.listen(() => panels.forEach(panel => panel.draw(clock)));

/* A scene takes Plotly seconds: until it is there, the panel says that it is on the way. Whether it is there. */
function sayDrawing({ index, layers: { picture } }) {
  const isDrawn = Boolean(picture.isThere && picture.projection && picture.isSolid === (state.view.dimensions === '3'));
  const classList = byId(`panel-${index}`)?.classList; // none where another page has come
  if (classList?.contains('drawing-picture') === isDrawn) classList.toggle('drawing-picture', !isDrawn);
  return isDrawn;
}
