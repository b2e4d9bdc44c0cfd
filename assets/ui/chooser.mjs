/* The chooser of methods: a dialog with a search. A choice is a button with the action `choose`. */
import { markChoices } from './badge.mjs';
import { mountControls } from './controls.mjs';
import { openDialog } from './dialogs.mjs';
import { element } from './elements.mjs';

const choices = () => [...document.querySelectorAll('#chooser .choice')];

export const openChooser = () => {
  document.querySelector('#chooser input').value = '';
  searchMethods('');
  openDialog('chooser');
};

/* Gives a new page's chooser its search, and its methods their badges. */
export const mountChooser = optimizers => {
  markChoices(optimizers);
  mountControls({ search });
};

function search(place, { label }) {
  const node = element('input');
  Object.assign(node, { type: 'search', placeholder: 'name, author or year', autocomplete: 'off' });
  node.setAttribute('aria-label', label);
  node.oninput = () => searchMethods(node.value);
  node.onkeydown = ({ key }) => {
    if (key === 'Enter') chooseFound();
  };
  place.append(node);
  return [];
}

/* Enter in the search: the only one found. */
const chooseFound = () => {
  const found = choices().filter(node => !node.hidden);
  if (found.length === 1) found[0].click();
};

const searchMethods = text => {
  const words = text.toLowerCase().split(/\s+/);
  choices().forEach(node => {
    node.hidden = !words.every(word => node.dataset.text.includes(word));
  });
  document.querySelectorAll('.choice-group').forEach(group => {
    group.hidden = !group.querySelector('.choice:not([hidden])');
  });
};

/* Presses those for which `isChosen(name)`. */
export const showChosen = isChosen =>
  choices().forEach(node => {
    node.setAttribute('aria-pressed', isChosen(node.dataset.name));
  });
