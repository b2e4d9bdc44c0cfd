/* The steps of edits: what is taken back and done again is what was there, to the letter. */
import assert from 'node:assert/strict';
import test from 'node:test';

import {
  amend,
  beginSteps,
  canRedo,
  canUndo,
  goTo,
  push,
  redo,
  refuse,
  stepNow,
  undo,
} from '../../assets/core/undo.mjs';

const MOST = 50;
const textsOf = ({ list }) => list.map(({ text }) => text);
const many = (count, from = beginSteps('0')) =>
  Array.from({ length: count }, (_, k) => k + 1).reduce((steps, k) => push(steps, String(k), { at: 2000 * k }), from);
const times = (count, move, steps) => Array.from({ length: count }).reduce(now => move(now), steps);

test('edits are taken back and done again', () => {
  const steps = many(3);
  assert.deepEqual([canUndo(beginSteps('0')), canRedo(steps), canUndo(steps)], [false, false, true]);
  assert.equal(stepNow(undo(steps)).text, '2');
  assert.equal(stepNow(times(9, undo, steps)).text, '0');
  assert.equal(stepNow(redo(undo(undo(steps)))).text, '2');
  assert.equal(redo(steps), steps, 'there is nothing more');
  assert.equal(stepNow(goTo(steps, 1)).text, '1');
  assert.equal(goTo(steps, 9), null);
});

test('an edit after an undo ends what could be done again, and what changes nothing is none', () => {
  const back = undo(many(3));
  assert.equal(push(back, '2', { at: 1e5 }), back);
  const other = push(back, 'other', { at: 1e5 });
  assert.deepEqual(textsOf(other), ['0', '1', '2', 'other']);
  assert.equal(new Set(other.list.map(({ id }) => id)).size, 4);
  assert.ok(!many(3).list.some(({ id }) => id === stepNow(other).id), 'the id of what is gone is not given again');
});

test('the last fifty can be taken back', () => {
  const steps = many(70);
  assert.equal(stepNow(times(MOST, undo, steps)).text, '20');
  assert.equal(canUndo(times(MOST, undo, steps)), false);
  assert.equal(canUndo(times(MOST - 1, undo, steps)), true);
});

test('the clicks of a double click leave one step', () => {
  let steps = push(many(2), 'off', { at: 9000 });
  steps = push(steps, '2', { at: 9120 });
  assert.deepEqual(textsOf(steps), ['0', '1', '2']);
  steps = push(steps, 'alone', { at: 9125 });
  assert.deepEqual(textsOf(steps), ['0', '1', '2', 'alone']);
  assert.deepEqual(textsOf(push(push(many(2), 'off', { at: 9000 }), '2', { at: 9900 })).slice(2), ['2', 'off', '2']);
});

test('presses of one key are one edit while they follow each other', () => {
  const kind = 'Adam learning rate';
  let steps = push(many(1), 'a', { kind, at: 9000 });
  steps = push(steps, 'b', { kind, at: 9800 });
  steps = push(steps, 'c', { kind, at: 10700 });
  assert.deepEqual(textsOf(steps), ['0', '1', 'c']);
  assert.deepEqual(textsOf(push(steps, 'd', { kind, at: 11800 })), ['0', '1', 'c', 'd'], 'a second later');
  assert.deepEqual(textsOf(push(steps, 'd', { kind: 'SGD', at: 10800 })), ['0', '1', 'c', 'd'], 'another slider');
  assert.deepEqual(textsOf(push(steps, 'd', { at: 10800 })), ['0', '1', 'c', 'd'], 'no slider');
  const back = undo(push(steps, 'd', { kind, at: 20000 }));
  assert.deepEqual(textsOf(push(back, 'e', { kind, at: 20001 })), ['0', '1', 'c', 'e'], 'after an undo');
});

test('what is refused is no step, and the last good state is', () => {
  const good = amend(push(beginSteps('0'), 'good', { at: 1000 }), { isSure: true });
  const bad = push(push(good, 'bad', { at: 5000 }), 'worse', { at: 9000 });
  assert.deepEqual(textsOf(refuse(bad, 'good', 9100)), ['0', 'good']);
  const inside = refuse(bad, 'on the way', 9100); // of a drag whose end is refused
  assert.deepEqual(textsOf(inside), ['0', 'good', 'on the way']);
  assert.equal(stepNow(inside).isSure, true);
  assert.equal(stepNow(undo(inside)).text, 'good');
});

test('what the server has found belongs to the edit', () => {
  const steps = amend(many(2), { text: '2, and its facts', query: 'p=2' });
  assert.deepEqual(textsOf(steps), ['0', '1', '2, and its facts']);
  assert.equal(textsOf(redo(undo(steps)))[2], '2, and its facts');
});

/* A small generator, so that a red walk can be walked again. */
const chance = seed => {
  let now = seed;
  return () => {
    now = (1664525 * now + 1013904223) >>> 0;
    return now / 2 ** 32;
  };
};

test('random walks: the steps are those of a plain list of states', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = chance(seed);
    let steps = beginSteps('0');
    let [past, future] = [['0'], []];
    for (let k = 1; k <= 300; k++) {
      const what = random();
      if (what < 0.55) {
        steps = push(steps, String(k), { at: 2000 * k });
        past = [...past, String(k)].slice(-MOST - 1);
        future = [];
      } else if (what < 0.8) {
        steps = undo(steps);
        if (past.length > 1) future.unshift(past.pop());
      } else if (what < 0.95) {
        steps = redo(steps);
        if (future.length) past.push(future.shift());
      } else {
        const all = [...past, ...future];
        const to = Math.floor(random() * all.length);
        steps = goTo(steps, steps.list[to].id);
        [past, future] = [all.slice(0, to + 1), all.slice(to + 1)];
      }
      assert.deepEqual([textsOf(steps), steps.place], [[...past, ...future], past.length - 1], `seed ${seed}, ${k}`);
      assert.deepEqual([canUndo(steps), canRedo(steps)], [past.length > 1, future.length > 0]);
    }
  }
});
