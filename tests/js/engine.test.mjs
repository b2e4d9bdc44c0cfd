/* The engine: a race, step by step, and what is measured on it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { factorOf, groundOf } from '../../assets/engine/ground.mjs';
import { measure } from '../../assets/engine/measure.mjs';
import { ownNoise } from '../../assets/engine/own_noise.mjs';
import { run } from '../../assets/engine/run.mjs';
import { FACTS, PROGRAMS, PUSHED, panelOf } from './tiny.mjs';

const raced = (name, settings, { facts = {}, rows, ...more } = {}) => {
  const panel = panelOf(more);
  const ground = groundOf(panel, { ...FACTS, ...facts }, PROGRAMS, { seen: PUSHED }, rows);
  const method = PROGRAMS.methods[name];
  const found = run(method, settings, ground, panel.steps, factorOf(panel, PROGRAMS));
  return Object.assign(measure(found, method, ground, panel.steps), { taken: found.taken });
};
const paths = ({ x, y }) => [[...x], [...y]];

test('a step leaves the row before it', () => {
  const racer = raced('sgd', { learning_rate: 0.25 });
  assert.deepEqual(paths(racer), [
    [2, 1, 0.5, 0.25],
    [-1, -0.5, -0.25, -0.125],
  ]);
  assert.deepEqual([...racer.loss], [5, 1.25, 0.3125, 0.078125]);
  assert.deepEqual(
    [...racer.move].slice(1),
    [1, 0.5, 0.25].map(k => k * Math.hypot(1, 0.5)),
  );
  assert.deepEqual(
    [...racer.norm],
    [2, 1, 0.5, 0.25].map(k => k * Math.sqrt(5)),
  );
  assert.deepEqual(
    [...racer.distance],
    [1, 0.5, 0.25, 0.125].map(k => k * Math.sqrt(5)),
  );
  assert.deepEqual([...racer.evaluations], [0, 1, 2, 3]);
  assert.ok(racer.accuracy.every(Number.isNaN));
  const { norm, distance } = racer;
  assert.ok(racer.norm === norm && racer.distance === distance); // once
});

test('states have rows beside the position', () => {
  const { x, states } = raced('momentum', { learning_rate: 0.25, beta: 0.5 });
  assert.deepEqual([...x], [2, 1, 0, -0.5]);
  assert.deepEqual(
    states.v.map(part => [...part]),
    [
      [0, -1, -1, -0.5],
      [0, 0.5, 0.5, 0.25],
    ],
  );
});

test('the gradient is taken where the method looks', () => {
  const { x } = raced('ahead', { learning_rate: 0.25, beta: 0.5 });
  assert.deepEqual([...x], [2, 1, 0.25, -0.0625]);
});

test('the rule has the curvature, the loss or the other gradient of its own coordinate', () => {
  const surface_parameters = { a: 1, b: 4 };
  assert.deepEqual(paths(raced('curved', { learning_rate: 0.5 }, { surface_parameters, steps: 1 })), [
    [2, 1],
    [-1, -0.5],
  ]);
  assert.deepEqual(paths(raced('lossy', { learning_rate: 0.125 }, { surface_parameters, steps: 1 })), [
    [2, 2 - 4], // f = 8
    [-1, -1 + 8],
  ]);
  assert.deepEqual(paths(raced('probing', { learning_rate: 0.125 }, { surface_parameters, steps: 1 })), [
    [2, 2 - 1.25], // 4 + 6
    [-1, -1 + 1], // -8 + 0
  ]);
});

test('the whole gradient is without the noise of the step, at the probe, and in the units of the race', () => {
  const noisy = { noise: 'pushed', noise_parameters: { sigma: 2 }, rows: Float64Array.of(1, 0, 0, -1, 5, 5) };
  const quiet = { learning_rate: 0.125 }; // the push is the same at both points, so what is left is gradient descent
  assert.deepEqual(paths(raced('whole', quiet, noisy)), paths(raced('sgd', quiet)));
  const units = { ...noisy, units: [2, 1, 3] };
  const [[, x], [, y]] = paths(raced('whole', quiet, units));
  // seen: 2 (x - probe) of the toy, which is in no units; whole: 3 * 2 * 2 (2 * 1 + 2) and 3 * 2 (-1 + 1)
  assert.deepEqual([x, y], [2 * (1 - 0.125 * (-2 + 48)), -1 - 0.125 * (-2 + 0)]);
});

test('what a method draws is made of its states, and of where it looks ahead, as it is drawn', () => {
  const drawing = draws => ({ ...PROGRAMS.methods.ahead, draws });
  const race = draws => {
    const method = drawing(draws);
    const ground = groundOf(panelOf({ units: [2, 1, 1] }), FACTS, PROGRAMS, { seen: PROGRAMS.losses.bowl });
    const found = run(method, { learning_rate: 0.25, beta: 0.5 }, ground, 3, null);
    return measure(found, method, ground, 3);
  };
  const { outlines, x, states } = race(['points', '', 'ahead', 'both', 'v', 'both']);
  const [v] = states.v;
  assert.equal(outlines.shape, 'points');
  assert.deepEqual([...outlines.columns[0]], [...x]);
  assert.deepEqual(
    [...outlines.columns[2]],
    [...v].map(each => 2 * (0.5 * each)),
  );
  assert.deepEqual(
    [...outlines.columns[4]],
    [...v].map(each => 2 * each),
  );
  const box = race(['box', '-v', 'v', 'x', 'v', 'y']).outlines.columns;
  assert.deepEqual(
    [...box[0]],
    [...x].map((each, k) => each - 2 * v[k]),
  );
  assert.deepEqual([[...box[3]], [...box[4]]], [[0, 0, 0, 0], [0, 0, 0, 0]]); // biome-ignore format: one line
  assert.deepEqual([...box[5]], [...states.v[1]]);
  assert.equal(raced('ahead', { learning_rate: 0.25, beta: 0.5 }).outlines, null);
});

test('a method has noise of its own, from its seed', () => {
  const [first, same, other] = [3, 3, 4].map(seed => paths(raced('sampling', { seed })));
  assert.deepEqual(first, same);
  assert.notDeepEqual(first, other);
  const [x, y] = first;
  const out = new Float64Array(2);
  for (const t of [1, 2, 3]) {
    ownNoise(out, 3, t);
    assert.deepEqual([x[t], y[t]], [x[t - 1] + out[0], y[t - 1] + out[1]]);
  }
});

test('a state may begin as a hyperparameter, and steps count from 1', () => {
  assert.deepEqual([...raced('counting', { learning_rate: 0.5 }).x], [2, 1.5, 0.5, -1]);
});

test('evaluations count what a step costs, to the one that was not taken', () => {
  assert.deepEqual([...raced('curved', { learning_rate: 0.5 }).evaluations], [0, 2, 4, 6]);
  const gone = raced('curved', { learning_rate: 1e8 });
  assert.deepEqual(
    [gone.taken, gone.diverged_at, gone.status, [...gone.evaluations]],
    [0, 1, 'diverged', [0, 2, 2, 2]],
  );
});

test('who leaves the box, or finds what is not finite, rests at the last point and says at which step', () => {
  const gone = raced('sgd', { learning_rate: 5e4 });
  assert.deepEqual(paths(gone), [
    [2, 2 - 2e5, 2 - 2e5, 2 - 2e5],
    [-1, 99999, 99999, 99999],
  ]);
  assert.deepEqual([gone.status, gone.diverged_at], ['diverged', 2]);
  const alone = start => raced('sgd', { learning_rate: 5e6 }, { start }).diverged_at;
  assert.deepEqual([alone([0, 0]), alone([2, 0]), alone([0, 2])], [null, 1, 1]);
  assert.deepEqual(
    [raced('sgd', { learning_rate: NaN }).diverged_at, raced('lossy', { learning_rate: 1e200 }).diverged_at],
    [1, 1],
  );
  const steep = { surface_parameters: { a: 1e300 }, start: [1e5, 0], steps: 2 };
  for (const name of ['lossy', 'probing']) {
    assert.equal(
      raced(name, { learning_rate: 0 }, { ...steep, start: [1e5, 0] }).diverged_at,
      name === 'lossy' ? 1 : null,
    );
  }
  const empty = { ...steep, surface_parameters: { a: Infinity, b: 0 }, start: [0, 0] };
  assert.equal(raced('sgd', { learning_rate: 1 }, empty).diverged_at, 1);
});

test('a schedule scales the rate of a step', () => {
  const scheduled = { schedule: 'halved', schedule_parameters: { from: 1 } };
  assert.deepEqual([...raced('sgd', { learning_rate: 0.25 }, scheduled).x], [2, 1, 0.75, 0.5625]);
});

test('noise is drawn step by step; what is measured is the surface', () => {
  const noisy = { noise: 'pushed', noise_parameters: { sigma: 2 } };
  const rows = Float64Array.of(1, 0, 0, -1, 0, 0, 9, 9); // more than are needed
  const racer = raced('sgd', { learning_rate: 0.25 }, { ...noisy, rows });
  assert.deepEqual(paths(racer), [
    [2, 0.5, 0.25, 0.125],
    [-1, -0.5, 0.25, 0.125],
  ]);
  assert.equal(racer.loss[1], 0.5);
});

test('a race in other coordinates is measured where it is drawn', () => {
  const course = { matrix: [[2, 1], [0, 1]], domain: FACTS.domain }; // biome-ignore format: a matrix
  const racer = raced('sgd', { learning_rate: 0.25 }, { facts: { course } });
  assert.deepEqual(paths(racer), [
    [2, 1, 0.5, 0.25], // φ = (1.5, -1)
    [-1, -0.5, -0.25, -0.125],
  ]);
  assert.deepEqual([racer.loss[0], racer.distance[1]], [5, Math.sqrt(1.25)]);
});

test('converged: beside a minimum, and as low as it but for a thousandth', () => {
  const ended = (rate, more) => {
    const { status, steps_to_tolerance } = raced('sgd', { learning_rate: rate }, { steps: 8, ...more });
    return [status, steps_to_tolerance];
  };
  assert.deepEqual(ended(0.25), ['arrived', 5]); // 4^-5 < 1e-3
  assert.deepEqual(ended(0.25, { steps: 5 }), ['arrived', 5]);
  assert.deepEqual(ended(0.25, { steps: 4 }), ['running', null]);
  assert.deepEqual(ended(0.25, { facts: { minima: [] } }), ['running', null]);
  assert.deepEqual(ended(0.25, { facts: { minima: [[0, 0.51]] } }), ['running', 3]); // low enough, but 0.51 away
  const minima = [[2, 1], [0.25, 0.25], [-0.25, 0.25]]; // biome-ignore format: points
  assert.deepEqual(ended(0.5, { facts: { minima } }), ['arrived', 1]);
});
