/* Heights between the points of a grid, and losses. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { heightBetween, heightOf, lossOf } from '../../assets/core/heights.mjs';
import { testEach } from './tables.mjs';

const DOMAIN = [
  [-1, 3],
  [10, 16],
];
const bilinear = (x, y) => 2 + 3 * x - 5 * y + 0.7 * x * y; // what the rule reproduces exactly
const GRID = Array.from({ length: 4 }, (_, row) =>
  Array.from({ length: 5 }, (__, column) => bilinear(-1 + column, 10 + 2 * row)),
);

test('a bilinear surface is itself between the points of its grid, on them and at its edges', () => {
  for (const x of [-1, -0.75, 0, 1.3, 2.99, 3]) {
    for (const y of [10, 10.5, 12, 13.7, 15.99, 16]) {
      assert.ok(Math.abs(heightBetween(GRID, DOMAIN, x, y) - bilinear(x, y)) < 1e-9, `${x}, ${y}`);
    }
  }
});

test('rows lie along y, columns along x', () => {
  const z = [
    [0, 1],
    [10, 11],
  ];
  assert.equal(
    heightBetween(
      z,
      [
        [0, 1],
        [0, 1],
      ],
      1,
      0,
    ),
    1,
  );
  assert.equal(
    heightBetween(
      z,
      [
        [0, 1],
        [0, 1],
      ],
      0,
      1,
    ),
    10,
  );
  assert.equal(
    heightBetween(
      z,
      [
        [0, 1],
        [0, 1],
      ],
      0.25,
      0.5,
    ),
    5.25,
  );
});

test('a logarithmic height is that of the loss above the floor, and back', () => {
  const log = { scale: 'log', floor: -3, offset: 0.01 };
  assert.equal(heightOf(-3, log), -2);
  assert.ok(Math.abs(heightOf(6.99, log) - 1) < 1e-12);
  assert.equal(heightOf(-10, log), -2); // nothing lies below the floor
  for (const loss of [-3, -2.5, 0, 40]) assert.ok(Math.abs(lossOf(heightOf(loss, log), log) - loss) < 1e-9);
  assert.equal(lossOf(-5, log), -3);
  assert.deepEqual(
    [heightOf, lossOf].map(rule => rule(7, { scale: 'linear', floor: 0, offset: 0 })),
    [7, 7],
  );
});

testEach('heights', ({ transform, loss, height }) => {
  assert.ok(Math.abs(heightOf(loss, transform) - height) < 1e-9);
  const back = transform.scale === 'log' ? Math.max(loss, transform.floor) : loss;
  assert.ok(Math.abs(lossOf(height, transform) - back) < 1e-9 * Math.max(1, Math.abs(back)));
});
