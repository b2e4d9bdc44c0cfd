/* One request in flight, and the newest value wins. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createGate } from '../../assets/core/gate.mjs';

/* A gate, what it has sent, and for each of that how it ends and whether it is still wanted. */
const recorded = () => {
  const sent = [];
  const requests = [];
  let now = 0;
  const gate = createGate(
    (value, still, signal) => {
      sent.push(value);
      const promise = new Promise((resolve, reject) => requests.push({ resolve, reject, still, signal }));
      return Object.assign(promise, { finally: then => void promise.then(then, then) }); // or a failure ends the test
    },
    () => now,
  );
  const end = (place, how = 'resolve') => {
    requests[place][how]();
    return new Promise(setImmediate);
  };
  return {
    gate,
    sent,
    end,
    still: place => requests[place].still(),
    left: () => requests.map(({ signal }) => signal.aborted),
    wait: ms => {
      now += ms;
    },
  };
};

test('what comes while a request is in flight waits, and only the newest of it is sent', async () => {
  const { gate, sent, end } = recorded();
  [1, 2, 3].forEach(gate.push);
  assert.deepEqual(sent, [1]);
  await end(0);
  assert.deepEqual(sent, [1, 3]);
  await end(1);
  gate.push(4);
  assert.deepEqual(sent, [1, 3, 4]);
});

test('a gate that hears nothing for five seconds opens by itself; what comes then is the newest', async () => {
  const { gate, sent, end, wait, still } = recorded();
  gate.push(1);
  wait(4999);
  gate.push(2);
  assert.deepEqual(sent, [1]);
  wait(1);
  gate.push(3);
  assert.deepEqual(sent, [1, 3]);
  assert.deepEqual([still(0), still(1)], [false, true]);
  gate.push(4);
  await end(0);
  assert.deepEqual(sent, [1, 3], 'the end of an old one does not open it');
  await end(1);
  assert.deepEqual(sent, [1, 3, 4]);
});

test('a request is still wanted until a newer value waits', () => {
  const { gate, still } = recorded();
  gate.push(1);
  assert.ok(still(0));
  gate.push(2);
  assert.ok(!still(0));
});

test('a request that fails opens it, too', async () => {
  const { gate, sent, end } = recorded();
  [1, 2].forEach(gate.push);
  await end(0, 'reject');
  assert.deepEqual(sent, [1, 2]);
  gate.push(3);
  await end(1);
  assert.deepEqual(sent, [1, 2, 3]);
});

test('who is no longer waited for is told when something newer is asked, and only then', async () => {
  const { gate, end, wait, left } = recorded();
  gate.push(1);
  gate.push(2);
  assert.deepEqual(left(), [false], 'the newer one waits');
  wait(5000);
  gate.push(3);
  assert.deepEqual(left(), [true, false]);
  await end(1);
  assert.deepEqual(left(), [true, false]);
});
