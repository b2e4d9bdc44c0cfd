/* Distances to minima. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { nearestMinimum } from '../../assets/core/minima.mjs';

test('the nearest minimum counts, and where there is none there is no distance', () => {
  assert.equal(
    nearestMinimum(
      [
        [0, 0],
        [10, 0],
      ],
      7,
      4,
    ),
    5,
  );
  assert.equal(
    nearestMinimum(
      [
        [10, 0],
        [0, 0],
      ],
      3,
      4,
    ),
    5,
  );
  assert.ok(Number.isNaN(nearestMinimum([], 0, 0)));
});
