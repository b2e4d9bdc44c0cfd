/* The editor of your own function: what is typed, and what the server makes of it. */
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { parse } from '../core/numbers.mjs';
import { mountControls, put } from '../ui/controls.mjs';
import { openDialog } from '../ui/dialogs.mjs';
import { byId, element, typeset } from '../ui/elements.mjs';
import { isPointing } from '../ui/hand.mjs';
import { NumberField } from '../ui/number_field.mjs';
import { post } from '../ui/server.mjs';
import { setOwn } from './edits.mjs';
import { state } from './state.mjs';

const PAUSE = 250; // ms after the last key before the server is asked
const NO_ANSWER = 'The server cannot say what this is.';

let edited; // the panel
let draft; // {expression, domain}
let understood; // what the server made of the draft, null while it is asked
let waiting; // whether it is used then
let timer;

const gate = createGate(async asked => {
  const response = await post(catalog.functions_path, asked, () => asked === draft && isOpen());
  if (asked === draft && response) showAnswer(response.ok ? await response.json() : { problem: NO_ANSWER });
});

const isOpen = () => Boolean(byId('own', HTMLDialogElement)?.open); // the page may be left

function showAnswer(answer) {
  understood = answer.problem ? null : answer;
  byId('own-message').textContent = answer.problem || '';
  byId('own-formula').hidden = Boolean(answer.problem);
  byId('own-use', HTMLButtonElement).disabled = Boolean(answer.problem);
  if (answer.formula) typeset('own-formula', answer.formula);
  if (waiting) useOwn();
}

const changeDraft = change => {
  draft = { ...draft, ...change };
  understood = null;
  waiting = false;
  byId('own-use', HTMLButtonElement).disabled = true;
  clearTimeout(timer);
  timer = setTimeout(() => gate.push(draft), PAUSE);
};

export const editOwn = index => {
  const { spec } = state.panels[index];
  const own = spec.surface === 'own';
  edited = index;
  changeDraft(own ? { expression: spec.expression, domain: spec.domain } : (draft ?? catalog.own));
  showFields();
  openDialog('own');
};

export const useOwn = () => {
  if (fields.some(({ isRefused }) => isRefused)) return; // it stays to be mended
  waiting = !understood;
  if (waiting) return;
  setOwn(edited, draft.expression, understood);
  byId('own', HTMLDialogElement).close();
};

/* One of the examples. */
export const tryExpression = expression => {
  changeDraft({ expression });
  showFields();
};

/* ---- the fields ---- */

const BOUNDS = { minimum: -1e6, maximum: 1e6 };

let fields = []; // {show()}

const showFields = () => fields.forEach(field => field.show());

export const mountOwn = () => {
  const dialog = byId('own');
  dialog.onclose = () => {
    const { activeElement, body } = document;
    const isLost = activeElement === body || dialog.contains(activeElement);
    if (isLost && !isPointing()) byId(`panel-${edited}`).focus(); // where Enter does nothing
  };
  byId('own-refused').replaceChildren();
  fields = mountControls({ 'own-expression': expressionField, 'own-bound': boundField });
};

function expressionField(place, { label }) {
  const node = element('input');
  Object.assign(node, { type: 'text', autocomplete: 'off', spellcheck: false, maxLength: 400 });
  node.setAttribute('aria-label', label);
  node.oninput = () => changeDraft({ expression: node.value });
  node.onkeydown = ({ key }) => {
    if (key === 'Enter') useOwn();
  };
  const show = () => {
    const expression = draft?.expression ?? '';
    if (node.value !== expression) node.value = expression;
  };
  return put(place, { node, show });
}

function boundField(place, { name, label }) {
  const axis = 'xy'.indexOf(name[0]);
  const end = name.endsWith('from') ? 0 : 1;
  const values = () => (draft ? [draft.domain[axis][end]] : []);
  const take = value =>
    changeDraft({
      domain: draft.domain.map((pair, i) => pair.map((old, j) => (i === axis && j === end ? value : old))),
    });
  const line = byId('own-refused').appendChild(element('p', 'refused'));
  const say = problem => {
    line.textContent = problem && `${label}: ${problem}`;
  };
  return put(place, new NumberField({ label, values, read: text => parse(BOUNDS, text), take, say }));
}
