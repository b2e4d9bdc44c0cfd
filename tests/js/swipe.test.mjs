/* A finger that goes sideways turns to the next panel; one that scrolls, or taps, does not. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { seenAt, swiped } from '../../assets/core/swipe.mjs';

test('far enough sideways, and not up or down', () => {
  const ways = [[-60, 10], [60, -10], [-40, 0], [-60, 50], [0, 200], [3, 2]]; // biome-ignore format: one line
  assert.deepEqual(
    ways.map(([x, y]) => swiped([100, 100], [100 + x, 100 + y])),
    [1, -1, 0, 0, 0, 0],
  );
});

test('of panels that scroll sideways the nearest is seen, also beyond the ends', () => {
  assert.deepEqual(
    [-20, 0, 190, 200, 398, 800, 5000].map(left => seenAt(left, 390, 3)),
    [0, 0, 0, 1, 1, 2, 2],
  );
  assert.equal(seenAt(100, 0, 2), 1, 'before there is a layout');
});
