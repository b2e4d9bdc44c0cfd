/* The chart of the network page, and the one method that stands out: by pointing, or for good by a click. */
import { all } from '../ui/elements.mjs';
import { isHere, isShown, page } from './page.mjs';
import { fitting, ownTraces, storedTraces } from './traces.mjs';

const CONFIG = { displayModeBar: false, responsive: true };
const PALE = 0.12;

let pinned = null; // by a click
let marked = null; // what stands out, undefined where that has to be drawn anew

/** @type {() => PlotlyElement | null} */
const plotHere = () => document.querySelector('#networks-chart .js-plotly-plot');

const traces = () => {
  const own = ownTraces();
  return [...storedTraces(own.length > 0), ...own];
};

/* One method strong, the others pale. */
const strength =
  only =>
  ({ meta, opacity }) =>
    only && meta?.method !== only ? PALE : (opacity ?? 1);

/* The curves so far, once a frame; the axes grow with them. */
let asked = false;
export const draw = () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    if (!isHere() || !isShown()) return;
    const plot = window.Plotly && plotHere();
    if (!plot) return void draw();
    const shown = traces();
    const layout = { ...fitting(page.shown.figure.layout, ownTraces()), autosize: true };
    const faded = pinned ? shown.map(trace => ({ ...trace, opacity: strength(pinned)(trace) })) : shown;
    Plotly.react(plot, faded, layout, CONFIG);
    listen(plot);
  });
};

/* The method, or null for the pinned one. */
export const highlight = name => {
  const plot = plotHere();
  const only = name || pinned;
  if (!plot?.data?.length || marked === only || !page.shown?.rows[0]?.name) return;
  marked = only;
  Plotly.restyle(plot, { opacity: traces().map(strength(only)) });
  all('#networks-table [data-name]').forEach(node => {
    node.classList.toggle('faded', Boolean(only) && node.dataset.name !== only);
  });
};

export const pin = name => {
  pinned = pinned === name ? null : name;
  marked = undefined;
  highlight(null);
};

export const unpin = () => {
  pinned = null;
};

function listen(plot) {
  if (plot.dataset.listens) return;
  plot.dataset.listens = true;
  const methodOf = points => points.find(({ data }) => data.meta?.method)?.data.meta.method;
  plot.on('plotly_hover', ({ points }) => highlight(methodOf(points)));
  plot.on('plotly_unhover', () => highlight(null));
  plot.on('plotly_click', ({ points }) => methodOf(points) && pin(methodOf(points)));
}
