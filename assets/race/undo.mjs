/* Edits of the race page as steps (ui/steps.mjs). All that a link holds is part of them, and the scope, and the factors
   on rates. */
import { noteAnswer, noteEdit, noteJudgement, openSteps } from '../ui/steps.mjs';
import { pageQuery, showLink } from './link.mjs';
import { answered, edited, judged, renewed, viewed } from './news.mjs';
import { askScene } from './opening.mjs';
import { isConfirmed } from './server.mjs';
import { putState, readState, stateText } from './snapshot.mjs';
import { isHere, rememberOpened, state } from './state.mjs';
import { storyNow } from './story.mjs';

let story = ''; // the step of the lesson that these are of

const host = {
  isHere: () => isHere() && state.panels.length > 0,
  text: stateText,
  put: putState,
  read: readState,
  isConfirmed,
  query: pageQuery,
  shown: showLink,
  ask: askScene,
  remember: rememberOpened,
  more: () => ({ story }),
  take: more => {
    story = more ? more.story : storyNow().query;
  },
  turn: () => storyNow().turn(story),
  /* The light is the reader's. */
  reset: text => {
    const opened = JSON.parse(text);
    opened.view.theme = state.view.theme;
    return JSON.stringify(opened);
  },
};

for (const news of [edited, viewed]) news.listen(noteEdit);
answered.listen(noteAnswer);
judged.listen(noteJudgement);
renewed.listen(isSame => openSteps(host, isSame));
