/* The tray of long jobs: a row each with its progress, a button that cancels it, and its file when it is ready. */
import { createSignal } from '../core/signal.mjs';
import { element } from './elements.mjs';

const SILENCE = 20; // looks, a second apart, without news: then the server is taken for gone
const LINGER = 4000; // ms that a cancelled job is still shown

const rows = []; // { asked, slot, label, node, silent, wanted }; slot null when it has ended
const lost = new Set(); // slots of jobs that went silent: their end may still come, and is not another job's
const tray = () => document.getElementById('jobs');

/* Tells {asked, state, ...} of a job that has ended: asked is what `startJob` was given, state is 'done' (with name, size,
   address), 'failed' (with message) or 'cancelled'. */
export const jobEnded = createSignal();

/* Tells {asked, soFar} of a job that brings what it has so far with its progress. */
export const jobContinued = createSignal();

/* ---- what Dash brings ---- */

export const jobNews = triggered =>
  triggered.forEach(({ prop_id: name, value }) => {
    const [, part, slot] = name.match(/^job-(\w+)-(\d+)\./);
    const row = rows.find(each => each.slot === slot);
    if (part === 'end' && value) lost.delete(slot);
    if (!row || !value) return;
    row.silent = 0;
    if (part === 'end') end(row, value);
    else progress(row, value);
  });

/* ---- the life of a row ---- */

/* Starts a job {kind, request, label}: `request` is what the kind's function takes, `label` what the row says. With
   `quiet: true` it leaves the tray when it is done: whoever asked fetches the file from its address. */
export const startJob = asked => {
  const slots = [...Array(Number(tray().dataset.slots)).keys()].map(String);
  const slot = slots.find(each => !lost.has(each) && !rows.some(other => other.slot === each)) ?? null;
  const row = { asked, slot, label: asked.label || asked.kind, silent: 0, node: element('li', 'job') };
  rows.push(row);
  draw(row);
  if (slot === null) {
    return end(row, {
      state: 'failed',
      message: `A page may have ${slots.length} jobs at once: wait for one, or cancel one.`,
    });
  }
  said(`${row.label}: started`);
  const { kind, request } = asked;
  dash_clientside.set_props(`job-run-${slot}`, { data: { kind, request, at: Date.now() } });
};

/* A file that is there already: its row, as if a job had made it. */
export const addFile = (asked, { name, size, address }) => {
  const row = { asked, slot: null, label: asked.label, silent: 0, node: element('li', 'job'), address };
  rows.push(row);
  draw(row);
  end(row, { state: 'done', name, size, address });
};

function progress(row, { words, share, so_far: soFar }) {
  row.bar.toggleAttribute('value', share !== null);
  if (share !== null) row.bar.value = share;
  row.words.textContent = row.wanted ? 'is being cancelled' : words;
  row.known = true;
  if (row.wanted) cancel(row); // when it was, the job had no name yet
  if (soFar) jobContinued.tell({ asked: row.asked, soFar });
}

/* What the row's own button does. */
export const cancelJob = asked => rows.filter(row => row.asked === asked && row.slot !== null).forEach(cancel);

function cancel(row) {
  row.wanted = true;
  row.words.textContent = 'is being cancelled';
  if (row.known) dash_clientside.set_props(`job-cancel-${row.slot}`, { data: Date.now() });
}

function end(row, ended) {
  row.slot = null;
  row.node.dataset.state = ended.state;
  row.bar.remove();
  row.button.setAttribute('aria-label', `Dismiss ${row.label}`);
  row.button.title = 'Dismiss';
  let words = ended.message;
  if (ended.state === 'done') {
    const link = element('a', '', row.label);
    Object.assign(link, { href: ended.address, download: ended.name });
    row.name.replaceChildren(link);
    words = sizeOf(ended.size);
  } else if (ended.state === 'cancelled') words = 'cancelled';
  row.words.textContent = words;
  said(`${row.label}: ${ended.state === 'done' ? `ready, ${words}` : words}`);
  if (ended.state === 'done' && row.asked.quiet) remove(row);
  if (ended.state === 'cancelled') setTimeout(() => remove(row), LINGER);
  count();
  jobEnded.tell({ ...ended, asked: row.asked });
}

function remove(row) {
  if (!rows.includes(row)) return;
  rows.splice(rows.indexOf(row), 1);
  if (row.address) URL.revokeObjectURL(row.address);
  if (row.node.contains(document.activeElement)) document.getElementById('jobs-head').focus();
  row.node.remove();
  count();
}

/* ---- drawing ---- */

function draw(row) {
  row.name = element('span', 'job-name', row.label);
  row.words = element('span', 'job-words', 'starts');
  row.bar = element('progress');
  row.bar.setAttribute('aria-label', row.label);
  row.button = element('button', 'close', '×');
  row.button.type = 'button';
  row.button.title = 'Cancel';
  row.button.setAttribute('aria-label', `Cancel ${row.label}`);
  row.button.onclick = () => (row.slot === null ? remove(row) : cancel(row));
  row.node.dataset.state = 'running';
  row.node.append(row.name, row.button, row.bar, row.words);
  document.getElementById('jobs-list').prepend(row.node);
  count();
}

function count() {
  const running = rows.filter(({ slot }) => slot !== null).length;
  tray().hidden = !rows.length;
  document.getElementById('jobs-head').textContent = running ? `Jobs: ${running} running` : 'Jobs';
}

const said = words => {
  document.getElementById('jobs-said').textContent = words;
};

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
