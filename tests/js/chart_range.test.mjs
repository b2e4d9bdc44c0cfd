/* What a chart shows: the same table as the charts of exported pictures. */
import assert from 'node:assert/strict';
import { axisRange, isLogarithmic, seenRange, sharedRange } from '../../assets/core/chart_range.mjs';
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
