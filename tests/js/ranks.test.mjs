/* Who is ahead, and what a method has alike in several panels. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { measureAt, ranksOf } from '../../assets/core/ranks.mjs';
import { sharedSettings } from '../../assets/core/shared_settings.mjs';

test('the lowest loss is first, the highest accuracy; who is as good has the same rank', () => {
  assert.deepEqual(ranksOf([3, 1, 2, 1], 'loss'), [4, 1, 3, 1]);
  assert.deepEqual(ranksOf([-5, 0, -7], 'distance'), [2, 3, 1]);
  assert.deepEqual(ranksOf([0.2, 0.9, 0.9, 0.4], 'accuracy'), [4, 1, 1, 3]);
});

test('who has nothing to be measured by has no rank, and takes none away', () => {
  assert.deepEqual(ranksOf([3, Number.NaN, 2], 'loss'), [2, null, 1]);
  assert.deepEqual(ranksOf([], 'loss'), []);
});

test('what is measured is that of the step, until a racer has diverged', () => {
  const racer = { loss: [4, 3, 9], accuracy: [0.1, 0.2, Number.NaN], distanceAt: step => 7 - step, diverged_at: 2 };
  const at = (measure, step) => measureAt(/** @type {any} */ (racer), measure, step);
  assert.deepEqual([at('loss', 1), at('accuracy', 0), at('distance', 1)], [3, 0.1, 6]);
  assert.ok(['loss', 'distance', 'accuracy'].every(measure => Number.isNaN(at(measure, 2))));
  const nowhere = { ...racer, distanceAt: () => Infinity };
  assert.ok(Number.isNaN(measureAt(/** @type {any} */ (nowhere), 'distance', 0)));
});

test('settings are shared that are the same wherever a method races', () => {
  const one = { learning_rate: 0.1, beta: 0.9 };
  assert.deepEqual(sharedSettings([]), { shared: {}, differing: [] });
  assert.deepEqual(sharedSettings([one]), { shared: one, differing: [] });
  assert.deepEqual(sharedSettings([one, { ...one }, { ...one, learning_rate: 0.2 }]), {
    shared: { beta: 0.9 },
    differing: ['learning_rate'],
  });
});
