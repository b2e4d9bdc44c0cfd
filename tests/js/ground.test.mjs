/* From a panel to the ground of its race. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { addressesOf, factorOf, groundOf } from '../../assets/engine/ground.mjs';
import { FACTS, PROGRAMS, PUSHED, panelOf } from './tiny.mjs';

const groundFor = (more, facts = {}, ...given) => groundOf(panelOf(more), { ...FACTS, ...facts }, PROGRAMS, ...given);

test('a plain race runs where it is drawn', () => {
  const { start, matrix, limit, minima, diagonal, rows, width, loss } = groundFor({ surface_parameters: { a: 3 } });
  assert.deepEqual([start, matrix, limit, minima, diagonal, rows, width], [[2, -1], null, 1e7, [[0, 0]], 10, null, 0]);
  assert.equal(loss.value(1, 1), 4);
  assert.deepEqual(groundFor({ start: [1, 0.5] }).start, [1, 0.5]);
});

test('in other units the loss that is seen is another, and so are start and limit', () => {
  const seen = { make: (...given) => given };
  const units = [2, 0.5, 3];
  const { loss, shown, start, matrix, limit, diagonal } = groundFor(
    { units, surface_parameters: { a: 3 } },
    {},
    { seen },
  );
  assert.deepEqual(loss, [{ a: 3, k_x: 2, k_y: 0.5, c: 3 }, [1, -2]]);
  assert.deepEqual([start, matrix, diagonal], [[1, -2], [[2, 0], [0, 0.5]], 10]); // biome-ignore format: a matrix
  assert.equal(limit, 1e6 * Math.sqrt(4 * 4 + 12 * 12));
  assert.equal(shown.value(1, 1), 4);
});

test('a race elsewhere has its start there, and the limit of that surface', () => {
  const course = { matrix: [[2, 1], [0, 0.5]], domain: [[0, 3], [0, 4]] }; // biome-ignore format: a matrix and a domain
  const made = [];
  const shown = { make: settings => made.push(settings) };
  const parameters = { surface_parameters: { a: 3, drawn_back: 1 } };
  const { start, matrix, limit, diagonal } = groundFor(parameters, { course }, { shown });
  assert.deepEqual([start, matrix, limit, diagonal], [[2, -2], course.matrix, 5e6, 10]);
  assert.deepEqual(
    made.map(settings => settings.drawn_back),
    [0, 0, 1],
  ); // seen, without noise, drawn
  const seen = { make: () => null };
  const other = groundFor({ ...parameters, units: [2, 4, 1] }, { course }, { shown, seen });
  assert.deepEqual([other.matrix, other.start], [[[4, 4], [0, 2]], [1, -0.5]]); // biome-ignore format: a matrix
  assert.equal(other.limit, 1e6 * Math.sqrt(1.5 * 1.5 + 1));
});

test('as long as something is missing there is no ground', () => {
  const noisy = { noise: 'pushed', noise_parameters: { sigma: 2 } };
  const rows = new Float64Array(6);
  assert.equal(groundFor({ surface: 'unknown' }), null);
  assert.equal(groundFor(noisy), null);
  assert.equal(groundFor(noisy, {}, { seen: PUSHED }), null);
  assert.equal(groundFor({ ...noisy, steps: 4 }, {}, { seen: PUSHED }, rows), null); // draws for 3
  assert.equal(groundFor(noisy, {}, { seen: PUSHED }, rows).width, 2);
  assert.equal(groundFor({ units: [1, 2, 1] }), null);
  assert.equal(groundFor({ surface: 'own', expression: 'x' }), null);
  assert.ok(groundFor({ surface: 'own', expression: 'x' }, {}, { shown: PROGRAMS.losses.bowl }));
});

test('where the losses are that are not among the programs', () => {
  const of = (more, path = '/loss.mjs?v=1') => addressesOf(panelOf(more), path);
  assert.deepEqual(of({}), { seen: null, shown: null });
  assert.equal(of({ noise: 'masked' }).seen, '/loss.mjs?v=1&surface=bowl&noise=masked');
  assert.equal(of({ units: [1, 1, 2] }, '/loss.mjs').seen, '/loss.mjs?surface=bowl&units=1');
  assert.deepEqual(of({ surface: 'own', expression: 'x*y + 1', noise: 'masked', units: [2, 1, 1] }), {
    seen: '/loss.mjs?v=1&surface=own&expression=x*y+%2B+1&noise=masked&units=1',
    shown: '/loss.mjs?v=1&surface=own&expression=x*y+%2B+1',
  });
  assert.equal(of({ surface: 'own', expression: 'x' }).seen, null);
});

test('a schedule is a factor by step, a constant one none', () => {
  const factor = factorOf(panelOf({ schedule: 'halved', schedule_parameters: { from: 9 }, steps: 5 }), PROGRAMS);
  assert.deepEqual([factorOf(panelOf({}), PROGRAMS), factor(5), factor(6)], [null, 1, 0.5]);
});

test('warm-up multiplies a schedule, and a constant rate', () => {
  const warmup = {
    make:
      ({ warmup: length }) =>
      t =>
        Math.min(1, t / length),
  };
  const programs = { ...PROGRAMS, schedules: { ...PROGRAMS.schedules, warmup } };
  const halved = { schedule: 'halved', schedule_parameters: { from: 9 }, steps: 5 };
  const factor = factorOf(panelOf({ ...halved, warmup: 12 }), programs);
  assert.deepEqual([factor(5), factor(6), factor(24)], [5 / 12, 0.25, 0.5]);
  const alone = factorOf(panelOf({ warmup: 4 }), programs);
  assert.deepEqual([alone(1), alone(4), alone(9)], [0.25, 1, 1]);
  assert.equal(factorOf(panelOf({ warmup: 1 }), programs), null);
});
