/* Training on the network page. The server is asked to train at once, and sends a line for each epoch of each method;
   where it says that this takes longer, a job does it and brings all that there is so far with its progress. */
import { createSignal } from '../core/signal.mjs';
import { cancelJob, jobContinued, jobEnded, startJob } from '../ui/jobs.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { page, setupNow } from './page.mjs';

/* Tells the run that has gone on, has ended, or is cleared. */
export const trained = createSignal();

/* One run at a time: {run, share: that is done, words, stop()}. */
let now = null;
export const busy = () => now;

const request = () => structuredClone({ experiment: page.experiment, ...setupNow() });
export const labelOf = ({ experiment }) => `Training: ${page.catalog.experiments[experiment].label}`;

export const train = () => {
  if (now) return;
  const wanted = request();
  const began = performance.now();
  const run = { request: wanted, curves: {}, began, first: null, ended: null };
  page.runs[wanted.experiment] = run;
  now = { run, share: 0, words: 'starts', stop: () => {} };
  trained.tell(run);
  live(run);
};

async function live(run) {
  const control = new AbortController();
  now.stop = () => {
    control.abort();
    end(run, 'cancelled');
  };
  let response;
  try {
    response = await fetch(page.catalog.paths.train, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(run.request),
      signal: control.signal,
    });
    if (now?.run !== run) return;
    if (response.headers.get('Content-Type')?.startsWith('application/x-ndjson'))
      await follow(run, response.body.getReader());
    else if (response.ok && (await response.json()).job) job(run);
    else
      refused(
        run,
        response.status === 400 ? (await response.json()).problems : [`the server answered ${response.status}`],
      );
  } catch (error) {
    if (now?.run === run) refused(run, [error.name === 'AbortError' ? 'cancelled' : 'the server does not answer']);
  }
}

function refused(run, problems) {
  notify('This cannot be trained:', { items: problems, kind: 'training', near: lastUsed() });
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
    trained.tell(run);
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
  const { methods, epochs } = run.request;
  const names = Object.keys(methods);
  const epoch = Math.min(
    ...names.map(name => {
      const { cost, diverged } = run.curves[name] ?? { cost: [] };
      return diverged ? epochs : Math.max(cost.length - 1, 0);
    }),
  );
  now.share =
    names.reduce((sum, name) => sum + Math.max((run.curves[name]?.cost.length ?? 0) - 1, 0), 0) /
    (names.length * epochs);
  now.words = `epoch ${epoch} of ${epochs}`;
  if (Object.values(run.curves).some(({ cost }) => cost.length > 1)) run.first ??= performance.now();
}

/* ---- as a job ---- */

function job(run) {
  const asked = { kind: 'training', request: run.request, label: labelOf(run.request), quiet: true, run };
  now.stop = () => {
    now.words = 'is being cancelled';
    cancelJob(asked);
    trained.tell(run);
  };
  now.words = 'waits to start';
  trained.tell(run);
  startJob(asked);
}

jobContinued.listen(({ asked, soFar }) => {
  if (asked.kind !== 'training' || now?.run !== asked.run) return;
  asked.run.curves = soFar;
  counted(asked.run);
  trained.tell(asked.run);
});

jobEnded.listen(async ({ asked, state, address, message }) => {
  if (asked.kind !== 'training' || now?.run !== asked.run) return;
  if (state === 'done') {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) asked.run.curves = await response.json();
    else notify('The training is done, but the server did not send its end.', { kind: 'server' });
    counted(asked.run);
  }
  if (state === 'failed') refused(asked.run, [message]);
  else end(asked.run, state);
});

function end(run, state) {
  if (now?.run !== run) return;
  now = null;
  Object.assign(run, { ended: performance.now(), state });
  const { experiment } = run.request;
  if (!Object.keys(run.curves).length && page.runs[experiment] === run) delete page.runs[experiment];
  trained.tell(run);
}

/* The run of the experiment on the page goes. */
export const clear = () => {
  const run = page.runs[page.experiment];
  delete page.runs[page.experiment];
  if (run) trained.tell(run);
};
