/* A racer that is seen alone. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { isAlone } from '../../assets/core/solo.mjs';

test('alone is who is the only one', () => {
  assert.deepEqual(
    [['a'], ['b'], ['a', 'b'], []].map(seen => isAlone(seen, 'a')),
    [true, false, false, false],
  );
});
