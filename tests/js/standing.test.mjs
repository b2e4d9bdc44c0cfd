/* How a racer stands at a step. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { hasArrived, hasDiverged, standingAt, stepMade } from '../../assets/core/standing.mjs';

const racer = (status, tolerance, diverged = null) => ({
  status,
  steps_to_tolerance: tolerance,
  diverged_at: diverged,
});

test('the step that is made is the whole one below, but for rounding', () => {
  assert.deepEqual([0, 3, 3.4, 3.9999, 4 - 1e-12, 4 + 1e-12].map(stepMade), [0, 3, 3, 3, 4, 4]);
});

test('a racer has arrived, or diverged, from that very step on', () => {
  const arrives = racer('converged', 40),
    leaves = racer('diverged', null, 12),
    never = racer('running', null);
  assert.deepEqual(
    [39, 40, 41].map(step => hasArrived(arrives, step)),
    [false, true, true],
  );
  assert.deepEqual(
    [11, 12, 13].map(step => hasDiverged(leaves, step)),
    [false, true, true],
  );
  assert.deepEqual([hasArrived(never, 1e6), hasDiverged(never, 1e6)], [false, false]);
  assert.deepEqual([hasArrived(racer('converged', 0), 0), hasDiverged(racer('diverged', null, 0), 0)], [true, true]);
});

test('its standing in a word', () => {
  const word = (...args) => standingAt(...args)[0];
  assert.deepEqual(
    [39, 40, 100].map(step => word(racer('converged', 40), step, 100, true)),
    ['running', 'converged', 'converged'],
  );
  assert.deepEqual(
    [99, 100].map(step => word(racer('converged', null), step, 100, true)),
    ['running', 'converged'],
  );
  assert.deepEqual(
    [11, 12].map(step => word(racer('diverged', null, 12), step, 100, true)),
    ['running', 'diverged at step 12'],
  );
  assert.equal(word(racer('running', null), 100, 100, true), 'not arrived');
  assert.equal(word(racer('running', null), 100, 100, false), 'ended');
  assert.equal(word(racer('running', 40), 60, 100, true), 'running'); // it came near, and left again
  assert.deepEqual(
    ['converged', 'diverged', 'running'],
    [racer('converged', 0), racer('', null, 0), racer('', null)].map(each => standingAt(each, 5, 100, true)[1]),
  );
});
