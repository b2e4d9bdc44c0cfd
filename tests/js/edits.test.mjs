/* Edits of a race's panels: whom they concern, and what they leave behind. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import {
  duplicatePanel,
  removePanel,
  setPosition,
  setScope,
  setStart,
  setSurface,
  setValue,
} from '../../assets/race/edits.mjs';
import { chooseMethod, soloRacer, toggleRacer, untoggleRacer } from '../../assets/race/racers.mjs';
import { chooseRates, ratesOf, setMaster } from '../../assets/race/rates.mjs';
import { open, racing, rateOf } from './scene.mjs';

const BOTH = { sgd: 0.1, adam: 0.2 };

test('the factor is once on a rate that was set by hand', () => {
  open(['bowl', BOTH]);
  setMaster(2);
  assert.deepEqual([rateOf('sgd'), rateOf('adam')], [0.2, 0.4]);
  setValue('sgd', 'learning_rate', 0.5);
  setMaster(2);
  assert.equal(rateOf('sgd'), 0.5);
  setMaster(1);
  assert.deepEqual([rateOf('sgd'), rateOf('adam')], [0.25, 0.2]);
});

test('a choice of rates begins without the factor, in the panels of the scope', () => {
  const state = open(['bowl', BOTH], ['bowl', BOTH]);
  setMaster(2);
  setScope(1);
  chooseRates('same');
  assert.deepEqual([rateOf('sgd', 0), rateOf('sgd', 1)], [0.2, 0.01]);
  assert.deepEqual(
    state.panels.map(({ master }) => master),
    [2, 1],
  );
  setMaster(3);
  assert.equal(rateOf('sgd', 1), 0.03);
});

test('a rate set by hand ends a choice of rates, and its own value brings it back', () => {
  const state = open(['bowl', BOTH], ['hill', BOTH]);
  const seen = () => state.panels.map(ratesOf);
  assert.deepEqual(seen(), ['tuned', 'own']);
  setMaster(2);
  assert.deepEqual(seen(), ['tuned', 'own']);
  setMaster(1);
  setScope(0);
  setValue('adam', 'learning_rate', 0.3);
  assert.equal(seen()[0], 'own');
  setValue('adam', 'learning_rate', 0.2);
  assert.equal(seen()[0], 'tuned');
  setScope('all');
  chooseRates('same');
  assert.deepEqual(seen(), ['same', 'same']);
  setSurface(0, 'hill');
  assert.deepEqual([seen()[0], rateOf('sgd')], ['same', 0.01]);
});

test('another surface is raced on at its own start, steps and rates, without the zoom of the one before', () => {
  const state = open(['bowl', BOTH]);
  Object.assign(state.panels[0], { zoom: [0, 1, 0, 1] });
  setSurface(0, 'hill');
  const { spec, zoom } = state.panels[0];
  assert.deepEqual([spec.start, spec.steps, zoom], [[2, -2], 40, null]);
  assert.deepEqual([rateOf('sgd'), rateOf('adam')], [0.5, 0.001]);
});

test('racers left with one rate by chance are tuned on another surface, and those of a link stay the same', () => {
  const state = open(['bowl', { sgd: 0.01, momentum: 0.01, adam: 0.2 }]);
  toggleRacer('adam');
  assert.equal(ratesOf(state.panels[0]), 'same');
  setSurface(0, 'hill');
  assert.equal(rateOf('sgd'), 0.5);
  open(['bowl', { sgd: 0.01, momentum: 0.01 }]);
  setSurface(0, 'hill');
  assert.equal(rateOf('sgd'), 0.01);
});

test('noise that another surface cannot have does not come along', () => {
  const state = open(['data', BOTH, { noise: 'batches' }]);
  setSurface(0, 'bowl');
  assert.equal(state.panels[0].spec.noise, 'none');
});

test('a start is that of the panels with its surface', () => {
  const state = open(['bowl', BOTH], ['hill', BOTH], ['bowl', BOTH]);
  setStart(0, -3, 3);
  assert.deepEqual(
    state.panels.map(({ spec }) => spec.start),
    [
      [-3, 3],
      [2, -2],
      [-3, 3],
    ],
  );
  setScope(2);
  setStart(2, 0, 1);
  assert.deepEqual(state.panels[0].spec.start, [-3, 3]);
});

test("a surface's own start goes with it until another is set", () => {
  const [panel] = open(['data', BOTH, { surface_parameters: { height: 5 } }]).panels;
  setValue('data', 'height', 6);
  assert.equal(panel.follows, true);
  setStart(0, 0, 1);
  setValue('data', 'height', 7);
  assert.equal(panel.follows, false);
});

test('a slider over panels that differ stops where the first of them ends', () => {
  open(['bowl', { adam: 0.1 }], ['bowl', { adam: 0.01 }]);
  setPosition('adam', 'learning_rate', 1);
  assert.deepEqual([rateOf('adam', 0), rateOf('adam', 1)], [1, 0.1]);
  setPosition('adam', 'learning_rate', 0);
  assert.deepEqual([rateOf('adam', 0), rateOf('adam', 1)], [1e-3, 1e-4]);
});

test('a panel is one of its own when it is duplicated, and the scope is all when one is removed', () => {
  const state = open(['bowl', BOTH], ['hill', BOTH]);
  duplicatePanel(0);
  assert.equal(state.scope, 1);
  setValue('adam', 'beta1', 0.5);
  assert.deepEqual(
    state.panels.map(({ spec }) => spec.optimizers.adam.beta1),
    [0.9, 0.5, 0.9],
  );
  setScope(2);
  removePanel(0);
  assert.equal(state.scope, 'all');
});

test('a method joins the panels in scope and leaves all', () => {
  const state = open(['bowl', BOTH], ['hill', BOTH]);
  setScope(0);
  chooseMethod('newton');
  assert.deepEqual(racing(), ['adam,newton,sgd', 'adam,sgd']);
  chooseMethod('sgd');
  assert.deepEqual(racing(), ['adam,newton', 'adam']);
  assert.deepEqual(state.roster, ['adam', 'newton']);
});

test('a switch turns the panels of the scope the other way than the first of them', () => {
  open(['bowl', { sgd: 0.1 }], ['bowl', { adam: 0.1 }]);
  toggleRacer('adam');
  assert.deepEqual(racing(), ['adam,sgd', 'adam']);
  toggleRacer('adam');
  assert.deepEqual(racing(), ['sgd', '']);
  setScope(1);
  toggleRacer('sgd');
  assert.deepEqual(racing(), ['sgd', 'sgd']);
  toggleRacer('sgd');
  assert.deepEqual(racing(), ['sgd', '']);
});

test('a racer is alone, and then those are back who were there', () => {
  open(['bowl', BOTH], ['bowl', { sgd: 0.1, newton: null }]);
  soloRacer('sgd');
  assert.deepEqual(racing(), ['sgd', 'sgd']);
  soloRacer('sgd');
  assert.deepEqual(racing(), ['adam,sgd', 'newton,sgd']);
});

test('the second click of a double one brings nobody to a panel that lacked it', () => {
  const state = open(['bowl', BOTH], ['bowl', { sgd: 0.1 }]);
  setScope('all');
  toggleRacer('adam');
  untoggleRacer('adam');
  assert.deepEqual(
    state.panels.map(({ spec }) => Object.keys(spec.optimizers).sort()),
    [['adam', 'sgd'], ['sgd']],
  );
});
