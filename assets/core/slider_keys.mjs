/* What the keys of a slider do, and what a slider says of itself. */
import { plain } from './numbers.mjs';
import { coordinateOf, positionIn, positionOf, valueAt } from './scales.mjs';

/** @typedef {import('./scales.mjs').Scaled} Scaled */

/* A step on a scale of powers is a factor (of what a memory forgets, where the scale is one of memories), else a share
   of the slider. */
const FACTORS = { arrow: 1.05, page: 2 };
const SHARES = { arrow: 0.05, page: 0.1 };
const ZERO = 0.01; // below that a scale that reaches 0 is none of powers

/** @type {Record<string, ['arrow' | 'page', 1 | -1]>} */
const KEYS = {
  ArrowRight: ['arrow', 1],
  ArrowUp: ['arrow', 1],
  ArrowLeft: ['arrow', -1],
  ArrowDown: ['arrow', -1],
  PageUp: ['page', 1],
  PageDown: ['page', -1],
};

/** Where a step leads on a slider whose ends are 0 and 1; it may be beyond them.
 * @param {Scaled} parameter @param {number} position @param {'arrow' | 'page'} kind @param {1 | -1} sign */
const stepped = (parameter, position, kind, sign) => {
  const { minimum, maximum, scale } = parameter;
  if (scale === 'whole') return position + sign * Math.max(SHARES[kind], 1 / (maximum - minimum));
  if (scale === 'linear') return position + sign * SHARES[kind];
  const value = valueAt(parameter, position);
  if (scale === 'zero_log' && value > ZERO) return positionOf(parameter, value * FACTORS[kind] ** sign);
  const [low, high] = [minimum, maximum].map(end => coordinateOf(scale, end));
  return position + (sign * Math.log10(FACTORS[kind])) / (high - low);
};

/** The position, from 0 to 1, to which a key brings a slider from `position`: always to another value, until the end;
 * null for a key that is none of a slider's, and where there is no value (NaN).
 * @param {Scaled} parameter @param {number} position @param {string} key
 * @returns {number | null} */
export const keyedPosition = (parameter, position, key) => {
  if (Number.isNaN(position)) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return 1;
  if (!Object.hasOwn(KEYS, key)) return null;
  const before = valueAt(parameter, position);
  let place = position;
  do place = positionIn(stepped(parameter, place, ...KEYS[key]));
  while (valueAt(parameter, place) === before && place > 0 && place < 1);
  return place;
};

/** What a slider stands at, in words: "0.15", "30 degrees", or "0.001 to 0.15" where it moves several values.
 * @param {number[]} values @param {string} [unit] */
export const valueText = (values, unit = '') => {
  if (!values.length) return '';
  const ends = [Math.min(...values), Math.max(...values)].map(plain);
  return [ends[0] === ends[1] ? ends[0] : ends.join(' to '), unit].filter(Boolean).join(' ');
};

/** Where the clock is, in words.
 * @param {number} step a whole one @param {number} last @param {boolean} byEvaluations */
export const clockText = (step, last, byEvaluations) =>
  byEvaluations ? `${step} of ${last} gradient evaluations` : `step ${step} of ${last}`;
