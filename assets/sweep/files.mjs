/* Sweeps that take longer than a request may, and the table of a sweep as a file. */
import { createSignal } from '../core/signal.mjs';
import { downloadBlob } from '../ui/download.mjs';
import { jobEnded, startJob } from '../ui/jobs.mjs';
import { notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { isFinished, isHere, page, surfaceEntry } from './page.mjs';

/* The job of the sweep that is on the page has made it. */
export const finished = createSignal();

/* Puts what the job made into the answer that has been waiting for it, in the measure and the theme of now. */
export const fill = answer => {
  const { figures, rows } = page.finished.content;
  Object.assign(answer, { figure: figures[themeNow()][answer.measure], rows });
};

/* `form` 'json' is for the page, 'csv' a file. */
export const runJob = form => {
  const { sweep } = page.answer;
  const label = `Sweep of ${surfaceEntry(sweep.race).label}`;
  startJob({ kind: 'sweep', quiet: form === 'json', label, request: { sweep, size: typeSize(), form } });
};

jobEnded.listen(async ({ asked, state, address }) => {
  if (asked.kind !== 'sweep' || asked.request.form !== 'json' || state !== 'done') return;
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return void notify('The sweep is ready, but the server did not send it.', { kind: 'server' });
  page.finished = { key: JSON.stringify(asked.request.sweep), content: await response.json() };
  if (isHere() && page.answer && isFinished(page.answer)) finished.tell(page.answer);
});

export const downloadTable = async () => {
  const { long, sweep } = page.answer;
  if (long) return void runJob('csv');
  const response = await post(page.catalog.paths.table, { sweep });
  if (!response?.ok) return;
  downloadBlob(await response.blob(), `ravine-sweep-${sweep.race.surface.replaceAll('_', '-')}.csv`);
};
