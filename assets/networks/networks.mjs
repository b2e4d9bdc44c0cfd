/* The network page: what is chosen, and news from one part of the page to the others. */
import { serveActions, serveClicks } from '../ui/actions.mjs';
import { openChooser } from '../ui/chooser.mjs';
import { closeDialog } from '../ui/dialogs.mjs';
import { all, byId, press } from '../ui/elements.mjs';
import { arrived, ask, askFor, opened } from './asking.mjs';
import { draw, unpin } from './chart.mjs';
import { mountNetworkDesk, showNetworkDesk } from './desk.mjs';
import { chosen as drawn, edited, toggleMethod, useTuned } from './edits.mjs';
import { downloadCurves } from './files.mjs';
import { share, showAddress } from './link.mjs';
import { isHere, isShown, page, trains } from './page.mjs';
import { showProgress } from './progress.mjs';
import { showNetworkTable } from './table.mjs';
import { busy, clear, train, trained } from './training.mjs';

export function open(search, catalog) {
  if (!isHere()) return dash_clientside.no_update;
  Object.assign(page, { catalog, shown: null });
  unpin();
  askFor(search || page.left); // who comes back finds what was there
  return search;
}

/* ---- what is chosen ---- */

const buttons = part => [...all(`#networks-page [data-choice="${part}"]`)];

function showChoices() {
  const chosen = page.catalog.experiments[page.experiment];
  const gap = Boolean(chosen) && chosen.optimum !== null;
  if (page.scale === 'gap' && !gap) page.scale = 'log';
  for (const part of ['experiment', 'of', 'epoch', 'scale', 'side']) {
    for (const node of buttons(part)) press(node, node.dataset.value === page[part]);
  }
  buttons('scale').find(({ dataset }) => dataset.value === 'gap').hidden = !gap;
  buttons('side')[0].parentElement.hidden = buttons('of')[0].parentElement.hidden = !trains();
  buttons('epoch')[0].parentElement.hidden = page.experiment !== 'spectrum';
  byId('networks-results').hidden = trains() && page.side === 'train';
  byId('networks-training').hidden = !trains() || page.side !== 'train';
  if (trains()) showTraining();
  showAddress();
}

function showTraining() {
  showNetworkDesk();
  showProgress();
}

const isOpen = () => isHere() && Boolean(page.shown);

serveClicks(isOpen, '#networks-page [data-choice]', ({ dataset: { choice, value } }) => {
  page[choice] = value;
  if (choice === 'experiment' || choice === 'of') unpin();
  showChoices();
  if (choice !== 'side') ask();
});

document.addEventListener('ravine:theme', () => {
  if (isOpen()) ask();
});

serveActions(isOpen, {
  'networks-train': train,
  'networks-cancel': () => busy()?.stop(),
  'networks-clear': clear,
  'networks-csv': downloadCurves,
  'networks-share': share,
  'networks-tuned': useTuned,
  'networks-methods': () => openChooser(),
  choose: ({ name }) => toggleMethod(name),
  close: (_, button) => closeDialog(button),
});

/* ---- news ---- */

const showCurves = () => {
  draw();
  showNetworkTable();
};

opened.listen(() => {
  mountNetworkDesk();
  showChoices();
});

arrived.listen(showCurves);

drawn.listen(() => {
  showAddress();
  ask();
});

edited.listen(() => {
  showTraining();
  showAddress();
});

/* What is on the chart, if it is this experiment's, and what runs, whatever is on the chart. */
trained.listen(({ request }) => {
  if (!isHere() || !page.shown) return;
  if (request.experiment === page.experiment && isShown()) showCurves();
  showProgress();
});
