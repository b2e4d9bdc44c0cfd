/* The view as links write it. */
import assert from 'node:assert/strict';
import { textOf, viewParts } from '../../assets/core/view_text.mjs';
import { testEach } from './tables.mjs';

const usual = {
  step: null,
  speed: 1,
  loop: 'on',
  dimensions: '2',
  camera: null,
  chart: 'loss',
  axis: 'step',
  theme: null,
  predict: 'off',
  average: 'none',
  average_of: [],
  pins: [],
};

testEach('view_text', ({ zoom, view, query }) => {
  const parts = viewParts({ ...usual, ...view }, usual);
  assert.equal([...(zoom ? [`zoom=${textOf(zoom)}`] : []), ...parts].join('&'), query);
});
