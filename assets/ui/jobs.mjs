/* The tray of long jobs: a row each with its progress, a button that cancels it, and its file when it is ready. */
import { createSignal } from '../core/signal.mjs';
import { byId, element } from './elements.mjs';

const SILENCE = 20; // looks, a second apart, without news: then the server is taken for gone
const LINGER = 4000; // ms that a cancelled job is still shown
const READING = 8000; // ms before a tray where nothing is made any more folds away from what is behind it

/** What is asked for: `request` is what the kind's function takes, `label` what the row says. A `quiet` job leaves
 * the tray when it is done: whoever asked fetches the file from its address. More may be in it, for whoever asked.
 * @typedef {{kind: string, request: object, label?: string, quiet?: boolean, [more: string]: any}} Asked */

/** How a job has ended.
 * @typedef {{state: 'done', name: string, size: number, address: string} | {state: 'failed', message: string}
 *   | {state: 'cancelled'}} Ended */

/** A row of the tray. `slot` is null when the job has ended; it is `known` when it has told of itself, `wanted` when
 * it is to be cancelled; `address` is that of a file of this page, and `silent` counts looks without news.
 * @typedef {{asked: Asked, slot: string | null, label: string, silent: number, known: boolean, wanted: boolean,
 *   address?: string, node: HTMLElement, name: HTMLElement, words: HTMLElement, bar: HTMLProgressElement, button:
 *   HTMLButtonElement}} Row */

/** @type {Row[]} */
const rows = [];
/** @type {Set<string | null>} */
const lost = new Set(); // slots of jobs that went silent: their end may still come, and is not another job's
const tray = () => byId('jobs');
const fold = () => /** @type {HTMLDetailsElement} */ (byId('jobs-fold'));
let folding = 0; // the timer

/* Tells {asked, state, ...} of a job that has ended: asked is what `startJob` was given, state is 'done' (with name,
   size, address), 'failed' (with message) or 'cancelled'. */
export const jobEnded = createSignal();

/* Tells {asked, soFar} of a job that brings what it has so far with its progress. */
export const jobContinued = createSignal();

/* ---- what Dash brings ---- */

/** News of Dash's callbacks, by the components job-progress-0, job-end-0 ...
 * @param {{prop_id: string, value: any}[]} triggered */
export const jobNews = triggered =>
  triggered.forEach(({ prop_id: name, value }) => {
    const [, part, slot] = name.match(/^job-(\w+)-(\d+)\./) ?? [];
    const row = rows.find(each => each.slot === slot);
    if (part === 'end' && value) lost.delete(slot);
    if (!row || !value) return;
    row.silent = 0;
    if (part === 'end') end(row, value);
    else progress(row, value);
  });

/** The server has refused to start or to cancel a job.
 * @param {RequestInit | undefined} sent @param {Response} answer */
export const jobRefused = async (sent, answer) => {
  const [, part, slot] = String(sent?.body).match(/"output":"job-(end|cancel)-(\d+)\./) ?? [];
  const row = rows.find(each => each.slot === slot);
  if (!row) return;
  const { problem } = await answer.json().catch(() => ({ problem: 'The server is busy.' }));
  if (part === 'end') return end(row, { state: 'failed', message: problem });
  row.wanted = false;
  row.words.textContent = problem;
};

/* ---- the life of a row ---- */

/** Starts a job; a page has only so many at once.
 * @param {Asked} asked */
export const startJob = asked => {
  const slots = [...Array(Number(tray().dataset.slots)).keys()].map(String);
  const slot = slots.find(each => !lost.has(each) && !rows.some(other => other.slot === each)) ?? null;
  const row = addRow(asked, slot);
  if (slot === null) {
    const message = `A page may have ${slots.length} jobs at once: wait for one, or cancel one.`;
    return end(row, { state: 'failed', message });
  }
  said(`${row.label}: started`);
  const { kind, request } = asked;
  dash_clientside.set_props(`job-run-${slot}`, { data: { kind, request, at: Date.now() } });
};

/** What was asked for and has not ended. */
export const runningJobs = () => rows.filter(({ slot }) => slot !== null).map(({ asked }) => asked);

/** A file that is there already: its row, as if a job had made it.
 * @param {Asked} asked @param {{name: string, size: number, address: string}} file */
export const addFile = (asked, { name, size, address }) => {
  const row = addRow(asked, null);
  row.address = address;
  end(row, { state: 'done', name, size, address });
};

/** @param {Row} row @param {{words: string, share: number | null, so_far?: any}} news */
function progress(row, { words, share, so_far: soFar }) {
  row.bar.toggleAttribute('value', share !== null);
  if (share !== null) row.bar.value = share;
  row.words.textContent = row.wanted ? 'is being cancelled' : words;
  row.known = true;
  if (row.wanted) cancel(row); // when it was, the job had no name yet
  if (soFar) jobContinued.tell({ asked: row.asked, soFar });
}

/** What the row's own button does.
 * @param {Asked} asked */
export const cancelJob = asked => rows.filter(row => row.asked === asked && row.slot !== null).forEach(cancel);

/** @param {Row} row */
function cancel(row) {
  row.wanted = true;
  row.words.textContent = 'is being cancelled';
  if (row.known) dash_clientside.set_props(`job-cancel-${row.slot}`, { data: Date.now() });
}

/** @param {Row} row @param {Ended} ended */
function end(row, ended) {
  row.slot = null;
  row.node.dataset.state = ended.state;
  row.bar.remove();
  row.button.setAttribute('aria-label', `Dismiss ${row.label}`);
  row.button.title = 'Dismiss';
  let words = '';
  if (ended.state === 'done') {
    const link = element('a', '', row.label);
    Object.assign(link, { href: ended.address, download: ended.name });
    row.name.replaceChildren(link);
    words = sizeOf(ended.size);
  } else words = ended.state === 'failed' ? ended.message : 'cancelled';
  row.words.textContent = words;
  said(`${row.label}: ${ended.state === 'done' ? 'ready, ' : ''}${words}`);
  if (ended.state === 'done' && row.asked.quiet) remove(row);
  if (ended.state === 'cancelled') setTimeout(() => remove(row), LINGER);
  count();
  jobEnded.tell({ ...ended, asked: row.asked });
}

/** @param {Row} row */
function remove(row) {
  if (!rows.includes(row)) return;
  rows.splice(rows.indexOf(row), 1);
  if (row.address) URL.revokeObjectURL(row.address);
  if (row.node.contains(document.activeElement)) byId('jobs-head').focus();
  row.node.remove();
  count();
}

/* ---- drawing ---- */

/** @param {Asked} asked @param {string | null} slot */
function addRow(asked, slot) {
  const label = asked.label || asked.kind;
  const node = element('li', 'job');
  const button = element('button', 'close', '×');
  const name = element('span', 'job-name', label);
  const words = element('span', 'job-words', 'starts');
  const bar = element('progress');
  /** @type {Row} */
  const row = { asked, slot, label, silent: 0, known: false, wanted: false, node, name, words, bar, button };
  rows.push(row);
  fold().open = true;
  bar.setAttribute('aria-label', label);
  Object.assign(button, { type: 'button', title: 'Cancel' });
  button.setAttribute('aria-label', `Cancel ${label}`);
  button.onclick = () => (row.slot === null ? remove(row) : cancel(row));
  node.dataset.state = 'running';
  node.append(name, button, bar, words);
  byId('jobs-list').prepend(node);
  count();
  return row;
}

function count() {
  const running = rows.filter(({ slot }) => slot !== null).length;
  tray().hidden = !rows.length;
  byId('jobs-head').textContent = running ? `Files: ${running} in the making` : `Files: ${rows.length}`;
  clearTimeout(folding);
  if (!running) folding = setTimeout(foldAway, READING);
}

/* What has failed stays to be read; so does a tray that is being used. */
function foldAway() {
  const isUsed = tray().matches(':hover, :focus-within');
  const isSaid = rows.some(({ node }) => node.dataset.state === 'failed');
  if (isUsed) folding = setTimeout(foldAway, READING);
  else if (!isSaid) fold().open = false;
}

/** @param {string} words */
const said = words => {
  byId('jobs-said').textContent = words;
};

/** @param {number} bytes */
const sizeOf = bytes => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/* A hidden page looks and polls once a minute: so silence is counted in looks, not in time. */
setInterval(
  () =>
    rows
      .filter(({ slot }) => slot !== null)
      .forEach(row => {
        if (++row.silent <= SILENCE) return;
        lost.add(row.slot);
        end(row, { state: 'failed', message: 'The server does not answer.' });
      }),
  1000,
);
