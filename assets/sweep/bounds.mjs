/* What theory says of a quadratic loss: up to which learning rate a method is stable. races/theory.py says why, and
   tests/shared/stable_rates.json holds both to it. */

import { curvaturesOf, SAME } from '../core/heavy_ball.mjs';

/** @typedef {import('../engine/programs.d.ts').Loss} Loss */

/* The largest stable rate times L, after a method's hyperparameters. */
const BOUNDS = {
  sgd: () => 2,
  momentum: ({ momentum }) => 2 * (1 + momentum),
  nesterov: ({ momentum }) => (2 + 2 * momentum) / (1 + 2 * momentum),
};

/** L, the largest curvature of a convex quadratic; null of any other loss.
 * @param {Pick<Loss, 'hessian'>} loss
 * @param {readonly (readonly [number, number])[]} domain
 * @returns {number | null} */
export const curvatureOf = (loss, domain) => {
  const [least, largest] = curvaturesOf(loss, domain) ?? [0, 0];
  return largest > 0 && least >= -SAME * largest ? largest : null;
};

/** @param {string} method
 * @param {Record<string, number>} settings
 * @param {number | null} curvature
 * @returns {number | null} */
export const boundOf = (method, settings, curvature) =>
  curvature !== null && method in BOUNDS ? BOUNDS[method](settings) / curvature : null;
