/* What the sweep page asks the server for. An edit calls `changed`: the browser computes the curves while a slider is
   held, and the server is asked at rest; where it cannot, the server is asked at once, through a gate. */
import { createGate } from '../core/gate.mjs';
import { createSignal } from '../core/signal.mjs';
import { isPressed, released } from '../ui/hand.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { isHere, page, race, surfaceText } from './page.mjs';
import { isPredictable, predict } from './predicting.mjs';

const STILL = 300; // ms that a held slider rests before the server is asked

/* Tells (answer, opens, isEdit): the answer to an edit, or to a link that is opened, or to one that is an edit. */
export const answered = createSignal();

/* The state is another one by an edit. */
export const edited = createSignal();

/* The server did not take it: the last one that it took is back. */
export const refused = createSignal();

let groundWanted = false; // until an answer has it: a newer request may overtake the one that asked

export const changed = ({ ground = false } = {}) => {
  if (!page.state) return;
  groundWanted ||= ground;
  page.edits++;
  clearTimeout(still);
  if (isPredictable()) {
    predict();
    if (isPressed()) still = setTimeout(ask, STILL);
    else ask();
  } else ask();
  edited.tell();
};

let still;
let asked = 0; // the number of the last edit that the server was told

function ask() {
  clearTimeout(still);
  asked = page.edits;
  const { follows, state } = page;
  gate.push({ wanted: { ...structuredClone(state), ground: groundWanted, follows }, number: asked });
}

released.listen(() => {
  if (isHere() && asked < page.edits) ask();
});

/* Opens a link: its answer is the new state. */
export const askFor = (search, { isEdit = false } = {}) => {
  asked = ++page.edits;
  gate.push({ wanted: { search, ground: true }, number: asked, isEdit });
};

const gate = createGate(async ({ wanted, number, isEdit }, newest, signal) => {
  const body = { ...wanted, theme: themeNow(), size: typeSize() };
  const response = await post(page.catalog.paths.sweep, body, () => newest() && isHere(), signal);
  const answer = await response?.json();
  if (!answer || !isHere()) return; // the page may be left while an answer comes
  const opens = wanted.search !== undefined;
  if (opens || page.state) take({ ...answer, number }, opens, isEdit); // else of a sweep that another link has replaced
});

function take(answer, opens, isEdit) {
  notify('', { kind: 'server' });
  const { sweep, measure, problems = [] } = answer;
  if (!sweep) {
    notify('That sweep cannot be run:', {
      items: problems.length ? problems : ['the server could not answer'],
      near: lastUsed(),
    });
    if (page.good) page.state = structuredClone(page.good);
    if (page.answer) page.answer.number = answer.number; // which holds again
    refused.tell();
    return;
  }
  if (problems.length)
    notify('This link has parts that could not be read; the default stands in for each:', { items: problems });
  if (opens) page.state = structuredClone({ sweep, measure }); // edits leave the answer as it is
  page.good = structuredClone({ sweep, measure });
  page.answer = Object.assign(answer, { long: !answer.figure });
  page.own = answer.own ?? page.own;
  page.facts = answer.facts && { ...answer.facts, surface: sweep.race.surface, of: surfaceText(sweep.race) };
  const moved = page.follows || answer.moved;
  if (moved && page.facts && race().surface === sweep.race.surface) race().start = sweep.race.start;
  if (answer.ground) groundWanted = false;
  answered.tell(answer, opens, isEdit);
}
