/* The noise that a method adds itself. */
import assert from 'node:assert/strict';
import { ownNoise } from '../../assets/engine/own_noise.mjs';
import { testEach } from './tables.mjs';

testEach('own_noise', ({ seed, t, numbers }) => {
  const found = new Float64Array(2);
  ownNoise(found, seed, t);
  assert.deepEqual([...found], numbers);
});
