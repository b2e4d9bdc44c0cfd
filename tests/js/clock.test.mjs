/* The clock: where it stops, how it runs on, how it loops. */
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { Clock } from '../../assets/core/clock.mjs';

let now = 0;
let clock;

/* Runs on by some ms, in frames of 50 ms; the first frame of all only says what time it is. */
const wait = ms => {
  clock.advance(now);
  for (let left = ms; left > 0; left -= 50) clock.advance((now += Math.min(left, 50)));
};

const at = (step, last = 100) => {
  clock.resize(last);
  clock.seek(step);
};

beforeEach(() => {
  clock = new Clock();
  at(0);
});

test('an arrow key goes to the next whole step, from a whole one and from between two', () => {
  for (const [from, by, to] of [
    [7.3, 1, 8],
    [7.3, -1, 7],
    [7, 1, 8],
    [7, -1, 6],
    [7.3, 10, 17],
    [7.3, -10, -2],
    [99.5, 1, 100],
  ]) {
    at(from);
    clock.nudge(by);
    assert.equal(clock.step, Math.max(to, 0), `${from} by ${by}`);
  }
});

test('a step that is sought is within the race, and stops the clock', () => {
  clock.play();
  clock.seek(-3);
  assert.deepEqual([clock.step, clock.playing], [0, false]);
  clock.seek(1e6);
  assert.equal(clock.step, 100);
});

test('it runs thirty steps a second, times the speed', () => {
  clock.play();
  wait(1000);
  assert.ok(Math.abs(clock.step - 30) < 1e-9);
  clock.speed = 0.5;
  wait(1000);
  assert.ok(Math.abs(clock.step - 45) < 1e-9);
  assert.equal(clock.pace(), 15);
});

test('a tab that slept does not jump', () => {
  clock.play();
  clock.advance(now);
  clock.advance((now += 60_000));
  assert.ok(Math.abs(clock.step - 3) < 1e-9); // what a tenth of a second is
});

test('the last frame stays for a second, then the race begins again', () => {
  at(99.9);
  clock.play();
  wait(50);
  assert.equal(clock.step, 100);
  wait(1000);
  assert.equal(clock.step, 100);
  wait(50);
  assert.equal(clock.step, 0);
  assert.ok(clock.playing);
});

test('without a loop it ends where the race ends', () => {
  clock.loop = false;
  at(99.9);
  clock.play();
  wait(2000);
  assert.deepEqual([clock.step, clock.playing], [100, false]);
  clock.play(); // from the start again
  assert.equal(clock.step, 0);
});

test('a race of another length keeps the step if it can', () => {
  at(80);
  clock.resize(200);
  assert.equal(clock.step, 80);
  clock.resize(50);
  assert.equal(clock.step, 50);
});

test('a race begins by itself, at the step of a link, or at its end for who asked for less motion', () => {
  const begun = (step, still) => {
    at(0);
    clock.begin(step, still);
    return [clock.step, clock.playing];
  };
  assert.deepEqual(begun(null, false), [0, true]);
  assert.deepEqual(begun(null, true), [100, false]);
  assert.deepEqual(begun(40, false), [40, false]);
  assert.deepEqual(begun(40, true), [40, false]);
  assert.deepEqual(begun(0, true), [0, false]);
});

test('whoever listens is told of every change', () => {
  let told = 0;
  clock.pause();
  clock.listen(() => told++);
  clock.play();
  clock.play(); // it plays already
  clock.pause();
  clock.pause();
  clock.move(5);
  clock.restart();
  clock.toggle();
  assert.equal(told, 5);
  assert.equal(clock.playing, false);
});
