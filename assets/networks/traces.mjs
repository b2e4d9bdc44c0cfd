/* The curves of the network page as Plotly's traces, and the axes that hold them. */
import { lastRun, page, trains } from './page.mjs';

const KINDS = [
  ['cost', 'y', '.3~g'],
  ['accuracy', 'y2', '.1%'],
];
const ROOM = 1.015; // of the axis of epochs, behind the last one

/* One's own curves: strong, with the method's marker at their head; the stored ones are dashed behind them. */
export const ownTraces = () => {
  const { curves } = (trains() && lastRun()) || { curves: {} };
  return Object.entries(curves).flatMap(([name, curve]) => KINDS.map(kind => ownTrace(name, curve, ...kind)));
};

function ownTrace(name, curve, key, yaxis, form) {
  const { own, theme, floor } = page.shown.figure.layout.meta;
  const { label, look, symbol } = page.catalog.optimizers[name];
  const values = curve[key];
  const last = values.length - 1;
  const above = value => (value === null || (floor && value <= floor) ? null : value - floor);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    x: values.map((_, epoch) => epoch),
    y: key === 'cost' ? values.map(above) : values,
    yaxis,
    cliponaxis: key !== 'accuracy',
    line: { color: look[theme], width: own.width },
    marker: {
      symbol,
      color: look[theme],
      opacity: 1,
      size: values.map((_, epoch) => (epoch === last ? own.head : 0)),
      line: { width: 1.5, color: own.rim },
    },
    meta: { method: name, own: true },
    hovertemplate: `<b>${label}</b>, yours, epoch %{x}<br>${key} %{y:${form}}<extra></extra>`,
  };
}

/* The stored curves; behind one's own they are pale and dashed, or not there if those are of other data. */
export const storedTraces = own => {
  const { data } = page.shown.figure;
  if (own && lastRun().request.data !== 'digits') return []; // other data, other costs
  if (!own) return data.map(trace => ({ ...trace }));
  return data.map(trace =>
    trace.fill || trace.mode === 'markers'
      ? { ...trace, opacity: 0.45 }
      : { ...trace, opacity: 0.6, line: { ...trace.line, width: trace.line.width * 0.6, dash: 'dash' } },
  );
};

/* The layout, whose axes grow with one's own curves. */
export const fitting = (layout, own) => {
  if (!own.length) return layout;
  const epochs = Math.max(...own.map(({ x }) => x.length - 1));
  const { xaxis } = layout;
  const grown = { ...xaxis, range: [-0.01 * epochs, ROOM * epochs], dtick: 10 };
  const costs = own.filter(({ yaxis }) => yaxis === 'y').flatMap(({ y }) => y.filter(value => value > 0));
  return { ...layout, xaxis: epochs > xaxis.range[1] / ROOM ? grown : xaxis, yaxis: holding(layout.yaxis, costs) };
};

/* Down to the least cost; up at most a decade, or twice as high: what diverges leaves the picture. */
function holding(yaxis, costs) {
  const {
    range: [low, high],
    type,
  } = yaxis;
  const log = type === 'log';
  const seen = log ? costs.map(Math.log10) : costs;
  const most = high + (log ? 1 : high);
  const range = [
    Math.min(low, ...seen.map(value => value - (log ? 0.02 : 0))),
    Math.max(high, Math.min(Math.max(...seen, high), most)),
  ];
  return { ...yaxis, range };
}
