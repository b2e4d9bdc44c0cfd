/* The chooser of methods: a dialog with a search. A choice is a button with the action `choose`. */
import { openDialog } from './dialogs.mjs';

const choices = () => [...document.querySelectorAll('#chooser .choice')];

export const openChooser = () => {
  document.querySelector('#chooser input').value = '';
  searchMethods('');
  openDialog('chooser');
};

/* Enter in the search: the only one found. */
export const chooseFound = () => {
  const found = choices().filter(node => !node.hidden);
  if (found.length === 1) found[0].click();
};

export const searchMethods = text => {
  const words = text.toLowerCase().split(/\s+/);
  choices().forEach(node => { node.hidden = !words.every(word => node.dataset.text.includes(word)); });
  document.querySelectorAll('.choice-group').forEach(group => {
    group.hidden = !group.querySelector('.choice:not([hidden])');
  });
};

/* Presses those for which `isChosen(name)`. */
export const showChosen = isChosen => choices().forEach(node => {
  node.setAttribute('aria-pressed', isChosen(node.dataset.name));
});
