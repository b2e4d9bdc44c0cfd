/* Every finished edit is a step that can be taken back, and done again: by keys, by buttons, and by the browser's Back
   and Forward (ui/entries.mjs). All that a link holds is part of it, and the scope, and the factors on rates. */
import { amend, beginSteps, canRedo, canUndo, goTo, push, redo, refuse, stepNow, undo } from '../core/undo.mjs';
import { atFrame } from '../player/loop.mjs';
import { serveActions } from '../ui/actions.mjs';
import { all } from '../ui/elements.mjs';
import { followSteps, openEntries, serveEntries } from '../ui/entries.mjs';
import { handled, isPressed, isTyping, released } from '../ui/hand.mjs';
import { pageQuery, showLink } from './link.mjs';
import { answered, edited, judged, renewed, viewed } from './news.mjs';
import { askScene } from './opening.mjs';
import { isConfirmed } from './server.mjs';
import { putState, readState, stateText } from './snapshot.mjs';
import { isHere, rememberOpened, state } from './state.mjs';
import { storyNow } from './story.mjs';

/** @type {import('../core/undo.mjs').Steps} */
let steps = beginSteps('');
let story = ''; // the step of the lesson that these are of
let isDue = false; // the hand is at an edit

const isBegun = () => isHere() && state.panels.length > 0;

/* ---- steps ---- */

function note() {
  isDue = false;
  if (!isBegun()) return;
  steps = push(steps, stateText(), { kind: handled(), at: performance.now() });
  if (isConfirmed()) trust();
  follow();
}

/* The server knows the state: its link is right. */
const trust = () => {
  steps = amend(steps, { isSure: true, query: pageQuery() });
};

const follow = () => {
  atFrame(showButtons);
  followSteps();
};

for (const news of [edited, viewed]) {
  news.listen(() => {
    if (isPressed()) isDue = true;
    else note();
  });
}

released.listen(() => {
  if (isDue) note();
});

/* What the server has found belongs to the edit that it was asked about. */
answered.listen(() => {
  if (!isDue && isBegun()) steps = amend(steps, { text: stateText() });
});

judged.listen(isGood => {
  if (!isBegun() || (isGood && isDue)) return;
  if (isGood) {
    steps = amend(steps, { text: stateText() });
    trust();
  } else steps = refuse(steps, stateText(), performance.now());
  isDue = false;
  follow();
});

/* ---- the ways through them ---- */

function show(other) {
  if (other === steps) return;
  steps = other;
  putState(stepNow(steps).text);
  isDue = false; // the key that did it is still down
  follow();
}

const go = move => {
  if (isDue) note();
  show(move(steps));
};

/* All as it was opened, as an edit; the light is the reader's. */
const resetAll = () => {
  const text = state.opened;
  if (!text) return;
  const opened = JSON.parse(text);
  opened.view.theme = state.view.theme;
  putState(JSON.stringify(opened));
};

serveActions(isHere, { undo: () => go(undo), redo: () => go(redo), 'reset-all': resetAll });

document.addEventListener('keydown', event => {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
  if (!(ctrlKey || metaKey) || altKey || !isHere() || isTyping() || document.querySelector(':modal')) return;
  const letter = key.toLowerCase();
  const move = letter === 'z' ? (shiftKey ? redo : undo) : letter === 'y' && !shiftKey ? redo : null;
  if (!move) return;
  event.preventDefault();
  go(move);
});

const WAYS = {
  undo: () => canUndo(steps),
  redo: () => canRedo(steps),
  'reset-all': () => stepNow(steps).text !== state.opened,
};

function showButtons() {
  for (const [action, isOpen] of Object.entries(WAYS)) {
    all(`[data-action="${action}"]`).forEach(button => button.toggleAttribute('disabled', !isOpen()));
  }
}

/* ---- another scene, and the browser's history ---- */

function adopt({ steps: kept, more }, id) {
  steps = goTo(kept, id) ?? kept;
  story = more.story;
  rememberOpened(more.opened);
}

renewed.listen(isSame => {
  const entry = openEntries();
  if (entry) {
    adopt(entry.past, entry.id);
    readState(stepNow(steps).text);
  } else {
    steps = beginSteps(stateText());
    story = storyNow().query;
    if (!isSame) rememberOpened(stateText());
  }
  isDue = false;
  follow();
});

serveEntries({
  isHere: isBegun,
  past: () => ({ steps, more: { opened: state.opened, story } }),
  query: pageQuery,
  shown: showLink,
  come(id) {
    const there = goTo(steps, id);
    if (there) show(there);
    else askScene(location.search); // it is too long ago
  },
  adopt(past, id) {
    adopt(past, id);
    storyNow().turn(story);
    putState(stepNow(steps).text);
    isDue = false;
    follow();
  },
});
