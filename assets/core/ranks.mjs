/* Who is ahead: by what a chart shows, the lowest loss or distance first, the highest accuracy. */
import { isGone } from './racer.mjs';

/** @typedef {import('./racer.mjs').Racer} Racer */
/** @typedef {import('./measures.mjs').Measure} Measure */

/** What a racer has at a whole step by a measure; NaN where there is nothing, as after it has diverged.
 * @param {Pick<Racer, 'loss' | 'accuracy' | 'distanceAt' | 'move' | 'diverged_at'>} racer
 * @param {Measure} measure
 * @param {number} step
 * @returns {number} */
export const measureAt = (racer, measure, step) => {
  if (isGone(racer, step)) return Number.NaN;
  const value = measure === 'distance' ? racer.distanceAt(step) : racer[measure][step];
  return Number.isFinite(value) ? value : Number.NaN; // there is no nearest minimum where there is none
};

/** The rank of each of these values, from 1; who is as good as another has the same rank, as in sports. Null where
 * there is no value.
 * @param {number[]} values
 * @param {Measure} measure
 * @returns {(number | null)[]} */
export const ranksOf = (values, measure) => {
  /** @type {(a: number, b: number) => boolean} */
  const isAhead = measure === 'accuracy' ? (a, b) => a > b : (a, b) => a < b;
  return values.map(value => (Number.isNaN(value) ? null : 1 + values.filter(other => isAhead(other, value)).length));
};
