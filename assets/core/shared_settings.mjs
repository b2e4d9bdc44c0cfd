/* Of a method that races in several panels: the settings that are the same in all of them, and those that are not. */

/** @typedef {Record<string, number>} Settings */

/** Where it races, the settings of each panel; [] where it races nowhere.
 * @param {readonly Settings[]} each
 * @returns {{ shared: Settings, differing: string[] }} in the order in which they are declared */
export const sharedSettings = each => {
  const [first = {}] = each;
  const isShared = (/** @type {string} */ key) => each.every(settings => settings[key] === first[key]);
  const keys = Object.keys(first);
  return {
    shared: Object.fromEntries(keys.filter(isShared).map(key => [key, first[key]])),
    differing: keys.filter(key => !isShared(key)),
  };
};
