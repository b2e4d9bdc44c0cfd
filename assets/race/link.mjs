/* The address bar holds the whole state: the panels as the server wrote them, the view as it is here. A lesson's holds
   the lesson and the step. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { textOf, viewParts } from '../core/view_text.mjs';
import { createAddress } from '../ui/address.mjs';
import { isAtEntry } from '../ui/entries.mjs';
import { isHere, state } from './state.mjs';
import { storyNow } from './story.mjs';

/* How a panel's picture is seen, as `Panel.to_query` of races/query/writer.py writes it. */
const seenText = panel => {
  const zoom = panel?.zoom ? `&zoom=${textOf(panel.zoom)}` : '';
  const equal = typeof panel?.equal === 'boolean' ? `&equal=${panel.equal ? 'on' : 'off'}` : '';
  return zoom + equal;
};

/* The link of the scene. `paused`: at the step that is seen now, also while playing. `change`: of the view. */
export const linkQuery = (paused, change = {}) => {
  const { panels, queries, view } = state;
  const parts = queries.map((query, i) => query + seenText(panels[i]));
  const running = clock.playing && !paused ? null : Math.round(clock.step);
  const shown = { ...view, ...change, step: state.begun ? running : view.step }; // before it begins as it was asked for
  return [...parts, ...viewParts(shown, catalog.view)].join('&');
};

/* The link of the page: in a lesson that of its step. */
export const pageQuery = paused => storyNow().query || linkQuery(paused);

export const showLink = createAddress(() => {
  if (!isHere() || !state.queries.length) return null; // nothing is opened yet
  storyNow().follow();
  return isAtEntry() ? pageQuery() : null; // else the browser is on its way to that of the state
});
