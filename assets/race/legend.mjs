/* Each panel's legend: marker, name and learning rate of every racer; it is the switch. So is its name in the desk. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { short } from '../core/numbers.mjs';
import { isGone, lostAt } from '../core/racer.mjs';
import { atFrame, drawings } from '../player/loop.mjs';
import { badge } from '../ui/badge.mjs';
import { all, byId, element, press, write } from '../ui/elements.mjs';
import { highlight } from './highlight.mjs';
import { loaded } from './news.mjs';
import { panels } from './pictures.mjs';
import { soloRacer, toggleRacer } from './racers.mjs';
import { state } from './state.mjs';

/* A switch of one racer: click, hover, double click. `panel` is undefined in the desk. */
function serveSwitch(node, name, panel) {
  node.title = `${catalog.optimizers[name].label}: click to switch on or off, double-click to see it alone`;
  node.onclick = () => {
    toggleRacer(name, panel);
    highlight(name);
  };
  node.ondblclick = () => soloRacer(name, panel);
  node.onmouseenter = node.onfocus = () => highlight(name);
  node.onmouseleave = node.onblur = () => highlight(null);
}

/* The switches of the desk, which comes without markers. */
export const mountSwitches = () =>
  all('.racer').forEach(node => {
    const { name } = node.dataset;
    const button = node.querySelector('.racer-switch');
    if (button.querySelector('.marker')) return;
    button.prepend(badge(node, catalog.optimizers[name].look));
    serveSwitch(button, name);
  });

export const showLegends = () =>
  state.panels.forEach((panel, index) => {
    const place = byId(`legend-${index}`);
    const { roster } = state;
    if (place.dataset.roster !== roster.join()) {
      place.dataset.roster = roster.join();
      place.replaceChildren(...roster.map(name => item(name, index)));
    }
    for (const node of itemsOf(index)) showItem(node, panel, index);
  });

const itemsOf = index => all(`#legend-${index} .legend-item`);

const racerOf = (node, index) => panels[index]?.racers.find(({ name }) => name === node.dataset.name);

function showItem(node, { spec, known }, index) {
  const { name } = node.dataset;
  const rate = known[name].learning_rate;
  press(node, name in spec.optimizers);
  const waits = panels[index]?.waits.includes(name);
  node.classList.toggle('waiting', Boolean(waits));
  write(node.lastElementChild, waits ? 'waits for the server' : rate === undefined ? '' : short(rate));
  const racer = racerOf(node, index);
  const divergedAt = String((racer && lostAt(racer)) ?? '');
  if (node.dataset.divergedAt !== divergedAt) node.dataset.divergedAt = divergedAt;
}

function item(name, index) {
  const { label, look } = catalog.optimizers[name];
  const node = element('button', 'legend-item');
  node.type = 'button';
  node.dataset.name = name;
  node.setAttribute('aria-label', `${label} in panel ${index + 1}`);
  node.append(badge(node, look), element('span', 'label', label), element('span', 'rate'));
  serveSwitch(node, name, index);
  return node;
}

loaded.listen(() => atFrame(showLegends));

drawings.listen(() =>
  panels.forEach((_, index) =>
    itemsOf(index).forEach(node => {
      const racer = racerOf(node, index);
      node.classList.toggle('diverged', Boolean(racer) && isGone(racer, racer.stepAt(clock.step)));
    }),
  ),
);
