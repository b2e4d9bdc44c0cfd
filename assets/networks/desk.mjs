/* The controls of the network page: what would be trained. Made anew when the experiment or its methods change. */
import { parse } from '../core/scales.mjs';
import { badgeOf } from './badge.mjs';
import { highlight } from './chart.mjs';
import { edited, toggleMethod } from './edits.mjs';
import { byId, offered, page, setupNow } from './page.mjs';
import { mountFields } from '../ui/fields.mjs';
import { element } from '../ui/elements.mjs';
import { choice, control, field, row } from '../basins/controls.mjs';

let shows = [], madeFor = '';
const kept = part => { shows.push(part.show); return part.node; };

const changed = () => {
  edited.tell();
};

/* The chooser's marks, once for a page. */
export const mountNetworkDesk = () => {
  mountFields();
  madeFor = '';
  document.querySelectorAll('#chooser .choice').forEach(node => {
    if (!node.querySelector('.marker')) node.prepend(badgeOf(node, node.dataset.name));
  });
};

export const showNetworkDesk = () => {
  const { methods } = setupNow(), key = [page.experiment, ...Object.keys(methods)].join();
  if (key !== madeFor) {
    madeFor = key;
    shows = [];
    byId('networks-whole').replaceChildren(...wholeRows());
    const open = new Set([...document.querySelectorAll('#networks-methods > .open')].map(node => node.dataset.name));
    byId('networks-methods').replaceChildren(...Object.keys(page.catalog.optimizers).filter(name => name in methods).map(name => methodRow(name, open)));
    document.querySelectorAll('#chooser .choice').forEach(node => {
      const known = node.dataset.name in offered();
      node.disabled = !known;
      node.setAttribute('aria-pressed', node.dataset.name in methods);
    });
  }
  shows.forEach(show => show());
};

/* ---- rows ---- */

const HELP = {
  epochs: 'passes through the training pictures', seed: 'draws the first weights, the batches and the dropout',
  batch_size: 'pictures of a mini-batch: the papers have 128',
};

const NORMALIZATIONS = { none: 'none', batch: 'batch normalization', whiten: 'whitened layers (PRONG)' };

function wholeRows() {
  const { whole, data } = page.catalog, setup = setupNow();
  const numbers = ['epochs', 'batch_size', 'seed'].map(name => {
    const text = name.replace('_', ' '), title = text[0].toUpperCase() + text.slice(1);
    return row(text, HELP[name], kept(field(title, () => setup[name], given => parse(whole[name], given),
      value => { setup[name] = value; changed(); })));
  });
  const { normalizations } = page.catalog.experiments[page.experiment];
  const pick = (name, help, options) => row(name, help, kept(choice(name[0].toUpperCase() + name.slice(1), options, () => setup[name],
    value => { setup[name] = value; changed(); })));
  const layers = normalizations.map(name => [name, NORMALIZATIONS[name]]);
  return [
    ...numbers,
    ...(layers.length > 1 ? [pick('normalization', 'of what goes into each layer', layers)] : []),
    ...(Object.keys(data).length > 1 ? [pick('data', 'the pictures', Object.entries(data))] : []),
  ];
}

function methodRow(name, open) {
  const { label, hyperparameters } = page.catalog.optimizers[name], [first] = page.catalog.experiments[page.experiment].tuned[name];
  const { [first]: main, ...others } = hyperparameters;
  const node = element('div', 'networks-method'), settings = () => setupNow().methods[name];
  const shown = badgeOf(node, name), heading = element('span', 'label', main && first !== 'learning_rate' ? `${label} ${main.symbol}` : label);
  const part = parameter => {
    if (parameter.scale !== 'switch') return kept(control(`${label} ${parameter.label}`, parameter, settings, changed));
    const box = Object.assign(element('input'), { type: 'checkbox', onchange: () => { settings()[parameter.name] = Number(box.checked); changed(); } });
    box.setAttribute('aria-label', `${label} ${parameter.label}`);
    return kept({ node: box, show: () => { box.checked = Boolean(settings()[parameter.name]); } });
  };
  const more = element('button', 'icon-button more-button');
  more.append(element('span', 'icon more'));
  Object.assign(more, { type: 'button', title: `More of ${label}`, disabled: !Object.keys(others).length });
  more.setAttribute('aria-label', `More of ${label}`);
  const unfold = on => {
    node.classList.toggle('open', on);
    more.setAttribute('aria-expanded', on);
  };
  more.onclick = () => unfold(!node.classList.contains('open'));
  const rest = element('div', 'networks-more');
  rest.append(...Object.values(others).map(parameter => row(parameter.label, parameter.help, part(parameter))));
  const remove = element('button', 'close', '×');
  Object.assign(remove, { type: 'button', title: `Remove ${label}`, onclick: () => toggleMethod(name) });
  remove.setAttribute('aria-label', `Remove ${label}`);
  node.append(shown, heading, main ? part(main) : element('span', 'no-rate', 'no learning rate'), more, remove, rest);
  unfold(open.has(name));
  node.onmouseenter = () => highlight(name);
  node.onmouseleave = () => highlight(null);
  return node;
}
