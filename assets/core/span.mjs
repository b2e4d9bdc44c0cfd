/* What stands where several panels are edited together and have not the same. */
import { measured, short } from './numbers.mjs';

/** Numbers that differ, from the least to the most: "0.001 to 0.15", to three digits where those tell them apart.
 * @param {number[]} values */
export const spanText = values => {
  const ends = [Math.min(...values), Math.max(...values)];
  const [low, high] = ends.map(measured);
  return low === high ? ends.map(short).join(' to ') : `${low} to ${high}`;
};

/** What there is of each, once, in the order in which it comes: "Beale, Monkey saddle".
 * @param {string[]} names */
export const namesText = names => [...new Set(names)].join(', ');
