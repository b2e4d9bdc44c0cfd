/* The draws of noise: which races share them, and those that a page was sent: the server draws. */
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

const MOST = 40; // of two hundred kilobytes each, the longest

/** Keeps the draws that the server has sent, by their keys. */
export const createDraws = () => {
  /** @type {Map<string, {count: number, rows: Float64Array}>} the newest last */
  const known = new Map();
  return {
    /** The rows of a key, one after the other; null as long as they are not here, or not for so many steps.
     * @param {string} key
     * @param {number} steps */
    rowsOf(key, steps) {
      const found = known.get(key);
      return found && found.count >= steps ? found.rows : null;
    },
    /** Takes what an answer tells of draws, null where there are none, with their numbers, which come last.
     * @param {(import('../types.d.ts').DrawsBlock | null)[]} told
     * @param {(count: number) => Float64Array} take the next numbers of the answer */
    keep(told, take) {
      for (const draws of told) {
        if (!draws || draws.held) continue;
        const { key, rows: count, width } = draws;
        known.delete(key);
        known.set(key, { count, rows: take(count * width) });
        const [oldest] = known.keys();
        if (known.size > MOST) known.delete(oldest);
      }
    },
  };
};
