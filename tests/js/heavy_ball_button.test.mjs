/* The button of the optimal heavy ball: what it sets, what it says, and where it sets nothing. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { setHeavyBall } from '../../assets/race/heavy_ball.mjs';
import { edited, ripened } from '../../assets/race/news.mjs';
import { learnPrograms } from '../../assets/race/programs.mjs';
import { byId } from '../../assets/ui/elements.mjs';
import { CATALOG, learn } from './catalog.mjs';
import { open } from './scene.mjs';

const PROGRAMS = `export const methods = {}, schedules = {};
const loss = hessian => ({ make: () => ({ value: () => 0, gradient() {}, hessian }) });
export const losses = { bowl: loss(o => o.set([1, 0, 100])), hill: loss((o, x) => o.set([x, 0, 1])) };`;
const LOSS = 'export const loss = { make: () => ({ value: () => 0, gradient() {}, hessian: o => o.set([1, 0, 4]) }) };';
const rate = { ...CATALOG.optimizers.sgd.hyperparameters.learning_rate, label: 'learning rate' };
const share = { name: 'momentum', label: 'momentum', symbol: 'μ', scale: 'memory', minimum: 0, maximum: 0.999 };

Object.assign(CATALOG, { programs_path: `data:text/javascript,${encodeURIComponent(PROGRAMS)}`, max_steps: 2000 });
CATALOG.loss_path = `data:text/javascript,${encodeURIComponent(LOSS)}//`; // and what is asked for is a comment
CATALOG.optimizers.momentum = {
  label: 'Momentum',
  look: {},
  hyperparameters: { learning_rate: rate, momentum: { ...share, default: 0.9 } },
};
for (const name of ['bowl', 'hill']) CATALOG.surfaces[name].live = ['none'];
learn();

const settings = (state, panel) => state.panels[panel].spec.optimizers.momentum;
const said = () => byId('notices').textContent;

test('each panel has the best for its curvatures; one that is no quadratic stays, and it is said why', async () => {
  await learnPrograms();
  const state = open(['bowl', { momentum: 0.1 }, { noise: 'batches' }], ['hill', { momentum: 0.1 }]);
  setHeavyBall(null);
  const { learning_rate: alpha, momentum } = settings(state, 0);
  assert.ok(Math.abs(alpha - 4 / 121) < 1e-12 && Math.abs(momentum - 81 / 121) < 1e-12, `${alpha}, ${momentum}`);
  assert.equal(settings(state, 1).learning_rate, 0.1);
  assert.match(said(), /1: α = 0\.0331, μ = 0\.669: the curvatures go from 1 to 100, so √κ = 10\./);
  assert.match(said(), /2: Hill is no quadratic: its curvature changes from place to place\./);
});

test('where nothing is set it says where something would be', () => {
  const state = open(['hill', { momentum: 0.1 }]);
  setHeavyBall(null);
  assert.equal(settings(state, 0).learning_rate, 0.1);
  assert.match(said(), /known on quadratics, such as Sphere and Rotated quadratic/);
});

const inOtherUnits = surface => open([surface, { momentum: 0.1 }, { units: [2, 2, 1] }]);
const ripe = () => new Promise(resolve => ripened.listen(resolve));

test('a loss that is not here yet is waited for, and not longer than until the next edit', async () => {
  let state = inOtherUnits('hill');
  setHeavyBall(null);
  assert.match(said(), /as soon as the loss is here/);
  assert.equal(settings(state, 0).learning_rate, 0.1);
  edited.tell();
  await ripe(); // it is here, and nobody waits for it
  assert.equal(settings(state, 0).learning_rate, 0.1);

  state = inOtherUnits('bowl');
  setHeavyBall(null);
  await ripe();
  assert.ok(Math.abs(settings(state, 0).learning_rate - 4 / 9) < 1e-12);
  assert.match(said(), /the curvatures go from 1 to 4, so √κ = 2\./);
});

test('where the page has no formula it says so', () => {
  CATALOG.surfaces.hill.live = [];
  open(['hill', { momentum: 0.1 }]);
  setHeavyBall(null);
  assert.match(said(), /Hill: its curvature is not known to the page\./);
});
