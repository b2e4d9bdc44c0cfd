/* The ranking page: what is chosen, and the answer for it. */
import { createGate } from '../core/gate.mjs';
import { createAddress } from '../ui/address.mjs';
import { notice } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { draw } from './chart.mjs';
import { isHere, page, STANDARD } from './page.mjs';
import { showTable, sortBy } from './table.mjs';

export function open(search, catalog) {
  if (!isHere()) return dash_clientside.no_update;
  page.catalog = catalog;
  const given = new URLSearchParams(search);
  Object.entries(STANDARD).forEach(([part, usual]) => {
    page.chosen[part] = offered(part, given.get(part)) ? given.get(part) : usual;
  });
  ask();
  return search;
}

const buttons = part => [...document.querySelectorAll(`#ranking-page [data-choice="${part}"]`)];
const offered = (part, value) => buttons(part).some(node => node.dataset.value === value);

const showAddress = createAddress(() => (isHere() ? String(new URLSearchParams(page.chosen)) : null));

const gate = createGate(async wanted => {
  const response = await post(page.catalog.ranking_path, wanted);
  if (!response || !isHere()) return;
  const answer = await response.json();
  if (answer.problems) return void notice('That cannot be ranked:', answer.problems);
  page.answer = answer;
  draw(answer);
  showTable();
  document.getElementById('ranking-said').textContent = answer.said;
});

function ask() {
  Object.entries(page.chosen).forEach(([part, value]) => {
    for (const node of buttons(part)) node.setAttribute('aria-pressed', node.dataset.value === value);
  });
  gate.push({ ...page.chosen, theme: themeNow(), size: typeSize() });
}

document.addEventListener('ravine:theme', () => {
  if (isHere() && page.answer) ask();
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('#ranking-page [data-choice]'),
    head = target.closest('#ranking-table [data-sort]');
  if (button) {
    page.chosen[button.dataset.choice] = button.dataset.value;
    showAddress();
    ask();
  }
  if (head) sortBy(head.dataset.sort);
});
