/* Edits of the sweep page as steps (ui/steps.mjs). */
import { noteAnswer, noteEdit, noteJudgement, openSteps } from '../ui/steps.mjs';
import { answered, askFor, edited, refused } from './asking.mjs';
import { linkNow, showAddress } from './link.mjs';
import { isCurrent, isHere, page } from './page.mjs';
import { putState, stateText } from './snapshot.mjs';

const isConfirmed = () => isCurrent(page.answer);

const host = {
  isHere: () => isHere() && Boolean(page.state),
  text: stateText,
  put: putState,
  isConfirmed,
  query: linkNow,
  shown: showAddress,
  ask: askFor,
};

edited.listen(noteEdit);
refused.listen(() => noteJudgement(false));

/* The page that is left is seen for a moment longer: the address, and its entry, are then another page's. */
const isLeft = () => location.pathname.replace(/\/$/, '') !== page.catalog.path.replace(/\/$/, '');

/* A link that is opened begins; the link by which your own function is asked for is an edit. */
answered.listen((_, opens, isEdit) => {
  if (isLeft()) return;
  if (opens && !isEdit) return openSteps(host);
  if (opens) noteEdit();
  if (isConfirmed()) return noteJudgement(true);
  return noteAnswer();
});
