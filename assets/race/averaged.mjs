/* Whose averages are drawn: in the desk a button for everybody, and one for each racer; several can be pressed. */
import { toggled } from '../core/average.mjs';
import { catalog } from '../core/catalog.mjs';
import { badge } from '../ui/badge.mjs';
import { byId, element, press } from '../ui/elements.mjs';
import { setView } from './edits.mjs';
import { isOn, state } from './state.mjs';

const methods = () => Object.keys(catalog.optimizers);

/* '' for everybody. */
export const chooseAveraged = name =>
  setView('average_of', name ? toggled(state.view.average_of, name, methods()) : []);

function button(name) {
  const node = element('button');
  node.type = 'button';
  Object.assign(node.dataset, { action: 'averaged', name });
  if (!name) node.append('All');
  else node.append(badge(node, catalog.optimizers[name].look), catalog.optimizers[name].label);
  return node;
}

/* Who races, and who is chosen: a link may name somebody else. */
export const showAveraged = () => {
  const of = state.view.average_of;
  const place = byId('average_of');
  const names = ['', ...methods().filter(name => isOn(name) || of.includes(name))];
  if (place.dataset.names !== names.join()) {
    place.dataset.names = names.join();
    place.replaceChildren(...names.map(button));
  }
  for (const node of /** @type {HTMLCollectionOf<HTMLElement>} */ (place.children)) {
    const { name } = node.dataset;
    press(node, name ? of.includes(name) : !of.length);
    node.title = !name || isOn(name) ? '' : `${catalog.optimizers[name].label} does not race now`;
  }
};
