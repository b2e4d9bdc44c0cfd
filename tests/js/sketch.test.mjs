import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, Sketch } from '../../assets/core/sketch.mjs';

const drawn = () => {
  const sketch = new Sketch();
  sketch.begin('red');
  sketch.add([10, 20], 1, [100, 200]);
  sketch.add([50, 100], 1.5, [100, 200]);
  sketch.begin('blue');
  sketch.add([0, 0], 1, [100, 200]);
  return sketch;
};

test('a stroke goes from point to point, and begins with a dot', () => {
  const [stroke, dot] = drawn().strokes;
  assert.deepEqual(linesOf(stroke, [100, 200]), [
    { from: [10, 20], to: [10, 20], weight: 1 },
    { from: [10, 20], to: [50, 100], weight: 1.5 },
  ]);
  assert.deepEqual(linesOf(dot, [100, 200]), [{ from: [0, 0], to: [0, 0], weight: 1 }]);
});

test('what is drawn follows the size of what it lies on', () => {
  const [, line] = linesOf(drawn().strokes[0], [300, 100]);
  assert.deepEqual([line.from, line.to], [[30, 10], [150, 50]]); // biome-ignore format: two points
});

test('only what is new is drawn while the pen moves', () => {
  const [stroke] = drawn().strokes;
  assert.deepEqual(linesOf(stroke, [100, 200], 1), linesOf(stroke, [100, 200]).slice(1));
});

test('nothing is left after it is cleared', () => {
  const sketch = drawn();
  assert.equal(sketch.isEmpty, false);
  sketch.clear();
  assert.equal(sketch.isEmpty, true);
  sketch.add([1, 1], 1, [2, 2]); // a pen that still moves
  assert.equal(sketch.isEmpty, true);
});
