/* The address bar holds the whole state: the panels as the server wrote them, the view as it is here. A lesson's holds
   the lesson and the step. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { createAddress } from '../ui/address.mjs';
import { state } from './state.mjs';
import { storyNow } from './story.mjs';

/* The link of the scene. `paused`: at the step that is seen now, also while playing. */
export const linkQuery = paused => {
  const { panels, queries, view } = state;
  const parts = queries.map((query, i) => (panels[i]?.zoom ? `${query}&zoom=${panels[i].zoom.join()}` : query));
  const running = clock.playing && !paused ? null : Math.round(clock.step);
  const shown = { ...view, step: state.begun ? running : view.step }; // before it begins as it was asked for
  Object.entries(catalog.view).forEach(([key, standard]) => {
    if (shown[key] !== standard && shown[key] !== null) parts.push(`${key}=${[].concat(shown[key]).join()}`);
  });
  return parts.join('&');
};

/* The link of the page: in a lesson that of its step. */
export const pageQuery = paused => storyNow().query || linkQuery(paused);

export const showLink = createAddress(() => {
  if (!document.getElementById('race-page') || !state.queries.length) return null; // nothing is opened yet
  storyNow().follow();
  return pageQuery();
});
