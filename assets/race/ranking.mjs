/* The ranks in the legend: who is ahead now in one panel, the one that was touched last, by what the charts show; and
   of the racer that is pointed at, how it does in every panel. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { MEASURES } from '../core/measures.mjs';
import { measured } from '../core/numbers.mjs';
import { isGone, lostAt, wholeStep } from '../core/racer.mjs';
import { measureAt, ranksOf } from '../core/ranks.mjs';
import { drawings } from '../player/loop.mjs';
import { all, byId, element, found, reveal, write } from '../ui/elements.mjs';
import { isPressed, released } from '../ui/hand.mjs';
import { viewed } from './news.mjs';
import { panels } from './pictures.mjs';
import { isHere, state } from './state.mjs';

const PACE = 120; // ms between two looks at the ranks while playing, or while a slider is dragged
const WORDS = {
  loss: 'the loss',
  move: 'the loss, as the length of a step ranks nobody,',
  distance: 'the distance to the nearest minimum',
  accuracy: 'the accuracy',
};

let ranked = 0; // the panel whose ranks are shown
/** @type {HTMLElement | null} */
let told = null; // the item of the legend that is pointed at

/* By what the charts show; the length of a step ranks nobody, so by the loss. */
const measureNow = () => (state.view.chart === 'move' ? 'loss' : state.view.chart);

/* Of a panel by its racers' names: [rank, value], by what the charts show. */
const standingsOf = ({ racers }) => {
  const chart = measureNow();
  const values = racers.map(racer => measureAt(racer, chart, wholeStep(racer.stepAt(clock.step))));
  const ranks = ranksOf(values, chart);
  return new Map(racers.map(({ name }, place) => [name, [ranks[place], values[place]]]));
};

/* ---- ranks ---- */

let shown = 0; // when, in ms
const show = force => {
  const now = performance.now();
  if (!panels.length || !byId('ranked') || (!force && (clock.playing || isPressed()) && now - shown < PACE)) return;
  shown = now;
  if (ranked >= panels.length) ranked = 0;
  const standings = standingsOf(panels[ranked]);
  const isTied = standings.size > 1 && [...standings.values()].every(([rank]) => rank === 1 || rank === null);
  all('.legend-item').forEach(node => {
    const standing = standings.size > 1 && standings.get(node.dataset.name); // who is alone is ahead of nobody
    write(node.querySelector('.rank'), standing ? String(standing[0] ?? '–') : '');
    node.classList.toggle('first', standing && standing[0] === 1 && !isTied);
  });
  showRanked(standings.size);
  showNote();
};

export const showRanks = () => show(!isPressed());

function showRanked(count) {
  const node = byId('ranked', HTMLButtonElement);
  const { chart } = state.view;
  const isOther = chart !== measureNow(); // than what the chart shows
  const several = panels.length > 1;
  reveal(node, several ? panels.some(({ racers }) => racers.length > 1) : isOther && count > 1);
  write(node, ['ranks', several && `in ${ranked + 1}`, isOther && `by ${measureNow()}`].filter(Boolean).join(' '));
  const place = several ? ` in panel ${ranked + 1}, the one touched last: click for the next` : '';
  const title = `The number before a name is its rank by ${WORDS[chart]}${place}`;
  if (node.title !== title) node.title = title;
  node.onclick = () => rankIn((ranked + 1) % panels.length);
}

export function rankIn(index) {
  if (ranked === index) return;
  ranked = index;
  show(true);
}

/* The panel that an event is in. */
const touched = event => {
  const panel = isHere() && found(event, '.panel');
  if (panel) rankIn(Number(panel.id.replace('panel-', '')));
};
for (const kind of ['pointerdown', 'focusin']) document.addEventListener(kind, touched, true);

viewed.listen(key => {
  if (key === 'scope' && state.scope !== 'all') rankIn(state.scope);
  else if (key === 'chart') show(true);
});

/* ---- how one racer does ---- */

/* Says how the racer of an item does in every panel, below it, while it is pointed at; null for none. */
export const tellStanding = item => {
  told = item;
  reveal(byId('legend-note'), false);
  showNote();
};

function showNote() {
  const note = byId('legend-note');
  if (!told?.isConnected) told = null;
  if (!told) return;
  const { name } = told.dataset;
  const lines = [catalog.optimizers[name].label, ...panels.map(panel => standingIn(panel, name))];
  if (note.childElementCount !== lines.length + 1) {
    note.replaceChildren(...lines.map(() => element('div')), element('div', 'quiet', HOW));
  }
  lines.forEach((line, at) => write(note.children[at], line));
  if (!note.hidden) return;
  note.hidden = false;
  const { left, bottom } = told.getBoundingClientRect();
  const frame = note.parentElement.getBoundingClientRect();
  const place = Math.min(left - frame.left, frame.width - note.offsetWidth);
  note.style.translate = `${Math.max(place, 0)}px ${bottom - frame.top + 2}px`;
}

const HOW = 'click: on or off · double click: alone';

/* "1 Beale: 2 of 7, loss 0.0031" */
function standingIn(panel, name) {
  const head = panels.length > 1 ? `${panel.index + 1} ${panel.surface.label}: ` : '';
  const racer = panel.racers.find(each => each.name === name);
  const waits = name in (state.panels[panel.index]?.spec.optimizers ?? {});
  if (!racer) return head + (waits ? 'waits for the server' : 'off');
  const step = wholeStep(racer.stepAt(clock.step));
  const [rank, value] = standingsOf(panel).get(name);
  if (isGone(racer, step)) return `${head}diverged at step ${lostAt(racer)}`;
  if (rank === null) return `${head}no ${MEASURES[measureNow()]} here`;
  return `${head}${rank} of ${panel.racers.length}, ${MEASURES[measureNow()]} ${measured(value)}`;
}

drawings.listen(() => show(false));
released.listen(() => panels.length && show(true));
