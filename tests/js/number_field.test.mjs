/* The number field: what is committed, what is taken back. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { parse } from '../../assets/core/numbers.mjs';
import { NumberField } from '../../assets/ui/number_field.mjs';
import { place } from './page.mjs';

/* A field of one value, and what it has taken. */
const made = (value, more = {}) => {
  const taken = [];
  const now = { value };
  const field = new NumberField({
    label: 'Rate',
    values: () => [now.value],
    read: text => parse({ minimum: 0, maximum: 10 }, text),
    take: number => {
      taken.push(number);
      now.value = number;
    },
    ...more,
  });
  field.show();
  return { field, node: field.node, taken, now };
};

test('Escape takes back a good number that was typed, and nothing is committed', () => {
  const { node, taken } = made(2);
  node.fill('5');
  node.press('Escape');
  assert.deepEqual([node.value, taken], ['2', []]);
  assert.notEqual(document.activeElement, node);
});

test('leaving the field, or Enter, commits once', () => {
  const { node, taken } = made(2);
  node.fill('5,0');
  node.blur();
  assert.deepEqual([node.value, taken], ['5', [5]]);
  node.fill('6');
  node.press('Enter');
  assert.deepEqual([node.value, taken], ['6', [5, 6]]);
});

test('what every key commits is taken back, too', () => {
  const { field, node, taken } = made(2, { live: true });
  field.judge('');
  for (const text of ['3', '34']) node.fill(text);
  assert.deepEqual([taken, node.attributes['aria-invalid']], [[3], 'true']);
  node.press('Escape');
  assert.deepEqual([taken, node.value], [[3, 2], '2']);
});

test('a refused text stays with its message until the value changes, and is not overwritten before', () => {
  const { field, node, now } = made(2);
  node.fill('99');
  node.press('Enter');
  const message = () => place('notices').textContent;
  assert.match(message(), /Rate: “99” is out of range; allowed: 0 to 10/);
  field.show();
  assert.equal(node.value, '99');
  now.value = 4;
  field.show();
  assert.deepEqual([node.value, message()], ['4', '']);
});

test('where values differ their span stands there, and a number is typed for all', () => {
  const values = [0.001, 0.15, 0.01];
  const { node } = made(2, { values: () => values, take: number => values.fill(number) });
  assert.deepEqual([node.value, node.placeholder, node.title], ['', '0.001 to 0.15', '0.001 to 0.15']);
  node.fill('3');
  node.press('Enter');
  assert.deepEqual([values, node.value], [[3, 3, 3], '3']);
});

test('a long number is rounded for people, and stays exact until somebody types another', () => {
  const { node, taken, now } = made(2 / 11);
  assert.equal(node.value, '0.181818');
  node.press('Enter');
  assert.deepEqual([taken, now.value], [[], 2 / 11]);
  assert.equal(made(1234567).node.value, '1234567');
});
