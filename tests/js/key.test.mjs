/* Each symbol of a picture is explained once, when it is first seen. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { KEY, nextSymbol } from '../../assets/core/key.mjs';

const shapes = { cross: 'X', arrow: '>' };
const nothing = {
  shapes: new Set(['o']),
  hasMinima: false,
  hasStart: false,
  goesOn: false,
  hasReference: false,
  hasAverages: false,
};
const next = (more, told = []) => nextSymbol({ ...nothing, ...more }, shapes, told);

test('what is seen is told once, what may not last first', () => {
  assert.equal(next({}), null);
  const seen = Object.fromEntries(Object.keys(nothing).map(name => [name, true]));
  const all = { ...seen, shapes: new Set(['>', 'X']) };
  const told = [];
  for (let k = 0; k < 9 && next(all, told); k++) told.push(next(all, told));
  assert.deepEqual(told, ['cross', 'arrow', 'dashed', 'average', 'start', 'star', 'pale']);
  assert.deepEqual(told, Object.keys(KEY));
});

test('each is found by what stands for it', () => {
  assert.equal(next({ shapes: new Set(['X']) }), 'cross');
  assert.equal(next({ shapes: new Set(['o', '>']) }), 'arrow');
  assert.equal(next({ hasReference: true }), 'dashed');
  assert.equal(next({ hasAverages: true }), 'average');
  assert.equal(next({ hasStart: true }), 'start');
  assert.equal(next({ hasMinima: true, hasStart: true }, ['start']), 'star');
  assert.equal(next({ goesOn: true }), 'pale');
});
