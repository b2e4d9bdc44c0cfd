/* The factor on the learning rates, as a line and in words. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { linePath, lineText, stepsOf } from '../../assets/core/rate_line.mjs';

test('a line goes through the first step and the last', () => {
  assert.deepEqual(stepsOf(3), [1, 2, 3]);
  assert.deepEqual(stepsOf(1), [1]);
  const many = stepsOf(2000);
  assert.deepEqual([many[0], many.at(-1), many.length], [1, 2000, 400]);
});

test('a factor of 1 is at its top, each step in the middle of its share', () => {
  assert.equal(
    linePath(t => t / 2, 2),
    'M0.2500 0.5000L0.7500 0.0000',
  );
});

test('where it begins, its highest, and where it ends', () => {
  assert.equal(
    lineText(t => 1 - t / 10, 10),
    'from 0.9 to 0 at the end',
  );
  assert.equal(
    lineText(t => (t === 3 ? 1 : 0.04), 5),
    'from 0.04 up to 1 to 0.04 at the end',
  );
  assert.equal(
    lineText(() => 1, 5),
    '1 throughout',
  );
});
