/* The draws of noise: which races share them. The server draws them, and the page keeps what it was sent. */
import { checksum } from './checksum.mjs';

/** @typedef {import('./programs.d.ts').Settings} Settings */

/** The key of a race's draws, as races/draws.py makes it, of the race's spec, the catalog's entry of its noise, and the
 * names of the surface's hyperparameters in the catalog's order.
 * @param {{noise: string, noise_parameters: Settings, seed: number, surface: string,
 *   surface_parameters: Settings}} spec
 * @param {{drawn: readonly string[], shared: boolean, needs: string}} noise
 * @param {readonly string[]} parameters */
export const drawsKey = (spec, { drawn, shared, needs }, parameters) => {
  const numbers = [spec.seed, ...drawn.map(name => spec.noise_parameters[name])];
  if (shared) numbers.push(...parameters.map(name => spec.surface_parameters[name]));
  const ground = needs ? [spec.surface] : [];
  return [spec.noise, ...ground, checksum(Float64Array.from(numbers, number => number + 0))].join('-');
};
