/* The export dialog: what is on screen, as a file. The server estimates it while its settings change
   (pages/exporting.py); a moment's work is then done in a request, all else is a job of the tray. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { createGate } from '../core/gate.mjs';
import { numberFrom } from '../core/numbers.mjs';
import { mountControls, put } from '../ui/controls.mjs';
import { openDialog } from '../ui/dialogs.mjs';
import { download } from '../ui/download.mjs';
import { all, byId, press } from '../ui/elements.mjs';
import { addFile, jobEnded, startJob } from '../ui/jobs.mjs';
import { NumberField } from '../ui/number_field.mjs';
import { post } from '../ui/server.mjs';
import { themeNow } from '../ui/theme.mjs';
import { linkQuery } from './link.mjs';
import { isHidden } from './predict.mjs';
import { state } from './state.mjs';

const PAUSE = 200; // ms after the last key before the server is asked

let ending = 'mp4';
let options;
let touched = false; // the reader has set the pace
let asked; // what the server was asked last
let answer; // to that, null while it is awaited
let waiting; // whether to export then
let timer;
let fields = []; // of the numbers, each with the name of its setting

const kindOf = name => catalog.exports.formats[name];

/* ---- what would be exported ---- */

/* The screen's own address; a picture is of the step that is seen now, even while playing. */
const link = () => {
  const seen = isHidden() ? {} : { predict: 'off' };
  return `${location.origin}${catalog.race_path}?${linkQuery(kindOf(ending) === 'still', seen)}`;
};

const request = () => {
  const { settings } = catalog.exports;
  const had = Object.keys(settings).filter(name => settings[name].includes(kindOf(ending)));
  return { link: link(), format: ending, options: Object.fromEntries(had.map(name => [name, options[name]])) };
};

/* Of the axes of all panels; none where they differ, which a file then keeps. */
const scaleNow = () => {
  const [first, ...others] = state.panels.map(({ equal }) => equal ?? null);
  if (others.some(equal => equal !== first)) return undefined;
  return first === null ? 'auto' : first ? 'on' : 'off';
};

/* What is exported stands still behind the dialog, and goes on after it. */
function holdClock() {
  if (!clock.playing) return;
  clock.pause();
  byId('export', HTMLDialogElement).onclose = ({ target }) => {
    /** @type {HTMLDialogElement} */ (target).onclose = null;
    clock.play();
  };
}

export const openExport = () => {
  holdClock();
  const { view } = state;
  const pace = clock.pace();
  options ??= { ...catalog.exports.defaults };
  const shown = { theme: themeNow(), dimensions: view.dimensions, names: view.names, equal: scaleNow() };
  Object.assign(options, shown, touched ? {} : { pace: String(pace) });
  changed();
  openDialog('export', '[data-action="export-format"][aria-pressed="true"]');
};

export const setExport = change => {
  touched ||= 'pace' in change;
  Object.assign(options, change);
  changed();
};

export const setExportFormat = name => {
  ending = name;
  changed();
};

function changed() {
  show();
  forget();
  if (!refused()) timer = setTimeout(() => gate.push((asked = { ...request(), last: clock.last })), PAUSE);
}

/* What is still to be answered was about something else. */
function forget() {
  asked = answer = null;
  waiting = false;
  clearTimeout(timer);
}

const gate = createGate(async wanted => {
  const isAwaited = () => wanted === asked && byId('export', HTMLDialogElement)?.open; // the page may be left
  const response = await post(catalog.estimate_path, wanted, isAwaited);
  if (wanted === asked && response)
    showAnswer(response.ok ? await response.json() : { problems: { '': 'The server cannot say what this takes.' } });
});

/* ---- the fields ---- */

const refused = () => fields.some(({ field }) => field.isRefused);

export const mountExport = () => {
  fields = [];
  mountControls({ 'export-setting': settingField });
};

/* The server judges what each number may be, as that hangs on the format: here it must only be one. */
function settingField(place, { name, label, allowed }) {
  const line = byId(`export-bad-${name}`);
  const field = new NumberField({
    label,
    live: true,
    read: text => {
      const value = numberFrom(text);
      return Number.isNaN(value) ? { error: `“${text}” is not a number; ${allowed}` } : { value };
    },
    values: () => (options ? [Number(options[name])] : []),
    take: value => setExport({ [name]: String(value) }),
    say: problem => {
      line.textContent = problem;
    },
    refused: () => {
      forget();
      byId('export-start', HTMLButtonElement).disabled = true;
    },
    entered: startExport,
  });
  field.node.setAttribute('aria-describedby', line.id);
  fields.push({ name, field });
  return put(place, field);
}

/* ---- showing ---- */

const choices = action => all(`[data-action="export-${action}"]`);

function show() {
  choices('format').forEach(node => press(node, node.dataset.name === ending));
  choices('size').forEach(node =>
    press(
      node,
      ['width', 'height'].every(side => node.dataset[side] === String(options[side])),
    ),
  );
  choices('choice').forEach(node => press(node, node.dataset.value === options[node.dataset.name]));
  all('#export .export-row').forEach(row => {
    row.hidden = !row.dataset.kinds.split(' ').includes(kindOf(ending));
  });
  fields.forEach(({ field }) => field.show());
}

function showAnswer(found) {
  const problems = found.problems || {};
  answer = found;
  fields.forEach(({ name, field }) => field.judge(problems[name] ?? ''));
  const general = problems[''] || (found.problems ? 'This cannot be made yet: see the marked fields.' : '');
  byId('export-words').textContent = (found.words || []).join(' · ');
  byId('export-warning').textContent = [general, ...(found.warnings || [])].filter(Boolean).join('\n');
  byId('export-start', HTMLButtonElement).disabled = Boolean(found.problems);
  if (waiting) startExport();
}

/* ---- exporting ---- */

export const startExport = () => {
  waiting = !answer; // it is asked for: then
  if (waiting || answer.problems) return;
  const sized = ['video', 'still'].includes(kindOf(ending));
  const label = ending.toUpperCase() + (sized ? ` ${options.width} × ${options.height}` : '');
  const job = { kind: 'export', request: request(), label };
  byId('export', HTMLDialogElement).close();
  if (answer.quick) atOnce(job);
  else startJob(job);
};

async function atOnce(job) {
  const response = await post(catalog.export_path, job.request);
  if (response?.ok) {
    const content = await response.blob();
    const name = response.headers.get('Content-Disposition').match(/filename="(.+)"/)[1];
    addFile(job, { name, size: content.size, address: URL.createObjectURL(content) });
  } else if (response) startJob(job); // it is busy, or says why not
}

/* Downloads without another click. */
jobEnded.listen(({ asked: job, state: ended, address, name }) => {
  if (job.kind !== 'export' || ended !== 'done') return;
  download(address, name);
});
