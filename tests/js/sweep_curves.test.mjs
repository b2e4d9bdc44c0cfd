/* The curves of a sweep, from numbers, and theory's bounds: what figures/sweeps draws at rest. */
import assert from 'node:assert/strict';
import { boundOf, curvatureOf } from '../../assets/sweep/bounds.mjs';
import { curveOf, outcomeFrom, rangeOf } from '../../assets/sweep/curves.mjs';
import { mapOf } from '../../assets/sweep/map.mjs';
import { testEach } from './tables.mjs';

const near = (given, wanted, within = 1e-9) =>
  assert.ok(Math.abs(given - wanted) <= within * Math.abs(wanted), `${given}, ${wanted}`);

const same = (given, wanted) => {
  assert.equal(given.length, wanted.length);
  wanted.forEach((value, k) => (value === null ? assert.ok(Number.isNaN(given[k])) : near(given[k], value, 1e-6)));
};

testEach('sweep_curves', ({ told, y, best, edges, stable, open, range, start_loss: startLoss, ...sweep }) => {
  const curve = curveOf(outcomeFrom(told), { ...sweep, startLoss });
  assert.deepEqual(
    [...curve.y].map(value => (Number.isNaN(value) ? null : value)),
    y,
  );
  assert.deepEqual({ best: curve.best < 0 ? null : curve.best, edges: curve.edges }, { best, edges });
  assert.deepEqual({ stable: curve.stable, open: curve.open, bound: curve.bound }, { stable, open, bound: told.bound });
  rangeOf([curve], { ...sweep, startLoss, steps: 200 }).forEach((end, k) => near(end, range[k]));
});

testEach('stable_rates', ({ method, settings, hessian, bend, domain, bound }) => {
  const loss = { hessian: (out, x, y) => out.set(hessian.map(entry => entry + bend * x * y)) };
  const found = boundOf(method, settings, curvatureOf(loss, domain));
  if (bound === null) assert.equal(found, null);
  else near(found, bound);
});

testEach('sweep_maps', ({ told, rates, measure, floor, start_loss: startLoss, z, edges, best, gone }) => {
  const map = mapOf({ rates, outcomes: told.map(outcomeFrom) }, { measure, floor, startLoss });
  const heights = map.rows.flatMap(({ y }) => [...y].map(map.heightOf));
  same(heights, z);
  same(map.edges, edges);
  assert.deepEqual([map.bests[0] ?? null, map.rows.map(row => row.gone), map.y], [best, gone, [0, 0.5, 1]]);
});
