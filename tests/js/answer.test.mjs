/* The server's binary answers, as figures/block.py packs them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readAnswer } from '../../assets/core/answer.mjs';
import { testEach } from './tables.mjs';

const TYPES = { float64: Float64Array, float32: Float32Array, int16: Int16Array, uint8: Uint8Array };
const bytesOf = base64 => Uint8Array.from(Buffer.from(base64, 'base64')).buffer;

testEach('answers', ({ description, parts, base64 }) => {
  const { header, take } = readAnswer(bytesOf(base64));
  assert.deepEqual(header, description);
  for (const [type, numbers] of parts) {
    assert.deepEqual(take(TYPES[type], numbers.length), TYPES[type].from(numbers));
  }
});

test('what is not there cannot be taken, and numbers are not copied', () => {
  const body = bytesOf('BAAAAHt9ICAAAIA/AAAAQA=='); // {} and two float32
  const { take } = readAnswer(body);
  assert.equal(take(Float32Array, 1).buffer, body);
  assert.throws(() => take(Float32Array, 2), RangeError);
});
