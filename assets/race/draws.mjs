/* The draws of noise, which the server makes and the page keeps. */
import { catalog } from '../core/catalog.mjs';
import { createDraws, drawsKey } from '../engine/draws.mjs';

const draws = createDraws();

const keyOf = spec =>
  drawsKey(spec, catalog.noises[spec.noise], Object.keys(catalog.surfaces[spec.surface]?.hyperparameters ?? {}));

/* The draws of a race, null as long as they are not here, or not for so many steps. */
export const drawsOf = spec => (spec.noise === 'none' ? null : draws.rowsOf(keyOf(spec), spec.steps));

/* The keys of those that the server need not send for these races. */
export const heldDraws = specs => {
  const noisy = specs.filter(({ noise }) => noise !== 'none');
  const lacking = new Set(noisy.filter(spec => !drawsOf(spec)).map(keyOf));
  return noisy.map(keyOf).filter(key => !lacking.has(key));
};

/* Keeps the draws of an answer's panels, whose numbers come last. */
export const keepDraws = ({ take, panels }) =>
  draws.keep(
    panels.map(panel => panel.draws),
    take,
  );
