/* The first visit: a line that says what this is, where to begin, and a slider that invites. Each ends once it is not
   needed any more, and does not come back. */
import { serveActions } from '../ui/actions.mjs';
import { byId, found } from '../ui/elements.mjs';
import { released } from '../ui/hand.mjs';
import { recall, remember } from '../ui/memory.mjs';
import { opened } from './news.mjs';
import { isHere, state } from './state.mjs';

const SEEN = 'welcome'; // the line was closed
const DRAGGED = 'dragged'; // the slider was used

const root = document.documentElement;
const MASTER = '#desk [data-control="master"]';

/* On a page that is new; that of a lesson says itself what it is. */
export const mountWelcome = () => {
  const line = byId('welcome');
  const first = Boolean(line) && !recall(SEEN);
  if (line) line.hidden = !first;
  root.toggleAttribute('data-first-visit', first);
  document.querySelector(MASTER)?.classList.toggle('inviting', !recall(DRAGGED));
};

serveActions(isHere, {
  'welcome-close': () => {
    remember(SEEN, 'yes');
    mountWelcome();
  },
});

document.addEventListener('input', event => {
  const place = found(event, MASTER);
  if (!place?.classList.contains('inviting')) return;
  remember(DRAGGED, 'yes');
  place.classList.remove('inviting');
});

/* Who has moved a slider and the start has done what the line says. */
const done = { slider: false, start: false };
let starts = '';
const startsNow = () => JSON.stringify(state.panels.map(({ spec }) => spec.start));
opened.listen(() => {
  starts = startsNow();
});
document.addEventListener('input', event => {
  done.slider ||= Boolean(found(event, '#desk input[type="range"]'));
});
released.listen(() => {
  if (!isHere() || recall(SEEN)) return;
  done.start ||= startsNow() !== starts;
  if (!done.slider || !done.start) return;
  remember(SEEN, 'yes');
  mountWelcome();
  window.dispatchEvent(new Event('resize')); // Plotly follows the window
});
