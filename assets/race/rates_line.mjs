/* The line of each panel that prints its racers' rates, and what else of their settings is another one in another
   panel; what is the same everywhere the legend says. Who has diverged here, and who waits for the server, stands
   there, too. What has no room is behind "+14". */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { forPeople } from '../core/numbers.mjs';
import { isGone, lostAt } from '../core/racer.mjs';
import { sharedSettings } from '../core/shared_settings.mjs';
import { atFrame, drawings } from '../player/loop.mjs';
import { badge } from '../ui/badge.mjs';
import { all, byId, element, reveal, write } from '../ui/elements.mjs';
import { highlight } from './highlight.mjs';
import { areNamesAlone } from './legend.mjs';
import { loaded } from './news.mjs';
import { panels } from './pictures.mjs';
import { state } from './state.mjs';

const placeOf = index => byId(`rates-${index}`);
const itemsOf = index => all(`#rates-${index} .rate-item`);
const racerOf = (index, name) => panels[index]?.racers.find(racer => racer.name === name);

/* ---- what is printed ---- */

/* What a racer's line says: its rate, where that is not the same in all panels, or the legend has no room for it; else
   the others of its settings that are not the same ("β1 0.9"); '' where all are. */
const textOf = (index, name) => {
  const settings = state.panels[index].spec.optimizers[name];
  const { differing } = sharedSettings(state.panels.flatMap(({ spec }) => spec.optimizers[name] ?? []));
  const isTold = areNamesAlone() ? 'learning_rate' in settings : differing.includes('learning_rate');
  const told = isTold ? ['learning_rate'] : differing;
  return told.map(key => printed(name, key, settings[key])).join(' ');
};

const printed = (name, key, value) =>
  key === 'learning_rate'
    ? forPeople(value)
    : `${catalog.optimizers[name].hyperparameters[key].symbol.replace('_', '')} ${forPeople(value)}`;

/* All of them, for the whole list. */
const wholeText = (index, name) =>
  Object.entries(state.panels[index].spec.optimizers[name])
    .map(([key, value]) => printed(name, key, value))
    .join(', ');

export const showRates = () => {
  state.panels.forEach((panel, index) => {
    const place = placeOf(index);
    if (!place) return; // a new page, whose parts are not put up yet
    const names = Object.keys(catalog.optimizers).filter(name => name in panel.spec.optimizers);
    const line = place.firstElementChild ?? mount(place, index);
    if (place.dataset.names !== names.join()) {
      place.dataset.names = names.join();
      watchers[index].disconnect();
      line.replaceChildren(...names.map(item));
      [...line.children].forEach(node => watchers[index].observe(node));
    }
    itemsOf(index).forEach(node => showItem(node, index));
    showRuns(index);
  });
  if (opened) fill(opened.index);
};

function item(name) {
  const { look } = catalog.optimizers[name];
  const node = element('span', 'rate-item');
  node.dataset.name = name;
  node.append(badge(node, look), element('span', 'rate'));
  node.onmouseenter = () => highlight(name);
  node.onmouseleave = () => highlight(null);
  return node;
}

function showItem(node, index) {
  const { name } = node.dataset;
  const waits = Boolean(panels[index]?.waits.includes(name));
  node.classList.toggle('waiting', waits);
  write(node.lastElementChild, waits ? 'waits for the server' : textOf(index, name));
  showTitle(node, index);
  showState(node, index);
}

/* What the symbols of an item mean, under the pointer. */
function showTitle(node, index) {
  const { name } = node.dataset;
  if (!(name in (state.panels[index]?.spec.optimizers ?? {}))) return; // its line is about to go
  const racer = racerOf(index, name);
  const isGoneNow = Boolean(racer) && isGone(racer, racer.stepAt(clock.step));
  const gone = isGoneNow ? `; struck through: it diverged at step ${lostAt(racer)}` : '';
  const title = `${catalog.optimizers[name].label}: ${wholeText(index, name)}${gone}`;
  if (node.title !== title) node.title = title;
}

/* With one panel all this stands in the legend. Whether anything has changed. */
function showState(node, index) {
  const racer = racerOf(index, node.dataset.name);
  const gone = Boolean(racer) && isGone(racer, racer.stepAt(clock.step));
  const isSaid = state.panels.length > 1 && (gone || node.textContent !== '');
  const isNews = node.classList.contains('diverged') !== gone || node.hidden === isSaid;
  if (!isNews) return false;
  node.classList.toggle('diverged', gone);
  reveal(node, isSaid);
  showTitle(node, index);
  return true;
}

/* Neighbours of the same rate print it once, after the last of their markers. */
function showRuns(index) {
  const nodes = [...itemsOf(index)].filter(node => !node.hidden);
  const isPlain = node => Boolean(node) && !node.classList.contains('diverged') && !node.classList.contains('waiting');
  const isLike = (node, other) => isPlain(node) && isPlain(other) && node.textContent === other.textContent;
  nodes.forEach((node, place) => {
    node.classList.toggle('same', isLike(node, nodes[place + 1]));
    node.classList.toggle('shared', isLike(node, nodes[place - 1]));
  });
}

loaded.listen(() => atFrame(showRates));
drawings.listen(() =>
  panels.forEach((_, index) => {
    const news = [...itemsOf(index)].filter(node => showState(node, index));
    if (news.length) showRuns(index);
  }),
);

/* ---- what has no room ---- */

const watchers = []; // of each panel's line: which items are seen, without a layout of its own
/** @type {{index: number, pinned: boolean} | null} */
let opened = null; // the whole list that is open

function mount(place, index) {
  const line = element('div', 'rates-line');
  const more = element('button', 'rates-more');
  const list = element('div', 'rates-all');
  more.type = 'button';
  list.tabIndex = -1; // it scrolls, and closes before the keyboard would be in it
  more.setAttribute('aria-label', `All rates of panel ${index + 1}`);
  more.setAttribute('aria-expanded', 'false');
  place.append(line, more, list);
  watchers[index]?.disconnect();
  watchers[index] = watch(line, more);
  more.onmouseenter = more.onfocus = () => open(index, opened?.index === index && opened.pinned);
  more.onmouseleave = () => opened?.pinned || open(null);
  more.onblur = () => open(null);
  more.onclick = () => open(opened?.pinned ? null : index, true);
  return line;
}

/* Items that have wrapped out of the line are counted. */
function watch(line, more) {
  const unseen = new Set();
  const look = entries => {
    entries.forEach(({ target, isIntersecting }) => {
      if (isIntersecting || target.hidden) unseen.delete(target);
      else unseen.add(target);
    });
    unseen.forEach(node => (node.isConnected && !node.hidden) || unseen.delete(node));
    write(more, unseen.size ? `+${unseen.size}` : '');
    more.classList.toggle('none', !unseen.size);
    line.parentElement.classList.toggle('cut', unseen.size > 0);
  };
  return new IntersectionObserver(look, { root: line, threshold: 0.5 });
}

function open(index, pinned = false) {
  if (opened) {
    placeOf(opened.index)?.classList.remove('open');
    placeOf(opened.index)?.children[1].setAttribute('aria-expanded', 'false');
  }
  opened = index === null ? null : { index, pinned };
  if (!opened) return;
  fill(index);
  placeOf(index).classList.add('open');
  placeOf(index).children[1].setAttribute('aria-expanded', 'true');
}

function fill(index) {
  if (!state.panels[index]) return void open(null);
  const rows = Object.keys(catalog.optimizers)
    .filter(name => name in state.panels[index].spec.optimizers)
    .map(name => {
      const { label, look } = catalog.optimizers[name];
      const node = element('div', 'rates-row');
      node.dataset.name = name;
      node.append(badge(node, look), element('span', 'label', label), element('span', 'rate', wholeText(index, name)));
      return node;
    });
  placeOf(index).children[2].replaceChildren(...rows);
}

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && opened) open(null);
});
