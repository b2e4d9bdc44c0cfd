/* The races that the server is asked for, through a gate, and what the page makes of the answers. */
import { readAnswer } from '../core/answer.mjs';
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { isPressed, released } from '../ui/hand.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { showBackgrounds } from './backgrounds.mjs';
import { heldDraws } from './draws.mjs';
import { adoptFacts } from './facts.mjs';
import { showLink } from './link.mjs';
import { answered, edited, judged } from './news.mjs';
import { panels, showRaces } from './pictures.mjs';
import { heldBy, keepRaces } from './races.mjs';
import { copy, isHere, linked, state } from './state.mjs';

const STILL = 300; // ms without an edit after which a hand that holds a slider rests

let good; // the panels of the last answer without problems
let count = 0; // requests
let newest = 0; // the last one that was answered
let timer = null; // while an edit is not asked for yet

/* What would take the server too long is answered in parts. */
const gate = createGate(async (asked, still, signal) => {
  for (const panel of asked.panels) panel.held = heldBy(panel);
  const specs = asked.panels.map(({ spec, follows }) => (follows ? { ...spec, start: null } : spec));
  const held = asked.panels.map(panel => [...panel.held.keys()]);
  for (let after = 0; after !== null; ) {
    const body = { panels: specs, held, draws: heldDraws(specs), after };
    const response = await post(catalog.races_path, body, still, signal);
    if (!response) return;
    const answer = await read(response).catch(() => null);
    if (!answer) return askRaces(); // it broke off
    takeAnswer(answer, asked);
    after = still() ? (answer.next ?? null) : null;
  }
});

async function read(response) {
  if (response.headers.get('Content-Type').startsWith('application/json')) return response.json();
  if (!response.ok) return { problems: [`the server answered ${response.status} ${response.statusText}`] };
  const { header, take } = readAnswer(await response.arrayBuffer());
  return { ...header, take: length => take(Float64Array, length) };
}

/* Asks for the races of the state, as it is now. */
export const askRaces = () => {
  clearTimeout(timer);
  timer = null;
  gate.push({ number: ++count, at: performance.now(), panels: copy(state.panels) });
};

const waiting = []; // what is to be done when the server has confirmed the state

/* Resolves when the server knows the state as it is, and the link says it. */
export const confirmed = () =>
  new Promise(resolve => {
    waiting.push(resolve);
    if (timer !== null) askRaces();
    tellConfirmed();
  });

/* Whether the server knows the state as it is. */
export const isConfirmed = () => timer === null && newest === count;

function tellConfirmed() {
  if (isConfirmed()) for (const resolve of waiting.splice(0)) resolve();
}

/* After an edit: at once where only the server can run some racer, else when the hand rests. */
export const confirm = () => {
  clearTimeout(timer);
  timer = setTimeout(askRaces, STILL);
  if (!isPressed() || panels.some(({ lacks }) => lacks)) askRaces();
};

released.listen(() => {
  if (timer !== null) askRaces();
});

/* Another scene: it is good, what comes back if the next is refused; answers to what was asked before are not about
   it. */
export const trustState = () => {
  good = copy(state.panels);
  newest = ++count;
};

/* The racers of an answer, with what else the server knows, or the reasons why there are none; then the last good state
   comes back. */
export const takeAnswer = (answer, asked) => {
  if (!isHere() || asked.number < newest) return;
  if (!answer.next) newest = asked.number;
  if (answer.problems) return void refuse(answer.problems);
  if (answer.panels.length !== state.panels.length) return; // of a page that is gone
  for (const held of [state.panels, asked.panels]) {
    held.forEach((panel, index) => adopt(panel, answer.panels[index]));
  }
  keepRaces(answer, asked);
  good = asked.panels.map(({ held, ...panel }) => panel);
  state.queries = answer.panels.map(({ query }) => query);
  showRaces();
  if (answer.panels.some(({ facts }) => facts)) answered.tell(); // the start, and what the picture is
  showLink();
  if (isConfirmed()) judged.tell(true);
  tellConfirmed();
};

function refuse(problems) {
  notify('That race cannot be run:', { items: problems, near: lastUsed(), until: edited });
  state.panels = copy(good).map(linked);
  if (state.scope !== 'all' && state.scope >= state.panels.length) state.scope = 'all';
  showBackgrounds();
  showRaces();
  judged.tell(false);
  answered.tell();
  tellConfirmed();
}

function adopt(panel, { surface, facts, start }) {
  if (panel.spec.surface === surface) adoptFacts(panel, facts, start); // else it has another one by now
}
