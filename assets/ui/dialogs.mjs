/* The page's own dialogs: how they open and close, the chooser of methods and the editor of your own function. */
import { app } from '../core/app.mjs';
import { catalog } from '../core/catalog.mjs';
import { setOwn, state } from '../race/state.mjs';
import { showFields } from './fields.mjs';
import { typeset } from './elements.mjs';
import { post } from './server.mjs';
import { createGate } from '../core/gate.mjs';

const PAUSE = 250; // ms after the last key before the server is asked

/* With the keyboard in its first field, or on what `first` selects; after the mouse it is the clock's again when the
   dialog closes. */
export const openDialog = (name, first = 'input') => {
  if (app.byPointer) document.activeElement?.blur();
  const dialog = document.getElementById(name);
  dialog.showModal();
  const field = dialog.querySelector(first);
  field?.focus();
  field?.select?.();
};
export const closeDialog = button => button.closest('dialog').close();

document.addEventListener('pointerdown', event => { // beside the dialog, on its backdrop
  if (event.target.nodeName !== 'DIALOG') return;
  const { left, right, top, bottom } = event.target.getBoundingClientRect(), { clientX: x, clientY: y } = event;
  if (x < left || x > right || y < top || y > bottom) event.target.close();
});

document.addEventListener('keydown', event => { // the browser closes only those that hold the keyboard
  if (event.key === 'Escape' && !event.target.closest('input')) document.querySelector('.dialog.aside[open]')?.close();
});

/* ---- methods ---- */

export const openChooser = () => {
  document.querySelector('#chooser input').value = '';
  searchMethods('');
  openDialog('chooser');
};

/* Enter in the search: the only one found. */
export const chooseFound = () => {
  const found = document.querySelectorAll('.choice:not([hidden])');
  if (found.length === 1) found[0].click();
};

export const searchMethods = text => {
  const words = text.toLowerCase().split(/\s+/);
  document.querySelectorAll('.choice').forEach(node => {
    node.hidden = !words.every(word => node.dataset.text.includes(word));
  });
  document.querySelectorAll('.choice-group').forEach(group => {
    group.hidden = !group.querySelector('.choice:not([hidden])');
  });
};

export const showChooser = () => document.querySelectorAll('.choice').forEach(node => {
  node.setAttribute('aria-pressed', state.roster.includes(node.dataset.name));
});

/* ---- your own function ---- */

let edited, draft, timer; // the panel; {expression, domain}
let understood, waiting; // what the server made of the draft, null while it is asked; whether it is used then
const gate = createGate(async asked => {
  const response = await post(catalog.functions_path, asked);
  const answer = response?.ok ? await response.json() : { problem: 'The server does not answer.' };
  if (asked === draft) show(answer);
});

function show(answer) {
  understood = answer.problem ? null : answer;
  document.getElementById('own-message').textContent = answer.problem || '';
  document.getElementById('own-formula').hidden = Boolean(answer.problem);
  document.getElementById('own-use').disabled = Boolean(answer.problem);
  if (answer.formula) typeset('own-formula', answer.formula);
  if (waiting) useOwn();
}

export const ownDraft = () => draft;

export const changeDraft = change => {
  draft = { ...draft, ...change };
  understood = null;
  waiting = false;
  document.getElementById('own-use').disabled = true;
  clearTimeout(timer);
  timer = setTimeout(() => gate.push(draft), PAUSE);
};

export const editOwn = index => {
  const { spec } = state.panels[index], own = spec.surface === 'own';
  edited = index;
  changeDraft(own ? { expression: spec.expression, domain: spec.domain } : draft ?? catalog.own);
  showFields();
  openDialog('own');
};

export const useOwn = () => {
  waiting = !understood;
  if (waiting) return;
  setOwn(edited, draft.expression, understood);
  document.getElementById('own').close();
};
