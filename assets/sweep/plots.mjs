/* Plotly's elements on the sweep page. */
import { isHere } from './page.mjs';

export const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, responsive: true };

/** @type {(id: string) => PlotlyElement | null} */
export const plotIn = id => document.querySelector(`#${id} .js-plotly-plot`);

/* Plotly comes with the page's first graph, and React may not have made it yet. */
export const whenPlotted = (id, then) => {
  const plot = window.Plotly && plotIn(id);
  if (plot) then(plot);
  else if (isHere()) requestAnimationFrame(() => whenPlotted(id, then));
};

export const once = (plot, listen) => {
  if (plot.dataset.listens) return;
  plot.dataset.listens = true;
  listen(plot);
};
