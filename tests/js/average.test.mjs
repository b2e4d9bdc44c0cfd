/* The average of a racer's path. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { averageOf, averageText, createAverages, DECAY, SINCE } from '../../assets/core/average.mjs';
import { testEach } from './tables.mjs';

testEach('averages', ({ positions, end, averages, ...how }) => {
  const found = averageOf(positions, end, how);
  averages.forEach((value, k) => assert.ok(Math.abs(found[k] - value) <= 1e-14 * Math.abs(value), `${k}: ${found[k]}`));
});

const MEAN = { average: 'mean', average_from: 0, average_decay: 0.9 };
const racer = () => ({
  name: 'sgd',
  x: Float64Array.of(0, 2, 4),
  y: Float64Array.of(0, 0, -2),
  get distance() {
    return [9, 9, 9];
  },
  norm: [5, 5, 5],
});

test('an average is measured where it is, and has the rest from its racer', () => {
  const [found] = createAverages(() => null)([racer()], MEAN, (x, y) => x + 10 * y, [[3, -1]]);
  assert.deepEqual([found.name, found.isAverage, ...found.norm], ['sgd', true, 5, 5, 5]);
  assert.deepEqual([...found.x, ...found.y], [0, 2, 3, 0, 0, -1]);
  assert.deepEqual([...found.loss], [0, 2, -7]);
  assert.deepEqual([...found.distance], [Math.hypot(3, 1), Math.hypot(1, 1), 0]);
  assert.deepEqual([...found.move], [Number.NaN, 2, Math.hypot(1, 1)]);
});

test('without a loss none is told; without an average there is nobody', () => {
  const of = createAverages(() => null);
  assert.ok(of([racer()], MEAN, null, [])[0].loss.every(Number.isNaN));
  assert.deepEqual(of([racer()], { ...MEAN, average: 'none' }, null, []), []);
});

test('an average is made once, and anew for another way of averaging or another run', () => {
  const of = createAverages(() => null);
  const one = racer();
  const [found] = of([one], MEAN, null, []);
  assert.equal(of([one], MEAN, null, [])[0], found);
  assert.notEqual(of([one], { ...MEAN, average_from: 1 }, null, [])[0], found);
  const [again] = of([one], MEAN, null, []);
  one.x = Float64Array.of(0, 6, 6);
  assert.deepEqual([...of([one], MEAN, null, [])[0].x], [0, 6, 6]);
  assert.deepEqual([...again.x], [0, 2, 3]);
});

test('it is told in words', () => {
  assert.equal(averageText(MEAN), 'mean of the path since step 0');
  assert.equal(averageText({ ...MEAN, average: 'ema' }), 'EMA of the path, decay 0.9');
  assert.equal(averageText({ ...MEAN, average: 'none' }), '');
  assert.deepEqual([SINCE.maximum, DECAY.maximum], [2000, 0.9999]);
});
