/* The profiles of the ranking page. */
import { all } from '../ui/elements.mjs';
import { isHere, page } from './page.mjs';

const CONFIG = { displayModeBar: false, responsive: true };
const PALE = 0.15;

/** @type {() => PlotlyElement | null} */
const plotHere = () => document.querySelector('#ranking-chart .js-plotly-plot');

/* Plotly comes with the page's first graph, and React may not have made it yet. */
export const draw = answer => {
  if (!isHere() || page.answer !== answer) return;
  const plot = window.Plotly && plotHere();
  const { data, layout } = answer.figure;
  if (plot) Plotly.react(plot, data, { ...layout, autosize: true }, CONFIG);
  else requestAnimationFrame(() => draw(answer));
};

/* One method strong, the others pale; nobody: all alike. */
export const highlight = name => {
  const plot = plotHere();
  if (!plot?.data?.length) return;
  Plotly.restyle(plot, { opacity: plot.data.map(({ meta }) => (name && meta?.method !== name ? PALE : 1)) });
  all('#ranking-table [data-name]').forEach(node => {
    node.classList.toggle('faded', Boolean(name) && node.dataset.name !== name);
  });
};
