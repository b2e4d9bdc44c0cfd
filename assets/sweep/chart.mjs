/* The chart of the sweep page. At rest it is Plotly's; while something moves the curves are drawn on a canvas, over
   axes that stay, because Plotly would take its time over each picture. */
import { byId } from '../ui/elements.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { visit } from '../ui/visit.mjs';
import { curveOf, rangeOf } from './curves.mjs';
import { drawHeat } from './heat.mjs';
import { raceLink } from './link.mjs';
import { mapOf } from './map.mjs';
import { page } from './page.mjs';
import { drawPicture } from './picture.mjs';
import { CONFIG, once, plotIn, whenPlotted } from './plots.mjs';

export const forgetDrawn = () => {
  page.drawn = null;
};

/* ---- at rest ---- */

export const drawChart = answer =>
  whenPlotted('sweep-chart', plot => {
    if (page.answer !== answer) return;
    byId('sweep-chart').classList.remove('moving');
    Plotly.react(plot, answer.figure.data, { ...answer.figure.layout, autosize: true }, CONFIG);
    page.drawn = answer;
    once(plot, () => plot.on('plotly_click', ({ points }) => play(points)));
  });

/* The race behind a point. */
function play(points) {
  const point = points.find(({ data }) => data.meta?.method);
  if (!point) return;
  const { drawn } = page;
  const { pointIndex: index } = point;
  const [value, rate] = Array.isArray(index) ? index : [0, index];
  const names = page.plays === 'all' ? Object.keys(drawn.sweep.race.optimizers) : [point.data.meta.method];
  visit(raceLink(drawn, names, rate, value));
}

/* ---- while something moves ---- */

/* What is drawn while something moves: {measure, steps, floor, startLoss, isMap, methods: [{name, rates, outcomes,
   faint}]}, with an outcome for each value of a second hyperparameter. False where the axes that Plotly has made are
   those of something else. */
export const drawMoving = sweep => {
  const plot = plotIn('sweep-chart');
  if (!page.drawn || !plot || !fits(plot._fullLayout, sweep)) return false;
  byId('sweep-chart').classList.add('moving');
  if (sweep.isMap) drawMap(plot, sweep);
  else drawCurves(plot, sweep);
  return true;
};

function drawCurves(plot, sweep) {
  const { measure, floor, startLoss } = sweep;
  const methods = sweep.methods.map(({ name, rates, outcomes: [outcome], faint }) => {
    const { [themeNow()]: color, path } = page.catalog.optimizers[name].look;
    const curve = curveOf(outcome, { measure, floor, startLoss, rates });
    return { look: { color, path }, formula: page.catalog.formulas[name], rates, curve, faint };
  });
  const curves = methods.map(({ curve }) => curve);
  follow(plot, rangeOf(curves, sweep));
  const start = startLoss - (floor ?? 0);
  const isStart = measure === 'loss' && (floor === null || start > 0);
  drawPicture(sceneOf(plot, canvasOn(plot)), { start: isStart ? start : null, methods });
}

function drawMap(plot, sweep) {
  const [{ colorscale: scale, zmin: low, zmax: high }] = plot.data;
  const map = mapOf(sweep.methods[0], sweep);
  drawHeat({ ...sceneOf(plot, canvasOn(plot)), paint: { scale, low, high } }, map);
}

const FAR = 0.25; // of the axis, that its ends may be away from where they should be ...
const SELDOM = 500; // ... before Plotly draws it anew, ms after the last time

let followed = 0;

/* The axis goes where the curves go, but not at every picture. */
function follow(plot, [low, high]) {
  const [bottom, top] = plot._fullLayout.yaxis.range;
  const away = Math.max(Math.abs(low - bottom), Math.abs(high - top)) / (top - bottom);
  if (away < FAR || performance.now() - followed < SELDOM) return;
  Plotly.relayout(plot, { 'yaxis.range': [low, high] });
  followed = performance.now();
}

/** Whether the axes of a layout are those of a sweep.
 * @param {PlotlyFullLayout} layout @param {any} sweep */
function fits({ meta, yaxis, yaxis2 }, { measure, floor, methods, isMap }) {
  if (meta?.measure !== measure || meta.theme !== themeNow() || meta.kind !== (isMap ? 'heat' : 'curves')) return false;
  if (isMap) return true;
  const rated = methods.filter(({ outcomes: [outcome] }) => !outcome.flat);
  const labels = rated.map(({ name }) => page.catalog.optimizers[name].label);
  const type = measure === 'steps' || floor !== null ? 'log' : 'linear';
  return yaxis.type === type && String(labels) === String(yaxis2?.ticktext ?? []);
}

/* The canvas over a plot, which React may have made anew; as large as that, and empty. */
function canvasOn(plot) {
  const canvas = plot.querySelector(':scope > canvas') ?? plot.appendChild(document.createElement('canvas'));
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(plot.clientWidth * ratio);
  canvas.height = Math.round(plot.clientHeight * ratio);
  canvas.getContext('2d').scale(ratio, ratio);
  return canvas;
}

/** @param {PlotlyElement} plot @param {HTMLCanvasElement} canvas */
function sceneOf({ _fullLayout: { font, height, margin, xaxis, yaxis, yaxis2 } }, canvas) {
  return {
    pen: canvas.getContext('2d'),
    size: typeSize(),
    box: {
      top: margin.t,
      bottom: height - margin.b,
      curves: [xaxis._offset, yaxis._offset, xaxis._length, yaxis._length],
    },
    x: value => xaxis._offset + xaxis.c2p(value),
    y: value => yaxis._offset + yaxis.c2p(value),
    row: place => yaxis2 && yaxis2._offset + yaxis2.c2p(place),
    colors: { text: font.color, paper: getComputedStyle(byId('sweep-card')).backgroundColor, font: font.family },
  };
}
