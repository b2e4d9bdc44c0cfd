/* "Play with it" leads from a lesson to the race page: at the top of the desk there a link leads back to its step. */
import { arrived } from './news.mjs';

const KEY = 'ravine.lesson';

/* The step that is left: its address, and what it is called. */
export const leaveStep = (href, title) => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ href, title }));
  } catch {
    // then the browser's Back leads there
  }
};

/* An address that somebody has typed, or followed from elsewhere, is another walk. */
const [came] = globalThis.performance?.getEntriesByType?.('navigation') ?? [];
if (came && /** @type {PerformanceNavigationTiming} */ (came).type === 'navigate') {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // then nothing was kept
  }
}

const left = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
};

/* Where the page is new: the link is Dash's, so that the lesson comes without a new load. */
arrived.listen(() => {
  const step = left();
  if (!step || !document.getElementById('back-to-lesson')) return;
  dash_clientside.set_props('back-to-lesson', { href: step.href, children: `← ${step.title}`, className: '' });
});
