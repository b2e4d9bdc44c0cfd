/* The address bar holds the whole state: the panels as the server wrote them, the view as it is here. A lesson's holds
   the lesson and the step. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { lessonPlace, linkToRace } from '../lessons/lesson.mjs';
import { begun } from './pictures.mjs';
import { state } from './state.mjs';
import { notice } from '../ui/notices.mjs';

const PAUSE = 300; // ms; browsers allow only so many changes of the address
let timer;

/* `paused`: at the step that is seen now, also while playing. */
export const linkQuery = paused => {
  const { panels, queries, view } = state;
  const parts = queries.map((query, i) => (panels[i] && panels[i].zoom ? `${query}&zoom=${panels[i].zoom.join()}` : query));
  const running = clock.playing && !paused ? null : Math.round(clock.step);
  const shown = { ...view, step: begun ? running : view.step }; // before it begins as it was asked for
  Object.entries(catalog.view).forEach(([key, standard]) => {
    if (shown[key] !== standard && shown[key] !== null) parts.push(`${key}=${[].concat(shown[key]).join()}`);
  });
  return parts.join('&');
};

export const showLink = () => {
  const { pathname } = location;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!document.getElementById('race-page') || location.pathname !== pathname) return; // the reader has left it
    if (!state.queries.length) return; // nothing is opened yet
    history.replaceState(history.state, '', `?${lessonPlace() || linkQuery()}`);
    linkToRace();
  }, PAUSE);
};

export const copyLink = async () => {
  const link = `${location.origin}${location.pathname}?${lessonPlace() || linkQuery(true)}`;
  try {
    await navigator.clipboard.writeText(link);
    notice('The link is copied: it opens exactly this picture.', [], 'link', 'info');
  } catch {
    notice('The browser did not allow copying; the link is in the address bar.', [], 'link', 'info');
  }
};
