/* Workers that share tasks, here without workers: a hand that answers when it is told to. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createCrew } from '../../assets/engine/crew.mjs';

const crewOf = count => {
  const hands = [];
  const hire = () => {
    const hand = {
      ended: false,
      task: null,
      postMessage: task => (hand.task = task),
      terminate: () => (hand.ended = true),
      tell: answer => hand.onmessage({ data: answer ?? { found: `${hand.task}!` } }),
    };
    hands.push(hand);
    return hand;
  };
  return { hands, ...createCrew(count, hire) };
};

test('tasks are shared, and what is found comes in their order', async () => {
  const { hands, ask } = crewOf(2);
  const asked = ask(['a', 'b', 'c']);
  assert.deepEqual(hands.map(({ task }) => task), ['a', 'b']); // biome-ignore format: one line
  hands[1].tell();
  assert.equal(hands[1].task, 'c');
  hands[1].tell();
  hands[0].tell();
  assert.deepEqual(await asked, ['a!', 'b!', 'c!']);
});

test('no more hands come than there are tasks', async () => {
  const { hands, ask } = crewOf(3);
  assert.deepEqual(await ask([]), []);
  assert.equal(hands.length, 0);
  const asked = ask(['a']);
  assert.equal(hands.length, 1);
  hands[0].tell();
  await asked;
});

test('of requests that wait only the newest is kept', async () => {
  const { hands, ask } = crewOf(1);
  const [first, second, third] = [ask(['a', 'b']), ask(['c']), ask(['d'])];
  assert.equal(await second, null);
  hands[0].tell();
  assert.equal(hands[0].task, 'b');
  hands[0].tell();
  assert.deepEqual(await first, ['a!', 'b!']);
  assert.equal(hands[0].task, 'd');
  hands[0].tell();
  assert.deepEqual(await third, ['d!']);
});

test('a task that fails is told, and does not stop the next request', async () => {
  const { hands, ask } = crewOf(1);
  const first = ask(['a', 'b']);
  const second = ask(['c']);
  hands[0].tell({ problem: 'no program' });
  hands[0].tell();
  await assert.rejects(first, /no program/);
  hands[0].tell();
  assert.deepEqual(await second, ['c!']);
});

test('a hand that is gone is replaced, and what it would have done is given up', async () => {
  const { hands, ask } = crewOf(2);
  const first = ask(['a', 'b', 'c', 'd']);
  const second = ask(['e', 'f']);
  hands[0].onerror({ message: 'gone' });
  await assert.rejects(first, /gone/);
  assert.ok(hands[0].ended);
  hands[1].tell();
  assert.deepEqual(
    hands.map(({ task }) => task),
    ['a', 'e', 'f'],
  );
  hands[1].tell();
  hands[2].tell();
  assert.deepEqual(await second, ['e!', 'f!']);
});

test('who is dismissed ends; whoever waits is told that nothing comes', async () => {
  const { hands, ask, dismiss } = crewOf(1);
  const asked = [ask(['a']), ask(['b'])];
  dismiss();
  assert.deepEqual(await Promise.all(asked), [null, null]);
  assert.ok(hands[0].ended);
  const again = ask(['c']);
  assert.equal(hands.length, 2);
  hands[1].tell();
  assert.deepEqual(await again, ['c!']);
});
