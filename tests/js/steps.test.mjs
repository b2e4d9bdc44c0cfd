/* Edits of pages as steps: what a page is told of its hand, its server and its keys; the states of sweeps and
   basins. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout } from 'node:timers/promises';

import './page.mjs';

import { page as maps } from '../../assets/basins/page.mjs';
import * as basins from '../../assets/basins/snapshot.mjs';
import { page as sweep } from '../../assets/sweep/page.mjs';
import { putState, stateText } from '../../assets/sweep/snapshot.mjs';
import { noteAnswer, noteEdit, noteJudgement, openSteps } from '../../assets/ui/steps.mjs';
import { CATALOG } from './catalog.mjs';
import { dispatch } from './page.mjs';

globalThis.sessionStorage = { getItem: () => null, setItem() {}, removeItem() {}, key: () => null, length: 0 };

const press = (key, shiftKey = false) =>
  dispatch('keydown', { key, shiftKey, ctrlKey: true, target: document.body, preventDefault() {} });
const back = () => press('z');

/* A page whose state is one text. */
const opened = (first, more = {}) => {
  const page = { text: first, isConfirmed: true, puts: [] };
  openSteps({
    isHere: () => true,
    text: () => page.text,
    put(text) {
      page.text = text;
      page.puts.push(text);
    },
    isConfirmed: () => page.isConfirmed,
    query: () => page.text,
    shown() {},
    ask() {},
    ...more,
  });
  page.edit = text => {
    page.text = text;
    noteEdit();
  };
  return page;
};

const release = async () => {
  dispatch('keyup', {});
  dispatch('pointerup', { target: document.body });
  await setTimeout(1); // what the release itself does comes first
};

test('edits of any page are taken back and done again by keys', async () => {
  const page = opened('a');
  page.edit('b');
  page.edit('c');
  back();
  assert.equal(page.text, 'b');
  await release();
  back();
  back();
  assert.equal(page.text, 'a', 'there is nothing before');
  press('Z', true);
  press('y');
  assert.equal(page.text, 'c');
  await release();
});

test('what the hand does until it lets go is one step', async () => {
  const page = opened('a');
  dispatch('pointerdown', { target: document.body });
  for (const text of ['b', 'c', 'd']) page.edit(text);
  await release();
  back();
  assert.deepEqual(page.puts, ['a']);
  await release();
});

test('what is refused leaves no step, what is found belongs to its edit', async () => {
  const page = opened('a');
  page.edit('b');
  page.isConfirmed = false;
  page.edit('wrong');
  page.edit('more'); // before the server has said so
  page.text = 'b'; // the last good one is back
  noteJudgement(false);
  press('y');
  assert.deepEqual(page.puts, []);
  await release();
  back();
  assert.deepEqual(page.puts.splice(0), ['a']);
  press('y');
  assert.deepEqual(page.puts.splice(0), ['b']);
  await release();
  page.edit('c');
  page.text = 'c, as found';
  noteAnswer();
  page.text = 'c, as confirmed';
  noteJudgement(true);
  back();
  press('y');
  assert.deepEqual(page.puts, ['b', 'c, as confirmed']);
  await release();
});

test('the steps are those of the page that is there', async () => {
  const before = opened('a');
  before.edit('b');
  const page = opened('x');
  back();
  await release();
  assert.deepEqual([before.text, page.text], ['b', 'x']);
});

/* ---- states ---- */

const CATALOGS = { ...CATALOG, paths: {} };
const race = {
  surface: 'beale',
  surface_parameters: {},
  expression: '',
  domain: null,
  start: [1, 2],
  steps: 50,
  noise: 'none',
  optimizers: {},
};

test('the state of a sweep comes back as it was, with what is known of methods that do not run', () => {
  const [one, two] = Object.keys(CATALOG.optimizers);
  const settings = rate => ({ learning_rate: rate });
  const optimizers = { [two]: settings(2), [one]: settings(1) };
  const first = { ...race, optimizers };
  Object.assign(sweep, {
    catalog: CATALOGS,
    state: { sweep: { race: first, low: 1, high: 2, count: 3, second: null }, measure: 'loss' },
    known: { [one]: optimizers[one], [two]: optimizers[two] },
    own: null,
    facts: null,
  });
  const text = stateText();
  assert.deepEqual(Object.keys(JSON.parse(text).sweep.race.optimizers), [one, two], 'in one order');
  delete sweep.state.sweep.race.optimizers[two];
  Object.assign(sweep.state, { measure: 'steps' });
  Object.assign(sweep, { plays: 'all', follows: true });
  sweep.state.sweep.race.start = [3, 4];
  const other = stateText();
  putState(text);
  assert.equal(stateText(), text);
  assert.equal(sweep.plays, 'one');
  sweep.state.sweep.race.optimizers[one].learning_rate = 9;
  assert.equal(sweep.known[one].learning_rate, 9, 'an edit is seen in both');
  putState(other);
  assert.equal(stateText(), other);
  assert.equal(sweep.known[two].learning_rate, 2);
  assert.deepEqual(JSON.parse(text).known[two], settings(2));
});

test('the state of basins comes back into the spec that the desk holds', () => {
  const domain = [[0, 1], [0, 1]]; // biome-ignore format: short
  const spec = { ...race, surface: 'own', expression: 'x', domain, size: 40 };
  Object.assign(maps, { catalog: CATALOGS, spec, own: { label: 'x' } });
  const text = basins.stateText();
  Object.assign(spec, { surface: 'beale', expression: '', domain: null, size: 50 });
  const other = basins.stateText();
  maps.own = { label: 'another' };
  basins.readState(text);
  assert.equal(basins.stateText(), text);
  assert.equal(maps.spec, spec);
  basins.putState(other);
  assert.deepEqual([basins.stateText(), spec.size], [other, 50]);
});
