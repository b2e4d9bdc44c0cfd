/* Methods that are chosen on the pages that are no race: with whose settings they come, and what goes with them. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import * as basins from '../../assets/basins/edits.mjs';
import { page as basinPage } from '../../assets/basins/page.mjs';
import { fillForm, mountForm } from '../../assets/landscape/form.mjs';
import * as networks from '../../assets/networks/edits.mjs';
import { page as networkPage } from '../../assets/networks/page.mjs';
import { train as startTraining } from '../../assets/networks/training.mjs';
import { mountSweepDesk } from '../../assets/sweep/desk.mjs';
import * as sweeps from '../../assets/sweep/edits.mjs';
import { raceLink } from '../../assets/sweep/link.mjs';
import { page as sweepPage } from '../../assets/sweep/page.mjs';
import { jobContinued, jobEnded } from '../../assets/ui/jobs.mjs';
import { CATALOG, learn } from './catalog.mjs';
import { place } from './page.mjs';

globalThis.fetch = () => Promise.reject(new TypeError('no server'));

/* ---- networks ---- */

const TABLE = { sgd: { learning_rate: 0.5 }, adam: { learning_rate: 0.25, beta1: 0.9 } };
const train = () => {
  const settings = structuredClone(TABLE);
  const methods = { sgd: { learning_rate: 1 } };
  Object.assign(networkPage, {
    experiment: 'mlp',
    runs: {},
    catalog: { max_methods: 2, experiments: { mlp: { settings } } },
    setups: { mlp: { methods } },
  });
  return networkPage.setups.mlp.methods;
};

test('what is trained has settings of its own: the table keeps its', () => {
  const methods = train();
  networks.toggleMethod('adam');
  methods.adam.learning_rate = 1;
  networks.toggleMethod('adam');
  networks.toggleMethod('adam');
  assert.equal(methods.adam.learning_rate, 0.25);
  Object.values(methods).forEach(settings => Object.assign(settings, { learning_rate: 9 }));
  networks.useTuned();
  assert.deepEqual(methods, TABLE);
});

test('what was trained before a run was cancelled stays; a run without curves does not', () => {
  train();
  networkPage.catalog.paths = {};
  const run = soFar => {
    startTraining();
    const asked = { kind: 'training', run: networkPage.runs.mlp };
    if (soFar) jobContinued.tell({ asked, soFar });
    jobEnded.tell({ asked, state: 'cancelled' });
    return networkPage.runs.mlp?.curves;
  };
  assert.equal(run(), undefined);
  const curves = { sgd: { cost: [2, 1], accuracy: [0, 1] } };
  assert.deepEqual(run(curves), curves);
});

/* ---- landscape ---- */

test('the origin of a plane is the end of a method that is on it', () => {
  learn();
  const settings = { sgd: {}, adam: {} };
  const experiments = { mlp: { label: 'MLP', table: ['sgd'], settings, tuned: { sgd: null, adam: null } } };
  const limits = { racers: 3, epochs: [1, 9], seed: [0, 9], grid: [9, 99] };
  const made = [];
  const form = { experiment: 'mlp', directions: 'pca', epochs: 1, seed: 0, grid: 9, centre: '', optimizers: {} };
  mountForm({ experiments, limits, defaults: form }, fields => made.push(fields));
  fillForm({ ...form, centre: 'adam', optimizers: settings });
  const press = name => place('landscape-form').all.find(node => node.tag === 'button' && node.textContent === name);
  press('Make it').click();
  place('landscape-form')
    .all.find(node => node.attributes['aria-label'] === 'Without Adam')
    .click();
  press('Make it').click();
  assert.deepEqual(
    made.map(({ centre, optimizers }) => [centre, Object.keys(optimizers)]),
    [
      ['adam', ['sgd', 'adam']],
      ['', ['sgd']],
    ],
  );
});

/* ---- sweeps ---- */

const SECOND = { method: 'adam', name: 'beta1', low: 0, high: 0.9, count: 3 };
const sweep = () => {
  const optimizers = { sgd: { learning_rate: 0.01 }, adam: { learning_rate: 0.001, beta1: 0.9 } };
  const state = { measure: 'loss', sweep: { race: { surface: 'bowl', optimizers }, second: { ...SECOND } } };
  Object.assign(sweepPage, {
    state,
    known: { ...optimizers },
    catalog: { ...CATALOG, limits: { methods: 2 }, paths: {} },
  });
  return state.sweep;
};

test('the second hyperparameter goes with its method, and stays with another', () => {
  const now = sweep();
  sweeps.toggleMethod('sgd');
  assert.deepEqual(now.second, SECOND);
  sweeps.toggleMethod('adam');
  assert.match(place('notices').textContent, /The last method stays/);
  sweeps.toggleMethod('sgd');
  now.race.optimizers.adam.beta1 = 0.5;
  sweeps.toggleMethod('adam');
  assert.equal(now.second, null);
  sweeps.toggleMethod('adam');
  assert.equal(now.race.optimizers.adam.beta1, 0.5, 'as it was when it left');
});

test('an end of the rates takes the other along, so that they stay apart', () => {
  const now = sweep();
  Object.assign(now, { low: 0.1, high: 1, count: 20 });
  Object.assign(now.race, { start: [0, 0], steps: 10 });
  Object.assign(sweepPage.catalog, { limits: { lowest: 1e-6, highest: 100, rates: 90 }, max_steps: 100 });
  mountSweepDesk();
  const type = (label, text) => {
    const field = place('sweep-rows').all.find(
      node => node.type === 'text' && node.attributes['aria-label'] === `${label} learning rate`,
    );
    field.fill(text);
    field.press('Enter');
    return [now.low, now.high];
  };
  assert.deepEqual(type('Highest', '0.03'), [0.015, 0.03]);
  assert.deepEqual(type('Lowest', '0.2'), [0.2, 0.4]);
  assert.deepEqual(type('Highest', '50'), [0.2, 50]);
});

test('a point of a map is the race at its rate and its value; a rate out of a range is nobody’s', () => {
  const { race } = sweep();
  const answer = {
    base: 'surface=bowl',
    rates: [0.1, 0.2, 0.3],
    values: [0, 0.45],
    sweep: { race, second: SECOND },
    runs: { sgd: [1, 1, 0], adam: [1, 1, 1] },
  };
  const link = (...where) => raceLink(answer, ['sgd', 'adam'], ...where);
  assert.equal(link(0, 1), '/?surface=bowl&sgd=learning_rate:0.1&adam=learning_rate:0.1,beta1:0.45');
  assert.equal(link(2, 0), '/?surface=bowl&adam=learning_rate:0.3,beta1:0');
});

/* ---- basins ---- */

test('a method comes to the maps at the rate that is tuned for the surface, in the order of the catalog', () => {
  const spec = { surface: 'hill', surface_parameters: {}, optimizers: { adam: { learning_rate: 0.7, beta1: 0.9 } } };
  Object.assign(basinPage, { spec, catalog: { ...CATALOG, limits: { methods: 2 } } });
  basins.toggleMethod('sgd');
  assert.deepEqual(Object.entries(spec.optimizers), [
    ['sgd', { learning_rate: 0.5 }],
    ['adam', { learning_rate: 0.7, beta1: 0.9 }],
  ]);
  basins.toggleMethod('newton');
  assert.match(place('notices').textContent, /at most 2 methods/);
  basins.toggleMethod('sgd');
  basins.toggleMethod('adam');
  assert.deepEqual(Object.keys(spec.optimizers), ['adam'], 'the last one stays');
});
