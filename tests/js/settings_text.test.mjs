/* Settings as links write them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { settingsText } from '../../assets/core/settings_text.mjs';
import { testEach } from './tables.mjs';

testEach('method_settings', ({ usual, settings, text }) => {
  assert.equal(settingsText(settings, usual, ['learning_rate']), text);
});

test('small numbers are written as everywhere, and what is usual is left out', () => {
  assert.equal(settingsText({ a: 1e-7, b: 0.9 }, { a: 0, b: 0.9 }), 'a:1e-7');
  assert.equal(settingsText({ a: 2.5e20 }, { a: 0 }), 'a:2.5e20');
  assert.equal(settingsText({ a: 1 }, { a: 1 }), '');
});
