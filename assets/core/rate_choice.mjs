/* Which choice of rates learning rates come from, whoever has set them. */

/** The first of `choices` that gives everybody the rate that he has, `last` before the others; 'own' where none does.
 * @param {string[]} names who counts @param {(name: string) => number} rate
 * @param {Record<string, (name: string) => number>} choices @param {string} [last] what was chosen last */
export const choiceOf = (names, rate, choices, last = '') => {
  const fits = (/** @type {string} */ choice) => names.every(name => choices[choice](name) === rate(name));
  const asked = Object.keys(choices).sort((one, other) => Number(other === last) - Number(one === last));
  return (names.length && asked.find(fits)) || 'own';
};
