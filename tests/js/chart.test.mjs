/* What a chart shows: the same table as the charts of exported pictures. */
import assert from 'node:assert/strict';
import { decades, isLogarithmic, padded, visibleRange } from '../../assets/core/chart.mjs';
import { numberOf, testEach } from './tables.mjs';

testEach('chart_range', ({ domain, points, measure, seen, logarithmic, range }) => {
  const [x, y, values] = [0, 1, 2].map(axis => points.map(point => numberOf(point[axis])));
  const found = visibleRange([{ x, y, [measure]: values }], domain, measure);
  assert.deepEqual(found, seen);
  assert.equal(isLogarithmic(measure, found), logarithmic);
  const ends = logarithmic ? decades(found) : padded(found);
  ends.forEach((end, i) => assert.ok(Math.abs(end - range[i]) < 1e-9, `${ends}`));
});
