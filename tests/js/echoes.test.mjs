/* What a control tells back of what was written into it is no edit; what a reader chooses is. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { Echoes } from '../../assets/core/echoes.mjs';

test('what was written comes back once, also when another value has been written since', () => {
  const echoes = new Echoes();
  echoes.write('schedule', 'cosine', 0);
  echoes.write('schedule', 'constant', 10);
  assert.equal(echoes.hears('schedule', 'cosine', 20), true);
  assert.equal(echoes.hears('schedule', 'constant', 30), true);
  assert.equal(echoes.hears('schedule', 'constant', 40), false, 'a reader has chosen it');
});

test('values that were passed over do not come any more', () => {
  const echoes = new Echoes();
  echoes.write('schedule', 'cosine', 0);
  echoes.write('schedule', 'constant', 10);
  assert.equal(echoes.hears('schedule', 'constant', 20), true);
  assert.equal(echoes.hears('schedule', 'cosine', 30), false);
});

test('one control is not another, and what has not come for long does not come', () => {
  const echoes = new Echoes();
  echoes.write('schedule', 'cosine', 0);
  assert.equal(echoes.hears('noise', 'cosine', 10), false);
  assert.equal(echoes.hears('schedule', 'step', 20), false);
  assert.equal(echoes.hears('schedule', 'cosine', 2500), false);
});

test('after a choice what was written before is a choice, too', () => {
  const echoes = new Echoes();
  echoes.write('chart', 'loss', 0); // it stood there already: nothing comes back
  assert.equal(echoes.hears('chart', 'distance', 500), false);
  assert.equal(echoes.hears('chart', 'loss', 900), false);
});
