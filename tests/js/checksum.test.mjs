/* The keys of racers, which the page and the server compute alike. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { keyOf } from '../../assets/engine/checksum.mjs';
import { testEach } from './tables.mjs';

testEach('racer_keys', ({ name, path, key }) => {
  const [x, y] = [0, 1].map(side => Float64Array.from(path, point => point[side]));
  assert.equal(keyOf(name, x, y), key);
  assert.equal(keyOf('lion', x, y), key.replace(name, 'lion'));
});

test('numbers may be part of a longer record', () => {
  const record = Float64Array.of(7, 1, 2, 3, 4);
  const [x, y] = [record.subarray(1, 3), record.subarray(3, 5)];
  assert.equal(keyOf('sgd', x, y), keyOf('sgd', Float64Array.from(x), Float64Array.from(y)));
});
