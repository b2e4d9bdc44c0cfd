/* Whether words that are about a race are true of another one. */

/** @typedef {{ optimizers: Record<string, object>, [more: string]: unknown }} Spec */

/** Whether a race is the one that words are about, or that one with others who have joined it.
 * @param {Spec} race
 * @param {Spec | undefined} about
 * @returns {boolean} */
export const holdsFor = (race, about) => {
  if (!about) return false;
  const names = Object.keys(about.optimizers).filter(name => name in race.optimizers);
  const optimizers = Object.fromEntries(names.map(name => [name, race.optimizers[name]]));
  return JSON.stringify({ ...race, optimizers }) === JSON.stringify(about);
};
