/* Many races without a record: their ends by rate, and their arrivals by start, are those of race after race. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { arrivals, DIVERGED, NOT_ARRIVED } from '../../assets/engine/arrivals.mjs';
import { ends } from '../../assets/engine/ends.mjs';
import { groundOf } from '../../assets/engine/ground.mjs';
import { measure } from '../../assets/engine/measure.mjs';
import { run } from '../../assets/engine/run.mjs';
import { FACTS, PROGRAMS, panelOf } from './tiny.mjs';

const { methods } = PROGRAMS;
const COURSE = { matrix: [[2, 1], [0, 0.5]], domain: FACTS.domain }; // biome-ignore format: a matrix
const HALVED = t => (t > 2 ? 0.5 : 1);
const STEPS = 8;
const groundAt = (start, facts = {}) => groundOf(panelOf({ start }), { ...FACTS, ...facts }, PROGRAMS);
const racer = (method, settings, ground, factor = null) =>
  measure(run(method, settings, ground, STEPS, factor), method, ground, STEPS);

for (const facts of [
  {},
  { course: COURSE },
  { minima: [] },
  {
    minima: [
      [0, 0.5],
      [0, 0],
    ],
  },
]) {
  // biome-ignore format: facts
  test(`the ends at many rates are those of races, ${JSON.stringify(facts)}`, () => {
    const ground = groundAt([2, -1], facts);
    const rates = [1e-3, 0.25, 0.9, 30, 1e7, NaN];
    const found = ends(methods.momentum, { beta: 0.5, learning_rate: 1 }, ground, STEPS, HALVED, rates);
    rates.forEach((rate, i) => {
      const one = racer(methods.momentum, { beta: 0.5, learning_rate: rate }, ground, HALVED);
      assert.equal(found.losses[i], one.loss[STEPS]);
      assert.equal(found.best[i], Math.min(...one.loss));
      assert.equal(found.steps[i], one.steps_to_tolerance ?? NaN);
      assert.equal(found.divergedAt[i], one.diverged_at ?? 0);
    });
    assert.deepEqual([...found.divergedAt].map(Boolean), [false, false, false, true, true, true]);
  });
}

test('a lowest loss is the lowest of those that there are', () => {
  const ground = groundAt([2, -1]);
  const holed = { ...ground.shown, value: (x, y) => (x === 1 ? NaN : ground.shown.value(x, y)) };
  const found = ends(methods.sgd, {}, { ...ground, shown: holed }, 1, null, [0.25, 0.5]);
  assert.deepEqual([[...found.losses], [...found.best]], [[NaN, 0], [5, 0]]); // biome-ignore format: two rows
});

const MINIMA = [[0, 0.5], [0, 0], [1, 0]]; // biome-ignore format: points

for (const facts of [{}, { course: COURSE }, { minima: [] }, { minima: MINIMA }]) {
  test(`each start arrives as its own race, ${JSON.stringify(facts)}`, () => {
    const starts = [2, -1, 0, 0, 0.1, 0.4, -3, 2, 1.01, 0];
    for (const rate of [0.25, 1e-3, 1e8]) {
      const settings = { beta: 0.5, learning_rate: rate };
      const found = arrivals(methods.ahead, settings, groundAt([1, 1], facts), STEPS, null, starts);
      found.minimum.forEach((number, i) => {
        const ground = groundAt([starts[2 * i], starts[2 * i + 1]], facts);
        const one = racer(methods.ahead, settings, ground);
        assert.deepEqual([found.x[i], found.y[i], found.losses[i]], [one.x[STEPS], one.y[STEPS], one.loss[STEPS]]);
        assert.equal(number === DIVERGED, one.status === 'diverged');
        assert.equal(number >= 0, one.status === 'arrived');
        if (number === DIVERGED) assert.equal(found.steps[i], one.diverged_at);
        if (number === NOT_ARRIVED) assert.equal(found.steps[i], -1);
        if (number >= 0) {
          const floor = ground.shown.value(...ground.minima[number]);
          assert.ok(Math.hypot(one.x[STEPS] - ground.minima[number][0], one.y[STEPS] - ground.minima[number][1]) < 0.5);
          assert.equal(
            found.steps[i],
            one.loss.findIndex(loss => loss <= floor + 1e-3 * (one.loss[0] - floor)),
          );
        }
      });
    }
  });
}

test('with noise the final loss is the mean of the last tenth of the steps', () => {
  const ground = groundAt([1, 1]);
  const steps = 40;
  const noisy = { ...ground, rows: new Float64Array(0) };
  const [exact, meant] = [ground, noisy].map(each => ends(methods.sgd, {}, each, steps, null, [0.1]).losses[0]);
  const { loss } = measure(run(methods.sgd, { learning_rate: 0.1 }, ground, steps), methods.sgd, ground, steps);
  assert.equal(exact, loss.at(-1));
  assert.ok(Math.abs(meant - loss.slice(-4).reduce((sum, value) => sum + value) / 4) < 1e-15);
  assert.notEqual(meant, exact);
});
