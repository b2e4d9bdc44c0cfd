/* What is said of who minds other units. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { unitWords } from '../../assets/core/unit_words.mjs';

const report = { exponent: 2.0004, exponent_f: -1, deviation: 0.1234, same: false };

test('the exponent in the units of x and y comes first, that of f second', () => {
  assert.deepEqual(unitWords(report, true), ['2', '−1', '12 %']);
  assert.deepEqual(unitWords({ ...report, exponent: null, exponent_f: 0.333 }, true), ['–', '0.33', '12 %']);
});

test('who strays is told only where the units are changed', () => {
  assert.equal(unitWords(report, false)[2], '');
  assert.equal(unitWords({ ...report, same: true }, true)[2], 'the same');
  assert.deepEqual(
    [9.994, 10, 1e5].map(deviation => unitWords({ ...report, deviation }, true)[2]),
    ['1000 %', '> 1000 %', '> 1000 %'],
  );
});
