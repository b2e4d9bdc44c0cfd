/* A picture's pointer, its zoom, and the trails on its canvases. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { listenToPointer } from '../../assets/player/pointer.mjs';
import { Tracks } from '../../assets/player/tracks.mjs';
import { zoomBy } from '../../assets/player/zoom.mjs';
import { place } from './page.mjs';

/* ---- zoom ---- */

test('the zoom out ends at the domain of each axis', () => {
  const asked = [];
  globalThis.Plotly = { relayout: (_plot, change) => asked.push(change) };
  const plot = { _fullLayout: { xaxis: { range: [0, 2] }, yaxis: { range: [-8, 8] } } };
  const domain = [
    [-1, 3],
    [-10, 10],
  ];
  zoomBy(plot, 4, domain);
  zoomBy(plot, 0.5, domain);
  assert.deepEqual(asked, [
    { 'xaxis.range': [-1, 3], 'yaxis.range': [-10, 10] },
    { 'xaxis.range': [0.5, 1.5], 'yaxis.range': [-4, 4] },
  ]);
});

/* ---- pointer ---- */

/* A picture of the unit square, 100 pixels wide and high, y upwards; the starts that it was given. */
const pointed = isSolid => {
  const heard = {};
  const listen = (kind, listener) => {
    heard[kind] = [...(heard[kind] ?? []), listener];
  };
  const axis = { _offset: 0, _length: 100, type: 'linear', range: [0, 1] };
  const plot = Object.assign(place('plot'), {
    getBoundingClientRect: () => ({ left: 0, top: 0 }),
    addEventListener: listen,
    _fullLayout: {
      xaxis: { ...axis, p2c: px => px / 100 },
      yaxis: { ...axis, p2c: py => 1 - py / 100 },
    },
  });
  const { addEventListener } = globalThis;
  globalThis.addEventListener = listen;
  const starts = [];
  const said = [];
  const host = { start: (...start) => starts.push(start), say: (...words) => said.push(words) };
  const picture = {
    panel: { index: 2, host },
    isSolid,
    domain: [
      [0, 1],
      [0, 0.5],
    ],
    shown: [
      [0, 1],
      [0, 0.5],
    ],
    lossAt: () => 7,
    symbolAt: () => '',
    ring: { makeWay() {} },
  }; // prettier-ignore
  listenToPointer(picture, plot);
  Object.assign(globalThis, { addEventListener });
  const act = (kind, clientX, clientY, more = {}) =>
    heard[kind].forEach(listener =>
      listener({ type: kind, button: 0, pointerType: 'mouse', clientX, clientY, ...more }),
    );
  return { act, starts, said };
};

test('the first button drags the start along until it is let go, within the domain', () => {
  const { act, starts } = pointed(false);
  act('pointermove', 20, 90);
  act('pointerdown', 20, 90, { button: 2 });
  act('pointermove', 30, 90);
  assert.deepEqual(starts, []);
  act('pointerdown', 25, 75);
  act('pointermove', 50, 60);
  act('pointermove', 50, 20); // beside it
  act('pointerup', 50, 20);
  act('pointermove', 40, 60);
  assert.deepEqual(starts, [
    [2, 0.25, 0.25],
    [2, 0.5, 0.4],
  ]);
});

test('a finger starts where it taps, not where it scrolls or where it is taken away', () => {
  const { act, starts } = pointed(false);
  const touch = { pointerType: 'touch' };
  act('pointerdown', 25, 75, touch);
  act('pointermove', 25, 90, touch);
  act('pointerup', 25, 90, touch);
  act('pointerdown', 25, 75, touch);
  act('pointercancel', 25, 75, touch);
  assert.deepEqual(starts, []);
  act('pointerdown', 25, 75, touch);
  act('pointerup', 26, 75, touch);
  assert.deepEqual(starts, [[2, 0.26, 0.25]]);
});

test('what is under the pointer is said for its panel, and nothing beside it', () => {
  const { act, said } = pointed(false);
  act('pointermove', 25, 75);
  act('pointermove', 25, 20);
  assert.deepEqual(said, [
    [2, 'f(0.25, 0.25) ≈ 7'],
    [2, ''],
  ]);
});

/* ---- trails ---- */

/* Tracks whose canvases write down what is done on them. */
const drawn = style => {
  const done = [];
  const { createElement } = document;
  document.createElement = () => {
    const canvas = createElement('canvas');
    const layer = { 0: 'future', 1: 'past' }[done.length] ?? 'heads';
    const calls = [];
    done.push({ layer, calls });
    const told = ['clearRect', 'moveTo', 'lineTo', 'stroke', 'setLineDash'];
    const pen = new Proxy(
      {},
      {
        get:
          (_, name) =>
          (...given) =>
            void (told.includes(name) && calls.push([name, ...given])),
        set: () => true,
      },
    ); // prettier-ignore
    return Object.assign(canvas, { getContext: () => pen });
  };
  const host = Object.assign(place('host'), { clientWidth: 100, clientHeight: 100 });
  const strokes = { casing: 0.5, thin: 0.3, dash: 2 };
  const tracks = new Tracks(host, { width: 2, head: 4, casing: '', rim: '', strokes, ...style });
  document.createElement = createElement;
  const take = (canvas = 1) => done[canvas].calls.splice(0);
  return { tracks, take };
};
const straight = name => ({
  name,
  color: '',
  marker: '',
  xy: Float32Array.from({ length: 202 }, (_, k) => k >> 1),
  divergedAt: null,
  stepAt: now => now,
});
const ends = calls => calls.filter(([name]) => name === 'lineTo').map(([, x]) => x);

test('trails get what is new while the clock runs, and are drawn anew where it has gone back', () => {
  const { tracks, take } = drawn();
  tracks.load([straight('a')], [0, 0, 100, 100]);
  tracks.drawPast(10);
  take();
  tracks.drawPast(12);
  const more = take();
  assert.ok(!more.some(([name]) => name === 'clearRect'));
  assert.deepEqual(more[0], ['moveTo', 10, 10]);
  assert.equal(Math.max(...ends(more)), 12);
  tracks.drawPast(5);
  const back = take();
  assert.equal(back[0][0], 'clearRect');
  assert.equal(Math.max(...ends(back)), 5);
  tracks.drawPast(5);
  assert.deepEqual(take(), []);
});

test('who else is to stand out has the trails drawn anew; what lies below is there again', () => {
  const { tracks, take } = drawn();
  tracks.load([straight('a')], [0, 0, 100, 100], [straight('below')]);
  tracks.drawPast(10);
  take();
  tracks.highlight('a');
  tracks.drawPast(10);
  const calls = take();
  assert.equal(calls[0][0], 'clearRect');
  assert.ok(calls.some(([name]) => name === 'setLineDash'));
  tracks.highlight('a');
  tracks.drawPast(10);
  assert.deepEqual(take(), []);
});

test('while other tracks come one after the other heads are on the trails, and on their own canvas afterwards', t => {
  let now = 1000;
  t.mock.method(performance, 'now', () => now);
  globalThis.Path2D ??= class {}; // of the heads' markers, which node knows not
  const { tracks, take } = drawn();
  const frame = isNew => {
    if (isNew) tracks.load([straight('a')], [0, 0, 100, 100]);
    take(2);
    tracks.draw(10, true);
    return { hidden: tracks.canvases[2].hidden, wiped: take(2).some(([name]) => name === 'clearRect') };
  };
  assert.deepEqual(frame(true), { hidden: false, wiped: true });
  for (let k = 0; k < 7; k++) {
    now += 16;
    frame(true);
  }
  take();
  assert.deepEqual(frame(false), { hidden: true, wiped: false });
  assert.equal(take()[0][0], 'clearRect'); // or its heads would stay there
  now += 500;
  assert.deepEqual(frame(false), { hidden: false, wiped: true });
  assert.equal(take()[0][0], 'clearRect');
  now += 16;
  frame(true);
  assert.deepEqual(frame(true), { hidden: false, wiped: true }); // two tracks are no drag
});
