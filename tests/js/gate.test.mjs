/* One request in flight, and the newest value wins. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createGate } from '../../assets/core/gate.mjs';

const recorded = send => {
  const sent = [];
  let now = 0;
  const gate = createGate(
    value => {
      sent.push(value);
      return send?.(value);
    },
    () => now,
  );
  return {
    gate,
    sent,
    wait: ms => {
      now += ms;
    },
  };
};

test('what comes while a request is in flight waits, and only the newest of it is sent', () => {
  const { gate, sent } = recorded();
  [1, 2, 3].forEach(gate.push);
  assert.deepEqual(sent, [1]);
  gate.done();
  assert.deepEqual(sent, [1, 3]);
  gate.done();
  gate.push(4);
  assert.deepEqual(sent, [1, 3, 4]);
});

test('a gate that hears nothing for five seconds opens by itself', () => {
  const { gate, sent, wait } = recorded();
  gate.push(1);
  wait(4999);
  gate.push(2);
  assert.deepEqual(sent, [1]);
  wait(1);
  gate.push(3);
  assert.deepEqual(sent, [1, 3]);
});

test('a request that is a promise opens it, however it ends', async () => {
  const ends = [];
  const { gate, sent } = recorded(() => {
    const promise = new Promise((resolve, reject) => ends.push({ resolve, reject }));
    return Object.assign(promise, { finally: then => void promise.then(then, then) });
  });
  [1, 2].forEach(gate.push);
  ends[0].reject(new Error('the server does not answer'));
  await new Promise(setImmediate);
  assert.deepEqual(sent, [1, 2]);
  gate.push(3);
  ends[1].resolve();
  await new Promise(setImmediate);
  assert.deepEqual(sent, [1, 2, 3]);
});
