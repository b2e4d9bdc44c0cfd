/* What a control tells back of what was written into it is no edit; what a reader chooses is. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { Echoes } from '../../assets/core/echoes.mjs';

test('what was written comes back, also when another value has been written since', () => {
  const echoes = new Echoes();
  echoes.write('schedule', 'cosine');
  echoes.write('schedule', 'constant');
  assert.equal(echoes.hears('schedule', 'cosine'), true);
  assert.equal(echoes.hears('schedule', 'constant'), true);
  assert.equal(echoes.hears('schedule', 'constant'), true, 'nobody has touched it');
});

test('a choice begins with a hand on the control, and what was written before is a choice, too', () => {
  const echoes = new Echoes();
  echoes.write('chart', 'loss'); // it stood there already: nothing comes back
  echoes.touch('chart');
  assert.equal(echoes.hears('chart', 'loss'), false);
  assert.equal(echoes.hears('chart', 'distance'), true, 'each choice has its own hand');
});

test('what is written after a hand comes back', () => {
  const echoes = new Echoes();
  echoes.touch('chart');
  assert.equal(echoes.hears('chart', 'distance'), false);
  echoes.write('chart', 'loss');
  assert.equal(echoes.hears('chart', 'loss'), true);
});

test('it may come back twice, and a hand that chose nothing makes no choice of it', () => {
  const echoes = new Echoes();
  echoes.touch('surface');
  echoes.write('surface', 'beale');
  echoes.write('surface', 'sphere');
  assert.equal(echoes.hears('surface', 'beale'), true);
  assert.equal(echoes.hears('surface', 'sphere'), true);
  assert.equal(echoes.hears('surface', 'beale'), true);
  assert.equal(echoes.hears('surface', 'booth'), false);
});

test('one control is not another', () => {
  const echoes = new Echoes();
  echoes.touch('noise');
  assert.equal(echoes.hears('schedule', 'step'), true);
  assert.equal(echoes.hears('noise', 'additive'), false);
});
