/* The chart of a panel: what its axes tell while the future is hidden. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { Chart } from '../../assets/player/chart.mjs';

const SURFACE = { domain: [[-9, 9], [-9, 9]], minima: [], scored: false }; // biome-ignore format: one line
const racer = (...loss) => ({ name: 'adam', x: loss.map(() => 0), y: loss.map(() => 0), loss, stepAt: now => now });

/* What Plotly is told of the y axis of a race of these losses, at a step of the clock: when the chart is put up, and
   when it is there. */
const told = (losses, at, hides) => {
  const racers = [racer(...losses)];
  const view = { chart: 'loss', axis: 'step', shared: 'off', names: 'off' };
  const host = {
    view: () => view,
    hides: () => hides,
    look: () => ({ size: 1 }),
    everybody: () => [panel],
    focus: () => null,
  };
  const panel = {
    index: 0,
    host,
    racers,
    surface: SURFACE,
    steps: losses.length - 1,
    last: losses.length - 1,
    isBlank: false,
  };
  const chart = new Chart(panel);
  const first = { margin: { l: 0, r: 0, t: 0, b: 0 } };
  chart.foresee(first, [100, 100], panel, [panel]);
  let later = null;
  globalThis.Plotly = { update: (_plot, _data, layout) => Object.assign((later ??= {}), layout) };
  chart.plot = { layout: {} };
  chart.projection = { clip: [0, 0, 100, 100] };
  chart.align = () => chart.adapt();
  chart.draw(at, false);
  chart.align();
  return { first: first.yaxis, later: { range: later['yaxis.range'], type: later['yaxis.type'] } };
};

const PAST = [8, 4, 2];
const FAR = [...PAST, 1e-9, 1e-12];
const NEAR = [...PAST, 1.9, 1.8];

test('while the future is hidden the axes tell nothing of it, from the first picture on', () => {
  assert.deepEqual(told(FAR, 2, true), told(NEAR, 2, true));
  assert.equal(told(FAR, 2, true).later.type, 'linear');
});

test('else they show the whole race', () => {
  const far = told(FAR, 2, false);
  assert.equal(far.first.type, 'log');
  assert.equal(far.later.type, 'log');
  assert.notDeepEqual(far, told(NEAR, 2, false));
});

/* What a chart of so many pixels is laid out with. */
const laidOut = (width, height, chart) => {
  const layout = { margin: { l: 0, r: 0, t: 0, b: 0 } };
  const host = { view: () => ({ chart, axis: 'step' }), hides: () => false, look: () => ({ size: 1 }) };
  const content = { racers: [{ ...racer(2, 1.5), move: [1, 1.1] }], surface: SURFACE, steps: 1 };
  new Chart({ index: 0, host }).foresee(layout, [width, height], content, [content]);
  return layout;
};

test('a chart that is low has fewer marks, and one that is narrow', () => {
  const low = height => laidOut(300, height, 'loss').yaxis.nticks;
  assert.deepEqual([20, 50, 80, 300].map(low), [3, 4, null, null]);
  const narrow = width => laidOut(width, 300, 'loss').xaxis.nticks;
  assert.deepEqual([30, 90, 130, 900].map(narrow), [2, 2, 3, 6]);
});

test('beside a low axis there is a short name for what it counts', () => {
  const named = (height, chart) => laidOut(300, height, chart).yaxis.title.text;
  assert.deepEqual(
    [50, 90].map(height => named(height, 'move')),
    ['length', 'step length'],
  );
  assert.equal(named(50, 'loss'), 'loss');
});
