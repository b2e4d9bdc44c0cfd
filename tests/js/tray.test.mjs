/* The tray of jobs, and the messages: what goes, what stays. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { place, told } from './page.mjs';

const { mock } = test;
mock.timers.enable({ apis: ['setTimeout', 'setInterval'] }); // before the tray begins to look for silence
const { cancelJob, jobNews, jobRefused, startJob } = await import('../../assets/ui/jobs.mjs');
const { notify } = await import('../../assets/ui/notices.mjs');

place('jobs').dataset.slots = '2';
const sent = part => told.splice(0).flatMap(([id]) => (id.startsWith(part) ? [id] : []));
const news = (part, slot, value) => jobNews([{ prop_id: `job-${part}-${slot}.data`, value }]);
const rows = () => place('jobs-list').children.map(({ textContent }) => textContent);

test('a job that is cancelled before it has told of itself is cancelled when it does', () => {
  const asked = { kind: 'export', request: {}, label: 'Film' };
  startJob(asked);
  assert.deepEqual(sent('job-'), ['job-run-0']);
  cancelJob(asked);
  assert.deepEqual(sent('job-cancel'), []);
  news('progress', 0, { words: 'frame 1', share: 0.1 });
  assert.deepEqual(sent('job-cancel'), ['job-cancel-0']);
  assert.match(rows()[0], /is being cancelled/);
  news('end', 0, { state: 'cancelled' });
  mock.timers.tick(4000);
  assert.deepEqual(rows(), []);
});

test('the place of a job that went silent is not another’s until its end has come', () => {
  startJob({ kind: 'export', request: {}, label: 'Silent' });
  mock.timers.tick(21_000);
  assert.match(rows()[0], /The server does not answer/);
  sent('job-');
  startJob({ kind: 'export', request: {}, label: 'Next' });
  assert.deepEqual(sent('job-run'), ['job-run-1']);
  startJob({ kind: 'export', request: {}, label: 'Third' });
  assert.match(rows()[0], /Third.*at once: wait for one/);
  news('end', 0, { state: 'done', name: 'x', size: 1, address: '' });
  startJob({ kind: 'export', request: {}, label: 'Fourth' });
  assert.deepEqual(sent('job-run'), ['job-run-0']);
});

test('a tray where nothing is made any more folds away, but not what has failed before it was read', () => {
  const list = place('jobs-list');
  for (const slot of [0, 1]) news('end', slot, { state: 'done', name: 'x', size: 1, address: '' });
  list.children.slice().forEach(row => row.children[1].click()); // what the checks before have left
  assert.deepEqual(rows(), []);
  const isOpen = () => place('jobs-fold').open;
  startJob({ kind: 'export', request: {}, label: 'Film' });
  const slot = sent('job-run')[0].at(-1);
  mock.timers.tick(9000);
  assert.equal(isOpen(), true);
  assert.equal(place('jobs-head').textContent, 'Files: 1 in the making');
  news('end', slot, { state: 'done', name: 'film.mp4', size: 1, address: '' });
  mock.timers.tick(7000);
  assert.equal(isOpen(), true);
  mock.timers.tick(2000);
  assert.equal(isOpen(), false);
  assert.equal(place('jobs-head').textContent, 'Files: 1');
  startJob({ kind: 'export', request: {}, label: 'Next' });
  assert.equal(isOpen(), true);
  news('end', sent('job-run')[0].at(-1), { state: 'failed', message: 'no room' });
  mock.timers.tick(9000);
  assert.equal(isOpen(), true);
});

test('a message takes the place of the one of its kind; an information goes by itself', () => {
  const shown = () => place('notices').children.map(({ dataset, textContent }) => [dataset.kind, textContent]);
  notify('First', { kind: 'noise' });
  notify('Other', { kind: 'master' });
  notify('Second', { items: ['a', 'b'], kind: 'noise' });
  assert.deepEqual(shown(), [
    ['master', 'Other×'],
    ['noise', 'Secondab×'],
  ]);
  notify('', { kind: 'noise' });
  notify('Copied', { kind: 'link', tone: 'info' });
  mock.timers.tick(4000);
  assert.deepEqual(shown(), [['master', 'Other×']]);
});

test('what the server refuses of a job is said in its row', async () => {
  const asked = { kind: 'export', request: {}, label: 'Refused' };
  news('end', 1, { state: 'done', name: 'x', size: 1, address: '' });
  startJob(asked);
  const slot = sent('job-run')[0].at(-1);
  const refuse = (output, problem) =>
    jobRefused({ body: JSON.stringify({ output }) }, /** @type {any} */ ({ json: async () => ({ problem }) }));
  const queue = 'waits for its turn: 2 at once on this server; 3 jobs before this one';
  news('progress', slot, { words: queue, share: null });
  assert.ok(rows()[0].includes(queue));
  cancelJob(asked);
  await refuse(`job-cancel-${slot}.id`, 'This page has had its 40 cancelled jobs.');
  assert.match(rows()[0], /its 40 cancelled jobs/);
  await refuse('theme.data', 'A page may have 3 jobs at once.');
  await refuse(`job-end-${slot}.data`, 'A page may have 3 jobs at once.');
  assert.match(rows()[0], /A page may have 3 jobs at once/);
  assert.deepEqual(sent('job-run'), []);
});
