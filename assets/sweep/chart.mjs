/* The figures of the sweep page: the curves, and the ground with the start on it. */
import { typeSize } from '../ui/size.mjs';
import { visit } from '../ui/visit.mjs';
import { changed } from './asking.mjs';
import { raceLink } from './link.mjs';
import { isHere, page, race } from './page.mjs';

const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, responsive: true };
const START = '#e8590c';

let isGround = false; // whether there is a picture to move the start on

/** @type {(id: string) => PlotlyElement | null} */
const plotIn = id => document.querySelector(`#${id} .js-plotly-plot`);

/* Plotly comes with the page's first graph, and React may not have made it yet. */
const whenPlotted = (id, then) => {
  const plot = window.Plotly && plotIn(id);
  if (plot) then(plot);
  else if (isHere()) requestAnimationFrame(() => whenPlotted(id, then));
};

const once = (plot, listen) => {
  if (plot.dataset.listens) return;
  plot.dataset.listens = true;
  listen(plot);
};

export const forgetDrawn = () => {
  page.drawn = null;
  isGround = false;
};

/* ---- the curves ---- */

export const drawChart = answer =>
  whenPlotted('sweep-chart', plot => {
    if (page.answer !== answer) return;
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

/* ---- the ground ---- */

export const drawGround = ({ ground, sweep }) =>
  whenPlotted('sweep-ground', plot => {
    const [x, y] = sweep.race.start;
    const size = typeSize();
    const ink = getComputedStyle(document.documentElement).getPropertyValue('--ink');
    const head = {
      type: 'scatter',
      mode: 'markers',
      x: [x],
      y: [y],
      hoverinfo: 'skip',
      cliponaxis: false,
      marker: { size: 16 * size, color: START, line: { width: 3 * size, color: ink } },
    };
    Plotly.react(plot, [...ground.data, head], { ...ground.layout, autosize: true }, CONFIG);
    isGround = true;
    once(plot, () => plot.addEventListener('click', event => startAt(plot, event)));
  });

/* Plotly has no events on empty plot area: so the pixel is read. */
function startAt(plot, { clientX, clientY }) {
  const { xaxis, yaxis } = plot._fullLayout;
  const area = plot.querySelector('.nsewdrag').getBoundingClientRect();
  const shares = [(clientX - area.left) / area.width, (area.bottom - clientY) / area.height];
  if (shares.some(share => share < 0 || share > 1)) return;
  const at = ({ range: [low, high] }, share) => Number((low + share * (high - low)).toPrecision(4));
  setStart([at(xaxis, shares[0]), at(yaxis, shares[1])]);
}

export const setStart = start => {
  page.follows = false;
  race().start = start;
  const plot = plotIn('sweep-ground');
  if (plot && isGround) Plotly.restyle(plot, { x: [[start[0]]], y: [[start[1]]] }, [plot.data.length - 1]);
  changed();
};
