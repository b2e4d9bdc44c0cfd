/* A racer: its numbers, and what is said of it at a step. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  createRacer,
  isGone,
  standings,
  statusAt,
  stepAt,
  stepsToTolerance,
  wholeStep,
} from '../../assets/core/racer.mjs';
import { testEach } from './tables.mjs';

const told = (status, tolerance, diverged = null) => ({ status, steps_to_tolerance: tolerance, diverged_at: diverged });

/* A racer of two steps whose numbers count from 1 as the server sends them. */
const created = (given, minima = [[1, 4]]) => {
  let next = 1;
  return createRacer({ ...told('running', null), ...given }, 2, minima, count =>
    Float32Array.from({ length: count }, () => next++),
  );
};

test('the numbers come as the server writes them', () => {
  const { x, y, loss, norm, steps, evaluations, accuracy } = created({ counted: true, scored: true });
  const found = [x, y, loss, norm, evaluations, accuracy].map(numbers => [...numbers]);
  assert.deepEqual(found, [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
    [10, 11, 12],
    [13, 14, 15],
    [16, 17, 18],
  ]);
  assert.deepEqual([...steps], [0, 1, 2]);
});

test('what a method draws around it comes last', () => {
  const { outlines, norm } = created({ drawn: 'round' });
  assert.equal(norm[2], 12);
  assert.deepEqual(
    [outlines.shape, ...outlines.columns.map(column => [...column])],
    ['round', [13, 14, 15], [16, 17, 18], [19, 20, 21], [22, 23, 24], [25, 26, 27], [28, 29, 30]],
  );
  assert.equal(created({ drawn: '' }).outlines, null);
});

test('who takes one evaluation a step sends none, and takes none where it has diverged', () => {
  assert.deepEqual([...created({}).evaluations], [0, 1, 2]);
  assert.deepEqual([...created({ diverged_at: 1 }).evaluations], [0, 1, 1]);
  assert.deepEqual([...created({ diverged_at: 0 }).evaluations], [0, 0, 0]);
  assert.ok(created({}).accuracy.every(Number.isNaN));
});

test('the length of a step is that of its move', () => {
  const { move } = created({});
  assert.deepEqual([...move].slice(1), [Math.SQRT2, Math.SQRT2].map(Math.fround));
  assert.ok(Number.isNaN(move[0]));
});

test('distances are those to the nearest minimum', () => {
  const racer = created({}, [
    [1, 4],
    [3, 5],
  ]);
  assert.deepEqual([...racer.distance], [0, 1, 1]);
  assert.equal(racer.distanceAt(2), 1);
  assert.ok(Number.isNaN(created({}, []).distanceAt(0)));
});

testEach('evaluations', ({ spent, count, step, reached }) => {
  const found = stepAt({ evaluations: Float32Array.from(spent) }, count, true);
  assert.ok(Math.abs(found - step) < 1e-9, `${found}`);
  assert.equal(wholeStep(found), reached);
});

test('by steps a racer is where the clock is, until its own end', () => {
  const racer = { evaluations: Float32Array.of(0, 5, 10) };
  assert.deepEqual(
    [0, 1.5, 2, 7].map(now => stepAt(racer, now, false)),
    [0, 1.5, 2, 2],
  );
});

test('the step that is made is the whole one below, but for rounding', () => {
  assert.deepEqual([0, 3, 3.4, 3.9999, 4 - 1e-12, 4 + 1e-12].map(wholeStep), [0, 3, 3, 3, 4, 4]);
});

test('a racer has arrived, or diverged, from that very step on', () => {
  assert.deepEqual(
    [39, 40, 41].map(step => stepsToTolerance(told('arrived', 40), step)),
    [null, 40, 40],
  );
  assert.deepEqual(
    [11, 12, 13].map(step => isGone(told('diverged', null, 12), step)),
    [false, true, true],
  );
  assert.deepEqual([stepsToTolerance(told('running', null), 1e6), isGone(told('running', null), 1e6)], [null, false]);
  assert.deepEqual([stepsToTolerance(told('arrived', 0), 0), isGone(told('diverged', null, 0), 0)], [0, true]);
});

test('how it does, in a word and a tone', () => {
  const says = (racer, step, hasMinima = true) => statusAt(racer, step, 100, hasMinima);
  assert.deepEqual(says(told('arrived', 40), 39), ['running', 'running']);
  assert.deepEqual(says(told('arrived', 40), 40), ['arrived', 'arrived']);
  assert.deepEqual(says(told('arrived', null), 99), ['running', 'running']);
  assert.deepEqual(says(told('arrived', null), 100), ['arrived', 'arrived']);
  assert.deepEqual(says(told('diverged', null, 12), 11), ['running', 'running']);
  assert.deepEqual(says(told('diverged', null, 12), 12), ['diverged at step 12', 'diverged']);
  assert.deepEqual(says(told('left', null, 12), 11, false), ['running', 'running']);
  assert.deepEqual(says(told('left', null, 12), 12, false), ['left at step 12, still falling', 'left']);
  assert.equal(isGone(told('left', null, 12), 12), false);
  assert.deepEqual(says(told('running', 40), 60), ['running', 'running']); // it came near, and left again
  assert.deepEqual(says(told('running', null), 100), ['not arrived', 'running']);
  assert.deepEqual(says(told('running', null), 100, false), ['ended', 'running']);
  assert.deepEqual(says(told('hovering', 40), 99), ['running', 'running']);
  assert.deepEqual(says(told('hovering', 40), 100), ['hovering', 'hovering']);
});

test('the lowest loss stands first, who is gone or has none last, equal ones as they came', () => {
  const racer = (name, loss, diverged = null) => ({ name, loss: Float32Array.of(9, loss), diverged_at: diverged });
  const given = [
    racer('nan', NaN),
    racer('b', 2),
    racer('gone', 0, 1),
    racer('a', 1),
    racer('c', 2),
    racer('down', -Infinity),
  ];
  assert.deepEqual(
    standings(given, () => 1).map(({ name }) => name),
    ['down', 'a', 'b', 'c', 'nan', 'gone'],
  );
  assert.equal(given[0].name, 'nan'); // what was given stays
  assert.deepEqual(
    standings(given, () => 0),
    given,
  ); // all begin alike
});
