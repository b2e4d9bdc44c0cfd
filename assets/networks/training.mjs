/* Training on the network page. The server is asked to train at once, and sends a line for each epoch of each method;
   where it says that this takes longer, a job does it and brings all that there is so far with its progress. */
import { page } from './page.mjs';
import { showNetworkTable } from './table.mjs';
import { cancelJob, jobContinued, jobEnded, startJob } from '../ui/jobs.mjs';
import { notice } from '../ui/notices.mjs';


/* One run at a time: {run, total, done, stop(), seen: until its first epoch is drawn}. */
let now = null;
page.busy = () => now;

const request = () => structuredClone({ experiment: page.experiment, ...page.setup() });
const label = ({ experiment }) => `Training: ${page.catalog.experiments[experiment].label}`;

page.train = () => {
  if (now) return;
  const wanted = request(), began = performance.now();
  const run = { request: wanted, curves: {}, began, first: null, ended: null };
  page.runs[wanted.experiment] = run;
  now = { run, share: 0, words: 'starts', stop: () => {} };
  show(run);
  live(run);
};

async function live(run) {
  const control = new AbortController();
  now.stop = () => { control.abort(); end(run, 'cancelled'); };
  let response;
  try {
    response = await fetch(page.catalog.paths.train, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(run.request), signal: control.signal,
    });
    if (now?.run !== run) return;
    if (response.headers.get('Content-Type')?.startsWith('application/x-ndjson')) await follow(run, response.body.getReader());
    else if (response.ok && (await response.json()).job) job(run);
    else refused(run, response.status === 400 ? (await response.json()).problems : [`the server answered ${response.status}`]);
  } catch (error) {
    if (now?.run === run) refused(run, [error.name === 'AbortError' ? 'cancelled' : 'the server does not answer']);
  }
}

function refused(run, problems) {
  notice('This cannot be trained:', problems, 'training');
  end(run, 'failed');
}

async function follow(run, reader) {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (now?.run !== run) return;
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop();
    lines.forEach(line => add(run, JSON.parse(line)));
    if (now?.run !== run) return; // it ended with a problem
    show(run);
    if (done) break;
  }
  if (rest) refused(run, ['the server stopped in the middle of an answer']);
  else end(run, 'done');
}

function add(run, { problem, name, epoch, cost, accuracy, diverged }) {
  if (problem) return void refused(run, [problem]);
  const curve = (run.curves[name] ??= { settings: run.request.methods[name], cost: [], accuracy: [], diverged: false });
  curve.cost[epoch] = cost;
  curve.accuracy[epoch] = accuracy;
  curve.diverged ||= diverged;
  counted(run);
}

function counted(run) {
  const { methods, epochs } = run.request, names = Object.keys(methods);
  const epoch = Math.min(...names.map(name => {
    const { cost, diverged } = run.curves[name] ?? { cost: [] };
    return diverged ? epochs : Math.max(cost.length - 1, 0);
  }));
  now.share = names.reduce((sum, name) => sum + Math.max((run.curves[name]?.cost.length ?? 0) - 1, 0), 0) / (names.length * epochs);
  now.words = `epoch ${epoch} of ${epochs}`;
  if (Object.values(run.curves).some(({ cost }) => cost.length > 1)) run.first ??= performance.now();
}

/* ---- as a job ---- */

function job(run) {
  const asked = { kind: 'training', request: run.request, label: label(run.request), quiet: true, run };
  now.stop = () => {
    now.words = 'is being cancelled';
    cancelJob(asked);
    show(run);
  };
  now.words = 'waits to start';
  show(run);
  startJob(asked);
}

jobContinued.listen(({ asked, soFar }) => {
  if (asked.kind !== 'training' || now?.run !== asked.run) return;
  asked.run.curves = soFar;
  counted(asked.run);
  show(asked.run);
});

jobEnded.listen(async ({ asked, state, address, message }) => {
  if (asked.kind !== 'training' || now?.run !== asked.run) return;
  if (state === 'done') {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) asked.run.curves = await response.json();
    else notice('The training is done, but the server did not send its end.', [], 'server');
    counted(asked.run);
  }
  if (state === 'failed') refused(asked.run, [message]);
  else end(asked.run, state);
});

/* ---- showing ---- */

function end(run, state) {
  if (now?.run !== run) return;
  now = null;
  Object.assign(run, { ended: performance.now(), state });
  if (!Object.keys(run.curves).length && page.runs[run.request.experiment] === run) delete page.runs[run.request.experiment];
  show(run);
}

/* What is on the chart, if it is this experiment's, and what runs, whatever is on the chart. */
function show(run) {
  if (!page.here() || !page.shown) return;
  if (run.request.experiment === page.experiment && page.isShown()) {
    page.draw();
    showNetworkTable();
  }
  page.showRun();
}

const ENDS = { cancelled: 'Cancelled', failed: 'Stopped', done: 'Trained' };

page.showRun = () => {
  const element = action => document.querySelector(`#networks-training [data-action="networks-${action}"]`);
  const bar = document.getElementById('networks-progress'), run = page.run();
  element('train').hidden = Boolean(now);
  element('cancel').hidden = bar.hidden = !now;
  element('clear').hidden = Boolean(now) || !run;
  if (now) bar.value = now.share;
  let words = '';
  if (now) words = `${now.run.request.experiment === page.experiment ? '' : `${label(now.run.request)}: `}${now.words}`;
  else if (run) {
    const seconds = ((run.ended - run.began) / 1000).toPrecision(2);
    words = `${ENDS[run.state]}: ${Object.keys(run.curves).length} methods in ${seconds} s, with seed ${run.request.seed}.`;
  }
  document.getElementById('networks-said').textContent = words;
};

page.clear = () => {
  delete page.runs[page.experiment];
  page.draw();
  showNetworkTable();
  page.showRun();
};
