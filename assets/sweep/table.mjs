/* The table of the sweep page: of each method its best rates, and links to the races at them. */
import { measured } from '../core/numbers.mjs';
import { badge } from '../ui/badge.mjs';
import { byId, element } from '../ui/elements.mjs';
import { raceLink } from './link.mjs';
import { page } from './page.mjs';

const HEADS = [
  ['method', ''],
  ['best rate', 'the learning rate of the lowest final loss, and those around it that end at most twice as high'],
  ['final loss', 'the lowest one; with noise the mean of the last tenth of the steps'],
  ['steps', 'the fewest steps until the loss was within 1/1000 of the way from the start to the lowest minimum'],
  ['at rate', 'the learning rate of the fewest steps'],
  ['stable to', 'the highest learning rate below the first one at which the loss ends above that of the start'],
  ['theory', 'the largest stable learning rate on a quadratic with largest curvature L'],
  ['play', ''],
];

export const showSweepTable = answer => {
  const table = /** @type {HTMLTableElement} */ (byId('sweep-table'));
  const { second } = answer.sweep;
  table.replaceChildren();
  table.dataset.query = answer.query;
  const head = table.createTHead().insertRow();
  HEADS.forEach(([text, title]) => head.append(Object.assign(element('th', '', text), { scope: 'col', title })));
  const body = table.createTBody();
  answer.rows
    .filter(({ name }) => !second || second.method === name)
    .forEach(found => body.append(line(found, answer)));
};

const at = (index, { rates, values }, flat) => {
  if (!index) return '–';
  const rate = flat ? 'any' : measured(rates[index[0]]);
  return index.length > 1 ? `${rate}, ${measured(values[index[1]])}` : rate;
};

function line(found, answer) {
  const { label, look } = page.catalog.optimizers[found.name];
  const node = element('tr');
  const title = element('th');
  node.dataset.name = found.name;
  title.scope = 'row';
  title.append(badge(node, look), element('span', '', label));
  const stable = found.stable ? `${measured(found.stable[1])}${found.open ? ' +' : ''}` : '–';
  const level = found.plateau?.map(index => measured(answer.rates[index])).join(' to ');
  const cells = [
    at(found.lowest, answer, found.flat) + (level ? ` (${level})` : ''),
    found.loss === null ? '–' : measured(found.loss),
    found.steps === null ? '–' : String(found.steps),
    at(found.fewest, answer, found.flat),
    found.flat ? 'no rate' : stable,
    found.bound === null ? '–' : `${found.formula} = ${measured(found.bound)}`,
  ];
  node.append(title, ...cells.map(text => element('td', '', text)), plays(found, answer, label));
  return node;
}

/* Links to the races at a method's best rate. */
function plays(found, answer, label) {
  const cell = element('td', 'plays');
  const chosen = answer.measure === 'steps' ? (found.fewest ?? found.lowest) : found.lowest;
  const add = (text, words, names) => {
    const link = element('a', '', text);
    link.href = raceLink(answer, names, chosen[0], chosen[1]);
    link.dataset.race = '';
    link.setAttribute('aria-label', words);
    cell.append(link, ' ');
  };
  if (chosen) {
    add('alone', `Play ${label} alone at its best rate`, [found.name]);
    add('all', `Play all at the best rate of ${label}`, Object.keys(answer.sweep.race.optimizers));
  }
  return cell;
}
