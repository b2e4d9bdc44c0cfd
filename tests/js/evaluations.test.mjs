/* The real step at a count of gradient evaluations. */
import assert from 'node:assert/strict';
import { stepOf } from '../../assets/core/evaluations.mjs';
import { testEach } from './tables.mjs';

testEach('evaluations', ({ spent, count, step }) => {
  const found = stepOf(Float32Array.from(spent), count);
  assert.ok(Math.abs(found - step) < 1e-9, `${found}`);
});
