/* The arrows of a racer's next step. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { longestOf, nextArrows } from '../../assets/player/arrows.mjs';

const RACER = { x: Float32Array.of(0, 1, 3), y: Float32Array.of(0, -1, -2) };
const ARROWS = {
  step: [
    [0, 0],
    [1, -1],
    [2, -1],
  ],
  gradient: [
    [0, 0],
    [3, 4],
    [0, 1],
  ],
}; // at each step, to it

test('they begin where the racer is, and lead to where it goes', () => {
  assert.deepEqual(nextArrows(RACER, ARROWS, 0), {
    from: [0, 0],
    arrows: [
      ['step', [1, -1]],
      ['gradient', [3, 4]],
    ],
  });
  assert.deepEqual(nextArrows(RACER, ARROWS, 1), {
    from: [1, -1],
    arrows: [
      ['step', [2, -1]],
      ['gradient', [0, 1]],
    ],
  });
  const { from, arrows } = nextArrows(RACER, ARROWS, 1);
  const [dx, dy] = Object.fromEntries(arrows).step;
  assert.deepEqual([from[0] + dx, from[1] + dy], [RACER.x[2], RACER.y[2]]);
});

test('after the last step there is no next one', () => {
  assert.equal(nextArrows(RACER, ARROWS, 2), null);
});

test('the longest arrow of each kind', () => {
  assert.deepEqual(longestOf(ARROWS), { step: Math.hypot(2, -1), gradient: 5 });
  assert.ok(longestOf({ still: [[0, 0]] }).still > 0); // lengths are divided by it
});
