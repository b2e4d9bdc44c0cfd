import assert from 'node:assert/strict';
import test from 'node:test';
import { crossing, frameOf, linesOf } from '../../assets/core/scatter.mjs';
import { testEach } from './tables.mjs';

/** @type {[[number, number], [number, number]]} */
const FRAME = [
  [-1, 1],
  [-2, 2],
];
const on = (segment, [a, b, c]) => segment.every(([u, v]) => Math.abs(a * u + b * v - c) < 1e-12);

test('a frame holds all samples, and more', () => {
  assert.deepEqual(
    frameOf([
      [0, 5, 1],
      [10, 5, -1],
    ]),
    [
      [-1, 11],
      [4.9, 5.1],
    ],
  );
});

test('a line is cut where it leaves the frame', () => {
  for (const line of [
    [1, 1, 0],
    [1, -4, 0.5],
    [0, 1, 1],
    [2, 0, 1],
    [1, -0.5, 2],
  ]) {
    const segment = crossing(line, FRAME);
    if (line[2] === 2) {
      assert.equal(segment, null); // it only touches a corner
      continue;
    }
    assert.ok(on(segment, line), String(line));
    for (const [u, v] of segment) assert.ok(Math.abs(Math.abs(u) - 1) < 1e-9 || Math.abs(Math.abs(v) - 2) < 1e-9);
  }
  assert.equal(crossing([1, 0, 5], FRAME), null);
  assert.equal(crossing([0, 0, 1], FRAME), null);
});

test('a classifier draws the line between its classes, a fit its slope and intercept', () => {
  const [{ segment }] = linesOf({ line: 'inputs', levels: [0] }, 1, 2, FRAME);
  assert.ok(on(segment, [1, 2, 0]));
  const [{ segment: fit }] = linesOf({ line: 'fit', levels: [0] }, 0.5, 0.25, FRAME);
  for (const [u, v] of fit) assert.ok(Math.abs(0.5 * u + 0.25 - v) < 1e-12);
  assert.equal(linesOf({ line: 'inputs', levels: [-9, 0, 9] }, 1, 1, FRAME).length, 1);
  assert.deepEqual(linesOf({ line: 'inputs', levels: [0] }, 0, 0, FRAME), []);
  assert.deepEqual(linesOf({ line: 'inputs', levels: [0] }, Number.NaN, 1, FRAME), []);
});

const near = (found, wanted) => found.flat(2).every((value, k) => Math.abs(value - wanted.flat(2)[k]) < 1e-12);

testEach('scatter', ({ line, levels, points, weights: [x, y], frame, lines }) => {
  assert.ok(near(frameOf(points), frame));
  const found = linesOf({ line, levels }, x, y, frame);
  assert.deepEqual(
    found.map(({ level }) => level),
    lines.map(({ level }) => level),
  );
  found.forEach(({ segment }, each) => {
    assert.ok(near(segment, lines[each].segment));
  });
});
