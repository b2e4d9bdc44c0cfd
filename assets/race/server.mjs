/* What the race page asks the server for, each through a gate, and what it makes of the answers. */
import { readAnswer } from '../core/answer.mjs';
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { isWithin } from '../core/ranges.mjs';
import { notice } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { showLink } from './link.mjs';
import { answered } from './news.mjs';
import { loadRaces } from './pictures.mjs';
import { groundOf, heldKeys, readRaces } from './races.mjs';
import { copy, isHere, linked, state, surfaceIn } from './state.mjs';

let good; // the panels of the last answer without problems

/* ---- races ---- */

const raceGate = createGate(async request => {
  const grounds = request.panels.map(groundOf);
  const response = await post(catalog.races_path, { ...request, held: grounds.map(heldKeys) });
  if (response) takeAnswer(await read(response), grounds);
});

async function read(response) {
  if (response.headers.get('Content-Type').startsWith('application/json')) return response.json();
  if (!response.ok) return { problems: [`the server answered ${response.status} ${response.statusText}`] };
  const { header, take } = readAnswer(await response.arrayBuffer());
  return { ...header, take: count => take(Float64Array, count) };
}

/* The races of the state, as it is when the gate lets the request pass. */
export const askRaces = () =>
  raceGate.push({
    panels: state.panels.map(({ spec, follows }) => (follows ? { ...spec, start: null } : spec)),
  });

/* The state as it is now is good: what comes back if the next is refused. */
export const trustState = () => {
  good = copy(state.panels);
};

/* New trails over these grounds, or the reasons why there are none; then the last good state comes back. */
export const takeAnswer = (answer, grounds) => {
  if (!isHere()) return;
  notice('', [], 'server');
  if (answer.problems) return void refuse(answer.problems);
  if (answer.panels.length !== state.panels.length) return; // of a page that is gone
  answer.panels.forEach((panel, index) => adopt(state.panels[index], panel));
  const races = readRaces(answer, grounds);
  if (!races) return void askRaces(); // it counts on racers that are gone: two answers crossed
  trustState();
  state.queries = answer.panels.map(({ query }) => query);
  loadRaces(races);
  if (answer.panels.some(({ facts }) => facts)) answered.tell(); // the start, and what the picture is
  showLink();
};

function refuse(problems) {
  notice('That race cannot be run:', problems);
  const isOther =
    state.panels.length !== good.length ||
    state.panels.some(({ spec }, index) => spec.surface !== good[index].spec.surface);
  state.panels = copy(good).map(linked);
  if (state.scope !== 'all' && state.scope >= state.panels.length) state.scope = 'all';
  if (isOther) askBackgrounds(true);
  answered.tell();
}

/* What follows from the hyperparameters of a surface, and a start that goes with it. */
function adopt(panel, { surface, facts, start }) {
  if (panel.spec.surface !== surface) return; // it has another one by now
  if (facts && JSON.stringify(facts.domain) !== JSON.stringify(surfaceIn(panel).domain)) panel.zoom = null;
  panel.facts = facts;
  if (facts && (panel.follows || !isWithin(panel.spec.start, facts.domain))) panel.spec.start = start;
}

/* ---- backgrounds ---- */

const backgroundGate = createGate(value => dash_clientside.set_props('background-request', { data: value }));

/* Dash says when the request has ended. */
export const backgroundsEnded = () => backgroundGate.done();

/* `curves`: the axes of the charts too, for another theme or another panel. */
export const askBackgrounds = (curves = false) =>
  backgroundGate.push({
    curves,
    panels: state.panels.map(({ spec: { surface, surface_parameters, expression, domain }, zoom }) => [
      { surface, surface_parameters, expression, domain },
      zoom,
    ]),
    dimensions: state.view.dimensions,
    camera: state.view.camera,
    theme: themeNow(),
    size: typeSize(),
  });
