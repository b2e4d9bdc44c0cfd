/* What a chart shows: the same table as the charts of exported pictures. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  axisRange,
  courseUntil,
  hidingRange,
  isLogarithmic,
  seenRange,
  sharedRange,
} from '../../assets/core/chart_range.mjs';
import { numberOf, testEach } from './tables.mjs';

testEach('chart_range', ({ domain, points, measure, seen, logarithmic, range }) => {
  const [x, y, values] = [0, 1, 2].map(axis => points.map(point => numberOf(point[axis])));
  const found = seenRange([{ x, y, values }], domain);
  assert.deepEqual(found, seen);
  if (measure !== 'accuracy') assert.equal(isLogarithmic(found), logarithmic); // whose axis is linear whatever it shows
  const ends = axisRange(found, logarithmic);
  ends.forEach((end, i) => {
    assert.ok(Math.abs(end - range[i]) < 1e-9, `${ends}`);
  });
});

testEach('shared_ranges', ({ ranges, shared }) => assert.deepEqual(sharedRange(ranges), shared));

test('while the future is hidden the axis is that of the past, whatever is to come', () => {
  const domain = [[-9, 9], [-9, 9]]; // biome-ignore format: one line
  const [x, y] = [[0, 1, 2, 3], [0, 0, 0, 0]]; // biome-ignore format: one line
  const axis = (values, step) => {
    const seen = hidingRange(seenRange([courseUntil({ x, y, values }, step)], domain));
    return axisRange(seen, isLogarithmic(seen));
  };
  assert.deepEqual(axis([8, 4, 2, 1e-9], 2.5), axis([8, 4, 2, 7], 2.5));
  assert.deepEqual(axis([8, 4, 2, 1], 0), axis([8, 4, 2, 1], 3)); // with 0 in it, it stays
  assert.notDeepEqual(axis([8, 4, 2, 1e-9], 3), axis([8, 4, 2, 7], 3));
});
