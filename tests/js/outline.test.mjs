/* What a method draws around its head: the closed line, and its pixels. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { outlineAt, outlineBy, outlinesFrom } from '../../assets/core/outline.mjs';
import { testEach } from './tables.mjs';

const outlinesOf = (shape, frame) => ({ shape, columns: frame.flat().map(value => [value ?? Number.NaN]) });

testEach('outline', ({ shape, frame, corners, at }) => {
  const found = outlineAt(outlinesOf(shape, frame), 0);
  assert.equal(found?.length ?? 0, corners);
  for (const [place, point] of Object.entries(at)) {
    point.forEach((value, axis) => assert.ok(Math.abs(found[place][axis] - value) < 1e-12, `${found[place]}`));
  }
});

test('six columns are taken for who draws, none for the others', () => {
  let taken = 0;
  const take = count => new Float64Array(count).fill(++taken);
  assert.equal(outlinesFrom('', 3, take), null);
  assert.equal(outlinesFrom(undefined, 3, take), null);
  assert.equal(taken, 0);
  assert.deepEqual(
    outlinesFrom('round', 3, take).columns.map(([first]) => first),
    [1, 2, 3, 4, 5, 6],
  );
});

test('each corner is projected', () => {
  const corners = [[1, 1], [1, 0], [-2, 3]]; // biome-ignore format: one line
  const by = outlineBy(outlinesOf('corners', corners), (x, y) => [10 * x, -y]);
  assert.deepEqual([...by(0)], [10, -1, 20, -1, -10, -4, 10, -1]);
  assert.equal(
    outlineBy(null, () => [0, 0]),
    null,
  );
  const point = [[1, 1], [0, 0], [0, 0]]; // biome-ignore format: one line
  assert.equal(outlineBy(outlinesOf('round', point), () => [0, 0])(0), null);
});
