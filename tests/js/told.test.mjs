/* What is under the pointer, in words: each symbol is explained where it stands. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { symbolAt } from '../../assets/player/told.mjs';

const shapes = { cross: 'X', arrow: '>' };
const COURSE = { x: [0, 1, 2], y: [0, 3, 4], loss: [9, 5, 1] };
const racer = (name, more = {}) => ({
  name,
  label: name.toUpperCase(),
  ...COURSE,
  diverged_at: null,
  stepAt: at => at,
  ...more,
});
const head = (name, x, y, shape) => ({ track: { name }, x, y, shape });
const scene = {
  heads: [head('a', 10, 10, 'o'), head('b', 50, 10, '>'), head('c', 90, 10, 'X')],
  racers: [racer('a'), racer('b'), racer('c', { diverged_at: 2 })],
  minima: [[3, 0], [5, 0]],
  size: 8,
  at: 1,
  shapes,
  pixelOf: x => [20 * x, 60],
  lossAt: x => (x === 3 ? 0 : 2),
}; // biome-ignore format: one line

test('a head, an arrow, a crossed circle and a minimum say what they are; the surface beside them nothing', () => {
  const said = (px, py, more) => symbolAt(px, py, { ...scene, ...more });
  assert.equal(said(12, 9), 'A, step 1: f(1, 3) ≈ 5');
  assert.equal(said(50, 14), 'B is outside the picture, this way, at 1, 3');
  assert.equal(said(90, 10), 'C diverged at step 2: here it was last');
  assert.equal(said(61, 60), 'The lowest minimum: f(3, 0) ≈ 0');
  assert.equal(said(100, 63), 'A minimum, not the lowest: f(5, 0) ≈ 2');
  assert.equal(said(60, 60, { lossAt: () => 0 }), 'A lowest minimum: f(3, 0) ≈ 0');
  assert.equal(said(30, 30), '');
});
