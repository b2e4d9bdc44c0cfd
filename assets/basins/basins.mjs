/* The basin page: opens a link, and takes news from one part of it to the others. */

import { serveActions } from '../ui/actions.mjs';
import { mountChooser, openChooser } from '../ui/chooser.mjs';
import { closeDialog } from '../ui/dialogs.mjs';
import { byId } from '../ui/elements.mjs';
import { notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { arrived, ask, askFiner, refused } from './asking.mjs';
import { changed, chooseSurface, edited, toggleMethod, tuneAll } from './edits.mjs';
import { goToRace, share, showAddress } from './link.mjs';
import { isHere, page, surfaceKey } from './page.mjs';
import { prepare } from './previewing.mjs';
import { beginUndo } from './undo.mjs';
import { recolor, say, showMaps, showMethods, showSizes, showValues } from './view.mjs';

export async function open(search, data) {
  page.catalog = data;
  if (!isHere()) return;
  const response = await post(data.paths.open, { search });
  const opened = response?.ok && (await response.json());
  if (!opened || !isHere()) return;
  const { spec, own, facts, problems } = opened;
  Object.assign(page, { spec, own, maps: new Map(), legend: [], lines: null, query: null, queryOf: null, good: '' });
  page.facts = { ...facts, of: surfaceKey() };
  if (problems.length)
    notify('This link has parts that could not be read, or that play no part here:', { items: problems });
  beginUndo();
  prepare();
  mountChooser(data.optimizers);
  byId('basins-maps').replaceChildren();
  changed({ surface: true, methods: true });
}

export { chooseSurface as surface };

const showState = ({ surface = false, methods = false }) => {
  if (surface) {
    dash_clientside.set_props('basins-surface', { value: page.spec.surface });
    say('');
  }
  if (methods) showMethods();
  showValues();
  showSizes();
  ask();
};

edited.listen(showState);
refused.listen(() => showState({ surface: true, methods: true }));

arrived.listen(names => {
  showMaps(names);
  showAddress();
});

document.addEventListener('ravine:theme', () => {
  if (!isHere() || !page.spec) return;
  recolor();
  showAddress();
});

serveActions(() => isHere() && Boolean(page.spec), {
  'basins-race': () => goToRace(),
  'basins-share': () => share(),
  'basins-desk': () => byId('basins-page').classList.toggle('wide'),
  'basins-methods': () => openChooser(),
  'basins-tuned': tuneAll,
  'basins-finer': askFiner,
  choose: ({ name }) => toggleMethod(name),
  close: (_, button) => closeDialog(button),
});
