/* A lesson: its text beside the panels, step by step, and the scene of each step.

   `lesson` is what pages/lesson.py says: {title, stops: [{text, plain, search, panels, view, captions, highlight,
   hand}], answer, at}. The last stop is the question; it keeps the scene of the one before. */
import { atFrame } from '../player/loop.mjs';
import { highlight } from '../race/highlight.mjs';
import { linkQuery } from '../race/link.mjs';
import { opened, renewed } from '../race/news.mjs';
import { askScene, beginScene } from '../race/opening.mjs';
import { reveal } from '../race/predict.mjs';
import { copy, state } from '../race/state.mjs';
import { tellStory } from '../race/story.mjs';
import { leaveStep } from '../race/way_back.mjs';
import { serveActions, serveKeys } from '../ui/actions.mjs';
import { all, byId, element, found, inform, writeMarkdown } from '../ui/elements.mjs';
import { chosenTheme } from '../ui/theme.mjs';
import { handText, showHand } from './hand.mjs';

let lesson = null;
let at = 0; // the stop that the reader is at
let showing = null; // the stop whose scene is on the page

const answer = () => byId('answer', HTMLDetailsElement);
/** @type {(action: string) => HTMLButtonElement} */
const buttonOf = action => document.querySelector(`#story [data-action="${action}"]`);
const here = () => Boolean(lesson && byId('story'));

/* What the race page is told of the step. "Play with it" leads to the race page as this page is now. */
tellStory(
  () =>
    here() && {
      query: `at=${at + 1}`,
      caption: index => movedText(lesson.stops[at], index) ?? lesson.stops[at].captions[index],
      follow() {
        if (state.begun) inform('play-with-it', { href: `${lesson.race_path}?${linkQuery()}` });
      },
      turn(query) {
        turn(Number(query.split('=')[1]) - 1);
        emphasize();
      },
    },
);

const specText = panel => JSON.stringify(panel?.spec);

/* In the place of a caption that is no more true: where the hand is. Undefined where nothing is moved. */
const movedText = ({ panels, hand }, index) =>
  specText(state.panels[index]) === specText(panels[index]) ? undefined : handText(hand, index);

/* The racer that the step is about; its legend is there at the next frame. */
const emphasize = () => {
  if (here()) atFrame(() => highlight(lesson.stops[at].highlight));
};

opened.listen(emphasize);

/* Before the link is followed: then the address is another one. */
const leave = event => {
  const stop = at === lesson?.stops.length - 1 ? 'the question' : `step ${at + 1}`;
  if (found(event, '#play-with-it')) leaveStep(`${location.pathname}?at=${at + 1}`, `${lesson.title}, ${stop}`);
};
document.addEventListener('click', leave, { capture: true });

/* A new page, which asks the server for the first scene. */
export const open = told => {
  lesson = told;
  at = told.at;
  showing = told.stops[at].search;
  const part = answer(); // a browser tells of a fold later, when the page may be another one
  part.ontoggle = () => {
    if (!part.open || !part.isConnected) return;
    writeMarkdown('answer-text', lesson.answer);
    reveal();
  };
  showStory();
  ask(told.stops[at]);
};

const ask = ({ search }) => {
  const theme = chosenTheme();
  askScene(theme ? `?${search}&theme=${theme}` : `?${search}`);
};

function go(to) {
  if (to < 0 || to >= lesson.stops.length || to === at) return;
  const before = showing;
  turn(to);
  const stop = lesson.stops[at];
  if (stop.search !== before || stop.view.step !== null || isMoved(stop)) showScene(stop);
  else {
    emphasize();
    renewed.tell(true);
  }
}

/* Whether a hand has made another race of what a stop shows: what is moved at one step goes back at the next. */
const isMoved = stop => String(state.panels.map(specText)) !== String(stop.panels.map(specText));

/* At a stop, whose scene is on the page or to come. */
function turn(to) {
  at = to;
  showing = lesson.stops[at].search;
  writeMarkdown('story-text', lesson.stops[at].text);
  byId('story-text').dataset.plain = lesson.stops[at].plain;
  showStory();
}

function showStory() {
  const last = lesson.stops.length - 1;
  all('#story [data-action="lesson-step"]').forEach((dot, place) => {
    dot.toggleAttribute('aria-current', place === at);
    if (place === at) dot.setAttribute('aria-current', 'step');
  });
  buttonOf('lesson-back').disabled = at === 0;
  buttonOf('lesson-next').disabled = at === last;
  Object.assign(answer(), { open: false, hidden: at !== last });
  byId('story').classList.toggle('asks', at === last);
  showHand(lesson.stops[at].hand);
  byId('story-sources').replaceChildren(...lesson.stops[at].sources.map(sourceOf));
}

/* Where a method is from; its card says it with the equation. */
const sourceOf = ({ name, words, source }) => {
  const button = element('button', 'source-button', words);
  Object.assign(button, { type: 'button', title: source });
  Object.assign(button.dataset, { action: 'optimizer-card', name });
  return button;
};

/* What Plotly has drawn stays where it fits: only another surface or another view of it is drawn anew. */
function showScene(stop) {
  const { panels, view } = state;
  const theme = view.theme;
  const drawn = (spec, zoom) => [spec.surface, spec.surface_parameters, spec.expression, spec.domain, zoom];
  const picture = (shown, seen) =>
    JSON.stringify([shown.map(({ spec, zoom }) => drawn(spec, zoom)), seen.dimensions, seen.camera]);
  if (picture(panels, view) !== picture(stop.panels, stop.view)) {
    ask(stop);
    return;
  }
  const scene = copy({ panels: stop.panels, view: { ...stop.view, theme }, problems: [] });
  scene.panels.forEach((panel, index) => {
    Object.assign(panel, { own: panels[index].own, facts: panels[index].facts });
  });
  beginScene(scene);
}

/* Forward also opens the answer, then goes on to the next lesson: a presenter's remote has no other key. */
function forward() {
  if (at < lesson.stops.length - 1) go(at + 1);
  else if (!answer().open) answer().open = true;
  else byId('next-lesson')?.click();
}

serveKeys(here, { PageDown: forward, PageUp: () => go(at - 1) });

serveActions(here, {
  'lesson-back': () => go(at - 1),
  'lesson-next': () => go(at + 1),
  'lesson-step': ({ step }) => go(Number(step)),
});
