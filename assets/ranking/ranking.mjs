/* The ranking page: what is chosen, the profiles of it, and a table that can be sorted. */
import { createGate } from '../core/gate.mjs';
import { typeSize } from '../race/controls.mjs';
import { markerSvg } from '../race/legend.mjs';
import { element } from '../ui/elements.mjs';
import { notice } from '../ui/notices.mjs';
import { themeNow } from '../ui/theme.mjs';
import { post } from '../ui/server.mjs';

const STANDARD = { methods: 'classics', surfaces: 'all' };
const state = { chosen: { ...STANDARD }, sort: 'solved', up: false, answer: null };
export { state as ranking };
let catalog;
const here = () => document.getElementById('ranking-page');

export function open(search, found) {
  if (!here()) return dash_clientside.no_update;
  catalog = found;
  const given = new URLSearchParams(search);
  Object.keys(STANDARD).forEach(part => { state.chosen[part] = offered(part, given.get(part)) ? given.get(part) : STANDARD[part]; });
  ask();
  return search;
}

const buttons = part => [...document.querySelectorAll(`#ranking-page [data-choice="${part}"]`)];
const offered = (part, value) => buttons(part).some(node => node.dataset.value === value);

const gate = createGate(async wanted => {
  const response = await post(catalog.ranking_path, wanted);
  if (!response || !here()) return;
  const answer = await response.json();
  if (answer.problems) return void notice('That cannot be ranked:', answer.problems);
  state.answer = answer;
  draw(answer);
  showTable();
  document.getElementById('ranking-said').textContent = answer.said;
});

function ask() {
  Object.entries(state.chosen).forEach(([part, value]) =>
    buttons(part).forEach(node => node.setAttribute('aria-pressed', node.dataset.value === value)));
  gate.push({ ...state.chosen, theme: themeNow(), size: typeSize() });
}

document.addEventListener('ravine:theme', () => { if (here() && state.answer) ask(); });

document.addEventListener('click', ({ target }) => {
  const button = target.closest('#ranking-page [data-choice]'), head = target.closest('#ranking-table [data-sort]');
  if (button) {
    state.chosen[button.dataset.choice] = button.dataset.value;
    history.replaceState(history.state, '', `?${new URLSearchParams(state.chosen)}`);
    ask();
  }
  if (head) {
    state.up = state.sort === head.dataset.sort ? !state.up : head.dataset.sort === 'ratio' || head.dataset.sort === 'label';
    state.sort = head.dataset.sort;
    showTable();
    document.querySelector(`#ranking-table [data-sort="${state.sort}"]`).focus();
  }
});

/* ---- drawing ---- */

const plotHere = () => document.querySelector('#ranking-chart .js-plotly-plot');

function draw(answer) {
  if (!here() || state.answer !== answer) return;
  const plot = window.Plotly && plotHere();
  if (!plot) return void requestAnimationFrame(() => draw(answer));
  Plotly.react(plot, answer.figure.data, { ...answer.figure.layout, autosize: true }, { displayModeBar: false, responsive: true });
}

/* One method strong, the others pale; nobody: all alike. */
function highlight(name) {
  const plot = plotHere();
  if (!plot?.data?.length) return;
  Plotly.restyle(plot, { opacity: plot.data.map(({ meta }) => (name && meta?.method !== name ? 0.15 : 1)) });
  document.querySelectorAll('#ranking-table [data-name]').forEach(node => node.classList.toggle('faded', Boolean(name) && node.dataset.name !== name));
}

const COLUMNS = [
  ['label', 'method', 'sort by name'],
  ['solved', 'solved', 'share of all problems that it solved within the budget'],
  ['wins', 'fastest', 'share of all problems on which nobody here was faster'],
  ['ratio', 'median τ', 'median of its evaluations over the fastest method’s, on the problems that anybody here solved; – if it solved less than half of them'],
];
const WRITE = {
  solved: value => `${(100 * value).toFixed(0)} %`,
  wins: value => `${(100 * value).toFixed(0)} %`,
  ratio: value => (value === null ? '–' : value.toPrecision(3)),
};
const valueOf = (row, key) => (key === 'label' ? catalog.optimizers[row.name].label : row[key] ?? Infinity);

function showTable() {
  const table = document.getElementById('ranking-table');
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const [key, text, title] of COLUMNS) {
    const cell = element('th'), button = element('button', '', text);
    cell.scope = 'col';
    Object.assign(button, { type: 'button', title });
    button.dataset.sort = key;
    if (state.sort === key) cell.setAttribute('aria-sort', state.up ? 'ascending' : 'descending');
    cell.append(button);
    head.append(cell);
  }
  const order = (a, b) => {
    const p = valueOf(a, state.sort), q = valueOf(b, state.sort);
    return (p < q ? -1 : p > q ? 1 : 0) * (state.up ? 1 : -1);
  };
  const body = table.createTBody();
  [...state.answer.rows].sort((a, b) => order(a, b) || b.wins - a.wins).forEach(row => body.append(line(row)));
}

function line(row) {
  const node = element('tr'), title = element('th'), { label, look } = catalog.optimizers[row.name];
  node.dataset.name = row.name;
  node.style.setProperty('--light', look.light);
  node.style.setProperty('--dark', look.dark);
  title.scope = 'row';
  title.append(markerSvg(look), element('span', '', label));
  node.append(title, ...Object.entries(WRITE).map(([key, write]) => element('td', '', write(row[key]))));
  node.tabIndex = 0;
  node.onmouseenter = node.onfocus = () => highlight(row.name);
  node.onmouseleave = node.onblur = () => highlight(null);
  return node;
}
