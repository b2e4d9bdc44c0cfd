/* The first visit: a line that says what this is, where to begin, and a slider that invites. Each ends once it is not
   needed any more, and does not come back. */
import { serveActions } from '../ui/actions.mjs';
import { byId, found } from '../ui/elements.mjs';
import { recall, remember } from '../ui/memory.mjs';
import { isHere } from './state.mjs';

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
