/* The exported page's chart and legend: what is read at a mark is what a curve has there, and each racer has its own
   colour, marker and place. */

import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { CLIP, STEPS } from './offline_page.mjs';
import { drawFrames } from './page.mjs';

const { film } = await import('../../exports/player/film.mjs');
const { averagesIn } = await import('../../exports/player/averages.mjs');
const { Chart } = await import('../../exports/player/chart.mjs');
const { Legend } = await import('../../exports/player/legend.mjs');
const { lookBehind } = await import('../../exports/player/curtain.mjs');
const { clock } = await import('../../assets/core/clock.mjs');

film.strokes = { casing: 1, rim: 1, cross: 1 };
const read = JSON.stringify(film.panels.map(({ racers }) => racers.map(({ loss }) => loss)));

beforeEach(() => {
  Object.assign(film, { measure: 'loss', shared: false, byEvaluations: false });
  film.panels.forEach(({ racers }, panel) => {
    racers.forEach((each, k) => {
      const loss = Float32Array.from(JSON.parse(read)[panel][k]);
      Object.assign(each, { loss, accuracy: loss, x: new Float32Array(5), y: new Float32Array(5) });
    });
  });
});

const chartOf = (panel = 0, { clip = CLIP, last = STEPS, shown = film.panels[panel].racers } = {}) => {
  const host = document.createElement('div');
  const chart = new Chart({ told: film.panels[panel], last, racers: film.panels[panel].racers }, host);
  chart.load(clip, shown);
  return chart;
};
const texts = chart => chart.canvas.context.calls.filter(([name]) => name === 'fillText');
const textAt = (chart, text) =>
  texts(chart)
    .find(([, each]) => each === text)
    ?.slice(2, 4);
/* The pixel of a racer's step. */
const at = (chart, { name }, step) =>
  [...chart.pixels(chart.panel.racers.find(each => each.name === name))].slice(2 * step, 2 * step + 2);
const near = (found, wanted, told) => assert.ok(Math.abs(found - wanted) < 1e-3, `${told}: ${found}, not ${wanted}`);

test('a value lies where its axis says, linear or logarithmic, by steps or by evaluations', () => {
  for (const byEvaluations of [false, true]) {
    for (const panel of [0, 1]) {
      film.byEvaluations = byEvaluations;
      const [left, top, width, height] = CLIP;
      const chart = chartOf(panel, { last: byEvaluations ? 12 : STEPS });
      const { range, logarithmic } = chart;
      assert.equal(logarithmic, panel === 0);
      for (const each of film.panels[panel].racers) {
        for (let step = 0; step <= STEPS; step++) {
          const [x, y] = at(chart, each, step);
          const value = logarithmic ? Math.log10(each.loss[step]) : each.loss[step];
          near(range[1] - ((y - top) / height) * (range[1] - range[0]), value, `${each.name} at ${step}`);
          const along = byEvaluations ? each.evaluations[step] / 12 : step / STEPS;
          near(x, left + width * along, `${each.name} along at ${step}`);
        }
      }
    }
  }
});

test('what is read at a mark is what a curve has there', () => {
  const chart = chartOf(0);
  const sgd = film.panels[0].racers[0];
  // the loss of SGD is 10² after one step, 10 after two, 1 after three: at these marks
  for (const [text, step] of Object.entries({ '10²': 1, 1: 3 })) {
    const found = texts(chart).filter(([, each, x]) => each === text && x < CLIP[0]);
    assert.equal(found.length, 1, text);
    near(found[0][3], at(chart, sgd, step)[1], `the mark ${text}`);
  }
  for (let step = 0; step <= STEPS; step++) {
    const found = texts(chart).filter(([, each, , y]) => each === String(step) && y > CLIP[1] + CLIP[3]);
    assert.equal(found.length, 1, `step ${step}`);
    near(found[0][2], at(chart, sgd, step)[0], `step ${step}`);
  }
  const lines = chart.canvas.context.calls.filter(([name]) => name === 'lineTo').map(([, x, y]) => [x, y]);
  const across = lines.filter(([x]) => x === CLIP[0] + CLIP[2]).map(([, y]) => y);
  for (const step of [1, 3]) assert.ok(across.some(y => Math.abs(y - at(chart, sgd, step)[1]) < 1e-3));
  assert.deepEqual(
    [textAt(chart, 'step')[0], texts(chart).some(([, each]) => each === 'loss')],
    [CLIP[0] + CLIP[2] / 2, true],
  );
  const linear = chartOf(1);
  for (const [text, step] of Object.entries({ 8: 0, 4: 2 })) {
    const [found] = texts(linear).filter(([, each, x]) => each === text && x < CLIP[0]);
    near(found[3], at(linear, sgd, step)[1], `the mark ${text}`);
  }
});

test('an axis that counts evaluations says so', () => {
  film.byEvaluations = true;
  const chart = chartOf(0, { last: 12 });
  assert.ok(textAt(chart, 'gradient evaluations'));
  assert.equal(textAt(chart, 'step'), undefined);
  near(textAt(chart, '10')[0], CLIP[0] + (CLIP[2] * 10) / 12, 'ten evaluations');
});

test('there are as many marks as there is room for, one at least and four intervals at most', () => {
  const counts = [20, 60, 90, 150, 900].map(height => chartOf(1, { clip: [100, 200, 300, height] }).marks().length);
  assert.deepEqual(
    counts,
    [...counts].sort((a, b) => a - b),
  );
  assert.ok(counts[0] === 1 && counts[1] === 1 && counts[4] >= 3 && counts[4] <= 5, String(counts));
});

test('an axis is logarithmic where values span decades, and never of accuracies', () => {
  const [sgd] = film.panels[1].racers;
  const scaleAt = (high, measure = 'loss') => {
    film.measure = measure;
    sgd[measure] = Float32Array.from([high, 1, 1, 1, 1]);
    return chartOf(1).logarithmic;
  };
  assert.deepEqual([scaleAt(19.9), scaleAt(20.1), scaleAt(20.1, 'accuracy')], [false, true, false]);
});

test('charts that share their axis have that of all panels', () => {
  const own = [0, 1].map(panel => chartOf(panel).range);
  assert.notDeepEqual(own[0], own[1]);
  film.shared = true;
  const shared = [0, 1].map(panel => chartOf(panel));
  assert.deepEqual(shared[0].range, shared[1].range);
  assert.ok(shared.every(({ logarithmic }) => logarithmic));
  assert.ok(shared[0].range[0] <= -1 && shared[0].range[1] >= 3);
});

test('each curve is its own racer’s, in their order, and who is hidden has none', () => {
  const chart = chartOf(0);
  const [left, top] = [CLIP[0] - 20, CLIP[1] - 20]; // the corner of the layer, with its margin
  const drawn = each => [...each.layer.tracks.tracks];
  assert.deepEqual(
    drawn(chart).map(({ name, color, marker }) => [name, color, marker]),
    film.panels[0].racers.map(({ name, color, marker }) => [name, color, marker]),
  );
  for (const { name, xy } of drawn(chart)) {
    for (const step of [0, 2, 4]) {
      const wanted = at(chart, { name }, step);
      near(xy[2 * step] + left, wanted[0], name);
      near(xy[2 * step + 1] + top, wanted[1], name);
    }
  }
  const one = chartOf(0, { shown: [film.panels[0].racers[1]] });
  assert.deepEqual(
    drawn(one).map(({ name }) => name),
    ['bfgs'],
  );
});

test('all steps that lie apart are on the curve', () => {
  const chart = chartOf(0);
  clock.resize(STEPS);
  chart.draw(STEPS);
  const { calls } = chart.layer.tracks.canvases[1].context;
  const visited = calls.filter(([name]) => name === 'lineTo' || name === 'moveTo').map(([, x, y]) => `${x} ${y}`);
  for (const { name, xy } of chart.layer.tracks.tracks) {
    for (let step = 0; step <= STEPS; step++) {
      assert.ok(visited.includes(`${xy[2 * step]} ${xy[2 * step + 1]}`), `${name} at ${step}`);
    }
  }
});

test('the cursor stands at the clock', () => {
  const chart = chartOf(0, { last: 12 });
  for (const [step, share] of [
    [0, 0],
    [3, 25],
    [12, 100],
  ]) {
    // biome-ignore format: one line
    chart.draw(step);
    assert.equal(chart.cursor.style.transform, `translateX(${share}%)`);
  }
});

test('values far beyond the axis stay within what a canvas can draw', () => {
  const [sgd] = film.panels[1].racers;
  const chart = chartOf(1);
  sgd.loss[4] = 1e38;
  const [, y] = at(chart, sgd, 4);
  assert.ok(y <= 0 && y >= -1e5, `${y}`);
});

test('when a racer runs anew, axis, marks and all curves follow', () => {
  const chart = chartOf(0);
  const [sgd, bfgs] = film.panels[0].racers;
  const curveOf = name => [...chart.layer.tracks.tracks].find(each => each.name === name).xy[3] + CLIP[1] - 20;
  const before = [String(chart.range), curveOf('sgd')];
  Object.assign(bfgs, { loss: Float32Array.from([1e3, 1e-3, 1e-5, 1e-7, 1e-9]), x: new Float32Array(5) });
  chart.draw(2);
  assert.notEqual(String(chart.range), before[0]);
  assert.notEqual(curveOf('sgd'), before[1], 'who did not run anew is at another place of the new axis');
  for (const each of [sgd, bfgs]) near(curveOf(each.name), at(chart, each, 1)[1], each.name);
  near(
    texts(chart).findLast(([, each]) => each === '10⁻⁴')[3],
    at(chart, bfgs, 2)[1] - (at(chart, bfgs, 2)[1] - at(chart, bfgs, 1)[1]) / 2,
    'a mark',
  ); // half-way of 10⁻³ and 10⁻⁵
});

test('while what is to come is hidden the axis is that of what has been seen', () => {
  const [sgd] = film.panels[1].racers;
  clock.resize(STEPS);
  clock.seek(0);
  // the curtain of this page is open: an axis knows all
  lookBehind();
  const axisAt = step => {
    const chart = chartOf(1);
    chart.until = step;
    return chart.axis();
  };
  const whole = axisAt(Infinity);
  const early = axisAt(1.5);
  sgd.loss[3] = 1e-6; // nobody has seen that yet
  assert.deepEqual(axisAt(1.5), early);
  assert.notDeepEqual(axisAt(Infinity), whole);
  assert.notDeepEqual(axisAt(3), early);
  assert.ok(early.range[0] <= 0, 'with 0 in it, so that it moves seldom');
});

test('in the legend each racer has its marker, colour, name and rate, and is struck through once it is gone', () => {
  const told = film.panels[0];
  const legend = new Legend({ racers: told.racers, load() {}, highlight() {} }, document.createElement('div'));
  legend.items.forEach((item, k) => {
    const { marker, color, label } = told.racers[k];
    assert.equal(item.node.querySelector('path').attributes.d, marker);
    assert.equal(item.node.querySelector('svg').style.fill, color);
    assert.equal(item.node.querySelector('b').textContent, label);
    assert.equal(item.rate.textContent, '0.1');
    assert.equal(item.node.attributes['aria-pressed'], 'true');
  });
  const [first, second] = legend.items;
  second.racer.divergedAt = 3;
  const gone = now => {
    legend.draw(now);
    return [first, second].map(({ node }) => node.className.includes('diverged'));
  };
  const [nobody, one] = [[false, false], [false, true]]; // biome-ignore format: one line
  assert.deepEqual([gone(2.9), gone(3), gone(1)], [nobody, one, nobody]);
  second.racer.divergedAt = null;
  first.node.onclick({ detail: 0 });
  assert.deepEqual(
    legend.items.map(({ node }) => node.attributes['aria-pressed']),
    ['false', 'true'],
  );
  first.node.onclick({ detail: 0 });
  drawFrames();
});

test('averages are those that are asked for, with the losses that came with the page', () => {
  const [told] = film.panels;
  const loss = Float32Array.of(1000, 300, 20, 0.02, 0.001);
  Object.assign(told, { spec: {}, losses: { shown: null }, known: { minima: [] }, averageLosses: { bfgs: loss } });
  film.average = { average: 'mean', average_from: 0, average_decay: 0.9, average_of: ['bfgs'] };
  try {
    const found = averagesIn(told, told.racers);
    assert.deepEqual(
      found.map(each => [each.name, each.isAverage, [...each.loss]]),
      [['bfgs', true, [...loss]]],
    );
    assert.ok(chartOf().range[0] <= -3, 'the axis holds them');
  } finally {
    film.average = { average: 'none' };
  }
});
