/* The sweep page: opens a link, and takes news from one part of it to the others. */

import { measured } from '../core/numbers.mjs';
import { serveActions, serveClicks } from '../ui/actions.mjs';
import { openChooser } from '../ui/chooser.mjs';
import { closeDialog } from '../ui/dialogs.mjs';
import { byId } from '../ui/elements.mjs';
import { visit } from '../ui/visit.mjs';
import { answered, askFor, changed, edited } from './asking.mjs';
import { drawChart, drawGround, forgetDrawn } from './chart.mjs';
import { mountSweepDesk, showSweepDesk } from './desk.mjs';
import { chooseSurface, toggleMethod } from './edits.mjs';
import { downloadTable, fill, finished, runJob } from './files.mjs';
import { share, showAddress } from './link.mjs';
import { isFinished, isHere, page } from './page.mjs';
import { showSweepTable } from './table.mjs';

const REST = 120; // ms without an answer before the table is written anew: while a slider moves nobody reads it

export function open(search, catalog) {
  if (!isHere()) return dash_clientside.no_update;
  Object.assign(page, { catalog, state: null, answer: null, known: {}, finished: null, facts: null, follows: false });
  forgetDrawn();
  askFor(search);
  return search;
}

export const surface = value => page.state && chooseSurface(value);

edited.listen(showSweepDesk);

answered.listen((answer, opens) => {
  if (answer.ground) drawGround(answer);
  show(answer);
  if (opens) mountSweepDesk();
  showSweepDesk();
  showAddress();
});

finished.listen(show);

let later;
function show(answer) {
  if (isFinished(answer)) fill(answer);
  const stale = !answer.figure;
  byId('sweep-page').classList.toggle('stale', stale);
  byId('sweep-wait').hidden = !stale;
  if (stale) {
    const words = `${answer.lanes} races: about ${measured(Math.max(answer.seconds, 1))} s.`;
    byId('sweep-wait-words').textContent = words;
    return;
  }
  drawChart(answer);
  clearTimeout(later);
  later = setTimeout(() => {
    if (isHere() && page.answer === answer) showSweepTable(answer);
  }, REST);
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
