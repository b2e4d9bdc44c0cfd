/* Edits of the basin page as steps (ui/steps.mjs). */
import { noteEdit, noteJudgement, openSteps } from '../ui/steps.mjs';
import { arrived, refused } from './asking.mjs';
import { edited } from './edits.mjs';
import { linkNow, showAddress } from './link.mjs';
import { isHere, page } from './page.mjs';
import { putState, readState, stateText } from './snapshot.mjs';

const isConfirmed = () => Boolean(linkNow());

const host = {
  isHere: () => isHere() && Boolean(page.spec),
  text: stateText,
  put: putState,
  read: readState,
  isConfirmed,
  query: linkNow,
  shown: showAddress,
  ask: search => dash_clientside.set_props('basins-location', { search }),
};

/* The state is that of an address. */
export const beginUndo = () => openSteps(host);

edited.listen(noteEdit);
arrived.listen(() => isConfirmed() && noteJudgement(true));
refused.listen(() => noteJudgement(false));
