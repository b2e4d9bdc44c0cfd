/* A way that leaves what is seen ends at its edge. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { untilTheEdge } from '../../assets/core/edge.mjs';
import { numberOf, testEach } from './tables.mjs';

testEach('edge', ({ domain, x, y, ended }) => {
  const found = untilTheEdge(x.map(numberOf), y.map(numberOf), domain);
  assert.deepEqual(
    found.map(way => [...way]),
    ended.map(way => way.map(numberOf)),
  );
});

test('a way inside is handed back as it is', () => {
  const [xs, ys] = [[0, 1, -1], [0, 2, 4]]; // biome-ignore format: one line
  const [x, y] = untilTheEdge(xs, ys, [[-1, 1], [0, 4]]); // biome-ignore format: one line
  assert.ok(x === xs && y === ys);
});
