/* The sweep page: opens a link, and takes news from one part of it to the others. */

import { measured } from '../core/numbers.mjs';
import { serveActions, serveClicks } from '../ui/actions.mjs';
import { openChooser } from '../ui/chooser.mjs';
import { closeDialog } from '../ui/dialogs.mjs';
import { byId } from '../ui/elements.mjs';
import { visit } from '../ui/visit.mjs';
import { answered, askFor, changed, edited, refused } from './asking.mjs';
import { drawChart, drawMoving, forgetDrawn } from './chart.mjs';
import { outcomeFrom } from './curves.mjs';
import { mountSweepDesk, showSweepDesk } from './desk.mjs';
import { fetchDraws, lacksDraws } from './draws.mjs';
import { chooseSurface, toggleMethod } from './edits.mjs';
import { downloadTable, fill, finished, runJob } from './files.mjs';
import { drawGround, forgetGround, showGround, showStart } from './ground.mjs';
import { share, showAddress } from './link.mjs';
import { isCurrent, isFinished, isHere, page, race } from './page.mjs';
import { isPredictable, predict, predicted, prepare } from './predicting.mjs';
import { showSweepTable } from './table.mjs';
import './undo.mjs';

const REST = 120; // ms without an edit or an answer before Plotly draws, and the table is written
const CALM = 500; // ms after Plotly has drawn before what a drag takes is computed ahead
const UNDRAWN = 'Noise on the way; meanwhile the server computes.';

export function open(search, catalog) {
  if (!isHere()) return dash_clientside.no_update;
  Object.assign(page, { catalog, state: null, answer: null, known: {}, finished: null, facts: null, follows: false });
  forgetDrawn();
  forgetGround();
  askFor(search);
  prepare();
  return search;
}

export const surface = value => page.state && chooseSurface(value);

const showState = () => {
  byId('sweep-late').textContent = lacksDraws(race()) ? UNDRAWN : '';
  showSweepDesk();
  showGround();
  rest();
};

edited.listen(showState);

refused.listen(() => {
  if (!page.state) return;
  showStart();
  showState();
});

answered.listen((answer, opens) => {
  show(answer);
  if (opens) mountSweepDesk();
  showSweepDesk();
  showAddress();
});

predicted.listen((edit, sweep) => {
  if (edit < page.shown || isCurrent(page.answer) || !drawMoving(sweep)) return;
  page.shown = edit;
  const late = sweep.methods.filter(({ faint }) => faint).map(({ name }) => page.catalog.optimizers[name].label);
  byId('sweep-late').textContent = late.length ? `${late.join(', ')}: as before, until the server has it` : '';
});

finished.listen(show);

function show(answer) {
  if (isFinished(answer)) fill(answer);
  const stale = !answer.figure;
  byId('sweep-page').classList.toggle('stale', stale);
  byId('sweep-wait').hidden = !stale;
  if (stale) {
    const words = `${answer.lanes} races: about ${measured(Math.max(answer.seconds, 1))} s.`;
    byId('sweep-wait-words').textContent = words;
  }
  if (!isCurrent(answer) && isPredictable()) return; // what is drawn is newer
  if (!stale && answer.numbers && drawMoving(sweepOf(answer))) rest();
  else draw(answer);
  page.shown = answer.number;
}

/* The curves of an answer, in numbers. */
function sweepOf({ measure, numbers, rates, sweep }) {
  const { floor, start_loss: startLoss, methods } = numbers;
  const all = Object.entries(methods).map(([name, told]) => ({
    name,
    rates,
    outcomes: [outcomeFrom(told)],
    faint: false,
  }));
  return { measure, steps: sweep.race.steps, isMap: false, floor, startLoss, methods: all };
}

let later;
function rest() {
  clearTimeout(later);
  later = setTimeout(settle, REST);
}

/* Once nothing moves: if no other answer is to come. */
function settle() {
  if (isHere() && isCurrent(page.answer) && page.drawn !== page.answer) draw(page.answer);
}

/* All that is shown of an answer. */
function draw(answer) {
  clearTimeout(later);
  if (answer.ground) drawGround(answer);
  delete answer.ground;
  byId('sweep-late').textContent = '';
  if (!answer.figure) return;
  drawChart(answer);
  showSweepTable(answer);
  setTimeout(prepareDrag, CALM);
}

/* What a drag will take. */
async function prepareDrag() {
  if (!isHere() || !page.state) return;
  await fetchDraws(race());
  if (isHere() && isPredictable()) predict({ quietly: true });
}

document.addEventListener('ravine:theme', () => {
  if (!isHere() || !page.state) return;
  if (page.answer && isFinished(page.answer)) show(page.answer);
  changed({ ground: true });
});

serveActions(() => isHere() && Boolean(page.answer), {
  'sweep-methods': () => openChooser(),
  choose: ({ name }) => toggleMethod(name),
  close: (_, button) => closeDialog(button),
  'sweep-run': () => runJob('json'),
  'sweep-csv': downloadTable,
  'sweep-share': share,
});

/* The links of the table: as the app's own. */
serveClicks(isHere, 'a[data-race]', (link, event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  visit(link.getAttribute('href'));
});
