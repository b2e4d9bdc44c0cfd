/* The browser's history has an entry for each step of a page's state (core/undo.mjs), so that Back and Forward go
   through them. An entry says whose it is; what it stands for is kept in the storage of the session, and so is there
   after a reload, and after another page. */
import { stepNow } from '../core/undo.mjs';
import { claimAddresses, noteAddress } from './address.mjs';

/** @typedef {import('../core/undo.mjs').Steps} Steps */
/** @typedef {{ visit: string, id: number, path: string }} Entry `visit` is one scene of a page */
/** @typedef {{ steps: Steps, more: any }} Past the steps of a visit, and what else its page keeps with them */

/** What the page of now does.
 * @typedef {object} Host
 * @property {() => boolean} isHere
 * @property {() => Past} past
 * @property {() => string} query of the address, as the state is now
 * @property {(id: number) => void} come Back or Forward has led to a step
 * @property {(past: Past, id: number) => void} adopt the same, of another visit
 * @property {() => void} shown the entry of the state is that of the browser: the address can be written */

const PAUSE = 300; // ms; browsers allow only so many changes
const SILENCE = 2000; // ms after which a step that nobody has confirmed has its entry, too; or a way is given up
const MOST = 50; // entries that browsers keep
const VISITS = 4; // that are kept
const PREFIX = 'ravine.steps';

/** @type {Host} */
let host;
let visit = ''; // '' on another page
let path = ''; // of the page whose it is
/** @type {number[]} */
let ids = []; // of the steps that have an entry
let at = 0; // the entry where the browser is, among them
let isGoing = false; // on the way to another one
let timer = 0;

/** @type {(state: any) => Entry | null} */
const entryOf = state => (state?.ravine?.path === location.pathname ? state.ravine : null);

const fresh = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;

/** Whether the entry of the browser is that of the state. */
export const isAtEntry = () => !visit || (!isGoing && ids[at] === stepNow(host.past().steps).id);

/* ---- storage ---- */

/** @type {Map<number, string>} */
let written = new Map(); // texts of this visit's steps

/** @type {(name: string) => void} */
const forget = name => {
  const keys = Array.from({ length: sessionStorage.length }, (_, k) => String(sessionStorage.key(k)));
  for (const key of keys) if (key.startsWith(`${PREFIX}.${name}`)) sessionStorage.removeItem(key);
};

const write = () => {
  const { steps, more } = host.past();
  const others = JSON.parse(sessionStorage.getItem(PREFIX) ?? '[]').filter(
    (/** @type {string} */ name) => name !== visit,
  );
  for (const name of others.splice(0, Math.max(others.length + 1 - VISITS, 0))) forget(name);
  sessionStorage.setItem(PREFIX, JSON.stringify([...others, visit]));
  const texts = new Map(steps.list.map(({ id, text }) => [id, text]));
  for (const id of written.keys()) if (!texts.has(id)) sessionStorage.removeItem(`${PREFIX}.${visit}.${id}`);
  for (const [id, text] of texts) {
    if (written.get(id) !== text) sessionStorage.setItem(`${PREFIX}.${visit}.${id}`, text);
  }
  written = texts;
  const list = steps.list.map(step => ({ ...step, text: '', at: 0 }));
  sessionStorage.setItem(`${PREFIX}.${visit}`, JSON.stringify({ steps: { ...steps, list }, more, ids, last: ids[at] }));
};

/* Where there is no room, or none is allowed, steps last as long as the page. */
const keep = () => {
  if (!visit) return;
  try {
    write();
  } catch {
    for (const name of JSON.parse(sessionStorage.getItem(PREFIX) ?? '[]')) forget(name);
    sessionStorage.setItem(PREFIX, '[]');
    written = new Map();
  }
};

/** Goes on with what is kept of a visit, from an entry of it; null if nothing is.
 * @param {Entry} entry
 * @returns {{ past: Past, id: number } | null} with the step where to go on */
const takeUp = entry => {
  const kept = sessionStorage.getItem(`${PREFIX}.${entry.visit}`);
  if (!kept) return null;
  const { steps, more, ids: entries, last } = JSON.parse(kept);
  const texts = steps.list.map((/** @type {{id: number}} */ { id }) =>
    sessionStorage.getItem(`${PREFIX}.${entry.visit}.${id}`),
  );
  if (texts.includes(null)) return null;
  const list = steps.list.map((/** @type {object} */ step, /** @type {number} */ k) => ({ ...step, text: texts[k] }));
  written = new Map(list.map((/** @type {{id: number, text: string}} */ { id, text }) => [id, text]));
  visit = entry.visit;
  settleAt(entries, entry.id);
  ids.length = at + 1; // those after it may be another page's by now
  const past = { steps: { ...steps, list, isFresh: false }, more };
  return { past, id: entry.id === last ? stepNow(past.steps).id : entry.id }; // the newest may have no entry yet
};

/** @type {(entries: number[], id: number) => void} */
const settleAt = (entries, id) => {
  ids = entries.includes(id) ? entries : [id];
  at = ids.indexOf(id);
};

/* ---- the entries follow the steps ---- */

/** Whether the browser has taken it: it allows only so many.
 * @param {'pushState' | 'replaceState'} how
 * @param {number} id
 * @param {string} query */
const mark = (how, id, query) => {
  const entry = { visit, id, path: location.pathname };
  try {
    history[how](
      { ...(how === 'replaceState' && history.state), ravine: entry },
      '',
      query ? `?${query}` : location.href,
    );
  } catch {
    return false;
  }
  noteAddress();
  return entryOf(history.state)?.visit === visit && history.state.ravine.id === id;
};

/** @type {(to: number) => void} */
const travel = to => {
  isGoing = true;
  history.go(to - at);
  setTimeout(() => {
    if (!isGoing) return;
    isGoing = false;
    followSteps();
  }, SILENCE);
};

/* The step of now has an entry, and the browser is there. */
const follow = () => {
  const { list, place } = host.past().steps;
  const now = list[place];
  const there = ids.indexOf(now.id);
  if (there >= 0) return there === at || void travel(there);
  if (!now.isSure && performance.now() - now.at < SILENCE) return void followSteps();
  const from = list.findLastIndex(({ id }, k) => k < place && ids.includes(id));
  const base = ids.indexOf(list[from]?.id);
  if (base >= 0 && base !== at) return void travel(base);
  if (base < 0 && now.id < ids[0]) {
    // before the first that browsers keep
    if (at > 0) return void travel(0);
    if (mark('replaceState', now.id, '')) ids[0] = now.id;
    return true;
  }
  if (base >= 0 && list[from].query) mark('replaceState', ids[at], list[from].query); // no more can come
  for (const { id, query } of list.slice(from + 1, place + 1)) {
    if (!mark('pushState', id, id === now.id ? host.query() : query)) return void followSteps();
    ids = [...ids.slice(0, at + 1), id].slice(-MOST);
    at = ids.length - 1;
  }
  return true;
};

/** After a step, or a way through them: the browser's history has the same, once that has rested. */
export const followSteps = () => {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (!visit || isGoing || !host.isHere()) return;
    keep();
    if (follow()) host.shown();
    keep();
  }, PAUSE);
};

/* ---- Back and Forward ---- */

/* To another page, which Dash opens. */
const leave = () => {
  keep();
  visit = '';
  return false;
};

/** Whether it is a step of the page that is here.
 * @param {Event} event */
const arrive = event => {
  const entry = 'state' in event ? entryOf(event.state) : null; // a popstate has one
  if (!entry || !visit || entry.path !== path || !host.isHere()) return leave();
  if (entry.visit === visit) {
    settleAt(ids, entry.id);
    if (!isGoing) host.come(entry.id);
    isGoing = false;
    followSteps();
    return true;
  }
  keep();
  const kept = takeUp(entry);
  if (!kept) return leave();
  isGoing = false;
  host.adopt(kept.past, kept.id);
  return true;
};

claimAddresses(arrive);
window.addEventListener('pagehide', keep);

/** A scene is on a page: what is kept of it where the browser has come back to it; else null, it begins here.
 * @param {Host} page
 * @returns {{ past: Past, id: number } | null} */
export const openEntries = page => {
  const entry = entryOf(history.state);
  const isNext = Boolean(visit) && entry?.visit === visit; // of the same page
  path = location.pathname;
  if (visit) keep();
  host = page;
  const kept = entry && !isNext ? takeUp(entry) : null;
  isGoing = false;
  if (kept) return kept;
  visit = fresh();
  written = new Map();
  ids = [0];
  at = 0;
  mark(isNext ? 'pushState' : 'replaceState', 0, '');
  return null;
};
