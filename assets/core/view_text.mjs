/* The view of a page as links write it, "step=57&theme=dark": `to_query` of races/query/writer.py. The table
   tests/shared/view_text.json holds both to it. */
import { plain } from './numbers.mjs';

/** @typedef {number | string | null} Part */

/** A value as a link has it: a number as short as it can be typed, a list with commas, text as it is.
 * @param {Part | readonly Part[]} value
 * @returns {string} */
export const textOf = value => {
  if (Array.isArray(value)) return value.map(textOf).join();
  return typeof value === 'number' ? plain(value) : String(value);
};

/** The parts of a link that say what differs from `usual`; null is what nobody has chosen.
 * @param {Record<string, any>} view @param {Record<string, any>} usual */
export const viewParts = (view, usual) =>
  Object.entries(usual)
    .filter(([key, standard]) => view[key] !== null && textOf(view[key]) !== textOf(standard))
    .map(([key]) => `${key}=${textOf(view[key])}`);
