/* The part of an axis that is seen. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { zoomedRange } from '../../assets/core/zooming.mjs';

const WHOLE = [-2, 2];

test('it is nearer or farther around the middle of what is seen', () => {
  assert.deepEqual(zoomedRange([0, 1], WHOLE, 0.5), [0.25, 0.75]);
  assert.deepEqual(zoomedRange([0, 1], WHOLE, 2), [-0.5, 1.5]);
});

test('it is never more than the whole, and never beyond its ends', () => {
  assert.deepEqual(zoomedRange([-1.5, 1.5], WHOLE, 2), WHOLE);
  assert.deepEqual(zoomedRange(WHOLE, WHOLE, 1.25), WHOLE);
  assert.deepEqual(zoomedRange([1, 2], WHOLE, 2), [0, 2]);
  assert.deepEqual(zoomedRange([-2, -1], WHOLE, 2), [-2, 0]);
  assert.deepEqual(zoomedRange([1.8, 2], WHOLE, 100), WHOLE);
});

test('it is never nearer than a ten thousandth of the whole', () => {
  const [low, high] = zoomedRange([0, 5e-4], WHOLE, 0.01);
  assert.ok(Math.abs(high - low - 4e-4) < 1e-12);
});
