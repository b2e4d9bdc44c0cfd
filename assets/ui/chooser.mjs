/* The chooser of methods: a dialog with a search. A choice is a button with the action `choose`. */
import { isFound, lookedFor } from '../core/search.mjs';
import { markChoices } from './badge.mjs';
import { mountControls } from './controls.mjs';
import { closeDialog, openDialog } from './dialogs.mjs';
import { all, byId, element, press } from './elements.mjs';

const choices = () => [...all('#chooser .choice')];
const needs = () => [...all('#chooser .need')];
const searchInput = () => /** @type {HTMLInputElement} */ (document.querySelector('#chooser input'));

/** @type {(text: string | undefined) => string[]} */
const parts = text => (text ? text.split('|') : []);

export const openChooser = () => {
  searchInput().value = '';
  searchMethods('');
  openDialog('chooser');
};

/** Gives a new page's chooser its search, and its methods their badges.
 * @param {Parameters<typeof markChoices>[0]} optimizers */
export const mountChooser = optimizers => {
  markChoices(optimizers);
  mountControls({ search: searchField });
  for (const node of needs()) {
    node.onclick = () => {
      const search = searchInput();
      search.value = node.getAttribute('aria-pressed') === 'true' ? '' : (node.dataset.need ?? '');
      searchMethods(search.value);
    };
  }
};

/** @type {(place: HTMLElement, data: {label: string}) => []} */
function searchField(place, { label }) {
  const node = element('input');
  Object.assign(node, { type: 'search', placeholder: 'name, author, year or need', autocomplete: 'off' });
  node.setAttribute('aria-label', label);
  node.oninput = () => searchMethods(node.value);
  node.onkeydown = ({ key }) => {
    if (key === 'Enter') chooseFound();
    if (key === 'Escape') closeDialog(node); // the browser would only empty the field
  };
  place.append(node);
  return [];
}

/* Enter in the search: the only one found. */
const chooseFound = () => {
  const found = choices().filter(node => !node.hidden);
  if (found.length === 1) found[0].click();
};

/** @param {string} text */
const searchMethods = text => {
  const known = needs().map(({ dataset }) => ({ need: dataset.need ?? '', words: parts(dataset.words) }));
  const looked = lookedFor(text, known);
  for (const node of needs()) press(node, looked.needs.includes(node.dataset.need ?? ''));
  choices().forEach(node => {
    node.hidden = !isFound(looked, node.dataset.text ?? '', parts(node.dataset.needs));
  });
  for (const group of all('.choice-group')) {
    group.hidden = !group.querySelector('.choice:not([hidden])');
  }
  byId('chooser').classList.toggle(
    'none',
    choices().every(node => node.hidden),
  );
};

/** Presses those for which `isChosen(name)`.
 * @param {(name: string) => boolean} isChosen */
export const showChosen = isChosen => {
  choices().forEach(node => {
    node.setAttribute('aria-pressed', String(isChosen(node.dataset.name ?? '')));
  });
};
