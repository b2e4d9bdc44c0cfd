/* The editor of your own function: what is used is what was understood of the text that stands there. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { editOwn, tryExpression, useOwn } from '../../assets/race/own.mjs';
import { CATALOG } from './catalog.mjs';
import { place, settled } from './page.mjs';
import { open } from './scene.mjs';

/* The server, answered by hand: [expression, answer(label)]. */
const asked = [];
globalThis.fetch = (_path, { body }) =>
  new Promise(resolve => {
    const { expression } = JSON.parse(body);
    const answer = label => {
      resolve({ ok: true, json: async () => ({ ...CATALOG.surfaces.bowl, formula: '', label }) });
      return settled();
    };
    asked.push([expression, answer]);
  });
const used = state => [state.panels[0].spec.expression, state.panels[0].own?.label];

test('a text is used with its own answer, also when it is used before that is there', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const state = open(['bowl', { sgd: 0.1 }]);
  editOwn(0);
  tryExpression('x^2');
  mock.timers.tick(250);
  await asked.shift()[1]('first');
  assert.equal(place('own-use').disabled, false);
  tryExpression('y^2');
  assert.equal(place('own-use').disabled, true);
  useOwn();
  assert.deepEqual(used(state), ['', undefined], 'what is known is of the text before');
  mock.timers.tick(250);
  const [[expression, answer]] = asked.splice(0);
  assert.equal(expression, 'y^2');
  await answer('second');
  assert.deepEqual(used(state), ['y^2', 'second']);
});

test('an answer to a text that is no more is not taken', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const state = open(['bowl', { sgd: 0.1 }]);
  editOwn(0);
  tryExpression('x^2');
  mock.timers.tick(250);
  tryExpression('x^4');
  useOwn();
  await asked.shift()[1]('of x^2');
  assert.deepEqual(used(state), ['', undefined]);
  mock.timers.tick(250);
  await asked.shift()[1]('of x^4');
  assert.deepEqual(used(state), ['x^4', 'of x^4']);
});
