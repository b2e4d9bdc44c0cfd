/* Every finished edit of a page is a step that can be taken back, and done again: by keys, by buttons, and by the
   browser's Back and Forward (entries.mjs). A page says what its state is as a text, and how a text becomes its state
   again; the rules are in core/undo.mjs. */
import { amend, beginSteps, canRedo, canUndo, goTo, push, redo, refuse, stepNow, undo } from '../core/undo.mjs';
import { serveActions } from './actions.mjs';
import { all } from './elements.mjs';
import { followSteps, openEntries } from './entries.mjs';
import { handled, isPressed, isTyping, released } from './hand.mjs';

/** What a page does.
 * @typedef {object} Host
 * @property {() => boolean} isHere with a state
 * @property {() => string} text the state, as all that an edit can change
 * @property {(text: string) => void} put that state, as an edit
 * @property {(text: string) => void} [read] that state, while the page opens; without it as an edit
 * @property {() => boolean} isConfirmed the server knows the state of now
 * @property {() => string} query the link of the state of now, '' while that is not known
 * @property {() => void} shown the address can be written
 * @property {(search: string) => void} ask for the state of an address
 * @property {(opened: string) => string} [reset] what "as it was opened" brings back, if that is not all
 * @property {(opened: string) => void} [remember] what was opened
 * @property {() => any} [more] what is kept beside the steps ...
 * @property {(more: any) => void} [take] ... and is here again
 * @property {() => void} [turn] after that, before the state is that of a step */

/** @type {Host | null} */
let host = null;
let steps = beginSteps('');
let opened = ''; // the state as it was opened
let isDue = false; // the hand is at an edit

const isBegun = () => Boolean(host?.isHere());

/* ---- steps ---- */

const note = () => {
  isDue = false;
  if (!host?.isHere()) return;
  steps = push(steps, host.text(), { kind: handled(), at: performance.now() });
  if (host.isConfirmed()) trust(host);
  follow();
};

/* The server knows the state: its link is right.
   @param {Host} page */
const trust = (/** @type {Host} */ page) => {
  steps = amend(steps, { isSure: true, query: page.query() });
};

const follow = () => {
  requestAnimationFrame(showButtons);
  followSteps();
};

/** The reader has edited the state. */
export const noteEdit = () => {
  if (isPressed()) isDue = true;
  else note();
};

released.listen(() => {
  if (isDue) note();
});

/** What the server has found belongs to the edit that it was asked about. */
export const noteAnswer = () => {
  if (!isDue && host?.isHere()) steps = amend(steps, { text: host.text() });
};

/** The server has confirmed the state as it is; or it has refused it, and the last good one is back.
 * @param {boolean} isGood */
export const noteJudgement = isGood => {
  if (!host?.isHere() || (isGood && isDue)) return;
  if (isGood) {
    steps = amend(steps, { text: host.text() });
    trust(host);
  } else steps = refuse(steps, host.text(), performance.now());
  isDue = false;
  follow();
};

/* ---- the ways through them ---- */

/** @param {import('../core/undo.mjs').Steps} other */
const show = other => {
  if (other === steps) return;
  steps = other;
  host?.put(stepNow(steps).text);
  isDue = false; // the key that did it is still down
  follow();
};

/** @param {typeof undo} move */
const go = move => {
  if (isDue) note();
  show(move(steps));
};

/* All as it was opened, as an edit. */
const resetAll = () => {
  if (opened) host?.put(host.reset?.(opened) ?? opened);
};

serveActions(isBegun, { undo: () => go(undo), redo: () => go(redo), 'reset-all': resetAll });

document.addEventListener('keydown', event => {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
  if (!(ctrlKey || metaKey) || altKey || !isBegun() || isTyping() || document.querySelector(':modal')) return;
  const letter = key.toLowerCase();
  const move = letter === 'z' ? (shiftKey ? redo : undo) : letter === 'y' && !shiftKey ? redo : null;
  if (!move) return;
  event.preventDefault();
  go(move);
});

/** @type {Record<string, () => boolean>} */
const WAYS = {
  undo: () => canUndo(steps),
  redo: () => canRedo(steps),
  'reset-all': () => stepNow(steps).text !== opened,
};

const showButtons = () => {
  for (const [action, isOpen] of Object.entries(WAYS)) {
    all(`[data-action="${action}"]`).forEach(button => button.toggleAttribute('disabled', !isOpen()));
  }
};

/* ---- another scene, and the browser's history ---- */

/** @type {(page: Host, past: import('./entries.mjs').Past, id: number) => void} */
const adopt = (page, { steps: kept, more }, id) => {
  steps = goTo(kept, id) ?? kept;
  remember(page, more.opened);
  page.take?.(more);
};

/** @type {(page: Host, text: string) => void} */
const remember = (page, text) => {
  opened = text;
  page.remember?.(text);
};

/** A page has another state: that of an address. What is kept of it goes on where the browser has come back to it.
 * @param {Host} page
 * @param {boolean} [isSame] it is another part of what was opened before */
export const openSteps = (page, isSame = false) => {
  const entry = openEntries(entriesOf(page));
  host = page;
  if (entry) {
    adopt(page, entry.past, entry.id);
    const { text } = stepNow(steps);
    if (page.read) page.read(text);
    else if (text !== page.text()) page.put(text);
  } else {
    steps = beginSteps(page.text());
    page.take?.(null);
    if (!isSame) remember(page, page.text());
  }
  isDue = false;
  follow();
};

/** @param {Host} page
 * @returns {import('./entries.mjs').Host} */
const entriesOf = page => ({
  isHere: page.isHere,
  past: () => ({ steps, more: { ...page.more?.(), opened } }),
  query: page.query,
  shown: page.shown,
  come(id) {
    const there = goTo(steps, id);
    if (there) show(there);
    else page.ask(location.search); // it is too long ago
  },
  adopt(past, id) {
    adopt(page, past, id);
    page.turn?.();
    page.put(stepNow(steps).text);
    isDue = false;
    follow();
  },
});
