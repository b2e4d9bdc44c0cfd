/* One racer: its records, and at the end its last row again and again. */
import { createTrack } from './track.mjs';

/** Rows of x and of y from the start to the last step; `taken` steps were taken, and the next one, `divergedAt`, was
 * not, or all were and it is null.
 * @typedef {import('./track.mjs').Records & {rule: import('./programs.d.ts').Rule, taken: number,
 *   divergedAt: number | null}} Run */

/** @param {import('./programs.d.ts').Method} method
 * @param {import('./programs.d.ts').Settings} settings
 * @param {import('./programs.d.ts').Ground} ground
 * @param {number} steps
 * @param {import('./programs.d.ts').Factor | null} factor
 * @returns {Run} */
export const run = (method, settings, ground, steps, factor) => {
  const { n, x, y, rule, go } = createTrack(method, settings, ground, steps, factor);
  const taken = go(...ground.start);
  for (const record of [x, y]) {
    for (let at = (taken + 1) * n; at < record.length; at += n) record.copyWithin(at, taken * n, (taken + 1) * n);
  }
  return { n, x, y, rule, taken, divergedAt: taken < steps ? taken + 1 : null };
};
