/* What a panel's picture is called: by the lesson that is told on the page, or with the scene that was opened, as
   long as its race is the one that the words are about; others may have joined it. */
import { holdsFor } from '../core/caption.mjs';
import { state } from './state.mjs';
import { storyNow } from './story.mjs';

let words = []; // of the scene that was opened last, one a panel, or none
let about = []; // the races that they are about

/* Of a scene whose panels the state has now. */
export const keepCaptions = ({ captions = [] }) => {
  words = captions;
  about = state.panels.map(({ spec }) => structuredClone(spec));
};

export const captionOf = index =>
  storyNow().caption(index) || (holdsFor(state.panels[index].spec, about[index]) ? (words[index] ?? '') : '');
