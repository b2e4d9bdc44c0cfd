/* A racer that is seen alone: on a legend's double click, and everybody again on the next. */

/** @param {string[]} seen names
 * @param {string} name */
export const isAlone = (seen, name) => seen.length === 1 && seen[0] === name;
