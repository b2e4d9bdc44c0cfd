/* The chart of the sweep page. At rest it is Plotly's; while something moves the curves are drawn on a canvas, over
   axes that stay, because Plotly would take its time over each picture. */
import { byId } from '../ui/elements.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { visit } from '../ui/visit.mjs';
import { curveOf } from './curves.mjs';
import { raceLink } from './link.mjs';
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
    Plotly.react(plot, answer.figure.data, { ...answer.figure.layout, autosize: true }, CONFIG);
    byId('sweep-chart').classList.remove('moving');
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

/* What is drawn while something moves: {measure, rates, floor, startLoss, methods: [{name, outcome, faint}]}. False
   where the axes that Plotly has made are those of something else. */
export const drawMoving = sweep => {
  const plot = plotIn('sweep-chart');
  const { drawn } = page;
  if (!drawn || !plot || !fits(plot._fullLayout, sweep)) return false;
  const canvas = canvasOn(plot);
  const { measure, rates, floor, startLoss } = sweep;
  const start = startLoss - (floor ?? 0);
  drawPicture(sceneOf(plot, canvas), {
    rates,
    start: measure === 'steps' || (floor !== null && start <= 0) ? null : start,
    methods: sweep.methods.map(({ name, outcome, faint }) => {
      const { [themeNow()]: color, path } = page.catalog.optimizers[name].look;
      const curve = curveOf(outcome, sweep);
      return { look: { color, path }, formula: page.catalog.formulas[name], curve, faint };
    }),
  });
  byId('sweep-chart').classList.add('moving');
  return true;
};

/** Whether the axes of a layout are those of a sweep.
 * @param {PlotlyFullLayout} layout @param {any} sweep */
function fits({ meta, yaxis, yaxis2 }, { measure, floor, methods }) {
  if (meta?.kind !== 'curves' || meta.measure !== measure || meta.theme !== themeNow()) return false;
  const rated = methods.filter(({ outcome }) => !outcome.flat);
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
    row: place => yaxis2._offset + yaxis2.c2p(place),
    colors: { text: font.color, paper: getComputedStyle(byId('sweep-card')).backgroundColor, font: font.family },
  };
}
