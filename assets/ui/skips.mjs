/* The links at the head of a page that skip to a part of it: the keyboard goes there, the address stays. */

import { serveClicks } from './actions.mjs';
import { byId } from './elements.mjs';

serveClicks(
  () => true,
  '.skips a',
  (link, event) => {
    event.preventDefault();
    const part = byId(link.getAttribute('href')?.slice(1) ?? '');
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: 'nearest' });
  },
);
