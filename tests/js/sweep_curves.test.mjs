/* The curves of a sweep, from numbers: what figures/sweeps draws at rest. */
import assert from 'node:assert/strict';
import { curveOf, outcomeFrom } from '../../assets/sweep/curves.mjs';
import { testEach } from './tables.mjs';

testEach('sweep_curves', ({ told, y, best, edges, stable, open, start_loss: startLoss, ...sweep }) => {
  const curve = curveOf(outcomeFrom(told), { ...sweep, startLoss });
  assert.deepEqual(
    [...curve.y].map(value => (Number.isNaN(value) ? null : value)),
    y,
  );
  assert.deepEqual({ best: curve.best < 0 ? null : curve.best, edges: curve.edges }, { best, edges });
  assert.deepEqual({ stable: curve.stable, open: curve.open, bound: curve.bound }, { stable, open, bound: told.bound });
});
