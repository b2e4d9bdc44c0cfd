/* What the race page makes of the server's answers: what is good comes back when the next is refused. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { duplicatePanel, setPosition, setScope, setSteps, setSurface, setValue } from '../../assets/race/edits.mjs';
import { linkQuery } from '../../assets/race/link.mjs';
import { groundOf, heldKeys } from '../../assets/race/races.mjs';
import { askRaces, backgroundsEnded, takeAnswer } from '../../assets/race/server.mjs';
import { state } from '../../assets/race/state.mjs';
import { place, told } from './page.mjs';
import { open, rateOf } from './scene.mjs';

const BOTH = { sgd: 0.1, adam: 0.2 };
const DATA = ['data', BOTH, { surface_parameters: { height: 5 } }];
const asked = [];
globalThis.fetch = (path, { body }) => {
  asked.push([path, JSON.parse(body)]);
  return Promise.reject(new TypeError('no server')); // the answers are given by hand
};
const rest = () => new Promise(setImmediate);

/* The answer to the state of now. */
const accept = (more = {}) =>
  takeAnswer(
    {
      take: count => new Float64Array(count),
      panels: state.panels.map(({ spec: { surface, steps } }, index) => ({
        query: `surface=${surface}&steps=${steps}`,
        surface,
        steps,
        racers: [],
        ...more[index],
      })),
    },
    state.panels.map(({ spec }) => groundOf(spec)),
  );
const refuse = () => takeAnswer({ problems: ['too much'] });
const words = () => place('notices').textContent;

test('the last state that was taken comes back, not the one of the link, and its rates can still be edited', () => {
  open(['bowl', BOTH], ['bowl', BOTH]);
  setValue('sgd', 'learning_rate', 0.3);
  accept();
  setSteps(1e9);
  refuse();
  assert.ok(words().includes('too much'));
  assert.deepEqual([rateOf('sgd'), state.panels[1].spec.steps], [0.3, 60]);
  setPosition('sgd', 'learning_rate', 1);
  assert.equal(rateOf('sgd'), 10);
  setSteps(1e9);
  refuse();
  assert.equal(rateOf('sgd'), 0.3, 'what comes back is not edited with the page');
});

test('with the panels the scope and the pictures come back', () => {
  open(['bowl', BOTH]);
  duplicatePanel(0);
  refuse();
  assert.deepEqual([state.panels.length, state.scope], [1, 'all']);
  backgroundsEnded();
  const before = told.length;
  setSteps(1e9);
  refuse();
  assert.equal(told.length, before, 'the pictures are what they were');
  setSurface(0, 'hill');
  refuse();
  const [[id, { data }]] = told.slice(before);
  assert.deepEqual([id, data.panels[0][0].surface, data.curves], ['background-request', 'bowl', true]);
  assert.equal(rateOf('sgd'), 0.1);
});

test('a start that follows its surface is the server’s to say; with another domain the zoom goes', async () => {
  open(DATA, ['bowl', BOTH]);
  const [panel] = state.panels;
  const facts = {
    domain: [
      [0, 1],
      [0, 1],
    ],
    start: [0.5, 0.5],
    minima: [],
  }; // prettier-ignore
  Object.assign(panel, { zoom: [1, 2, 1, 2] });
  setValue('data', 'height', 6);
  await rest();
  asked.length = 0;
  askRaces();
  const [[path, request]] = asked;
  assert.equal(path, '/races');
  assert.deepEqual(
    request.panels.map(({ start }) => start),
    [null, [1, 1]],
  );
  accept([{ facts, start: [0.5, 0.5] }]);
  assert.deepEqual([panel.spec.start, panel.zoom], [[0.5, 0.5], null]);
  Object.assign(panel, { zoom: [0, 0.5, 0, 0.5] });
  accept([{ facts, start: [0.5, 0.5] }]);
  assert.deepEqual(panel.zoom, [0, 0.5, 0, 0.5]);
  accept([{ facts: { ...facts, domain: panel.facts.domain }, surface: 'hill', start: [3, 3] }]);
  assert.deepEqual(panel.spec.start, [0.5, 0.5], 'of a surface that it has no longer');
});

test('each panel’s zoom stands behind its own part of the link', () => {
  open(['bowl', BOTH], ['hill', BOTH]);
  accept();
  state.panels[0].zoom = [0, 1, 0, 1];
  assert.equal(linkQuery(), 'surface=bowl&steps=60&zoom=0,1,0,1&surface=hill&steps=60');
  state.panels[1].zoom = [0, 2, 0, 2];
  assert.equal(linkQuery(), 'surface=bowl&steps=60&zoom=0,1,0,1&surface=hill&steps=60&zoom=0,2,0,2');
  setScope('all');
});

test('a racer is held over the ground that it was made for, and over no other', () => {
  open(['bowl', BOTH], ['hill', BOTH]);
  const racers = ['sgd-1', 'adam-2'].map(key => ({ name: key.split('-')[0], key, held: false, status: 'running' }));
  accept([{ racers }]);
  const [bowl, hill] = state.panels.map(({ spec }) => groundOf(spec));
  assert.deepEqual([heldKeys(bowl), heldKeys(hill)], [['sgd-1', 'adam-2'], []]);
  assert.deepEqual(heldKeys(groundOf({ ...state.panels[0].spec, domain: [] })), []);
  assert.deepEqual(heldKeys(groundOf({ ...state.panels[0].spec, steps: 7, seed: 3 })), ['sgd-1', 'adam-2']);
  accept([{ racers: racers.map(racer => ({ ...racer, held: true })) }]);
  assert.deepEqual(heldKeys(bowl), ['sgd-1', 'adam-2']);
  const before = state.queries;
  accept([{}, { racers: [{ ...racers[0], held: true }] }]);
  assert.equal(state.queries, before, 'what counts on a racer over another ground is not taken');
});
