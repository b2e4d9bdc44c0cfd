/* What stands where several panels are edited together and have not the same. */
import { short } from './numbers.mjs';

/** Numbers that differ, from the least to the most: "0.001 to 0.15", to three digits where those tell them apart.
 * @param {number[]} values
 * @param {number} digits fewer, where three take too much room */
export const spanText = (values, digits = 3) => {
  const ends = [Math.min(...values), Math.max(...values)];
  const [low, high] = ends.map(value => short(Number(value.toPrecision(digits))));
  return low === high ? ends.map(short).join(' to ') : `${low} to ${high}`;
};

/** The same in about so many letters, or with one digit where nothing less tells more.
 * @param {number[]} values
 * @param {number} room letters */
export const shortSpan = (values, room) => {
  const texts = [3, 2, 1].map(digits => spanText(values, digits));
  return texts.find(({ length }) => length <= room) ?? texts[2];
};

/** What there is of each, once, in the order in which it comes: "Beale, Monkey saddle".
 * @param {string[]} names */
export const namesText = names => [...new Set(names)].join(', ');
