/* The one legend: marker and name of every racer, which is its switch in the panels of the scope (so is its name in the
   desk), its rank in one of the panels, and its learning rate where that is the same in all; what differs between them
   each panel prints itself (rates_line.mjs). */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { forPeople } from '../core/numbers.mjs';
import { isGone } from '../core/racer.mjs';
import { sharedSettings } from '../core/shared_settings.mjs';
import { atFrame, drawings } from '../player/loop.mjs';
import { badge } from '../ui/badge.mjs';
import { all, byId, element, press, write } from '../ui/elements.mjs';
import { highlight } from './highlight.mjs';
import { loaded } from './news.mjs';
import { panels } from './pictures.mjs';
import { soloRacer, toggleRacer, untoggleRacer } from './racers.mjs';
import { showRanks, tellStanding } from './ranking.mjs';
import { isOn, scopedPanels, state } from './state.mjs';

const MANY = 13; // names that stand smaller
const CROWD = 11; // racers whose names stand beside the pictures on stage
const COLUMN = 31; // of them, at most, in a column; more names stand closer on the page, too

/* In columns that are equally high. */
const rowsOf = count => Math.ceil(count / Math.ceil(count / COLUMN)) || 1;

/* Whether there are so many names, above several panels, that rates stand below them, in the panels. */
export const areNamesAlone = () => state.roster.length > COLUMN && state.panels.length > 1;

/* A switch of one racer: click, hover, double click. */
function serveSwitch(node, name) {
  let isFirst = false; // the click before was the first of two, and the switch's (on a phone it may be the sheet's)
  node.onclick = ({ detail }) => {
    if (detail === 2 && isFirst) untoggleRacer(name);
    else toggleRacer(name);
    isFirst = detail === 1;
    highlight(name);
  };
  node.ondblclick = () => soloRacer(name);
  node.onmouseenter = node.onfocus = () => highlight(name);
  node.onmouseleave = node.onblur = () => highlight(null);
}

/* The switches of the desk, which comes without markers; and the legend's place, whose height the pictures leave. */
export const mountSwitches = () => {
  all('.racer').forEach(node => {
    const { name } = node.dataset;
    const button = /** @type {HTMLElement} */ (node.querySelector('.racer-switch'));
    if (button.querySelector('.marker')) return;
    button.prepend(badge(node, catalog.optimizers[name].look));
    button.title = `${catalog.optimizers[name].label}: click to switch on or off, double-click to see it alone`;
    serveSwitch(button, name);
  });
  measuring.disconnect();
  measuring.observe(byId('legend'));
};

const measuring = new ResizeObserver(([{ target }]) => {
  const { offsetHeight } = /** @type {HTMLElement} */ (target);
  document.documentElement.style.setProperty('--legend', `${offsetHeight}px`);
});

/* ---- the items ---- */

const items = () => all('.legend-item');

export const showLegend = () => {
  const place = byId('legend-items');
  const { roster } = state;
  if (!place) return;
  if (place.dataset.roster !== roster.join()) {
    place.dataset.roster = roster.join();
    place.replaceChildren(...roster.map(item));
  }
  items().forEach(showItem);
  const racing = roster.filter(isOn).length;
  byId('legend').classList.toggle('many', roster.length >= MANY);
  byId('legend').classList.toggle('packed', roster.length > COLUMN);
  byId('race-page').classList.toggle('crowded', racing >= CROWD);
  byId('legend').style.setProperty('--rows', String(rowsOf(racing)));
  showRanks();
};

function item(name) {
  const { label, look } = catalog.optimizers[name];
  const node = element('button', 'legend-item');
  node.type = 'button';
  node.dataset.name = name;
  node.append(element('span', 'rank'), badge(node, look), element('span', 'label', label), element('span', 'rate'));
  serveSwitch(node, name);
  const { onmouseenter, onmouseleave } = node;
  node.onmouseenter = node.onfocus = () => [onmouseenter.call(node), tellStanding(node)];
  node.onmouseleave = node.onblur = () => [onmouseleave.call(node), tellStanding(null)];
  return node;
}

/* On in all panels of the scope; elsewhere, or in some of them; nowhere. */
const pressed = name => {
  if (scopedPanels().every(({ spec }) => name in spec.optimizers)) return true;
  return isOn(name) && 'mixed';
};

function showItem(node) {
  const { name } = node.dataset;
  press(node, pressed(name));
  const { shared } = sharedSettings(state.panels.flatMap(({ spec }) => spec.optimizers[name] ?? []));
  const waits = state.panels.length === 1 && panels[0]?.waits.includes(name);
  node.classList.toggle('waiting', Boolean(waits));
  const rate = areNamesAlone() ? undefined : shared.learning_rate;
  write(node.querySelector('.rate'), waits ? 'waits for the server' : rate === undefined ? '' : forPeople(rate));
}

loaded.listen(() => atFrame(showLegend));

/* Struck through where it has diverged wherever it races. */
drawings.listen(() =>
  items().forEach(node => {
    const racers = panels.flatMap(panel => panel.racers.find(({ name }) => name === node.dataset.name) ?? []);
    const gone = racers.length > 0 && racers.every(racer => isGone(racer, racer.stepAt(clock.step)));
    node.classList.toggle('diverged', gone);
  }),
);
