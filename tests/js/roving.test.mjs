/* Where arrows lead inside a toolbar. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { rovedTo } from '../../assets/ui/roving.mjs';

test('arrows go around, Home and End to the ends, and other keys nowhere', () => {
  const wanted = { ArrowRight: 0, ArrowDown: 0, ArrowLeft: 1, ArrowUp: 1, Home: 0, End: 2, ' ': -1, Tab: -1 };
  for (const [key, place] of Object.entries(wanted)) assert.equal(rovedTo(key, 2, 3), place, key);
  assert.deepEqual([rovedTo('ArrowLeft', 0, 3), rovedTo('ArrowRight', 0, 3), rovedTo('ArrowRight', 0, 1)], [2, 1, 0]);
});
