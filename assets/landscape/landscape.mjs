/* The page Landscape: which planes its panels show, what is said of them, and the form that makes another one.

   A plane is named by its text, as links have it. One that is not on the server is offered to be made: a job, whose
   file the server then keeps. */
import { catalog } from '../core/catalog.mjs';
import { atFrame } from '../player/loop.mjs';
import { loaded } from '../race/news.mjs';
import { askScene, endScene } from '../race/opening.mjs';
import { state } from '../race/state.mjs';
import { serveClicks } from '../ui/actions.mjs';
import { all, byId, press } from '../ui/elements.mjs';
import { jobEnded, startJob } from '../ui/jobs.mjs';
import { notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { fillForm, mountForm } from './form.mjs';
import { offerOf, wordsOf } from './words.mjs';

let page = null; // what pages/landscape.py says
const told = new Map(); // text -> what is said of a plane that is here
let wanted = []; // the planes of the address, also those that are missing

const here = () => Boolean(page && byId('landscape-story'));

const planesIn = search => new URLSearchParams(search).getAll('plane');
const queryOf = plane => `surface=network&plane=${encodeURIComponent(plane)}`;
const searchOf = planes => `?${planes.map(queryOf).join('&')}`;

/* ---- opening ---- */

/* The address is new: what it says, or the first choice. */
export const open = (search, data) => {
  page = data;
  byId('landscape-said').replaceChildren();
  const fold = byId('landscape-make', HTMLDetailsElement);
  fold.ontoggle = () => {
    const shown = told.get(state.panels[0]?.spec.expression);
    if (fold.open && shown) fillForm(shown.spec); // begin with what is seen
  };
  mountForm(page, submit);
  openPlanes(planesIn(search).length ? search : searchOf(page.standard));
  return dash_clientside.no_update;
};

/* Shows the planes of a query that are here, and offers the others. */
async function openPlanes(search) {
  const planes = planesIn(search);
  wanted = planes;
  const response = await post(page.paths.open, { planes }, () => here() && wanted === planes);
  if (!here() || !response) return;
  const answer = response.ok
    ? await response.json()
    : { words: {}, missing: {}, problems: ['The server cannot say what is here.'] };
  Object.entries(answer.words).forEach(([text, words]) => told.set(text, words));
  if (answer.problems.length)
    notify('This link names a plane that cannot be made:', { items: answer.problems, kind: 'plane' });
  offer(answer.missing);
  const found = Object.keys(answer.words);
  if (!found.length && !Object.keys(answer.missing).length) {
    const standard = searchOf(page.standard);
    if (response.ok && search !== standard) openPlanes(standard); // once: where that is not here either, nothing is
    return;
  }
  if (!found.length) return endScene();
  const whole = !answer.problems.length && !Object.keys(answer.missing).length;
  const { theme } = state.view;
  const shown = whole ? search : searchOf(found);
  const kept = theme && !new URLSearchParams(shown).get('theme') ? `&theme=${theme}` : '';
  askScene(`${shown}${kept}`);
}

const show = planes => {
  notify('', { kind: 'plane' });
  openPlanes(searchOf(planes));
};

/* ---- what is said ---- */

/* Of each panel's plane, once; after every answer, since panels come and go. */
const follow = () => {
  if (!here()) return;
  const texts = [...new Set(state.panels.map(({ spec }) => spec.expression))].filter(text => told.has(text));
  const place = byId('landscape-said');
  const key = texts.join('|');
  if (place.dataset.shown === key && place.childElementCount) return;
  place.dataset.shown = key;
  place.replaceChildren(...texts.map(text => wordsOf(told.get(text))));
  all('#landscape-choices button').forEach(button => {
    press(button, button.dataset.planes === key);
  });
};

/* A link from elsewhere: its planes can be made here. */
function offer(missing) {
  all('.plane-missing').forEach(each => each.remove());
  byId('landscape-said').before(
    ...Object.entries(missing).map(([text, plane]) => offerOf(plane, () => make(text, wanted))),
  );
}

/* ---- making ---- */

/* Starts the job; then `planes` are shown. */
function make(text, planes) {
  const { label } = page.experiments[text.split(/[,/]/)[0]];
  startJob({ kind: 'plane', request: { plane: text }, label: `Plane: ${label}`, quiet: true, planes });
}

jobEnded.listen(async ({ asked, state: ending, address }) => {
  if (asked.kind !== 'plane') return;
  all('.plane-missing button').forEach(button => button.removeAttribute('disabled'));
  if (ending !== 'done' || !page) return;
  const response = await post(page.paths.keep, { address });
  if (!response?.ok)
    return void (here() && notify('The plane was made, but could not be kept; make it again.', { kind: 'plane' }));
  if (here()) show(asked.planes);
});

/* Checks the form's fields; then makes its plane, alone or beside those that are shown, or shows it if it is here. */
async function submit(fields, beside) {
  const response = await post(page.paths.spec, fields);
  const answer = response ? await response.json() : { problems: ['The server does not answer.'] };
  const place = byId('landscape-refused');
  if (!place) return;
  place.textContent = (answer.problems || []).join('\n');
  if (answer.problems) return;
  const now = state.panels.map(({ spec }) => spec.expression).filter(text => text && text !== answer.plane);
  const planes = beside ? [...now.slice(0, catalog.max_panels - 1), answer.plane] : [answer.plane];
  if (answer.here) show(planes);
  else make(answer.plane, planes);
}

serveClicks(here, '#landscape-choices [data-planes]', ({ dataset: { planes } }) => show(planes.split('|')));

loaded.listen(() => atFrame(follow));
