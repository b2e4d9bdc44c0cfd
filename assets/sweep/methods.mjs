/* A method of the sweep page: its badge, and, when it is unfolded, its hyperparameters. */
import { badge } from '../ui/badge.mjs';
import { element } from '../ui/elements.mjs';
import { sliderRow } from '../ui/slider_row.mjs';
import { edit, toggleMethod } from './edits.mjs';
import { page, race } from './page.mjs';

/* The names of some methods as the catalog has them. */
export const order = optimizers => Object.keys(page.catalog.optimizers).filter(name => name in optimizers);

export const methodRow = (name, open) => {
  const { label, look, hyperparameters } = page.catalog.optimizers[name];
  const node = element('div', 'sweep-method');
  const part = element('details');
  const summary = element('summary');
  node.dataset.name = name;
  part.open = open;
  summary.append(badge(node, look), element('span', 'label', label));
  part.append(summary);
  const settings = () => race().optimizers[name];
  const rows = Object.entries(hyperparameters)
    .filter(([key]) => key !== 'learning_rate')
    .map(([key, parameter]) =>
      sliderRow({
        title: parameter.label,
        help: parameter.help,
        label: `${label} ${parameter.label}`,
        parameter,
        values: () => [settings()[key]],
        take: value => edit(() => Object.assign(settings(), { [key]: value })),
      }),
    );
  const nothing = element('span', 'no-rate', 'no other hyperparameters');
  part.append(...(rows.length ? rows.map(row => row.node) : [nothing]));
  node.append(part, removeButton(name, label));
  return { node, show: () => rows.forEach(row => row.show()) };
};

function removeButton(name, label) {
  const remove = element('button', 'close', '×');
  Object.assign(remove, { type: 'button', title: `Remove ${label}` });
  remove.setAttribute('aria-label', `Remove ${label}`);
  remove.onclick = () => toggleMethod(name);
  return remove;
}
