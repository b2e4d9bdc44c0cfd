/* The bytes of a previewed map: what figures/basins.py makes of the same arrivals. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { groupsOf, shadesOf, sharesOf } from '../../assets/basins/shades.mjs';
import { table, testEach } from './tables.mjs';

const TONES = 24;

testEach('basin_shades', ({ legend, minima, count, minimum, steps, shades, shares }) => {
  const groups = groupsOf(
    legend.map(points => ({ points })),
    minima,
  );
  const map = { groups, steps: count, length: 10 * TONES + 2, tones: TONES };
  const found = shadesOf({ minimum, steps }, map);
  assert.deepEqual([...found], shades);
  sharesOf(found, map).forEach((share, place) => assert.ok(Math.abs(share - shares[place]) < 1e-9));
});

test('a legend of other minima has no groups for these', () => {
  const [{ legend, minima }] = table('basin_shades');
  const told = legend.map(points => ({ points }));
  assert.deepEqual(groupsOf(told, []), null);
  assert.deepEqual(groupsOf([], minima), null);
  assert.deepEqual(groupsOf(told, minima.with(0, [0, 0])), null);
  assert.deepEqual(groupsOf(told, minima.slice(1)), null);
});
