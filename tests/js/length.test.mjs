/* How long a vector is. */
import assert from 'node:assert/strict';
import { length } from '../../assets/core/length.mjs';
import { testEach } from './tables.mjs';

testEach('length', ({ x, y, length: known }) => {
  assert.equal(length(x, y), known);
  assert.equal(length(-y, x), known);
});
