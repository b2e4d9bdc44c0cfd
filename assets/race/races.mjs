/* How an answer with races becomes racers. */
import { catalog } from '../core/catalog.mjs';
import { createRacer, stepAt } from '../core/racer.mjs';
import { state, surfaceOf } from './state.mjs';

let held = new Map(); // ground -> key -> racer, of those on screen: the server does not send them again

/* What a racer's numbers follow from beside its path, of a spec, as text. */
export const groundOf = ({ surface, surface_parameters, expression, domain }) =>
  JSON.stringify([surface, surface_parameters, expression, domain]);

/* What the server need not send again of the racers over a ground. */
export const heldKeys = ground => [...(held.get(ground)?.keys() ?? [])];

/* The racers of an answer's panels, each over its ground; null if it counts on racers that are gone: two answers
   crossed. */
export const readRaces = ({ take, panels }, grounds) => {
  const now = new Map(grounds.map(ground => [ground, new Map()]));
  const before = held;
  const readRacers = ({ steps, racers }, index) =>
    racers.map(found => {
      const ground = grounds[index];
      const racer = found.held ? before.get(ground)?.get(found.key) : newRacer(found, steps, surfaceOf(index), take);
      if (racer) now.get(ground).set(found.key, racer);
      return racer;
    });
  const read = panels.map((panel, index) => ({ steps: panel.steps, racers: readRacers(panel, index) }));
  panels.forEach(({ reference }, index) => {
    // behind all others, of the same race in the surface's own units
    read[index].reference = reference ? readRacers(reference, index) : [];
  });
  held = now;
  return read.every(({ racers, reference }) => [...racers, ...reference].every(Boolean)) ? read : null;
};

/* A racer of the answer as the page shows it. */
function newRacer(told, steps, { minima }, take) {
  const racer = createRacer(told, steps, minima, take);
  const { look, label } = catalog.optimizers[told.name];
  return Object.assign(racer, { look, label, stepAt: now => stepAt(racer, now, state.view.axis === 'evaluations') });
}
