/* The ranking page: what is chosen, and the answer for it. */
import { createGate } from '../core/gate.mjs';
import { serveClicks } from '../ui/actions.mjs';
import { createAddress } from '../ui/address.mjs';
import { all, byId, press } from '../ui/elements.mjs';
import { notify } from '../ui/notices.mjs';
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

const buttons = part => [...all(`#ranking-page [data-choice="${part}"]`)];
const offered = (part, value) => buttons(part).some(node => node.dataset.value === value);

const showAddress = createAddress(() => (isHere() ? String(new URLSearchParams(page.chosen)) : null));

const gate = createGate(async (wanted, still) => {
  const response = await post(page.catalog.ranking_path, wanted, () => still() && isHere());
  const answer = await response?.json();
  if (!answer || !isHere()) return; // the page may be left while an answer comes
  if (answer.problems) return void notify('That cannot be ranked:', { items: answer.problems });
  page.answer = answer;
  draw(answer);
  showTable();
  byId('ranking-said').textContent = answer.said;
});

function ask() {
  Object.entries(page.chosen).forEach(([part, value]) => {
    for (const node of buttons(part)) press(node, node.dataset.value === value);
  });
  gate.push({ ...page.chosen, theme: themeNow(), size: typeSize() });
}

document.addEventListener('ravine:theme', () => {
  if (isHere() && page.answer) ask();
});

serveClicks(isHere, '#ranking-page [data-choice]', ({ dataset: { choice, value } }) => {
  page.chosen[choice] = value;
  showAddress();
  ask();
});

serveClicks(isHere, '#ranking-table [data-sort]', ({ dataset: { sort } }) => sortBy(sort));
