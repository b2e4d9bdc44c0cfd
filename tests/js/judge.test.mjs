/* How a race ends: the same table as races/ending.py. */
import assert from 'node:assert/strict';
import { statusOf } from '../../assets/engine/judge.mjs';
import { testEach } from './tables.mjs';

testEach('statuses', ({ losses, diverged_at: at, minima, arrived, hovers, status }) =>
  assert.equal(statusOf(losses, at, minima, arrived, hovers), status),
);
