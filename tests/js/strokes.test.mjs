import './page.mjs';

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from '../../assets/player/strokes.mjs';

const told = (behind, from, to) =>
  partsOf(behind && Uint8Array.from(behind), from, to).map(part => [part.from, part.to, part.isBehind]);

test('a trail in a plane is one part', () => {
  assert.deepEqual(told(null, 0.5, 7.25), [[0.5, 7.25, false]]);
});

test('a trail is parted where it goes behind the surface and where it comes out again', () => {
  assert.deepEqual(told([0, 0, 1, 1, 1, 0, 0], 0, 6), [
    [0, 2, false],
    [2, 4, true],
    [4, 6, false],
  ]);
});

test('parts begin and end where the way does, between two steps too', () => {
  assert.deepEqual(told([0, 1, 1, 1, 0], 1.5, 2.25), [[1.5, 2.25, true]]);
  assert.deepEqual(told([0, 1, 1, 1, 0], 0.5, 3.5), [
    [0.5, 1, false],
    [1, 3, true],
    [3, 3.5, false],
  ]);
});

test('the last step is no line', () => {
  assert.deepEqual(told([1, 1], 0, 1), [[0, 1, true]]);
  assert.deepEqual(told([0, 1], 0, 1), [[0, 1, false]]);
});
