/* What the page asks of its server: as whom, again when it is busy, and no longer when nobody waits; races in parts. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { askRaces, isConfirmed, trustState } from '../../assets/race/server.mjs';
import { post } from '../../assets/ui/server.mjs';
import { place, settled } from './page.mjs';
import { open } from './scene.mjs';

let answers = []; // what is answered next: [status, content, headers]
const sent = [];
globalThis.fetch = (path, options) => {
  sent.push({ path, ...options, body: options.body && JSON.parse(options.body) });
  const [status, content, headers = {}, when = Promise.resolve()] = answers.shift();
  return when.then(() => ({
    ok: status < 400,
    status,
    headers: { get: name => headers[name] ?? 'application/json' },
    json: async () => content,
  }));
};
const words = () => place('notices').textContent;
const busy = problem => [429, { problem }, { 'Retry-After': '3' }];

test('a page says who it is', async () => {
  const found = document.querySelector;
  document.querySelector = () => ({ textContent: '{"end_id":"token~1"}' });
  answers = [[200, {}]];
  await post('/races', {});
  document.querySelector = found;
  assert.equal(sent.pop().headers['X-Ravine-Page'], 'token~1');
});

test('a server that is busy says why, and is asked again when it wants to be', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  sent.length = 0;
  answers = [busy('The server is busy: 8.'), [200, { it: 'is' }]];
  const answer = post('/units', {}, () => true);
  await settled();
  assert.match(words(), /The server is busy: 8\./);
  mock.timers.tick(2900);
  await settled();
  assert.equal(sent.length, 1);
  mock.timers.tick(100);
  assert.deepEqual(await (await answer).json(), { it: 'is' });
  assert.equal(words(), '');
});

test('what is asked once is not asked again; the sentence stays', async () => {
  answers = [busy('This page has had 20 short links within a minute.')];
  assert.equal(await post('/links', {}), null);
  assert.match(words(), /had 20 short links/);
  place('notices').replaceChildren();
});

test('an answer that nobody waits for is none', async () => {
  answers = [[409, { problem: 'Nobody waits' }]];
  assert.equal(await post('/races', {}, () => true), null);
  const control = new AbortController();
  control.abort();
  answers = [[200, {}]];
  assert.equal(await post('/races', {}, () => true, control.signal), null);
  assert.equal(words(), '');
});

test('races that come in parts are confirmed with the last', async () => {
  const state = open(['bowl', { sgd: 0.1, adam: 0.2 }]);
  trustState();
  sent.length = 0;
  const told = { surface: 'bowl', query: 'surface=bowl', steps: 60, racers: [], draws: null };
  const part = next => [400, { panels: [told], next, take: count => new Float64Array(count) }];
  let answer = () => {};
  const late = new Promise(resolve => {
    answer = resolve;
  });
  answers = [part(1), [...part(null), {}, late]];
  askRaces();
  await settled();
  assert.ok(!isConfirmed());
  answer();
  await settled();
  assert.deepEqual(
    sent.map(({ body }) => body.after),
    [0, 1],
  );
  assert.ok(isConfirmed());
  assert.deepEqual(state.queries, ['surface=bowl']);
});
