/* Sliders and numbers: what Python's Hyperparameter says, in tests/shared, and what only the page has. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { forPeople, measured, parse, plain, short } from '../../assets/core/numbers.mjs';
import { positionOf, valueAt } from '../../assets/core/scales.mjs';
import { table, testEach } from './tables.mjs';

const near = (found, wanted) =>
  assert.ok(Math.abs(found - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted)), `${found}`);

testEach('scales', ({ parameter, position, value, slider }) => {
  if (slider === undefined) assert.equal(valueAt(parameter, position), value);
  else near(positionOf(parameter, value), slider);
});

testEach('parsing', ({ parameter, text, value, problem }) => {
  const found = parse(parameter, text);
  if (problem === undefined) assert.deepEqual(found, { value });
  else assert.ok(found.error?.endsWith(problem.replace(/-/g, '−')), found.error);
});

test('a message begins with what was given', () => {
  assert.ok(parse({ minimum: 0, maximum: 1, scale: 'linear' }, 'abc').error.startsWith('“abc” is not a number'));
});

testEach('numbers', ({ value, text }) => {
  assert.equal(plain(value), text);
  assert.equal(Number(text), value);
});

test('a position and its value go back and forth on every scale', () => {
  for (const { parameter, position, slider } of table('scales')) {
    if (slider !== undefined || ['whole', 'switch'].includes(parameter.scale)) continue;
    const value = valueAt(parameter, position);
    assert.equal(valueAt(parameter, positionOf(parameter, value)), value);
  }
});

test('what is printed has a true minus, and a dash for what there is not', () => {
  assert.deepEqual([-2, null, NaN, Infinity, -Infinity].map(short), ['−2', '–', '–', '∞', '−∞']);
  assert.deepEqual([99999, 100000, 0.001, 0.00099].map(short), ['99999', '1e5', '0.001', '9.9e−4']);
  assert.equal(short(-1e-7), '−1e−7');
  assert.deepEqual([0.123456, 1234.5, -1e-9, NaN, -Infinity].map(measured), ['0.123', '1230', '−1e−9', '–', '−∞']);
});

test('a setting is read with four digits, and whole numbers as they are', () => {
  assert.deepEqual([2 / 11, 0.019801980198019802, 123456, 1e-6].map(forPeople), [
    '0.1818',
    '0.0198',
    '1.23456e5',
    '1e−6',
  ]);
});
