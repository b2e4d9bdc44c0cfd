/* What the page asks the server for, each through a gate, and how an answer with races becomes racers. */
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { createRacer, stepAt } from '../core/racer.mjs';
import { racesAnswered, state, surfaceOf } from './state.mjs';
import { post } from '../ui/server.mjs';

let held = new Map(); // key -> racer, of those on screen: the server does not send them again

/* The answer is binary: the length of a JSON header (uint32), the header, then float32 numbers; JSON, base64 and Dash's
   store would take longer than the races themselves. */
const askRaces = async request => {
  const response = await post(catalog.races_path, { ...request, held: [...held.keys()] });
  if (!response) return;
  if (response.headers.get('Content-Type').startsWith('application/json')) {
    racesAnswered(await response.json());
  } else if (response.ok) {
    const body = await response.arrayBuffer(), length = new DataView(body).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, length)));
    racesAnswered({ ...header, numbers: new Float32Array(body, 4 + length) });
  } else {
    racesAnswered({ problems: [`the server answered ${response.status} ${response.statusText}`] });
  }
};

export const raceGate = createGate(askRaces);
export const backgroundGate = createGate(value => dash_clientside.set_props('background-request', { data: value }));

/* The racers of an answer's panels; null if it counts on racers that are gone: two answers crossed. */
export const readRaces = ({ numbers, panels }) => {
  let place = 0;
  const take = count => numbers.subarray(place, (place += count)), now = new Map(), before = held;
  const readRacers = ({ steps, racers }, index) => racers.map(found => {
    const racer = found.held ? before.get(found.key) : newRacer(found, steps, surfaceOf(index), take);
    if (racer) now.set(found.key, racer);
    return racer;
  });
  const read = panels.map((panel, index) => ({ steps: panel.steps, racers: readRacers(panel, index) }));
  panels.forEach(({ reference }, index) => { // behind all others, of the same race in the surface's own units
    read[index].reference = reference ? readRacers(reference, index) : [];
  });
  held = now;
  return read.every(({ racers, reference }) => [...racers, ...reference].every(Boolean)) ? read : null;
};

/* A racer of the answer as the page shows it. */
function newRacer(told, steps, { minima }, take) {
  const racer = createRacer(told, steps, minima, take), { look, label } = catalog.optimizers[told.name];
  return Object.assign(racer, { look, label, stepAt: now => stepAt(racer, now, state.view.axis === 'evaluations') });
}
