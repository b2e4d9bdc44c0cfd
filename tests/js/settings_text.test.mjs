import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { settingsText } from '../../assets/core/settings_text.mjs';

const { cases } = JSON.parse(readFileSync(new URL('../shared/method_settings.json', import.meta.url), 'utf-8'));

cases.forEach(({ method, usual, settings, text }) =>
  test(`a link says of ${method}: ${text}`, () => {
    assert.equal(settingsText(settings, usual, ['learning_rate']), text);
  }),
);

test('what is usual is left out', () => {
  assert.equal(
    settingsText({ learning_rate: 0.1, momentum: 0.5 }, { learning_rate: 0.1, momentum: 0.9 }),
    'momentum:0.5',
  );
  assert.equal(settingsText({ learning_rate: 0.1 }, { learning_rate: 0.1 }), '');
});
