/* The editor of your own function: what is typed, and what the server makes of it. */
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { openDialog } from '../ui/dialogs.mjs';
import { showFields } from '../ui/fields.mjs';
import { typeset } from '../ui/elements.mjs';
import { post } from '../ui/server.mjs';
import { setOwn } from './edits.mjs';
import { state } from './state.mjs';

const PAUSE = 250; // ms after the last key before the server is asked

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
