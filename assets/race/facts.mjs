/* What is known of the surface of a ground (core/ground_text.mjs). That of a surface of data, whose domain, start and
   minima follow from its hyperparameters, the server says; it is kept, as pictures are. */
import { catalog } from '../core/catalog.mjs';
import { groundText } from '../core/ground_text.mjs';
import { isWithin } from '../core/ranges.mjs';
import { surfaceIn } from './state.mjs';

const MOST = 200;

const known = new Map(); // ground -> facts, the newest last

export const keepFacts = (ground, facts) => {
  known.delete(ground);
  known.set(ground, facts);
  if (known.size > MOST) known.delete(known.keys().next().value);
};

/* The surface of a panel on a ground of it; null where the server has not said yet what it is like. */
export const surfaceOn = (panel, ground) => {
  const facts = known.get(ground);
  const surface = catalog.surfaces[panel.spec.surface] ?? panel.own;
  return surface?.moves && !facts ? null : { ...surface, ...facts };
};

/* The spec of a panel's race on a ground that may have other hyperparameters of its surface, as while they are dragged;
   null where it is another surface. */
export const specOn = (panel, ground) => {
  const { spec } = panel;
  const isNow = ground === groundText(spec);
  if (!isNow && !isAlike(spec, ground)) return null;
  const { moves, domain, start } = surfaceOn(panel, ground) ?? {};
  const own = moves && (panel.follows || !isWithin(spec.start, domain));
  if (isNow && !own) return spec;
  return { ...spec, surface_parameters: JSON.parse(ground)[1], start: own ? start : spec.start };
};

/* Whether a ground is a race's but for the hyperparameters of the surface. */
const isAlike = (spec, ground) => {
  if (!ground) return false;
  const [, parameters] = JSON.parse(ground);
  return groundText({ ...spec, surface_parameters: parameters }) === ground;
};

/* A panel with what follows from the hyperparameters of its surface, and a start that goes with it. */
export const adoptFacts = (panel, facts, start) => {
  if (facts && JSON.stringify(facts.domain) !== JSON.stringify(surfaceIn(panel).domain)) panel.zoom = null;
  panel.facts = facts;
  if (facts && (panel.follows || !isWithin(panel.spec.start, facts.domain))) panel.spec.start = start;
};
