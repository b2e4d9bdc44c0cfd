/* A server that does not answer is asked again by itself. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { createSilence, pauseAfter } from '../../assets/core/silence.mjs';
import { post } from '../../assets/ui/server.mjs';
import { place, settled } from './page.mjs';

test('pauses grow from half a second to ten', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map(pauseAfter), [500, 1000, 2000, 4000, 8000, 10000, 10000]);
});

/* A silence whose time is made by hand: its pauses, and the end of the last one. */
const timed = () => {
  const pauses = [];
  let task = null;
  const silence = createSilence(
    (run, ms) => {
      pauses.push(ms);
      task = run;
      return pauses.length;
    },
    () => {
      task = null;
    },
  );
  return { silence, pauses, pass: () => task() };
};

test('all who wait share a pause; after an answer the next one is short again', async () => {
  const { silence, pauses, pass } = timed();
  const asked = [];
  const wait = name => silence.pause().then(() => asked.push(name));
  wait('a');
  wait('b');
  assert.deepEqual([pauses, silence.lasts], [[500], true]);
  pass();
  await settled();
  assert.deepEqual(asked, ['a', 'b']);
  wait('a');
  silence.wake();
  await settled();
  assert.deepEqual([asked.length, silence.lasts], [3, true], 'at once, but it lasts');
  wait('a');
  assert.deepEqual(pauses, [500, 1000, 2000]);
  silence.end();
  await settled();
  assert.deepEqual([asked.length, silence.lasts], [4, false]);
  wait('a');
  assert.deepEqual(pauses.at(-1), 500);
});

/* ---- requests ---- */

const words = () => place('notices').textContent;
const answers = []; // of the server, the next one first: a status, or nothing
let asked = 0;
globalThis.fetch = () => {
  asked++;
  const status = answers.shift();
  return status ? Promise.resolve({ ok: status === 200, status }) : Promise.reject(new TypeError('no server'));
};

test('who waits is answered in the end, and the notice goes', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  answers.push(null, 502, null, 200);
  const found = post('/races', {}, () => true);
  for (const pause of [500, 1000, 2000]) {
    await settled();
    assert.match(words(), /does not answer; the page keeps asking/);
    mock.timers.tick(pause);
  }
  assert.equal((await found).status, 200);
  assert.deepEqual([words(), asked], ['', 4]);
});

test('who does not wait is not asked for again; who never did is told once', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let waits = true;
  answers.push(null, null, 200, 503);
  asked = 0;
  const found = post('/races', {}, () => waits);
  await settled();
  waits = false;
  mock.timers.tick(500);
  assert.deepEqual([await found, asked], [null, 1]);
  assert.equal(await post('/export', {}), null);
  assert.equal(words().replace('×', ''), 'The server does not answer.');
  assert.equal((await post('/export', {})).status, 200);
  assert.equal(words(), '');
  assert.equal((await post('/export', {})).status, 503, 'an answer to who asks once');
});
