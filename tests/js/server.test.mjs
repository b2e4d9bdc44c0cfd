/* What the race page makes of the server's answers: what is good comes back when the next is refused. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout } from 'node:timers/promises';

import './page.mjs';

import { groundText } from '../../assets/core/ground_text.mjs';
import { showBackgrounds } from '../../assets/race/backgrounds.mjs';
import { duplicatePanel, setPosition, setScope, setSteps, setSurface, setValue } from '../../assets/race/edits.mjs';
import { linkQuery } from '../../assets/race/link.mjs';
import { forgetRaces, heldBy, raceOn } from '../../assets/race/races.mjs';
import { askRaces, takeAnswer } from '../../assets/race/server.mjs';
import { state } from '../../assets/race/state.mjs';
import { told as drawn, place } from './page.mjs';
import { open, rateOf } from './scene.mjs';

const BOTH = { sgd: 0.1, adam: 0.2 };
const DATA = ['data', BOTH, { surface_parameters: { height: 5 } }];
const asked = [];
globalThis.fetch = (path, { body }) => {
  const request = JSON.parse(body);
  asked.push([path, request]);
  if (path !== '/pictures') return Promise.reject(new TypeError('no server')); // the answers are given by hand
  const pictures = request.panels.map(({ surface }) => graph({ label: surface, xaxis: {}, yaxis: {} }));
  return Promise.resolve({
    ok: true,
    status: 200,
    json: async () => ({ pictures, curve: graph({}), facts: pictures.map(() => null) }),
  });
};
const graph = layout => ({ props: { figure: { layout: { meta: {}, ...layout } } } });

/* What the elements of pictures were given: [id, the surface that is seen]. */
const seen = () =>
  drawn
    .splice(0)
    .filter(([id]) => id.startsWith('picture'))
    .map(([id, { children }]) => [id, children.props.figure.layout.label]);

/* What the page puts off, by as much, comes before: timers of one length go off in their order, however slow it is. */
const rest = async () => {
  for (let times = 0; times < 3; times++) await setTimeout(1);
};

/* The state of now, as it is asked for. */
let number = 1e6;
const question = () => ({
  number: ++number,
  at: performance.now(),
  panels: structuredClone(state.panels).map(panel => ({ ...panel, held: heldBy(panel) })),
});

/* The answer to that, with more of its panels. */
const accept = (more = {}, wanted = question()) =>
  takeAnswer(
    {
      take: count => new Float64Array(count).fill(++number),
      panels: wanted.panels.map(({ spec: { surface, steps } }, index) => ({
        query: `surface=${surface}&steps=${steps}`,
        surface,
        steps,
        racers: [],
        draws: null,
        ...more[index],
      })),
    },
    wanted,
  );
const refuse = () => takeAnswer({ problems: ['too much'] }, question());
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

test('with the panels the scope and the pictures come back', async () => {
  open(['bowl', BOTH]);
  showBackgrounds();
  await rest();
  seen();
  place('picture-0').append(new Element()); // it is there
  duplicatePanel(0);
  refuse();
  assert.deepEqual([state.panels.length, state.scope], [1, 'all']);
  setSteps(1e9);
  refuse();
  await rest();
  assert.deepEqual(seen(), [], 'the pictures are what they were');
  setSurface(0, 'hill');
  showBackgrounds();
  await rest();
  assert.deepEqual(seen(), [['picture-0', 'hill']]);
  refuse();
  await rest();
  assert.deepEqual(seen(), [['picture-0', 'bowl']], 'from memory');
  place('picture-0').replaceChildren();
  showBackgrounds();
  await rest();
  assert.deepEqual(seen(), [['picture-0', 'bowl']], 'a new page has none');
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

/* ---- racers ---- */

const told = (name, more = {}) => ({
  name,
  key: `${name}-1`,
  held: false,
  status: 'running',
  diverged_at: null,
  ...more,
});
const shown = (index = 0) => {
  const race = raceOn(index, groundText(state.panels[index].spec));
  return race && Object.fromEntries(race.racers.map(({ name, x }) => [name, x[0]]));
};

test('a racer is held over the ground that it was made for, and over no other', () => {
  open(['bowl', BOTH], ['hill', BOTH]);
  accept([{ racers: [told('sgd'), told('adam')] }]);
  const [bowl, hill] = state.panels;
  assert.deepEqual([[...heldBy(bowl).keys()].sort(), [...heldBy(hill).keys()]], [['adam-1', 'sgd-1'], []]);
  assert.equal(heldBy({ ...bowl, spec: { ...bowl.spec, steps: 7 } }).size, 0);
  const before = shown();
  accept([{ racers: [told('sgd', { held: true }), told('adam', { held: true })] }]);
  assert.deepEqual(shown(), before);
});

test('an answer is about what was asked for, whenever it comes', () => {
  open(['bowl', BOTH]);
  const questions = [0.3, 0.4, 0.5].map(rate => {
    setValue('sgd', 'learning_rate', rate);
    return question();
  });
  const racers = [{ racers: [told('sgd'), told('adam')] }];
  accept(racers, questions[1]);
  const second = shown();
  accept(racers, questions[0]);
  assert.deepEqual(shown(), second, 'the older one came later');
  accept(racers, questions[2]);
  const third = shown();
  assert.notEqual(third.sgd, second.sgd);
  setValue('sgd', 'learning_rate', 0.4);
  assert.equal(shown().sgd, second.sgd, 'what is known needs no answer');
  setSurface(0, 'hill');
  accept(racers, questions[2]);
  assert.deepEqual(shown(), {}, 'of another surface');
});

test('a trail of before stands in for a blink; then its racer is missed', ({ mock }) => {
  let now = 5000;
  mock.method(performance, 'now', () => now);
  forgetRaces();
  open(['bowl', BOTH, { steps: 61 }]);
  const names = () => [shown(), raceOn(0, groundText(state.panels[0].spec)).waits];
  assert.deepEqual(names(), [{}, []]);
  now += 400;
  assert.deepEqual(names(), [{}, ['sgd', 'adam']]);
  accept([{ racers: [told('sgd'), told('adam')] }]);
  const { sgd, adam } = shown();
  setValue('sgd', 'learning_rate', 0.7);
  names();
  now += 399;
  assert.deepEqual(names(), [{ sgd, adam }, []]);
  now += 1;
  assert.deepEqual(names(), [{ adam }, ['sgd']]);
  setValue('sgd', 'learning_rate', 0.1);
  assert.deepEqual(names(), [{ sgd, adam }, []]);
});
