/* The draws of noise, which the server makes and the page keeps. */
import { catalog } from '../core/catalog.mjs';
import { drawsKey } from '../engine/draws.mjs';

const MOST = 40;

const known = new Map(); // key -> {count, rows}, the newest last

const keyOf = spec =>
  drawsKey(spec, catalog.noises[spec.noise], Object.keys(catalog.surfaces[spec.surface]?.hyperparameters ?? {}));

/* The draws of a race, null as long as they are not here, or not for so many steps. */
export const drawsOf = spec => {
  const found = spec.noise === 'none' ? null : known.get(keyOf(spec));
  return found && found.count >= spec.steps ? found.rows : null;
};

/* The keys of those that the server need not send for these races. */
export const heldDraws = specs => {
  const noisy = specs.filter(({ noise }) => noise !== 'none');
  const lacking = new Set(noisy.filter(spec => !drawsOf(spec)).map(keyOf));
  return noisy.map(keyOf).filter(key => !lacking.has(key));
};

/* Keeps the draws of an answer's panels, whose numbers come last. */
export const keepDraws = ({ take, panels }) => {
  for (const { draws } of panels) {
    if (!draws || draws.held) continue;
    known.delete(draws.key);
    known.set(draws.key, { count: draws.rows, rows: take(draws.rows * draws.width) });
    if (known.size > MOST) known.delete(known.keys().next().value);
  }
};
