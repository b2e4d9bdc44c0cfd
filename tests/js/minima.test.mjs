/* Distances to minima: the same table as races/ending.py. */
import assert from 'node:assert/strict';
import { nearestMinimum } from '../../assets/core/minima.mjs';
import { numberOf, testEach } from './tables.mjs';

testEach('nearest_minimum', ({ minima, point: [x, y], distance }) => {
  const found = nearestMinimum(minima, x, y);
  const wanted = numberOf(distance);
  assert.ok(Number.isNaN(wanted) ? Number.isNaN(found) : Math.abs(found - wanted) < 1e-9, `${found}`);
});
