/* The table of the ranking page, which can be sorted. */
import { badge } from '../ui/badge.mjs';
import { all, byId, element } from '../ui/elements.mjs';
import { highlight } from './chart.mjs';
import { page } from './page.mjs';

const RATIO =
  'median of its evaluations over the fastest method’s, on the problems that anybody here solved; ' +
  '– if it solved less than half of them';
const COLUMNS = [
  ['label', 'method', 'sort by name'],
  ['solved', 'solved', 'share of all problems that it solved within the budget'],
  ['wins', 'fastest', 'share of all problems on which nobody here was faster'],
  ['ratio', 'median τ', RATIO],
];
const WRITE = {
  solved: value => `${(100 * value).toFixed(0)} %`,
  wins: value => `${(100 * value).toFixed(0)} %`,
  ratio: value => (value === null ? '–' : value.toPrecision(3)),
};
const valueIn = (row, key) => (key === 'label' ? page.catalog.optimizers[row.name].label : (row[key] ?? Infinity));

export function showTable() {
  const table = byId('ranking-table', HTMLTableElement);
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const [key, text, title] of COLUMNS) {
    const cell = element('th');
    const button = element('button', '', text);
    cell.scope = 'col';
    Object.assign(button, { type: 'button', title });
    button.dataset.sort = key;
    if (page.sort === key) cell.setAttribute('aria-sort', page.up ? 'ascending' : 'descending');
    cell.append(button);
    head.append(cell);
  }
  const order = (a, b) => {
    const p = valueIn(a, page.sort);
    const q = valueIn(b, page.sort);
    return (p < q ? -1 : p > q ? 1 : 0) * (page.up ? 1 : -1);
  };
  const body = table.createTBody();
  [...page.answer.rows].sort((a, b) => order(a, b) || b.wins - a.wins).forEach(row => body.append(line(row)));
}

function line(row) {
  const node = element('tr');
  const title = element('th');
  const { label, look } = page.catalog.optimizers[row.name];
  node.dataset.name = row.name;
  title.scope = 'row';
  title.append(badge(node, look), element('span', '', label));
  node.append(title, ...Object.entries(WRITE).map(([key, write]) => element('td', '', write(row[key]))));
  node.tabIndex = 0;
  node.onmouseenter = node.onfocus = () => highlight(row.name);
  node.onmouseleave = node.onblur = () => highlight(null);
  return node;
}

/* By another column: names and ratios the least first, shares the greatest; the same again turns it round. */
export const sortBy = column => {
  page.up = page.sort === column ? !page.up : ['ratio', 'label'].includes(column);
  page.sort = column;
  showTable();
  all(`#ranking-table [data-sort="${column}"]`)[0].focus();
};
