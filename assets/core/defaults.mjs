/* What is set where nobody has set anything. */

/** The values that declared hyperparameters begin with, by name.
 * @param {Record<string, {default: number}>} declared @returns {Record<string, number>} */
export const defaultsOf = declared =>
  Object.fromEntries(Object.entries(declared).map(([name, { default: value }]) => [name, value]));
