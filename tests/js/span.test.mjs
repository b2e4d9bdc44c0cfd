/* What stands where panels have not the same: spans, names, and whose rates they are. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { choiceOf } from '../../assets/core/rate_choice.mjs';
import { namesText, shortSpan, spanText } from '../../assets/core/span.mjs';

test('a span goes from the least to the most, as numbers are printed', () => {
  const spans = [
    [[0.15, 0.001], '0.001 to 0.15'],
    [[500, 198, 300], '198 to 500'],
    [[1e-6, -2.5], '−2.5 to 1e−6'],
    [[0.123456, 4], '0.123 to 4'],
    [[0.10001, 0.10002], '0.10001 to 0.10002'], // three digits would not tell them apart
  ];
  for (const [values, text] of spans) assert.equal(spanText(values), text);
});

test('a span has fewer digits where it would not fit, and never none', () => {
  assert.equal(shortSpan([0.001, 0.15], 14), '0.001 to 0.15');
  assert.equal(shortSpan([0.00698, 0.0698], 14), '0.007 to 0.07');
  assert.equal(shortSpan([0.0698, 0.524], 14), '0.07 to 0.52');
  assert.equal(shortSpan([0.000123, 0.00345], 14), '1e−4 to 0.003');
});

test('names are told once each', () => {
  assert.equal(namesText(['Beale', 'Monkey saddle', 'Beale']), 'Beale, Monkey saddle');
});

const CHOICES = {
  tuned: name => ({ sgd: 0.1, adam: 0.2 })[name],
  paper: name => ({ sgd: 0.01, adam: 0.001 })[name],
  same: () => 0.01,
};
const chosen = (rates, last) => choiceOf(Object.keys(rates), name => rates[name], CHOICES, last);

test('rates are of the choice that gives everybody his, whoever has set them', () => {
  assert.equal(chosen({ sgd: 0.1, adam: 0.2 }), 'tuned');
  assert.equal(chosen({ sgd: 0.01, adam: 0.001 }), 'paper');
  assert.equal(chosen({ sgd: 0.01, adam: 0.01 }), 'same');
  assert.equal(chosen({ sgd: 0.1, adam: 0.001 }), 'own'); // each of another
  assert.equal(chosen({ sgd: 0.1, adam: 0.3 }), 'own');
  assert.equal(chosen({}), 'own');
});

test('where two choices are alike it is the one that was made', () => {
  assert.equal(chosen({ sgd: 0.01 }), 'paper');
  assert.equal(chosen({ sgd: 0.01 }, 'same'), 'same');
  assert.equal(chosen({ sgd: 0.1 }, 'same'), 'tuned'); // and rates have changed since
});
