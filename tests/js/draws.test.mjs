/* The keys of draws, which the page and the server make alike. */
import assert from 'node:assert/strict';
import { drawsKey } from '../../assets/engine/draws.mjs';
import { testEach } from './tables.mjs';

testEach('draws_keys', ({ spec, noise, parameters, key }) => {
  assert.equal(drawsKey(spec, noise, parameters), key);
  const turned = Object.fromEntries(Object.entries(spec.surface_parameters).reverse());
  assert.equal(drawsKey({ ...spec, surface_parameters: turned }, noise, parameters), key, 'the order is the catalog’s');
  assert.notEqual(drawsKey({ ...spec, seed: spec.seed + 1 }, noise, parameters), key);
});
