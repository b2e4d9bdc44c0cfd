import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readAnswer } from '../../assets/core/answer.mjs';

const { cases } = JSON.parse(readFileSync(new URL('../shared/answers.json', import.meta.url), 'utf-8'));
const TYPES = { float32: Float32Array, int16: Int16Array, uint8: Uint8Array };

cases.forEach(({ description, parts, base64 }, place) =>
  test(`an answer is read as Python writes it: ${place}`, () => {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const { header, take } = readAnswer(bytes.buffer);
    assert.deepEqual(header, description);
    for (const [type, values] of parts) assert.deepEqual(take(TYPES[type], values.length), TYPES[type].from(values));
  }),
);
