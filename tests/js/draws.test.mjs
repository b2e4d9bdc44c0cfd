/* The draws of noise: their keys, which the page and the server make alike, and what the page keeps. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createDraws, drawsKey } from '../../assets/engine/draws.mjs';
import { testEach } from './tables.mjs';

testEach('draws_keys', ({ spec, noise, parameters, key }) => {
  assert.equal(drawsKey(spec, noise, parameters), key);
  const turned = Object.fromEntries(Object.entries(spec.surface_parameters).reverse());
  assert.equal(drawsKey({ ...spec, surface_parameters: turned }, noise, parameters), key, 'the order is the catalog’s');
  assert.notEqual(drawsKey({ ...spec, seed: spec.seed + 1 }, noise, parameters), key);
});

test('the page keeps what it was sent, as far as it goes, and the newest forty', () => {
  const draws = createDraws();
  const numbers = Float64Array.from({ length: 20 }, (_, k) => k);
  let at = 0;
  const take = count => numbers.subarray(at, (at += count));
  const told = (key, rows, held = false) => ({ key, rows, width: 2, held });
  draws.keep([told('a', 3), null, told('a', 3, true), told('b', 1)], take);
  assert.equal(at, 8, 'what is held brings no numbers');
  assert.deepEqual([...draws.rowsOf('a', 3)], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...draws.rowsOf('b', 1)], [6, 7]);
  assert.ok(draws.rowsOf('a', 2));
  assert.equal(draws.rowsOf('a', 4), null);
  assert.equal(draws.rowsOf('c', 1), null);
  for (let k = 0; k < 39; k++) draws.keep([told(`more ${k}`, 0)], take);
  assert.equal(draws.rowsOf('a', 1), null);
  assert.ok(draws.rowsOf('b', 1));
});
