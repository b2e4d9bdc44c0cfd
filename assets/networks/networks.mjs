/* The network page: what is chosen, the stored curves of it, and the curves that one has trained above them.

   `page.setups` has for each experiment what would be trained: {methods: {name: settings}, seed, epochs, batch_size,
   data}; `page.runs` what has been: {request, curves: {name: {settings, cost, accuracy, diverged}}}. Both outlive a visit
   to another page of the app. Training is in networks_training.js, the controls are in networks_desk.js. */
import { createGate } from '../core/gate.mjs';
import { mountNetworkDesk, showNetworkDesk } from './desk.mjs';
import { showNetworkTable } from './table.mjs';
import { typeSize } from '../race/controls.mjs';
import { notice } from '../ui/notices.mjs';
import { chosenTheme, themeNow } from '../ui/theme.mjs';
import { post } from '../ui/server.mjs';
import { page } from './page.mjs';
import './training.mjs';

const PAUSE = 300; // ms; browsers allow only so many changes of the address

const byId = id => document.getElementById(id);
page.here = () => Boolean(byId('networks-page'));
page.trains = () => page.experiment in page.catalog.experiments; // there is one experiment that is only shown
page.setup = () => page.setups[page.experiment];
page.run = () => page.runs[page.experiment];
page.isShown = () => page.shown?.experiment === page.experiment; // not while the curves of a new choice are on their way

export function open(search, catalog) {
  if (!page.here()) return dash_clientside.no_update;
  Object.assign(page, { catalog, shown: null, pinned: null });
  gate.push({ search: search || page.left || '' }); // who comes back finds what was there
  return search;
}

/* ---- asking ---- */

const gate = createGate(async wanted => {
  const opens = 'search' in wanted, path = opens ? page.catalog.paths.open : page.catalog.paths.curves;
  const response = await post(path, { ...wanted, theme: themeNow(), size: typeSize() });
  if (!response || !page.here()) return;
  const answer = await response.json();
  if (opens) opened(answer);
  else if (answer.problems) return void notice('These curves cannot be shown:', answer.problems);
  page.shown = opens ? answer.shown : answer;
  if (!page.isShown()) return; // another experiment was chosen since, and is asked for next
  draw();
  showNetworkTable();
});

const ask = () => gate.push({ experiment: page.experiment, scale: page.scale });

function opened({ setup: { experiment, scale, methods, ...rest }, problems }) {
  if (problems.length) notice('This link has parts that could not be read; the default stands in for each:', problems);
  const told = Object.keys(methods).length > 0;
  Object.assign(page, { experiment, scale, side: told ? 'train' : page.run() ? page.side : 'results' });
  Object.entries(page.catalog.experiments).forEach(([name, { settings, first }]) => {
    const usual = Object.fromEntries(first.map(method => [method, { ...settings[method] }]));
    if (name === experiment && told) page.setups[name] = { methods, ...rest };
    else page.setups[name] ??= { methods: usual, ...page.catalog.standard, data: 'digits', normalization: 'none' };
  });
  mountNetworkDesk();
  showChoices();
}

/* ---- what is chosen ---- */

const buttons = part => [...document.querySelectorAll(`#networks-page [data-choice="${part}"]`)];

function showChoices() {
  if (page.scale === 'gap' && !page.catalog.experiments[page.experiment]?.optimum) page.scale = 'log';
  ['experiment', 'scale', 'side'].forEach(part =>
    buttons(part).forEach(node => node.setAttribute('aria-pressed', node.dataset.value === page[part])));
  const trains = page.trains(), gap = trains && page.catalog.experiments[page.experiment].optimum !== null;
  buttons('scale').find(({ dataset }) => dataset.value === 'gap').hidden = !gap;
  buttons('side')[0].parentElement.hidden = !trains;
  byId('networks-results').hidden = trains && page.side === 'train';
  byId('networks-training').hidden = !trains || page.side !== 'train';
  if (trains) showNetworkDesk();
  showLink();
}

document.addEventListener('click', event => {
  const button = event.target.closest('#networks-page [data-choice]');
  if (!button || !page.shown) return;
  page[button.dataset.choice] = button.dataset.value;
  if (button.dataset.choice === 'experiment') page.pinned = null;
  showChoices();
  if (button.dataset.choice !== 'side') ask();
});

document.addEventListener('ravine:theme', () => { if (page.here() && page.shown) ask(); });

/* ---- drawing ---- */

const CONFIG = { displayModeBar: false, responsive: true };
const plotHere = () => document.querySelector('#networks-chart .js-plotly-plot');

/* One's own curves: strong, with the method's marker at their head; the stored ones are dashed behind them. */
function ownTraces() {
  const run = page.run();
  if (!run || !page.trains()) return [];
  const { own, theme, floor } = page.shown.figure.layout.meta;
  const above = value => (value === null || (floor && value <= floor) ? null : value - floor);
  return Object.entries(run.curves).flatMap(([name, curve]) => [['cost', 'y', '.3~g'], ['accuracy', 'y2', '.1%']].map(([key, yaxis, form]) => {
    const { label, look, symbol } = page.catalog.optimizers[name], last = curve[key].length - 1;
    return {
      type: 'scatter', mode: 'lines+markers', x: curve[key].map((_, epoch) => epoch), y: key === 'cost' ? curve.cost.map(above) : curve.accuracy, yaxis, cliponaxis: key !== 'accuracy',
      line: { color: look[theme], width: own.width },
      marker: {
        symbol, color: look[theme], opacity: 1, size: curve[key].map((_, epoch) => (epoch === last ? own.head : 0)),
        line: { width: 1.5, color: own.rim },
      },
      meta: { method: name, own: true },
      hovertemplate: `<b>${label}</b>, yours, epoch %{x}<br>${key} %{y:${form}}<extra></extra>`,
    };
  }));
}

function storedTraces(own) {
  const { data } = page.shown.figure;
  if (own && page.run().request.data !== 'digits') return []; // other data, other costs
  if (!own) return data.map(trace => ({ ...trace }));
  return data.map(trace => (trace.fill || trace.mode === 'markers'
    ? { ...trace, opacity: 0.45 }
    : { ...trace, opacity: 0.6, line: { ...trace.line, width: trace.line.width * 0.6, dash: 'dash' } }));
}

/* The curves so far, once a frame; the axes grow with them. */
let asked = false;
const draw = (page.draw = () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    if (!page.here() || !page.isShown()) return;
    const plot = window.Plotly && plotHere();
    if (!plot) return void draw();
    const own = ownTraces(), { layout } = page.shown.figure;
    Plotly.react(plot, faded([...storedTraces(own.length), ...own]), { ...fitting(layout, own), autosize: true }, CONFIG);
    listen(plot);
  });
});

function fitting(layout, own) {
  const epochs = Math.max(0, ...own.map(({ x }) => x.length - 1)), known = layout.xaxis.range[1] / 1.015;
  if (!own.length) return layout;
  const { range, type } = layout.yaxis, costs = own.filter(({ yaxis }) => yaxis === 'y').flatMap(({ y }) => y.filter(value => value !== null && value > 0));
  const seen = costs.map(type === 'log' ? Math.log10 : value => value), room = type === 'log' ? 0.02 : 0;
  return {
    ...layout,
    xaxis: epochs > known ? { ...layout.xaxis, range: [-0.01 * epochs, 1.015 * epochs], dtick: 10 } : layout.xaxis,
    yaxis: { ...layout.yaxis, range: [Math.min(range[0], ...seen.map(value => value - room)), Math.max(range[1], Math.min(Math.max(...seen, range[1]), range[1] + (type === 'log' ? 1 : range[1])))] },
  };
}

/* One method strong, the others pale. */
const strength = ({ meta, opacity }) => (page.pinned && meta?.method !== page.pinned ? 0.12 : opacity ?? 1);
const faded = traces => (page.pinned ? traces.map(trace => ({ ...trace, opacity: strength(trace) })) : traces);

let marked = null; // by pointing; `pinned` by a click
page.highlight = name => {
  const plot = plotHere(), only = name || page.pinned;
  if (!plot?.data?.length || marked === only || !page.trains()) return;
  marked = only;
  const before = page.pinned;
  page.pinned = only;
  const own = ownTraces();
  Plotly.restyle(plot, { opacity: [...storedTraces(own.length), ...own].map(strength) });
  page.pinned = before;
  document.querySelectorAll('#networks-table [data-name]').forEach(node => node.classList.toggle('faded', Boolean(only) && node.dataset.name !== only));
};
page.pin = name => {
  page.pinned = page.pinned === name ? null : name;
  marked = undefined;
  page.highlight(null);
};

function listen(plot) {
  if (plot.dataset.listens) return;
  plot.dataset.listens = true;
  const methodOf = points => points.find(({ data }) => data.meta?.method)?.data.meta.method;
  plot.on('plotly_hover', ({ points }) => page.highlight(methodOf(points)));
  plot.on('plotly_unhover', () => page.highlight(null));
  plot.on('plotly_click', ({ points }) => methodOf(points) && page.pin(methodOf(points)));
}

/* ---- the address ---- */

const told = (name, settings) => {
  const usual = page.catalog.experiments[page.experiment].settings[name];
  return Object.entries(settings).filter(([key, value]) => value !== usual[key]).map(([key, value]) => `${key}:${value}`).join();
};

page.query = () => {
  const parts = [`experiment=${page.experiment}`];
  if (page.scale !== 'log') parts.push(`scale=${page.scale}`);
  if (page.trains() && page.side === 'train') {
    const { methods, data, normalization, ...whole } = page.setup();
    Object.entries(methods).forEach(([name, settings]) => parts.push(`${name}=${told(name, settings)}`));
    Object.entries(whole).forEach(([name, value]) => { if (value !== page.catalog.standard[name]) parts.push(`${name}=${value}`); });
    if (normalization !== 'none') parts.push(`normalization=${normalization}`);
    if (data !== 'digits') parts.push(`data=${data}`);
  }
  if (chosenTheme()) parts.push(`theme=${chosenTheme()}`);
  return parts.join('&');
};

let timer;
const showLink = (page.showLink = () => {
  page.left = `?${page.query()}`;
  clearTimeout(timer);
  timer = setTimeout(() => { if (page.here()) history.replaceState(history.state, '', `?${page.query()}`); }, PAUSE);
});

page.share = async () => {
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${page.query()}`);
    notice('The link is copied: it opens this picture and these settings; what you trained is trained anew.', [], 'link', 'info');
  } catch {
    notice('The browser did not allow copying; the link is in the address bar.', [], 'link', 'info');
  }
};
