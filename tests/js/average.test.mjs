/* The average of a racer's path. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { averageOf, averageText, createAverages, DECAY, SINCE, toggled } from '../../assets/core/average.mjs';
import { testEach } from './tables.mjs';

const NOTHING = { lossAt: null, minima: null };

testEach('averages', ({ positions, end, averages, ...how }) => {
  const found = averageOf(positions, end, how);
  averages.forEach((value, k) => assert.ok(Math.abs(found[k] - value) <= 1e-14 * Math.abs(value), `${k}: ${found[k]}`));
});

const LABELS = { sgd: 'SGD', adam: 'Adam', lion: 'Lion', bfgs: 'BFGS' };

testEach('averaged', ({ average, of, racers = [], drawn = [], text }) => {
  const how = { average, average_from: 7, average_decay: 0.99, average_of: of };
  const those = racers.map(name => ({ name, x: [0, 1], y: [0, 1] }));
  const found = createAverages(() => null)(those, how, NOTHING);
  assert.deepEqual(
    found.map(({ name }) => name),
    drawn,
  );
  if (text !== undefined)
    assert.equal(
      averageText(how, name => LABELS[name]),
      text,
    );
});

test('a switch puts a method among those that are averaged, in their order, or takes it away', () => {
  const names = ['sgd', 'adam', 'lion'];
  assert.deepEqual(toggled([], 'adam', names), ['adam']);
  assert.deepEqual(toggled(['adam'], 'sgd', names), ['sgd', 'adam']);
  assert.deepEqual(toggled(['sgd', 'adam'], 'sgd', names), ['adam']);
  assert.deepEqual(toggled(['adam'], 'adam', names), []);
});

const MEAN = { average: 'mean', average_from: 0, average_decay: 0.9, average_of: [] };
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
  const [found] = createAverages(() => null)([racer()], MEAN, {
    lossAt: (x, y) => x + 10 * y,
    minima: [[3, -1]],
  });
  assert.deepEqual([found.name, found.isAverage, ...found.norm], ['sgd', true, 5, 5, 5]);
  assert.deepEqual([...found.x, ...found.y], [0, 2, 3, 0, 0, -1]);
  assert.deepEqual([...found.loss], [0, 2, -7]);
  assert.deepEqual([...found.distance], [Math.hypot(3, 1), Math.hypot(1, 1), 0]);
  assert.deepEqual([...found.move], [Number.NaN, 2, Math.hypot(1, 1)]);
});

test('without a loss none is told, or what is known of it; distances are, but of a recorded training', () => {
  const without = ground => createAverages(() => null)([racer()], MEAN, { lossAt: null, ...ground })[0];
  assert.ok([...without({ minima: [[3, -1]] }).loss].every(Number.isNaN));
  assert.equal(without({ minima: [[3, -1]] }).distance[2], 0);
  assert.ok([...without({ minima: null }).distance].every(Number.isNaN));
  const losses = { sgd: [7, 6, 5] };
  assert.deepEqual(without({ minima: null, lossesOf: name => losses[name] }).loss, [7, 6, 5]);
  assert.ok([...without({ minima: null, lossesOf: () => null }).loss].every(Number.isNaN));
});

test('an average is made once, and anew for another way of averaging or another run', () => {
  const of = createAverages(() => null);
  const one = racer();
  const [found] = of([one], MEAN, NOTHING);
  assert.equal(of([one], MEAN, NOTHING)[0], found);
  assert.notEqual(of([one], { ...MEAN, average_from: 1 }, NOTHING)[0], found);
  const [again] = of([one], MEAN, NOTHING);
  one.x = Float64Array.of(0, 6, 6);
  assert.deepEqual([...of([one], MEAN, NOTHING)[0].x], [0, 6, 6]);
  assert.deepEqual([...again.x], [0, 2, 3]);
});

test('the ranges of what is chosen are those of links', () => {
  assert.deepEqual([SINCE.maximum, DECAY.maximum], [2000, 0.9999]);
});
