/* Matrices as WebGL has them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { inverse, product, times } from '../../assets/core/matrices.mjs';

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const SHIFT = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 6, 7, 1]; // column by column
const STRETCH = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1];

test('a product does the second first', () => {
  assert.deepEqual(times(SHIFT, [1, 2, 3, 1]), [6, 8, 10, 1]);
  assert.deepEqual(times(product(SHIFT, STRETCH), [1, 1, 1, 1]), [7, 9, 11, 1]);
  assert.deepEqual(times(product(STRETCH, SHIFT), [1, 1, 1, 1]), [12, 21, 32, 1]);
});

test('a matrix times its inverse is the identity, also where it needs pivots', () => {
  const swapping = [0, 1, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 3, 0, 1, 0];
  const seen = [1.2, 0.3, -0.1, -0.2, 0.4, 1.7, 0.2, 0.5, -0.9, 0.1, 2.1, 0.8, 0.6, -0.4, 1.5, 3];
  for (const matrix of [SHIFT, STRETCH, swapping, seen]) {
    product(matrix, inverse(matrix)).forEach((value, i) => {
      assert.ok(Math.abs(value - IDENTITY[i]) < 1e-12, `${value} at ${i}`);
    });
  }
});
