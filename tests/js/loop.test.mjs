/* The loop of a page asks for frames only while there is something to do. */
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { drawFrames } from './page.mjs';

const { clock } = await import('../../assets/core/clock.mjs');
const { atFrame, drawings, frames, look, redraw } = await import('../../assets/player/loop.mjs');

let [told, drawn] = [0, 0];
frames.listen(() => told++);
drawings.listen(() => drawn++);

/* Of how many of 100 frames listeners are told, and at how many something is drawn. */
const count = () => {
  [told, drawn] = [0, 0];
  drawFrames(100);
  return [told, drawn];
};

beforeEach(() => {
  clock.resize(10);
  clock.seek(0);
  drawFrames(100);
});

test('nothing is asked for while nothing can change', () => {
  assert.deepEqual(count(), [0, 0]);
});

test('what is asked for is done once, however many ask', () => {
  redraw();
  redraw();
  clock.seek(5);
  assert.deepEqual(count(), [1, 1]);
  let done = 0;
  const task = () => done++;
  atFrame(task);
  atFrame(task);
  assert.deepEqual(count(), [1, 0]);
  assert.equal(done, 1);
});

test('a task that asks again is done at the next frame', () => {
  let done = 0;
  const task = () => ++done < 3 && atFrame(task);
  atFrame(task);
  assert.deepEqual(count(), [3, 0]);
  assert.equal(done, 3);
});

test('who looks for something has as many frames as wanted, and more when asked for more meanwhile', () => {
  look(30);
  look();
  assert.deepEqual(count(), [30, 0]);
  look(30);
  atFrame(() => atFrame(() => look(30))); // at the second of them
  assert.deepEqual(count(), [32, 0]);
});

test('every frame is drawn while the clock plays, and none after', () => {
  clock.play();
  assert.deepEqual(count(), [100, 100]);
  clock.pause();
  assert.deepEqual(count(), [1, 1]);
  assert.deepEqual(count(), [0, 0]);
});
