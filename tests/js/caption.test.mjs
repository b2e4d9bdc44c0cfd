/* Words about a race are true of it while others join it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { holdsFor } from '../../assets/core/caption.mjs';

const about = { surface: 'beale', optimizers: { sgd: { rate: 0.1 }, adam: { rate: 0.2 } }, steps: 9 };

test('they hold for the race, and for it with others, wherever those stand', () => {
  assert.ok(holdsFor(structuredClone(about), about));
  assert.ok(holdsFor({ ...about, optimizers: { lion: {}, ...about.optimizers } }, about));
});

test('and not where one is gone or has other settings, the race is another one, or there are no words', () => {
  assert.ok(!holdsFor({ ...about, optimizers: { sgd: { rate: 0.1 } } }, about));
  assert.ok(!holdsFor({ ...about, optimizers: { ...about.optimizers, adam: { rate: 0.3 } } }, about));
  assert.ok(!holdsFor({ ...about, steps: 10 }, about));
  assert.ok(!holdsFor(about, undefined));
});
