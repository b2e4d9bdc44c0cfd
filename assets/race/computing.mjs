/* Races that the page runs itself, from the programs of the rules (assets/engine). */
import { catalog } from '../core/catalog.mjs';
import { keyOf } from '../engine/checksum.mjs';
import { factorOf, groundOf } from '../engine/ground.mjs';
import { measure } from '../engine/measure.mjs';
import { run } from '../engine/run.mjs';
import { drawsOf } from './draws.mjs';
import { lossesOf, programsNow } from './programs.mjs';

const MOST = 16; // as many as four panels need, with those in the surface's own units

const prepared = new Map(); // race, as text -> {ground, factor}, the newest last

/* Where a race runs; null where the page cannot run it, or not yet. */
export const groundFor = (spec, surface) => {
  const programs = programsNow();
  if (!programs || !surface.live?.includes(spec.noise) || spec.steps > catalog.max_steps) return null;
  const losses = lossesOf(spec);
  const rows = drawsOf(spec);
  return losses && (spec.noise === 'none' || rows) ? groundOf(spec, surface, programs, losses, rows) : null;
};

const prepare = (text, spec, surface) => {
  if (prepared.has(text)) return prepared.get(text);
  const ground = groundFor(spec, surface);
  if (!ground) return null;
  const found = { ground, factor: factorOf(spec, programsNow()) };
  prepared.set(text, found);
  if (prepared.size > MOST) prepared.delete(prepared.keys().next().value);
  return found;
};

/* The loss that is drawn, a function of x and y; undefined where the page cannot compute it, or not yet. */
export const drawnLoss = spec => {
  const program = spec.expression ? lossesOf(spec)?.shown : programsNow()?.losses[spec.surface];
  return program?.make(spec.surface_parameters).value;
};

/* A racer as core/racer.mjs has it; null where the page cannot run it, or not yet. `text` is the race without its
   methods; it is all that the ground depends on beside the draws. */
export const compute = (text, spec, name, surface) => {
  const method = programsNow()?.methods[name];
  const place = method ? prepare(text, spec, surface) : null;
  if (!place) return null;
  const { steps, optimizers } = spec;
  const measured = measure(
    run(method, optimizers[name], place.ground, steps, place.factor),
    method,
    place.ground,
    steps,
  );
  const { x, y } = measured;
  let key;
  return Object.assign(measured, {
    name,
    steps: x.map((_, k) => k),
    keyed: () => (key ??= keyOf(name, x, y)),
  });
};
