/* The ways between the race page and the others. "Play with it" leads from a lesson to the race page: at the top of the
   desk there a link leads back to its step. "Race", in the head of another page, leads back to the race that was left;
   on the race page it leads to the first view. */
import { catalog } from '../core/catalog.mjs';
import { byId, found } from '../ui/elements.mjs';
import { visit } from '../ui/visit.mjs';
import { arrived } from './news.mjs';

const STEP = 'ravine.lesson';
const RACE = 'ravine.race';

const keep = (key, text) => {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // then the browser's Back leads there
  }
};

const kept = key => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
};

/* The step that is left: its address, and what it is called. */
export const leaveStep = (href, title) => keep(STEP, JSON.stringify({ href, title }));

/* An address that somebody has typed, or followed from elsewhere, is another walk. */
const [came] = globalThis.performance?.getEntriesByType?.('navigation') ?? [];
if (came && /** @type {PerformanceNavigationTiming} */ (came).type === 'navigate') keep(STEP, '');

/* Where the page is new: the link is Dash's, so that the lesson comes without a new load. */
arrived.listen(() => {
  const step = JSON.parse(kept(STEP) ?? 'null');
  if (!step || !byId('back-to-lesson')) return;
  dash_clientside.set_props('back-to-lesson', { href: step.href, children: `← ${step.title}`, className: '' });
});

/* A race that came out of a lesson is the lesson's: the reader's own stays kept. */
function leave() {
  const isRace = location.pathname === catalog.race_path && byId('race-page');
  if (isRace && !kept(STEP)) keep(RACE, location.search);
  keep(STEP, ''); // whoever goes elsewhere is on another walk
}

/* Before Dash's own links hear of it. */
document.addEventListener(
  'click',
  event => {
    const way = found(event, '#head .way');
    if (!(way instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    leave();
    const search = way.pathname === catalog.race_path && !way.ariaCurrent && kept(RACE);
    if (!search) return;
    event.preventDefault();
    event.stopPropagation();
    visit(catalog.race_path + search);
  },
  true,
);
