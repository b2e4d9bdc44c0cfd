/* The keys of a slider, and what it says. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { positionOf, valueAt } from '../../assets/core/scales.mjs';
import { clockText, keyedPosition, valueText } from '../../assets/core/slider_keys.mjs';
import { sliderRow } from '../../assets/ui/slider_row.mjs';

const RATE = { minimum: 1e-6, maximum: 10, scale: 'log' };
const BETA = { minimum: 0, maximum: 0.9999, scale: 'memory' };
const SIGMA = { minimum: 0, maximum: 100, scale: 'zero_log' };
const ANGLE = { minimum: 0, maximum: 90, scale: 'linear', unit: 'degrees' };
const COUNT = { minimum: 2, maximum: 120, scale: 'whole' };
const FEW = { minimum: 1, maximum: 10, scale: 'whole' };

/* [slider, from, key, to] */
const PRESSED = [
  [RATE, 0.15, 'ArrowRight', 0.158],
  [RATE, 0.15, 'ArrowUp', 0.158],
  [RATE, 0.15, 'ArrowLeft', 0.143],
  [RATE, 0.15, 'PageUp', 0.3],
  [RATE, 0.3, 'PageDown', 0.15],
  [RATE, 8, 'PageUp', 10],
  [RATE, 10, 'ArrowRight', 10],
  [RATE, 0.15, 'Home', 1e-6],
  [RATE, 0.15, 'End', 10],
  [BETA, 0.9, 'PageUp', 0.95], // a memory of 10 steps becomes one of 20
  [BETA, 0.95, 'PageDown', 0.9],
  [BETA, 0.9, 'ArrowRight', 0.905],
  [BETA, 0, 'PageDown', 0],
  [SIGMA, 0, 'ArrowRight', 5e-5],
  [SIGMA, 1, 'ArrowRight', 1.05],
  [SIGMA, 1, 'PageDown', 0.5],
  [ANGLE, 30, 'ArrowRight', 34.5],
  [ANGLE, 30, 'PageDown', 21],
  [COUNT, 60, 'ArrowRight', 66],
  [COUNT, 60, 'PageUp', 72],
  [FEW, 4, 'ArrowLeft', 3],
  [FEW, 4, 'PageUp', 5],
];

for (const [parameter, from, key, to] of PRESSED) {
  test(`${key} at ${from} of ${parameter.minimum} to ${parameter.maximum}, ${parameter.scale}: ${to}`, () => {
    const place = keyedPosition(parameter, positionOf(parameter, from), key);
    const found = valueAt(parameter, place);
    assert.ok(Math.abs(found - to) <= 1e-3 * Math.abs(to) + 1e-6, `${found}`);
  });
}

test('an arrow always comes to another value, however values are rounded, until the end', () => {
  for (const [key, from, to] of [
    ['ArrowRight', 'minimum', 'maximum'],
    ['ArrowLeft', 'maximum', 'minimum'],
  ]) {
    for (const parameter of [RATE, BETA, SIGMA, ANGLE, COUNT, FEW]) {
      let value = parameter[from];
      let presses = 0;
      for (; value !== parameter[to]; presses++) {
        const next = valueAt(parameter, keyedPosition(parameter, positionOf(parameter, value), key));
        assert.ok(next > value === (key === 'ArrowRight') && next !== value, `${parameter.scale} stays at ${value}`);
        value = next;
      }
      assert.ok(presses < 400, `${parameter.scale}: ${presses}`);
    }
  }
});

test('other keys are not the slider’s', () => {
  for (const key of ['Tab', ' ', 'a', 'constructor']) assert.equal(keyedPosition(RATE, 0.5, key), null);
  assert.equal(keyedPosition(RATE, NaN, 'ArrowRight'), null);
});

test('a slider says its value, not its position', () => {
  assert.equal(valueText([0.15]), '0.15');
  assert.equal(valueText([30], 'degrees'), '30 degrees');
  assert.equal(valueText([0.15, 0.001, 0.02]), '0.001 to 0.15');
  assert.equal(valueText([]), '');
  assert.equal(clockText(60, 198, false), 'step 60 of 198');
  assert.equal(clockText(60, 198, true), '60 of 198 gradient evaluations');
});

/* A row, what it has taken, and its slider. */
const made = (parameter, ...given) => {
  const now = { values: given };
  const take = value => {
    now.values = [value];
  };
  const line = sliderRow({ title: 'α', label: 'Rate', parameter, values: () => now.values, take });
  line.show();
  return { now, line, thumb: line.node.querySelectorAll('input').find(({ type }) => type === 'range') };
};

test('a row’s slider is driven by keys, and tells where it is then', () => {
  const { now, thumb } = made(RATE, 0.15);
  assert.equal(thumb.attributes['aria-valuetext'], '0.15');
  thumb.press('PageUp');
  assert.deepEqual([now.values, thumb.attributes['aria-valuetext']], [[0.3], '0.3']);
  thumb.press('Tab');
  assert.deepEqual(now.values, [0.3]);
});

test('it tells of a change from elsewhere, and of values that differ', () => {
  const { now, line, thumb } = made(ANGLE, 30);
  now.values = [30, 60];
  line.show();
  assert.equal(thumb.attributes['aria-valuetext'], '30 to 60 degrees');
});
