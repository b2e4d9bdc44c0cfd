/* When the race page asks the server to confirm its state: not while a hand holds something. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { setValue } from '../../assets/race/edits.mjs';
import { panels } from '../../assets/race/pictures.mjs';
import { confirm, confirmed } from '../../assets/race/server.mjs';
import { dispatch, settled } from './page.mjs';
import { open } from './scene.mjs';

let asked = [];
globalThis.fetch = (_path, { body }) => {
  asked.push(JSON.parse(body).panels[0].optimizers.sgd.learning_rate);
  const answer = { ok: false, status: 400, headers: { get: () => 'application/json' } };
  return Promise.resolve({ ...answer, json: async () => ({ problems: ['as it was'] }) });
};

/* Edits, with time that is made by hand; how often the server was asked since, at which rates. */
const begun = mock => {
  mock.timers.enable({ apis: ['setTimeout'] });
  open(['bowl', { sgd: 0.1 }]);
  asked = [];
  const edit = rate => {
    setValue('sgd', 'learning_rate', rate);
    confirm();
  };
  const pass = async ms => {
    mock.timers.tick(ms);
    await settled();
    return asked;
  };
  return { edit, pass };
};

test('an edit without a hand is confirmed at once', async ({ mock }) => {
  const { edit, pass } = begun(mock);
  edit(0.2);
  assert.deepEqual(await pass(1000), [0.2]);
});

for (const [down, up] of [
  ['pointerdown', 'pointerup'],
  ['keydown', 'keyup'],
]) {
  test(`between ${down} and ${up} nothing is asked for; then once, for the last`, async ({ mock }) => {
    const { edit, pass } = begun(mock);
    dispatch(down, {});
    for (const rate of [0.2, 0.3, 0.4]) {
      edit(rate);
      assert.deepEqual(await pass(290), []);
    }
    dispatch(up, {});
    assert.deepEqual(await pass(0), [0.4]);
    assert.deepEqual(await pass(1000), [0.4]);
  });
}

test('a hand that rests for 300 ms, and one that moves who only the server can run, ask all the same', async ({
  mock,
}) => {
  const { edit, pass } = begun(mock);
  dispatch('pointerdown', {});
  edit(0.2);
  assert.deepEqual(await pass(300), [0.2]);
  panels.push({ lacks: true });
  edit(0.3);
  assert.deepEqual(await pass(0), [0.2, 0.3]);
  panels.length = 0;
  dispatch('pointerup', {});
  await pass(0);
});

test('who needs the link waits for the answer to the last edit', async ({ mock }) => {
  const { edit, pass } = begun(mock);
  let told = 0;
  const wait = () => confirmed().then(() => told++);
  dispatch('pointerdown', {});
  edit(0.2);
  wait();
  assert.equal(told, 0);
  await pass(0);
  assert.deepEqual([asked, told], [[0.2], 1]);
  wait();
  await settled();
  assert.equal(told, 2);
  dispatch('pointerup', {});
});
