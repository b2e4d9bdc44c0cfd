/* What is said of a plane: that is here, or that could be made. */
import { catalog } from '../core/catalog.mjs';
import { badge } from '../ui/badge.mjs';
import { element } from '../ui/elements.mjs';

const HEADS = [
  ['path', ''],
  ['axis 1', 'share of the path’s variance along the first axis'],
  ['axis 2', 'along the second'],
  ['lost', 'share of the squared distance from the origin that is off the plane'],
  ['end', 'the network’s own loss at the end'],
  ['drawn', 'the loss of the plane below that end'],
];

const headOf = (text, scope, title = '') => Object.assign(element('th', '', text), { scope, title });

function pathLine(line, { name, axes, lost, own, below }) {
  const { label, look } = catalog.optimizers[name];
  const first = headOf('', 'row');
  first.append(badge(line, look), element('span', '', label));
  line.append(first, ...[...axes, lost, own, below].map(text => element('td', '', text)));
}

function tableOf(rows, together) {
  const table = element('table', 'scoreboard');
  const body = element('tbody');
  table
    .createTHead()
    .insertRow()
    .append(...HEADS.map(([text, title]) => headOf(text, 'col', title)));
  table.append(body);
  rows.forEach(row => pathLine(body.insertRow(), row));
  const cells = [...together, '', '', ''].map(text => element('td', '', text));
  body.insertRow().append(headOf('together', 'row'), ...cells);
  return table;
}

/* A section: how the paths of a plane lie in it. */
export const wordsOf = ({ title, facts, rows, together, distortion, clock }) => {
  const box = element('section', 'plane-said');
  const paragraphs = [element('p', '', distortion), element('p', 'facts', clock)];
  box.append(element('h3', '', title), element('p', 'facts', facts), tableOf(rows, together), ...paragraphs);
  return box;
};

const timeOf = seconds => (seconds < 90 ? `${Math.ceil(seconds / 5) * 5} s` : `${Math.ceil(seconds / 60)} minutes`);

/* A section: a plane that is not on this server, and the button that has it made. */
export const offerOf = ({ title, facts, seconds }, make) => {
  const box = element('section', 'plane-missing');
  const button = element('button', 'primary', 'Make it');
  button.type = 'button';
  button.onclick = () => {
    button.disabled = true;
    make();
  };
  box.setAttribute('role', 'status');
  box.append(
    element('h3', '', title),
    element('p', '', `This plane is not on this server, or no longer. ${facts}`),
    element('p', 'facts', `Making it takes about ${timeOf(seconds)}.`),
    button,
  );
  return box;
};
