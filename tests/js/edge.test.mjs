/* A way that leaves what is seen ends at its edge. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { untilTheEdge } from '../../assets/core/edge.mjs';

const DOMAIN = [[-1, 1], [0, 4]]; // biome-ignore format: one line

test('a way inside is handed back as it is', () => {
  const [xs, ys] = [[0, 1, -1], [0, 2, 4]]; // biome-ignore format: one line
  const [x, y] = untilTheEdge(xs, ys, DOMAIN);
  assert.ok(x === xs && y === ys);
});

test('the first point outside goes back along its line, each time; the others stay', () => {
  const [x, y] = untilTheEdge([0, 4, 9, 0, 0], [1, 5, 9, 2, 1e300], DOMAIN);
  assert.deepEqual([[...x], [...y]], [[0, 1, 9, 0, 0], [1, 2, 9, 2, 4]]); // biome-ignore format: one line
});

test('who has no number stays nowhere', () => {
  assert.deepEqual([...untilTheEdge([0, Number.NaN], [1, 5], DOMAIN)[0]], [0, Number.NaN]);
});
