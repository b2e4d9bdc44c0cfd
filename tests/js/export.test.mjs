/* The export dialog: what is exported is what the last answer is about. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { learnCatalog } from '../../assets/core/catalog.mjs';
import { clock } from '../../assets/core/clock.mjs';
import { openExport, setExport, startExport } from '../../assets/race/export.mjs';
import { place, settled, told } from './page.mjs';
import { open } from './scene.mjs';

const asked = []; // [what the page asks, answer(found)]
globalThis.fetch = (_path, { body }) =>
  new Promise(resolve => {
    const answer = found => {
      resolve({ ok: true, json: () => Promise.resolve(found) });
      return settled();
    };
    asked.push([JSON.parse(body), answer]);
  });
learnCatalog({
  estimate_path: '/export/estimate',
  race_path: '/',
  exports: { formats: { mp4: 'video' }, settings: { width: ['video'] }, defaults: { width: '1280', height: '720' } },
});

test('what is exported stands still behind the dialog, and goes on after it if it went', () => {
  open(['bowl', { sgd: 0.1 }]);
  const dialog = place('export');
  clock.last = 9;
  clock.play();
  openExport();
  openExport(); // while it is open
  assert.equal(clock.playing, false);
  dialog.onclose({ target: dialog });
  assert.equal(clock.playing, true);
  clock.pause();
  openExport();
  assert.equal(dialog.onclose, null);
  assert.equal(clock.playing, false);
});

test('an estimate of other settings is not taken, and an export waits for its own', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  place('jobs').dataset.slots = '1';
  open(['bowl', { sgd: 0.1 }]);
  openExport();
  mock.timers.tick(200);
  const [[first, answerFirst]] = asked.splice(0);
  assert.equal(first.options.width, '1280');
  setExport({ width: '640' });
  startExport();
  await answerFirst({ words: ['of 1280'] });
  assert.equal(place('export-words').textContent, '');
  assert.ok(!told.some(([id]) => id.startsWith('job-run')));
  mock.timers.tick(200);
  const [[second, answerSecond]] = asked.splice(0);
  assert.equal(second.options.width, '640');
  await answerSecond({ words: ['of 640'] });
  const [, { data }] = told.find(([id]) => id.startsWith('job-run'));
  assert.equal(data.request.options.width, '640');
});
