/* What the basin page asks the server for. A map is asked for alone, coarse first, and again as fine as it may be at
   once; the gate has one request in flight, and what it asks is decided when it goes: so the newest settings win. Grids
   that take longer are a job of the tray. While a slider is held the browser makes coarse maps, where it can, and the
   server is asked once it rests. */
import { createGate } from '../core/gate.mjs';
import { createSignal } from '../core/signal.mjs';
import { isPressed, released } from '../ui/hand.mjs';
import { jobEnded, startJob } from '../ui/jobs.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { readBasins } from './data.mjs';
import { next, unfinished } from './grids.mjs';
import { isHere, keyOf, page, surface, surfaceKey } from './page.mjs';
import { isPreviewable, preview, previewed } from './previewing.mjs';
import { readState, stateText } from './snapshot.mjs';

const QUIET = 250; // ms without a change before a map becomes finer

/* Maps of the settings of now are here: in `page.maps`, the names of the new ones told. */
export const arrived = createSignal();

/* The server did not take the settings: the last ones that it took are back. */
export const refused = createSignal();

let changedAt = 0;
let timer;

/* The settings are new. */
export const ask = () => {
  changedAt = performance.now();
  if (moves()) preview();
  else gate.push(true);
  clearTimeout(timer);
  timer = setTimeout(() => isHere() && gate.push(true), QUIET + 20);
};

/* Whether a slider is being moved, and the browser makes the maps. */
const moves = () => isPressed() && performance.now() - changedAt < QUIET && isPreviewable();

released.listen(() => isHere() && page.spec && gate.push(true));

/* The gate's token says nothing: what is asked is what is needed most when it goes. */
const gate = createGate(async (_, still, signal) => {
  const wanted = isHere() && !moves() && next(performance.now() - changedAt >= QUIET);
  let again = Boolean(wanted);
  try {
    if (wanted) again = await askFor(...wanted, still, signal);
  } finally {
    if (again && isHere()) gate.push(true);
  }
});

/* Whether to ask on. */
async function askFor(method, size, still, signal) {
  const { catalog, lines, spec } = page;
  const ground = surfaceKey();
  const key = method && keyOf(method);
  const asked = structuredClone(spec);
  const body = { spec: asked, method, size, lines: lines?.key !== ground };
  const response = await post(catalog.paths.maps, body, () => still() && isHere(), signal);
  if (!response) return false;
  if (!response.ok) {
    const old = JSON.stringify(asked) !== JSON.stringify(page.spec);
    if (!old) await refuse(response);
    return old;
  }
  const answer = readBasins(await response.arrayBuffer());
  if (!isHere() || ground !== surfaceKey()) return true;
  if (answer.lines) page.lines = { key: ground, path: new Path2D(answer.lines) };
  const facts = { ...answer.facts, of: ground };
  Object.assign(page, { query: answer.query, queryOf: JSON.stringify(asked), facts });
  if (page.queryOf === JSON.stringify(page.spec)) page.good = stateText();
  take(answer, () => key);
  return true;
}

async function refuse(response) {
  const json = response.headers.get('Content-Type')?.startsWith('application/json');
  const problems = json ? (await response.json()).problems : [`the server answered ${response.status}`];
  notify('These maps cannot be made:', { items: problems, near: lastUsed() });
  if (!json || !page.good || page.good === stateText()) return;
  readState(page.good);
  refused.tell();
}

function take(answer, keyFor) {
  notify('', { kind: 'server' });
  page.legend = answer.legend;
  keep(answer.maps.map(data => ({ key: keyFor(data.name), data })));
}

/* Keeps new maps, but none in the place of a finer one of the same settings, or of one nearer to those of now. */
function keep(maps) {
  const taken = maps.filter(({ key, data }) => {
    const map = page.maps.get(data.name);
    const now = map && keyOf(data.name);
    if (!map || (map.key === key && map.data.size > data.size)) return false;
    if (key !== now && (map.key === now || (moves() && !data.preview))) return false;
    Object.assign(map, { key, data });
    return true;
  });
  arrived.tell(taken.map(({ data }) => data.name));
}

previewed.listen(keep);

/* ---- finer than at once: a job ---- */

export const askFiner = () => {
  const { spec } = page;
  const names = unfinished();
  const optimizers = Object.fromEntries(names.map(name => [name, spec.optimizers[name]]));
  const keys = Object.fromEntries(names.map(name => [name, keyOf(name)]));
  const label = `Basins of ${surface().label}, ${spec.size} × ${spec.size} starts`;
  startJob({ kind: 'basins', request: { spec: structuredClone({ ...spec, optimizers }) }, label, quiet: true, keys });
};

jobEnded.listen(async ({ asked, state, address }) => {
  if (asked.kind !== 'basins' || state !== 'done' || !isHere()) return;
  try {
    const answer = readBasins(await (await fetch(address)).arrayBuffer());
    if (!isHere()) return;
    answer.maps = answer.maps.filter(({ name }) => name in page.spec.optimizers && asked.keys[name] === keyOf(name));
    if (answer.maps.length) take(answer, keyOf);
  } catch {
    notify('The finished maps could not be fetched; make them again.', { kind: 'server' });
  }
});
