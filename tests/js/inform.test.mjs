/* What a Dash component is told. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { told } from './page.mjs';

const { inform } = await import('../../assets/ui/elements.mjs');

test('a component is told what it does not know', () => {
  told.length = 0;
  const surface = { type: 'surface', panel: 1 };
  assert.equal(inform(surface, { value: 'beale' }), true);
  assert.equal(inform(surface, { value: 'beale' }), false);
  assert.equal(inform(surface, { value: 'beale', data: [{ value: '1' }] }), true);
  assert.equal(inform(surface, { data: [{ value: '1' }] }), false);
  assert.equal(inform(surface, { value: null }), true);
  assert.deepEqual(told, [
    [surface, { value: 'beale' }],
    [surface, { data: [{ value: '1' }] }],
    [surface, { value: null }],
  ]);
});

test('one that is not there is told nothing', () => {
  told.length = 0;
  assert.equal(inform('missing', { value: 1 }), false);
  assert.equal(inform({ type: 'missing', panel: 1 }, { value: 1 }), false, 'Dash throws for such an id');
  assert.deepEqual(told, []);
});
