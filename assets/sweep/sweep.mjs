/* The sweep page: its state, what it asks the server, the figure that comes back, and the races behind its points.

   The state is one sweep (the fields of a SweepSpec), a measure, and what a click plays. An edit calls `changed`, which
   asks through a gate; the answer's figure goes to Plotly.react, so that a drag redraws the curves while it lasts. */
import { createGate } from '../core/gate.mjs';
import { measured } from '../core/scales.mjs';
import { typeSize } from '../race/controls.mjs';
import { mountSweepDesk, showSweepDesk, showSweepTable, sweepSurface, sweepSurfaceEntry, sweepToggle } from './desk.mjs';
import { closeDialog, openChooser } from '../ui/dialogs.mjs';
import { jobEnded, startJob } from '../ui/jobs.mjs';
import { element } from '../ui/elements.mjs';
import { notice } from '../ui/notices.mjs';
import { themeNow } from '../ui/theme.mjs';
import { post } from '../ui/server.mjs';
import { page } from './page.mjs';

const REST = 120; // ms without an answer before the table is written anew: while a slider moves nobody reads it
const PAUSE = 300; // ms; browsers allow only so many changes of the address

const here = () => document.getElementById('sweep-page');
const race = () => page.state.sweep.race;
const plotIn = id => document.querySelector(`#${id} .js-plotly-plot`);

export function open(search, catalog) {
  if (!here()) return dash_clientside.no_update;
  Object.assign(page, { catalog, state: null, answer: null, drawn: null, known: {}, drawnGround: null, finished: null, facts: null, follows: false });
  gate.push({ search, ground: true });
  return search;
}

export const surface = value => page.state && sweepSurface(value);

/* ---- asking ---- */

const ask = async wanted => {
  const response = await post(page.catalog.paths.sweep, { ...wanted, theme: themeNow(), size: typeSize() });
  if (response && here()) answered(await response.json(), wanted);
};
const gate = createGate(ask);
export { gate as sweepGate };

let groundWanted = false; // until an answer has it: a newer request may overtake the one that asked
const changed = ({ ground = false } = {}) => {
  if (!page.state) return;
  groundWanted ||= ground;
  gate.push({ ...page.state, ground: groundWanted, follows: Boolean(page.follows) });
  showSweepDesk();
};
export { changed as sweepChanged };

function answered(answer, wanted) {
  notice('', [], 'server');
  if (!answer.sweep) {
    notice('That sweep cannot be run:', answer.problems || ['the server could not answer']);
    if (page.good) page.state = structuredClone(page.good);
    return void showSweepDesk();
  }
  if (answer.problems.length) {
    notice('This link has parts that could not be read; the default stands in for each:', answer.problems);
  }
  if (wanted.search !== undefined) page.state = { sweep: answer.sweep, measure: answer.measure };
  page.good = structuredClone({ sweep: answer.sweep, measure: answer.measure });
  page.answer = answer;
  if (answer.own) page.own = answer.own;
  page.facts = answer.facts && { ...answer.facts, surface: answer.sweep.race.surface };
  if (answer.facts && race().surface === answer.sweep.race.surface && (page.follows || answer.moved)) {
    race().start = answer.sweep.race.start;
  }
  if (answer.ground) {
    groundWanted = false;
    drawGround(answer);
  }
  answer.long = !answer.figure;
  if (answer.long && page.finished?.key === keyOf(answer)) fill(answer, page.finished.content);
  show(answer);
  if (wanted.search !== undefined) mountSweepDesk();
  showSweepDesk();
  showLink(answer.query);
}

const keyOf = ({ sweep }) => JSON.stringify(sweep);

let later;
function show(answer) {
  const stale = !answer.figure;
  here().classList.toggle('stale', stale);
  document.getElementById('sweep-wait').hidden = !stale;
  if (stale) {
    const words = `${answer.lanes} races: about ${measured(Math.max(answer.seconds, 1))} s.`;
    document.getElementById('sweep-wait-words').textContent = words;
    return;
  }
  draw(answer);
  clearTimeout(later);
  later = setTimeout(() => { if (here() && page.answer === answer) showSweepTable(answer); }, REST);
}

/* ---- drawing ---- */

const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, responsive: true };

/* Plotly comes with the page's first graph, and React may not have made it yet. */
const whenPlotted = (id, then) => {
  const plot = window.Plotly && plotIn(id);
  if (plot) then(plot);
  else if (here()) requestAnimationFrame(() => whenPlotted(id, then));
};

function draw(answer) {
  whenPlotted('sweep-chart', plot => {
    if (page.answer !== answer) return;
    Plotly.react(plot, answer.figure.data, { ...answer.figure.layout, autosize: true }, CONFIG);
    page.drawn = answer;
    if (plot.dataset.listens) return;
    plot.dataset.listens = true;
    plot.on('plotly_click', ({ points }) => play(points));
  });
}

function drawGround({ ground, sweep }) {
  whenPlotted('sweep-ground', plot => {
    const [x, y] = sweep.race.start, size = typeSize();
    const ink = getComputedStyle(document.documentElement).getPropertyValue('--ink');
    const head = {
      type: 'scatter', mode: 'markers', x: [x], y: [y], hoverinfo: 'skip', cliponaxis: false,
      marker: { size: 16 * size, color: '#e8590c', line: { width: 3 * size, color: ink } },
    };
    Plotly.react(plot, [...ground.data, head], { ...ground.layout, autosize: true }, CONFIG);
    page.drawnGround = ground;
    if (plot.dataset.listens) return;
    plot.dataset.listens = true;
    plot.addEventListener('click', event => {
      const { xaxis, yaxis } = plot._fullLayout, area = plot.querySelector('.nsewdrag').getBoundingClientRect();
      const u = (event.clientX - area.left) / area.width, v = (area.bottom - event.clientY) / area.height;
      if (u < 0 || u > 1 || v < 0 || v > 1) return;
      const at = (axis, share) => Number((axis.range[0] + share * (axis.range[1] - axis.range[0])).toPrecision(4));
      sweepStart([at(xaxis, u), at(yaxis, v)]);
    });
  });
}

export const sweepStart = start => {
  page.follows = false;
  race().start = start;
  const plot = plotIn('sweep-ground');
  if (plot && page.drawnGround) Plotly.restyle(plot, { x: [[start[0]]], y: [[start[1]]] }, [plot.data.length - 1]);
  changed();
};

document.addEventListener('ravine:theme', () => {
  if (!here() || !page.state) return;
  if (page.answer?.long && page.finished?.key === keyOf(page.answer)) {
    fill(page.answer, page.finished.content);
    draw(page.answer);
  }
  changed({ ground: true });
});

/* ---- races behind the points ---- */

const number = value => String(value);
const settingsOf = (name, settings) => {
  const declared = page.catalog.optimizers[name].hyperparameters;
  const told = Object.entries(settings).filter(([key, value]) => key === 'learning_rate' || value !== declared[key].default);
  return told.map(([key, value]) => `${key}:${number(value)}`).join();
};

/* The link of the race page with these methods at a rate (an index); `value` is that of the second hyperparameter. */
export const sweepRaceLink = (names, rate, value = 0) => {
  const { base, rates, values, sweep, runs } = page.drawn || page.answer, { second } = sweep;
  const methods = names.map(name => {
    const settings = { ...sweep.race.optimizers[name] };
    const rated = 'learning_rate' in settings;
    if (rated && !runs[name][rate]) return null; // out of its range
    if (rated) settings.learning_rate = rates[rate];
    if (second?.method === name) settings[second.name] = values[value];
    return `${name}=${settingsOf(name, settings)}`;
  });
  return `${location.pathname.replace(/sweep\/?$/, '')}?${[base, ...methods.filter(Boolean)].join('&')}`;
};

function play(points) {
  const point = points.find(({ data }) => data.meta?.method);
  if (!point) return;
  const { method } = point.data.meta, { pointIndex: index } = point;
  const [value, rate] = Array.isArray(index) ? index : [0, index];
  const names = page.plays === 'all' ? Object.keys(page.drawn.sweep.race.optimizers) : [method];
  visit(sweepRaceLink(names, rate, value));
}

/* To another page of the app, as its own links do: what runs in the tray goes on. */
export const visit = address => {
  history.pushState({}, '', address);
  window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
  window.scrollTo(0, 0);
};

let timer;
function showLink(query) {
  clearTimeout(timer);
  timer = setTimeout(() => { if (here()) history.replaceState(history.state, '', `?${query}`); }, PAUSE);
}

/* ---- long sweeps ---- */

const titleOf = ({ sweep }) => `Sweep of ${sweepSurfaceEntry(sweep.race).label}`;
const runJob = form => startJob({
  kind: 'sweep', quiet: form === 'json', label: titleOf(page.answer),
  request: { sweep: page.answer.sweep, size: typeSize(), form },
});

jobEnded.listen(async ({ asked, state, address }) => {
  if (asked.kind !== 'sweep' || asked.request.form !== 'json' || state !== 'done') return;
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return void notice('The sweep is ready, but the server did not send it.', [], 'server');
  page.finished = { key: JSON.stringify(asked.request.sweep), content: await response.json() };
  if (here() && page.answer && keyOf(page.answer) === page.finished.key) {
    fill(page.answer, page.finished.content);
    show(page.answer);
  }
});

function fill(answer, { figures, rows }) {
  Object.assign(answer, { figure: figures[themeNow()][answer.measure], rows });
}

/* ---- buttons ---- */

async function download() {
  if (page.answer.long) return void runJob('csv');
  const response = await post(page.catalog.paths.table, { sweep: page.answer.sweep });
  if (!response?.ok) return;
  const link = element('a');
  const name = `ravine-sweep-${page.answer.sweep.race.surface.replaceAll('_', '-')}.csv`;
  Object.assign(link, { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const ACTIONS = {
  'sweep-methods': () => openChooser(),
  choose: ({ name }) => sweepToggle(name),
  close: (_, button) => closeDialog(button),
  'sweep-run': () => runJob('json'),
  'sweep-csv': download,
  'sweep-share': async () => {
    try {
      await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${page.answer.query}`);
      notice('The link is copied: it opens exactly this sweep.', [], 'link', 'info');
    } catch {
      notice('The browser did not allow copying; the link is in the address bar.', [], 'link', 'info');
    }
  },
};

document.addEventListener('click', event => {
  if (!here() || !page.answer) return;
  const button = event.target.closest('[data-action]'), link = event.target.closest('a[data-race]');
  if (button) ACTIONS[button.dataset.action]?.(button.dataset, button);
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    visit(link.getAttribute('href'));
  }
});
