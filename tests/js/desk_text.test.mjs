/* What folded sections say of what is in them. */
import assert from 'node:assert/strict';
import test from 'node:test';

import {
  chartText,
  noiseText,
  parametersText,
  scheduleText,
  stepsText,
  unitsText,
} from '../../assets/core/desk_text.mjs';

test('steps and schedule', () => {
  assert.equal(stepsText([198, 198], ['constant', 'constant']), '198, constant');
  assert.equal(stepsText([198, 60], ['constant', 'cosine']), '60 to 198, constant, cosine');
  assert.equal(scheduleText('cosine', 1), 'cosine');
  assert.equal(scheduleText('cosine', 30), 'cosine, warm-up 30');
});

test('noise, and the seed where there is some', () => {
  assert.equal(noiseText(['none'], []), 'none');
  assert.equal(noiseText(['mini-batch', 'mini-batch'], [7, 7]), 'mini-batch, seed 7');
  assert.equal(noiseText(['none', 'mini-batch'], [7]), 'none, mini-batch, seed 7');
});

test('the chart', () => {
  assert.equal(chartText('loss', 'step'), 'loss over steps');
  assert.equal(chartText('move', 'step'), 'step length over steps');
  assert.equal(chartText('distance', 'evaluations'), 'distance over gradient evaluations');
});

test('units that are not the surface’s, of the panels that have them', () => {
  assert.equal(unitsText([[1, 1, 1]]), 'the surface’s own');
  assert.equal(unitsText([[100, 1, 1]]), 'x 100');
  assert.equal(
    unitsText([
      [1, 2, 3],
      [1, 2, 30],
    ]),
    'y 2, f × 3 to 30',
  );
});

test('hyperparameters of the surfaces', () => {
  assert.equal(parametersText([]), '');
  assert.equal(
    parametersText([
      ['b', [100]],
      ['angle', [45, 30]],
    ]),
    'b 100, angle 30 to 45',
  );
});
